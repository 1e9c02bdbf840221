"""Which other entries may be one with an entry: nearest in day, place and number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from vaglio_web.desk.queries.entry_filter import STANDING
from vaglio_web.store.models import Entry, Reference

_SHOWN = 20
_MOST = 600
_AMONG = 2000
_WEIGHED = 60
_PLACE_COUNTS = 7
"""How many days nearer the same place, or the same number, brings an entry."""
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
    near = _searched(entry, words) if words.strip() else _nearest(entry)
    # The rows with their bodies are read only of those that are likeliest by their columns.
    rough = near.values_list("pk", "day", "place", "killed_best")[:_MOST]
    likeliest = sorted(rough, key=lambda row: _unlike(entry, *row))[:_WEIGHED]
    found = Entry.objects.filter(pk__in=[row[0] for row in likeliest])
    weighed = [(list(_alike(entry, other)), other) for other in found]
    weighed.sort(key=lambda pair: (-len(pair[0]), _apart(entry.day, pair[1].day), pair[1].pk))
    return [Candidate(entry=other, alike=alike) for alike, other in weighed[:_SHOWN]]


def _unlike(
    entry: Entry, pk: int, day: dt.date | None, place: str, killed: int | None
) -> tuple[int, int, int]:
    """Say how far an entry lies from another by its columns; the latest first where that ties."""
    same = (bool(place) and place == entry.place) + (
        killed is not None and killed == entry.killed_best
    )
    return (_apart(entry.day, day) - _PLACE_COUNTS * same, -same, -pk)


def _others(entry: Entry) -> Q:
    """Say which entries come into question at all."""
    same = Q(kind=entry.kind, dossier_id=entry.dossier_id, state__in=STANDING)
    return same & ~Q(pk=entry.pk)


def _nearest(entry: Entry) -> QuerySet[Entry]:
    """Give the entries near an entry in day or place; of those without either, the latest."""
    others = Entry.objects.filter(_others(entry)).order_by("-id")
    ways: list[QuerySet[Entry]] = []
    if entry.day is not None:
        ways.append(others.filter(day__gte=entry.day - _NEAR, day__lte=entry.day + _NEAR))
    if entry.place:
        ways.append(others.filter(place=entry.place))
    if not ways:
        return others
    near = {pk for way in ways for pk in way.values_list("pk", flat=True)[:_MOST]}
    return others.filter(pk__in=near)


def _searched(entry: Entry, words: str) -> QuerySet[Entry]:
    """Give the entries that a code names or whose title or place holds words."""
    coded = Reference.objects.filter(code__iexact=words.strip()).first()
    others = Entry.objects.filter(_others(entry)).order_by("-id")
    if coded is not None:
        return others.filter(pk=coded.entry_id)
    if entry.day is not None:
        around = Q(day__gte=entry.day - _AROUND, day__lte=entry.day + _AROUND)
        others = others.filter(around | Q(day=None))
    among = list(others.values_list("pk", flat=True)[:_AMONG])
    said = Q(title__icontains=words.strip()) | Q(place__icontains=words.strip())
    return Entry.objects.filter(said, pk__in=among).order_by("-id")


def _alike(entry: Entry, other: Entry) -> Iterator[str]:
    """Say what two entries have in common."""
    days = _apart(entry.day, other.day)
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


def _apart(one: dt.date | None, other: dt.date | None) -> int:
    """Give how many days lie between two; very many where one is not known."""
    return abs((one - other).days) if one is not None and other is not None else _AMONG
