"""Which other entries may be one with an entry: nearest in day, place and number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from vaglio_web.desk.queries.entry_filter import STANDING
from vaglio_web.store.models import Entry, Reference

_SHOWN = 20
_MOST = 300
_AMONG = 2000
_NEAR = dt.timedelta(days=7)
_AROUND = dt.timedelta(days=45)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Hold one entry that may be the same, with what speaks for it."""

    entry: Entry
    """The other entry."""
    alike: list[str]
    """What they have in common, in words."""


def candidates(entry: Entry, words: str = "") -> list[Candidate]:
    """Give the entries that an entry may be merged with, the likeliest first.

    Args:
        entry: The entry.
        words: A reference code, or words of a title or place to look for.
    """
    found = _searched(entry, words) if words.strip() else _nearest(entry)
    weighed = [(list(_alike(entry, other)), other) for other in found]
    weighed.sort(key=lambda pair: (-len(pair[0]), _apart(entry, pair[1]), pair[1].pk))
    return [Candidate(entry=other, alike=alike) for alike, other in weighed[:_SHOWN]]


def _others(entry: Entry) -> Q:
    """Say which entries come into question at all."""
    same = Q(kind=entry.kind, dossier_id=entry.dossier_id, state__in=STANDING)
    return same & ~Q(pk=entry.pk)


def _nearest(entry: Entry) -> Iterable[Entry]:
    """Give the entries near an entry, each once."""
    others = Entry.objects.filter(_others(entry)).order_by("-id")
    found: dict[int, Entry] = {}
    ways = []
    if entry.day is not None:
        ways.append(Q(day__gte=entry.day - _NEAR, day__lte=entry.day + _NEAR))
    if entry.place:
        ways.append(Q(place=entry.place))
    for way in ways or [Q()]:
        found |= {other.pk: other for other in others.filter(way)[:_MOST]}
    return found.values()


def _searched(entry: Entry, words: str) -> Iterable[Entry]:
    """Give the entries that a code names or whose title or place holds words."""
    coded = Reference.objects.filter(code__iexact=words.strip()).select_related("entry").first()
    others = Entry.objects.filter(_others(entry))
    if coded is not None:
        return others.filter(pk=coded.entry_id)
    if entry.day is not None:
        around = Q(day__gte=entry.day - _AROUND, day__lte=entry.day + _AROUND)
        others = others.filter(around | Q(day=None))
    among = list(others.order_by("-id").values_list("pk", flat=True)[:_AMONG])
    said = Q(title__icontains=words.strip()) | Q(place__icontains=words.strip())
    return Entry.objects.filter(said, pk__in=among)[:_MOST]


def _alike(entry: Entry, other: Entry) -> Iterator[str]:
    """Say what two entries have in common."""
    days = _apart(entry, other)
    if days == 0:
        yield "same day"
    elif days <= _NEAR.days:
        yield f"{days} day{'' if days == 1 else 's'} apart"
    if entry.place and entry.place == other.place:
        yield "same place"
    if entry.killed_best is not None and entry.killed_best == other.killed_best:
        yield "same number killed"
    shared = _names(entry) & _names(other)
    if shared:
        yield f"both name {', '.join(sorted(shared))}"


def _names(entry: Entry) -> set[str]:
    """Give who has a part in an entry, and the way it is about."""
    parties = [*entry.body.get("parties", ()), *entry.body.get("mediators", ())]
    names = {party["name"] for party in parties}
    return names | ({entry.body["way"]} if entry.body.get("way") else set())


def _apart(entry: Entry, other: Entry) -> int:
    """Give how many days lie between two entries; very many where one has no day."""
    if entry.day is None or other.day is None:
        return _AMONG
    return abs((entry.day - other.day).days)
