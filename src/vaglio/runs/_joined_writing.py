"""The tables of claims that are kept joined, filled and brought up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.incident import Incident
from vaglio.model.record import Reported
from vaglio.model.track import Track
from vaglio.pipeline.joining import (
    Added,
    Group,
    Telling,
    Workings,
    debtors_of,
    keys_of,
    part_of,
    parties_told_of,
)
from vaglio.runs._index import Found
from vaglio.runs._index_writing import Words, incident_in_order
from vaglio.runs._joined_tables import JoinedTables, packed

Entry = Incident | Agreement | Track | Access


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """Name one claim as it stands."""

    version: int
    """Grows with every change of it."""
    report: str
    """The report that makes it."""


def fill(index: JoinedTables, workings: Workings, wanted: Mapping[str, Stood]) -> None:
    """Fill empty tables with what all claims were joined into."""
    record = workings.record
    _add_claims(index, record.claims, wanted)
    _add_accounts(index, workings.told)
    _add_groups(index, workings.groups)
    for form, entries in (
        (Agreement, record.agreements),
        (Track, record.tracks),
        (Access, record.access),
    ):
        _put_entries(index, form, entries)


def change(
    index: JoinedTables, added: Added, wanted: Mapping[str, Stood], gone: Collection[int]
) -> None:
    """Put what joining some reports anew has changed in the place of what was.

    Args:
        index: The tables; the claims of these reports are out of them already.
        added: What has changed.
        wanted: The claims of these reports, as they stand.
        gone: Numbers of their accounts as they were.
    """
    _add_claims(index, added.claims, wanted)
    _add_accounts(index, added.told)
    _drop_accounts(index, gone)
    groups = [(number,) for number in added.gone]
    index.tables.executemany("DELETE FROM groups WHERE number = ?", groups)
    index.tables.executemany("DELETE FROM entries WHERE home = ?", groups)
    _add_groups(index, added.groups)
    if added.agreements is not None:
        _put_entries(index, Agreement, added.agreements)
    if added.tracks is not None:
        _put_entries(index, Track, added.tracks)
    if added.access is not None:
        _put_entries(index, Access, added.access)


def drop_reports(index: JoinedTables, reports: Collection[str]) -> None:
    """Take the claims of some reports out, their accounts left in."""
    named = [(id,) for id in reports]
    index.tables.executemany("DELETE FROM claims WHERE report = ?", named)
    index.tables.executemany("DELETE FROM naming WHERE report = ?", named)


def _add_claims(
    index: JoinedTables, claims: Iterable[Reported], wanted: Mapping[str, Stood]
) -> None:
    """Note claims; those that were set aside have no body."""
    taken = {each.claim.id: each for each in claims}
    rows: list[tuple[Any, ...]] = []
    naming, debtors = set[tuple[str, str]](), set[str]()
    for key, stood in wanted.items():
        each = taken.get(key)
        if each is None:
            rows.append((key, stood.version, stood.report, "", None))
            continue
        kind = str(each.claim.kind)
        rows.append((key, stood.version, stood.report, kind, packed(each)))
        naming |= {(name, stood.report) for name in parties_told_of(each.claim)}
        debtors |= debtors_of([each.claim])
    statement = "INSERT INTO claims (key, version, report, kind, body) VALUES (?, ?, ?, ?, ?)"
    index.tables.executemany(statement, sorted(rows))
    index.tables.executemany("INSERT OR IGNORE INTO naming VALUES (?, ?)", sorted(naming))
    owing = ((name,) for name in sorted(debtors))
    index.tables.executemany("INSERT OR IGNORE INTO debtors VALUES (?)", owing)


def _add_accounts(index: JoinedTables, told: Sequence[Telling]) -> None:
    """Note accounts, numbered on from those that are there, and the blocks that they are in."""
    first = index.next_number()
    words = Words(index.tables)
    rows = ((number, each.report.id, packed(each)) for number, each in enumerate(told, start=first))
    index.tables.executemany("INSERT INTO accounts (number, report, body) VALUES (?, ?, ?)", rows)
    blocks = [
        (day, words.number(spot), number, words.number(part_of(each)))
        for number, each in enumerate(told, start=first)
        for day, spot in keys_of(each)
    ]
    words.write()
    index.tables.executemany("INSERT INTO blocks VALUES (?, ?, ?, ?)", sorted(blocks))


def _drop_accounts(index: JoinedTables, numbers: Collection[int]) -> None:
    """Take accounts out, and out of their blocks."""
    words = Words(index.tables)
    blocks = [
        (day, words.number(spot), number)
        for number, told in index.told(numbers).items()
        for day, spot in keys_of(told)
    ]
    statement = "DELETE FROM blocks WHERE day = ? AND spot = ? AND account = ?"
    index.tables.executemany(statement, blocks)
    index.tables.executemany("DELETE FROM accounts WHERE number = ?", [(n,) for n in numbers])


def _add_groups(index: JoinedTables, groups: Sequence[Group]) -> None:
    """Note groups, numbered on from those that are there, and what stands for them."""
    encode = msgspec.msgpack.encode
    rows: list[tuple[Any, ...]] = []
    members, claims = [], []
    for number, group in enumerate(groups, start=index.next_group()):
        incident = group.incident
        found = packed(Found(claims=incident.claims, reports=incident.reports))
        kept = (encode(group.members), encode(group.kept), found)
        rows.append((number, *incident_in_order(incident), *kept))
        members += [(number, account) for account in group.members]
        claims += [(number, claim) for claim in incident.claims]
        if group.told_as is not None:
            _add_entry(index, group.told_as, home=number)
    index.tables.executemany("INSERT INTO groups VALUES (?, ?, ?, ?, ?, ?)", rows)
    index.tables.executemany("UPDATE accounts SET home = ? WHERE number = ?", members)
    index.tables.executemany("UPDATE claims SET home = ? WHERE key = ?", claims)


def _put_entries(index: JoinedTables, form: type[Entry], entries: Iterable[Entry]) -> None:
    """Put all entries of a form in the place of those before; what stays is as it was seen."""
    question = "SELECT id, body, seen FROM entries WHERE form = ?"
    before = {
        (id, body): seen
        for id, body, seen in index.tables.execute(question, [form.__name__])
        if seen is not None
    }
    index.tables.execute("DELETE FROM entries WHERE form = ?", [form.__name__])
    for each in entries:
        _add_entry(index, each, seen=before.get((each.id, packed(each))))


def _add_entry(
    index: JoinedTables, entry: Entry, *, home: int | None = None, seen: str | None = None
) -> None:
    """Note one entry; what is new is not known to be stored anywhere."""
    claims, own = packed(list(entry.claims)), None
    if isinstance(entry, Agreement):
        own = packed(list(entry.deal))
    row = (type(entry).__name__, entry.id, home, claims, own, packed(entry), seen)
    index.tables.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", row)
