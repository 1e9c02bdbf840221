"""Lists of entries, the latest first, however many there are.

Every filter is answered from one of two indexes that hold all columns that are
filtered by: the rows themselves, with their bodies, are read for one page only.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from vaglio_web.desk.queries.entry_filter import EntryFilter
from vaglio_web.desk.queries.queue import Count
from vaglio_web.store.models import Entry, EntryKind

PAGE = 50
"""Entries on one page."""
BOUND = 10_000
"""Entries that are counted at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """Hold one page of a list of entries."""

    entries: list[Entry]
    """The entries, the latest first."""
    after: str
    """Where the next page begins; empty at the end."""


def entries_of(kind: EntryKind, wanted: EntryFilter) -> QuerySet[Entry]:
    """Give the entries of a kind that fit a filter."""
    return Entry.objects.filter(kind=kind, **wanted.conditions())


def entry_page(kind: EntryKind, wanted: EntryFilter, *, after: str = "") -> EntryPage:
    """Give one page of a list of entries.

    Args:
        kind: What the entries are.
        wanted: What the list is narrowed to.
        after: Where the page before ended, as it said.
    """
    order = ("-day", "-id") if wanted.by_day else ("-id",)
    found = entries_of(kind, wanted).filter(_behind(after, by_day=wanted.by_day))
    rows = list(found.order_by(*order).values_list("id", "day")[: PAGE + 1])
    shown = rows[:PAGE]
    last = ""
    if len(rows) > PAGE:
        number, day = shown[-1]
        last = f"{day}_{number}" if wanted.by_day else str(number)
    whole = Entry.objects.select_related("dossier", "held_by").prefetch_related("references")
    by_id = whole.in_bulk([number for number, _ in shown])
    return EntryPage(entries=[by_id[number] for number, _ in shown], after=last)


def entry_count(kind: EntryKind, wanted: EntryFilter) -> Count:
    """Count the entries that fit a filter, up to a bound."""
    number = entries_of(kind, wanted).order_by()[: BOUND + 1].count()
    return Count(number=min(number, BOUND), more=number > BOUND)


def _behind(after: str, *, by_day: bool) -> Q:
    """Give what lies behind a place in the list; everything where none is said."""
    day, _, number = after.rpartition("_")
    if not number.isdigit():
        return Q()
    if not by_day:
        return Q(id__lt=int(number))
    try:
        last = dt.date.fromisoformat(day)
    except ValueError:
        return Q()
    return Q(day__lte=last) & (Q(day__lt=last) | Q(id__lt=int(number)))
