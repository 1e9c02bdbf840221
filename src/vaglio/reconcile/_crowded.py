"""Where a day tells of so much that not all its accounts were compared: it is listed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from vaglio.model.record import SetAside
from vaglio.reconcile._blocks import (
    CELL,
    MOST_IN_BLOCK,
    Key,
    days_of,
    is_parted,
    keys_of,
    spots_of,
)
from vaglio.reconcile._told import Told

if TYPE_CHECKING:
    from vaglio.reconcile._workings import Index


def crowded_in(told: Sequence[Told]) -> list[SetAside]:
    """List the blocks of a record that hold too many accounts to compare each two.

    Args:
        told: All accounts.

    Returns:
        For each such block, a day and what its accounts share, that only those
        of the same numbers and weapon were compared in it.
    """
    by_day: dict[int, list[int]] = {}
    for index, each in enumerate(told):
        for day in days_of(each):
            by_day.setdefault(day, []).append(index)
    return [
        _listed((day, spot))
        for day, indices in by_day.items()
        if is_parted(len(indices))
        for spot, size in Counter(_spots(told, indices)).items()
        if is_parted(size)
    ]


def newly_crowded(told: Iterable[Told], index: Index) -> list[SetAside]:
    """List the blocks that were not too full before some accounts came, and are now."""
    coming = Counter(key for each in told for key in keys_of(each))
    listed = []
    for key, more in coming.items():
        before = len(index.block(key))
        if is_parted(before + more) and not is_parted(before):
            listed.append(_listed(key))
    return listed


def _spots(told: Sequence[Told], indices: Iterable[int]) -> Iterator[str]:
    """Name what accounts can share, each once for each account."""
    for index in indices:
        yield from spots_of(told[index])


def _listed(key: Key) -> SetAside:
    """Say of one block that it was parted."""
    day, spot = key
    return SetAside(
        input=f"accounts of {dt.date.fromordinal(day)}",
        claim=None,
        why=(
            f"more than {MOST_IN_BLOCK} share {_in_words(spot)}: there only those that give the "
            "same numbers and the same weapon were compared; all are kept"
        ),
    )


def _in_words(spot: str) -> str:
    """Name what the accounts of a block share."""
    grid, *cell = spot.split(":")
    if len(cell) == 2 and len(grid) == 2 and grid.isdigit():
        shifts = [int(digit) / 2 for digit in grid]
        pairs = zip(cell, shifts, strict=True)
        north, east = ((int(number) + 0.5 - shift) * CELL for number, shift in pairs)
        return f"the area around {north:.2f}, {east:.2f}"
    return f'"{spot}"'
