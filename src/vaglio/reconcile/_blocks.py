"""Which accounts are compared at all: those whose days and places can be the same."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence

from vaglio.model.claim import Harm
from vaglio.reconcile._told import Told

_LONGEST = 10
"""A stretch of more days than this is compared by its first and last days alone."""

_CELL = 0.5
"""Degrees. Points closer than half of this, some 27 km on a meridian, share a cell."""

MOST_IN_BLOCK = 400
"""A block of more accounts than this is parted by numbers and weapons."""


def blocks_of(told: Sequence[Told]) -> list[list[str]]:
    """Name the blocks that each account belongs to; two accounts in one block are compared.

    Args:
        told: The accounts.

    Returns:
        For each account the names of its blocks; an account without day has
        none, and is compared with nothing.
    """
    named = [list(_keys(each)) for each in told]
    sizes = Counter(itertools.chain.from_iterable(named))
    return [
        [_parted(key, each) if sizes[key] > MOST_IN_BLOCK else key for key in keys]
        for keys, each in zip(named, told, strict=True)
    ]


def crowded(told: Sequence[Told]) -> dict[str, int]:
    """Count the accounts of each block that was parted because it held too many."""
    sizes = Counter(key for each in told for key in _keys(each))
    return {key: size for key, size in sizes.items() if size > MOST_IN_BLOCK}


def _keys(told: Told) -> Iterable[str]:
    """Name the blocks of one account."""
    spots = [*_cells(told), *told.places(), *_deeds(told)]
    for day, spot in itertools.product(_days(told), spots):
        yield f"{day} {spot}"


def _days(told: Told) -> list[int]:
    """List its days, and the day after: accounts a day apart share one."""
    if told.days is None:
        return []
    first, last = (day.toordinal() for day in told.days)
    if last - first > _LONGEST:
        return [first, last]
    return list(range(first, last + 2))


def _cells(told: Told) -> Iterable[str]:
    """Name the cells of two grids, half a cell apart, in which its point lies."""
    place = told.point()
    if place is None or place.latitude is None or place.longitude is None:
        return
    north, east = place.latitude / _CELL, place.longitude / _CELL
    for shift_north, shift_east in itertools.product((0.0, 0.5), repeat=2):
        row, column = math.floor(north + shift_north), math.floor(east + shift_east)
        yield f"{shift_north:.0f}{shift_east:.0f}:{row}:{column}"


def _deeds(told: Told) -> Iterable[str]:
    """Name what was done, by which an account that gives no place finds others of its day."""
    event = told.incident.event
    if event is not None and event.mode is not None:
        yield event.mode
    if not told.places():
        yield from _numbers(told)


def _numbers(told: Told) -> Iterable[str]:
    """Name its numbers."""
    for harm in (Harm.KILLED, Harm.INJURED):
        number = told.number(harm)
        if number is not None and number != (0, 0):
            yield f"{harm} {number[0]}"


def _parted(key: str, told: Told) -> str:
    """Part a block that holds too many, by what its accounts tell."""
    event = told.incident.event
    numbers = " ".join(_numbers(told))
    return f"{key} {event.mode if event else None} {numbers}"
