"""What people have accepted at the desk, as a record of the library."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from django.utils import timezone

from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.claim_json import claim_from_json, claim_to_json
from vaglio.model.errors import VaglioError
from vaglio.model.incident import Incident
from vaglio.model.moved_in import move_in
from vaglio.model.record import Decided, Record, Reported, SetAside, Standing
from vaglio.model.record_json import RECORD_FILES, write_record
from vaglio.model.track import Track
from vaglio.pipeline import Told, write_parquet
from vaglio_web.store.actions._snapshot import one_moment
from vaglio_web.store.actions._stricter import stricter
from vaglio_web.store.actions._telling import told_from
from vaglio_web.store.actions.publishing import as_public
from vaglio_web.store.models import Claim, Entry
from vaglio_web.store.queries import published
from vaglio_web.store.queries.codes import Codes, read_codes
from vaglio_web.store.queries.outgoing import Wanted, entries_wanted, standing_of
from vaglio_web.store.queries.waiting import OPEN_STATES

_Kind = TypeVar("_Kind", Incident, Agreement, Track, Access)

MARK_FILE = "desk.txt"
"""The file by which a folder is known that the desk may write over."""
_MARK = "This record was written by `vaglio record`, which writes it anew each time.\n"
_OURS = frozenset({MARK_FILE, *RECORD_FILES}) | {
    f"{name.removesuffix('.jsonl')}.parquet" for name in RECORD_FILES
}
"""All that a record of the desk consists of; rows that somebody imported into it are not ours."""
_AT_ONCE = 200
_NOTHING_ACCEPTED = "it is accepted, but no claim that tells of it is"


@dataclass(slots=True, kw_only=True)
class _Gathered:
    """Hold what is gathered of a record."""

    entries: list[Told] = field(default_factory=list)
    """The entries that go out."""
    claims: dict[str, Reported] = field(default_factory=dict)
    """Their claims, by id."""
    decided: list[Decided] = field(default_factory=list)
    """What was decided."""
    set_aside: list[SetAside] = field(default_factory=list)
    """What cannot go out, and why."""


def record_of(wanted: Wanted) -> Record:
    """Give the desk's record as the library's exports take it.

    An entry is told by its accepted claims alone, as amended, with the names veiled that the
    public would not read; or, where only what is published is wanted, in the words of its latest
    publication. What is held back until later is left out and not named. What was withdrawn or
    merged, or is no longer accepted, is named among what was decided, under its own code.

    Args:
        wanted: What is to go out.

    Returns:
        The record, all of it as it stood at one moment; what cannot go out is set aside.
    """
    now = timezone.now()
    gathered = _Gathered()
    with one_moment():
        codes = read_codes()
        if wanted.published:
            _gather_published(gathered, wanted, codes, now)
        else:
            _gather_accepted(gathered, wanted, codes, now)
    named = {each.id for each in gathered.decided}
    decided = [
        each if each.into in named else replace(each, into=None) for each in gathered.decided
    ]
    return Record(
        claims=tuple(_in_order(gathered)),
        incidents=tuple(sorted(_of(gathered, Incident), key=_day)),
        agreements=tuple(sorted(_of(gathered, Agreement), key=_day)),
        tracks=tuple(_of(gathered, Track)),
        access=tuple(_of(gathered, Access)),
        decided=tuple(decided),
        set_aside=tuple(gathered.set_aside),
    )


class NotOurs(Exception):
    """Say that a folder holds something else than a record of the desk."""


def write_folder(record: Record, folder: Path) -> None:
    """Write a record of the desk into a folder, all of it or nothing.

    Args:
        record: What `record_of` gave.
        folder: Where; one that is there must be empty or hold what this wrote before.

    Raises:
        NotOurs: It holds something else, which would be lost.
    """
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if there and (MARK_FILE not in there or there - _OURS):
        raise NotOurs("there is something else in it; name a new folder")

    def write(draft: Path) -> None:
        write_record(record, draft)
        write_parquet(draft)
        (draft / MARK_FILE).write_text(_MARK, encoding="utf-8")

    move_in(folder, write)


def _gather_accepted(gathered: _Gathered, wanted: Wanted, codes: Codes, now: dt.datetime) -> None:
    """Gather all that was accepted, as its accepted claims tell it now."""
    for entry in entries_wanted(wanted).iterator(chunk_size=_AT_ONCE):
        decided = standing_of(entry, codes, now=now)
        if decided is None:
            continue
        if decided.standing is not Standing.ACCEPTED:
            gathered.decided.append(decided)
            continue
        body = as_public(entry).body
        if body is not None:
            _add(gathered, entry, decided, body)
            continue
        _set_aside(gathered, decided, _NOTHING_ACCEPTED)
        # Where a claim still waits nothing was ever told of it; else whoever has it deletes it.
        if not Claim.objects.filter(links__entry=entry, state__in=OPEN_STATES).exists():
            gathered.decided.append(replace(decided, standing=Standing.WITHDRAWN, note=None))


def _gather_published(gathered: _Gathered, wanted: Wanted, codes: Codes, now: dt.datetime) -> None:
    """Gather what the public reads, word for word, and what it has read before."""
    there = dict(published(now).values_list("entry", "pk"))
    for entry in entries_wanted(wanted).iterator(chunk_size=_AT_ONCE):
        decided = standing_of(entry, codes, now=now)
        if decided is not None and decided.standing is not Standing.ACCEPTED:
            gathered.decided.append(decided)
        elif decided is not None and entry.pk in there:
            publication = entry.publications.get(pk=there[entry.pk])
            on = timezone.localdate(publication.made_at)
            _add(gathered, entry, replace(decided, on=on), publication.body or {})


def _add(gathered: _Gathered, entry: Entry, decided: Decided, body: dict[str, Any]) -> None:
    """Add one entry with its claims, or set it aside where the library cannot take it."""
    try:
        line = {**body["entry"], "id": entry.key}
        told = told_from(line, kind=entry.kind, key=entry.key)
        claims = [_reported(claim) for claim in body["claims"]]
    except VaglioError as error:
        _set_aside(gathered, decided, error.problem)
        return
    gathered.entries.append(told)
    gathered.decided.append(decided)
    for each, after in zip(claims, body["claims"], strict=True):
        before = gathered.claims.get(each.claim.id)
        if before is not None:  # it tells of another entry too, which may veil other names
            line = json.loads(claim_to_json(before.claim, before.report))
            each = _reported(stricter(line, after))
        gathered.claims[each.claim.id] = each


def _reported(line: dict[str, Any]) -> Reported:
    """Give a claim's line as the library knows it."""
    header, claim = claim_from_json(json.dumps(line), input=line["id"])
    return Reported(claim=claim, report=header)


def _set_aside(gathered: _Gathered, decided: Decided, why: str) -> None:
    """Name what does not go out, and why."""
    gathered.set_aside.append(SetAside(input=decided.ref or decided.id, claim=None, why=why))


def _in_order(gathered: _Gathered) -> list[Reported]:
    """Give the claims in the order of a record."""
    return sorted(
        gathered.claims.values(),
        key=lambda each: (
            each.report.published or dt.date.max,
            each.report.id,
            each.claim.span.start,
            each.claim.id,
        ),
    )


def _of(gathered: _Gathered, form: type[_Kind]) -> Iterator[_Kind]:
    """Give the entries of one kind."""
    return (each for each in gathered.entries if isinstance(each, form))


def _day(told: Incident | Agreement) -> dt.date:
    """Give the day by which entries are put in order; what has none comes last."""
    when = told.when
    return (when.start or when.end or dt.date.max) if when is not None else dt.date.max
