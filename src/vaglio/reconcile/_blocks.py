"""Which accounts are compared at all: those whose days and places can be the same."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vaglio.model.claim import Harm
from vaglio.reconcile._told import Told

_LONGEST = 10
"""A stretch of more days than this is compared by its first and last days alone."""

CELL = 0.5
"""Degrees. Points closer than half of this, some 27 km on a meridian, share a cell."""

MOST_IN_BLOCK = 400
"""A block of more accounts than this is parted by numbers and weapons."""

MOST_IN_WINDOW = 30_000
"""Days of accounts, all accounts together, that are compared in one go; bounds the memory."""


Key = tuple[int, str]
"""Names a block: a day, and where or what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Hold the accounts of some days in a row, with the blocks of these days."""

    members: tuple[int, ...]
    """Indices of the accounts that share a block with another."""
    blocks: tuple[tuple[int, ...], ...]
    """For each of them the numbers of its blocks; two accounts in one block are compared."""


def windows(told: Sequence[Told], *, most: int = MOST_IN_WINDOW) -> Iterator[Window]:
    """Part the accounts by days into windows, so that few are compared at a time.

    A block is of one day and lies in one window whole. So each two accounts
    that share a block meet in some window, and what is compared does not
    depend on where the windows are cut. Accounts whose blocks lie in two
    windows are compared in both, with the same answer.

    Args:
        told: The accounts; one without a day is compared with nothing.
        most: Windows are closed once they hold so many days of accounts.

    Returns:
        The windows, the earliest first.
    """
    by_day: dict[int, list[int]] = {}
    for index, each in enumerate(told):
        for day in days_of(each):
            by_day.setdefault(day, []).append(index)
    days: list[int] = []
    held = 0
    for day in sorted(by_day):
        days.append(day)
        held += len(by_day[day])
        if held >= most:
            yield _window(told, {day: by_day[day] for day in days})
            days, held = [], 0
    if days:
        yield _window(told, {day: by_day[day] for day in days})


def _window(told: Sequence[Told], by_day: Mapping[int, Sequence[int]]) -> Window:
    """Name the blocks of some days, those of a single account left out."""
    keys: dict[int, list[Key]] = {}
    spots: dict[int, list[str]] = {}
    for day, indices in by_day.items():
        for index in indices:
            if index not in spots:
                spots[index] = spots_of(told[index])
            keys.setdefault(index, []).extend((day, spot) for spot in spots[index])
    sizes = Counter(itertools.chain.from_iterable(keys.values()))
    numbers: dict[Key, int] = {}
    members, blocks = [], []
    for index in sorted(keys):
        shared = [key for key in keys[index] if sizes[key] > 1]
        if shared:
            named = [_parted(k, told[index]) if is_parted(sizes[k]) else k for k in shared]
            members.append(index)
            blocks.append(tuple(numbers.setdefault(key, len(numbers)) for key in named))
    return Window(members=tuple(members), blocks=tuple(blocks))


def keys_of(told: Told) -> list[Key]:
    """Name the blocks of an account, each once."""
    return [(day, spot) for day in days_of(told) for spot in spots_of(told)]


def is_parted(size: int) -> bool:
    """Tell whether a block of so many accounts is parted."""
    return size > MOST_IN_BLOCK


def part_of(told: Told) -> str:
    """Name the part of a parted block in which an account is compared."""
    event = told.incident.event
    return f"{event.mode if event else None} {' '.join(_numbers(told))}"


def spots_of(told: Told) -> list[str]:
    """Name where, and in want of that what: an account has a block for each on each day."""
    return list(dict.fromkeys([*_cells(told), *told.places(), *_deeds(told)]))


def days_of(told: Told) -> list[int]:
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
    north, east = place.latitude / CELL, place.longitude / CELL
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


def _parted(key: Key, told: Told) -> Key:
    """Part a block that holds too many, by what its accounts tell."""
    day, spot = key
    return day, f"{spot} {part_of(told)}"
