"""The log as its page shows it and as its export holds it: one filter for both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.utils import timezone

from vaglio_web.desk.queries.changes import Change, changes
from vaglio_web.desk.queries.subjects import Subject, subjects
from vaglio_web.store.models import Claim, Entry, LogEntry
from vaglio_web.store.queries.sentences import SENTENCES, sentence

PAGE = 50
MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Hold which entries of the log are asked for."""

    who: str = ""
    """A person's number, or "machine"; empty for everybody."""
    action: str = ""
    """A dotted name, or the part before the dot; empty for all."""
    subject: str = ""
    """A key; empty for all."""
    since: dt.date | None = None
    """The first day."""
    until: dt.date | None = None
    """The last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Hold one entry of the log as people read it."""

    entry: LogEntry
    """The entry."""
    sentence: str
    """What was done, in words."""
    subject: Subject
    """What it was done to."""
    changes: Sequence[Change]
    """What it changed."""


def entries(wanted: LogFilter) -> QuerySet[LogEntry]:
    """Give the entries that a filter asks for, the newest first.

    Days are turned into numbers first, so that every filter is answered by an index.
    """
    found = LogEntry.objects.order_by("-number")
    if wanted.who == MACHINE:
        found = found.filter(who=None)
    elif wanted.who:
        found = found.filter(who=int(wanted.who))
    if wanted.action.endswith("."):
        kind = [name for name in SENTENCES if name.startswith(wanted.action)]
        found = found.filter(action__in=kind)
    elif wanted.action:
        found = found.filter(action=wanted.action)
    if wanted.subject:
        found = found.filter(subject=wanted.subject)
    if wanted.since is not None:
        found = found.filter(number__gte=_first_from(wanted.since))
    if wanted.until is not None:
        found = found.filter(number__lt=_first_from(wanted.until + dt.timedelta(days=1)))
    return found


def page(wanted: LogFilter, *, before: int | None) -> tuple[list[Told], int | None]:
    """Give one page of the log.

    Args:
        wanted: Which entries.
        before: The number that the page ends before; None for the newest.

    Returns:
        The entries, and the number that the next page ends before; None on the last.
    """
    rows = list(_newest(wanted, before)[: PAGE + 1])
    more = rows[PAGE - 1].number if len(rows) > PAGE else None
    return tell(rows[:PAGE]), more


def _newest(wanted: LogFilter, before: int | None) -> QuerySet[LogEntry]:
    """Give at least a page of entries, found by an index whatever the filter."""
    found = entries(wanted)
    if before is not None:
        found = found.filter(number__lt=before)
    if not wanted.action.endswith("."):
        return found
    # The newest of each kind of decision: asked for all kinds at once, SQLite walks the whole log.
    numbers: list[int] = []
    for name in SENTENCES:
        if name.startswith(wanted.action):
            numbers += _newest(replace(wanted, action=name), before).values_list(
                "number", flat=True
            )[: PAGE + 1]
    return LogEntry.objects.filter(number__in=sorted(numbers)[-PAGE - 1 :]).order_by("-number")


def history(key: str, *, most: int = 200) -> list[Told]:
    """Give what was decided on one thing, the newest first.

    An entry of the record is changed by what becomes of its claims, too, and
    by what became of those that were merged into it.
    """
    keys = {key}
    entry = Entry.objects.filter(key=key).first()
    if entry is not None:
        keys.update(Claim.objects.filter(links__entry=entry).values_list("key", flat=True))
        keys.update(entry.merged.values_list("key", flat=True))
    found = LogEntry.objects.filter(Q(subject__in=keys)).order_by("-number")
    return tell(list(found[:most]))


def tell(rows: Sequence[LogEntry]) -> list[Told]:
    """Tell entries of the log in words."""
    found = [changes(row.before, row.after) for row in rows]
    keys = {row.subject for row in rows}
    about = subjects(keys)
    return [
        Told(
            entry=row,
            sentence=sentence(row.action),
            subject=about[row.subject],
            changes=_own_without_key(changed, row.subject),
        )
        for row, changed in zip(rows, found, strict=True)
    ]


def _own_without_key(found: list[Change], subject: str) -> list[Change]:
    """Leave the key out where a change is of the subject itself."""
    return [
        Change(item="", field=each.field, was=each.was, now=each.now)
        if each.item == subject
        else each
        for each in found
    ]


def _first_from(day: dt.date) -> int:
    """Give the number of the first entry on or after a day; past the end where there is none."""
    start = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
    later = LogEntry.objects.filter(at__gte=start).order_by("at", "number")
    first = later.values_list("number", flat=True).first()
    return first if first is not None else 2**62
