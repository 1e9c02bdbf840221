"""The index of a record filled, and brought up to date with it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from vaglio.model.claim import Kind
from vaglio.model.incident import Incident
from vaglio.model.record import Reported
from vaglio.model.record_json import CLAIMS_FILE, entry_to_json
from vaglio.pipeline.joining import (
    DEALS,
    Group,
    Telling,
    Workings,
    debtors_of,
    decided_incidents,
    keys_of,
    owners_of,
    part_of,
    parties_told_of,
)
from vaglio.runs._index import Found, RecordIndex, pack

_DEALINGS = DEALS | {Kind.NEGOTIATION, Kind.ACCESS}


def fill(index: RecordIndex, workings: Workings, *, folder: Path, kept: Iterable[str]) -> None:
    """Fill an empty index with what joining left behind.

    Args:
        index: The index, with its tables.
        workings: What all claims were joined into.
        folder: The folder of the record, written already.
        kept: Names of the files of the reports that were joined.
    """
    record = workings.record
    with (folder / CLAIMS_FILE).open("rb") as lines:
        add_reports(index, record.claims, map(len, lines))
    add_accounts(index, workings.told)
    decided = decided_incidents(record)
    owner = owners_of(decided)
    add_groups(index, workings.groups, owner)
    add_lines(index, ((each, None) for each in decided.values()))
    index.tables.executemany("INSERT INTO owned VALUES (?, ?)", sorted(owner.items()))
    keep(index, kept)


def keep(index: RecordIndex, names: Iterable[str]) -> None:
    """Note the files of read reports that the record holds."""
    index.tables.executemany("INSERT INTO kept VALUES (?)", ((name,) for name in names))


def add_reports(index: RecordIndex, claims: Iterable[Reported], sizes: Iterable[int]) -> None:
    """Note the reports of some claims, and what of them joining may ask for.

    Args:
        index: The index.
        claims: The claims, in the order of the file of claims.
        sizes: For each claim the bytes of its line.
    """
    sized = zip(claims, sizes, strict=True)
    rows, dealings = [], []
    naming: set[tuple[str, str]] = set()
    debtors: set[str] = set()
    for (day, id), given in groupby(sized, key=lambda pair: report_in_order(pair[0])):
        told = list(given)
        rows.append((day, id, sum(size for _, size in told), len(told)))
        for each, _ in told:
            if each.claim.kind in _DEALINGS:
                debtors |= debtors_of([each.claim])
                dealings.append((str(each.claim.kind), msgspec.msgpack.encode(each)))
            naming.update((name, id) for name in parties_told_of(each.claim))
    index.tables.executemany("INSERT INTO reports VALUES (?, ?, ?, ?)", rows)
    index.tables.executemany("INSERT INTO dealings VALUES (?, ?)", dealings)
    index.tables.executemany("INSERT INTO naming VALUES (?, ?)", sorted(naming))
    owing = ((name,) for name in sorted(debtors))
    index.tables.executemany("INSERT OR IGNORE INTO debtors VALUES (?)", owing)


def report_in_order(each: Reported) -> tuple[int, str]:
    """Say where the report of a claim stands in the file of claims."""
    return (each.report.published or dt.date.max).toordinal(), each.report.id


def incident_in_order(incident: Incident) -> tuple[int, str]:
    """Say where an incident stands in its file."""
    when = incident.when
    day = (when.start or when.end) if when is not None else None
    return (day or dt.date.max).toordinal(), incident.id


def add_accounts(index: RecordIndex, told: Sequence[Telling]) -> None:
    """Note accounts, numbered on from those that are there, and the blocks that they are in."""
    first = index.next_number()
    words = Words(index.tables)
    bodies = ((number, pack(each)) for number, each in enumerate(told, start=first))
    index.tables.executemany("INSERT INTO accounts (number, body) VALUES (?, ?)", bodies)
    blocks = [
        (day, words.number(spot), number, words.number(part_of(each)))
        for number, each in enumerate(told, start=first)
        for day, spot in keys_of(each)
    ]
    words.write()
    index.tables.executemany("INSERT INTO blocks VALUES (?, ?, ?, ?)", sorted(blocks))


def add_groups(index: RecordIndex, groups: Sequence[Group], owner: Mapping[str, str]) -> None:
    """Note groups, numbered on from those that are there, and the lines that stand for them."""
    encode = msgspec.msgpack.encode
    numbered = list(enumerate(groups, start=index.next_group()))
    rows = (
        (
            number,
            *incident_in_order(each.incident),
            encode(each.members),
            encode(each.kept),
            _found(each, owner),
        )
        for number, each in numbered
    )
    index.tables.executemany("INSERT INTO groups VALUES (?, ?, ?, ?, ?, ?)", rows)
    add_lines(index, ((each.told_as, home) for home, each in numbered if each.told_as))
    homes = ((home, number) for home, each in numbered for number in sorted(each.members))
    index.tables.executemany("UPDATE accounts SET home = ? WHERE number = ?", homes)


def add_lines(index: RecordIndex, lines: Iterable[tuple[Incident, int | None]]) -> None:
    """Note the lines of incidents, each with the group that it stands for, if for any."""
    index.tables.executemany(
        "INSERT INTO lines VALUES (?, ?, ?, ?)",
        ((*incident_in_order(each), len(line_of(each)), home) for each, home in lines),
    )


def _found(group: Group, owner: Mapping[str, str]) -> bytes | None:
    """Write of a group what proposals have to know; None where nobody decided on its claims."""
    incident = group.incident
    if owner.keys().isdisjoint(incident.claims):
        return None
    return msgspec.msgpack.encode(Found(claims=incident.claims, reports=incident.reports))


def line_of(incident: Incident) -> bytes:
    """Write the line of an incident."""
    return (entry_to_json(incident) + "\n").encode()


class Words:
    """Number words, so that the many rows that name them stay small."""

    def __init__(self, tables: sqlite3.Connection) -> None:
        """Begin with none known."""
        self._tables = tables
        self._known: dict[str, int] = {}
        self._new: list[tuple[int, str]] = []
        [(self._next,)] = tables.execute("SELECT COALESCE(MAX(number) + 1, 0) FROM words")

    def number(self, word: str) -> int:
        """Give the number of a word, a new one where it has none."""
        if word not in self._known:
            row = self._tables.execute("SELECT number FROM words WHERE word = ?", [word]).fetchone()
            self._known[word] = row[0] if row else self._next
            if row is None:
                self._new.append((self._next, word))
                self._next += 1
        return self._known[word]

    def write(self) -> None:
        """Note the new words."""
        self._tables.executemany("INSERT INTO words VALUES (?, ?)", self._new)
        self._new.clear()
