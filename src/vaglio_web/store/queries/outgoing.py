"""Which entries an export is asked for, and what was decided of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from vaglio.model.record import Decided, Standing
from vaglio_web.store.models import (
    Entry,
    EntryState,
    LogEntry,
    Publication,
    Reference,
)
from vaglio_web.store.queries.codes import Codes

_DECIDING = (
    *("entry.accept", "entry.reject", "entry.look", "entry.move", "entry.merge", "entry.split"),
    *("entry.assign", "entry.publish", "entry.correct", "entry.withdraw"),
    *("proposal.take", "decision.undo"),
)
"""Decisions by which an entry comes into a record, changes in it or goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Hold what of the desk is to go out; a field left empty narrows nothing."""

    published: bool = False
    """Whether only what the public reads is wanted, and not all that was accepted."""
    dossier: str = ""
    """A dossier's slug."""
    kind: str = ""
    """What the entries are, such as incident."""
    place: str = ""
    """How the first place begins, as written."""
    since: dt.date | None = None
    """The first day told of."""
    until: dt.date | None = None
    """The last day told of."""
    grade: str = ""
    """How well an incident is attested."""

    def as_json(self) -> dict[str, Any]:
        """Give it as it is stored; what narrows nothing is left out."""
        row: dict[str, Any] = {name: value for name, value in asdict(self).items() if value}
        return {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name, value in row.items()
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Wanted:
        """Give it as it was stored."""
        days: dict[str, Any] = {
            name: dt.date.fromisoformat(row[name]) for name in ("since", "until") if name in row
        }
        return cls(**(row | days))

    def conditions(self) -> dict[str, object]:
        """Give the columns' conditions, as a query names them."""
        wanted: dict[str, object] = {
            "dossier__slug": self.dossier,
            "kind": self.kind,
            "place__istartswith": self.place,
            "day__gte": self.since,
            "day__lte": self.until,
            "grade": self.grade,
        }
        return {column: value for column, value in wanted.items() if value}


def entries_wanted(wanted: Wanted) -> QuerySet[Entry]:
    """Give the entries that may go out, or went out once and are named as gone.

    Each carries what the latest publication did (`last_act`, `last_note`, `last_at`) and when
    it was decided on last (`decided_at`).
    """
    last = Publication.objects.filter(entry=OuterRef("pk")).order_by("-number")
    log = LogEntry.objects.filter(subject=OuterRef("key"), action__in=_DECIDING)
    there = Q(state__in=(EntryState.ACCEPTED, EntryState.MERGED))
    there |= Q(Exists(Reference.objects.filter(entry=OuterRef("pk"))))
    if wanted.published:
        there = Q(Exists(last))
    found = Entry.objects.filter(there, **wanted.conditions())
    return found.annotate(
        last_act=Subquery(last.values("act")[:1]),
        last_note=Subquery(last.values("note")[:1]),
        last_at=Subquery(last.values("made_at")[:1]),
        decided_at=Subquery(log.order_by("-number").values("at")[:1]),
    ).order_by("pk")


def standing_of(entry: Any, codes: Codes, *, now: dt.datetime) -> Decided | None:  # noqa: ANN401
    """Say how an entry stands for those who load exports.

    What was accepted once and is not now counts as withdrawn: who loaded it has to delete it.
    What is held back until later is not named, unless the public has read it.

    Args:
        entry: An entry of `entries_wanted`.
        codes: The desk's reference codes.
        now: The time.

    Returns:
        What was decided; None where they are told nothing of it.
    """
    is_withdrawn = entry.last_act == "withdrawn"
    if _is_held_back(entry, now) and not (is_withdrawn and _was_read(entry)):
        return None
    if entry.state == EntryState.MERGED:
        return _merged(entry, codes, note=entry.last_note if is_withdrawn else None)
    code = codes.of(entry.pk)
    if is_withdrawn:
        note = entry.last_note or None
        return _gone(entry, code, on=entry.last_at, note=note)
    if entry.state != EntryState.ACCEPTED:
        return _gone(entry, code, on=entry.decided_at, note=None)
    is_corrected = entry.last_act == "corrected"
    return Decided(
        id=entry.key,
        standing=Standing.ACCEPTED,
        ref=code,
        on=timezone.localdate(entry.decided_at or entry.arrived_at),
        note=entry.last_note if is_corrected else None,
        corrected=is_corrected,
    )


def _gone(entry: Any, code: str | None, *, on: dt.datetime | None, note: str | None) -> Decided:  # noqa: ANN401
    """Say that an entry is no longer in the record."""
    day = timezone.localdate(on) if on is not None else None
    return Decided(id=entry.key, standing=Standing.WITHDRAWN, ref=code, on=day, note=note)


def _merged(entry: Any, codes: Codes, *, note: str | None) -> Decided | None:  # noqa: ANN401
    """Say that an entry is part of another; None where nobody ever accepted it by itself."""
    merger = codes.merger(entry.key)
    if merger is None or not merger.code or entry.pk not in codes.homes:
        return None
    home = codes.home(entry.pk)
    if codes.of(home.pk) == merger.code:
        return None  # the one that was kept had no code: it goes out under this one from now on
    return Decided(
        id=entry.key,
        standing=Standing.MERGED,
        ref=merger.code,
        on=timezone.localdate(merger.at),
        note=note or None,
        into=home.key,
    )


def _is_held_back(entry: Entry, now: dt.datetime) -> bool:
    """Tell whether an entry is held back until later."""
    return entry.embargo_until is not None and entry.embargo_until > now


def _was_read(entry: Any) -> bool:  # noqa: ANN401
    """Tell whether the public read what was withdrawn: it was not held back when that was done."""
    since = LogEntry.objects.filter(subject=entry.key, at__gt=entry.last_at).order_by("number")
    held = entry.embargo_until
    for before in since.values_list("before", flat=True):
        was = before.get(entry.key) or {}
        if "embargo_until" in was:
            held = dt.datetime.fromisoformat(was["embargo_until"]) if was["embargo_until"] else None
            break
    return held is None or held <= entry.last_at
