"""Compare numbers of the dead and injured alone, without group, range or speaker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from vaglio.model.claim import Harm
from vaglio.score.bench._counts import Counts
from vaglio.score.bench._toll_keys import ToldToll

NUMBERS = "killed and injured, number alone"
"""The metric's name: what programs without groups and ranges can be compared by."""

HarmNumber: TypeAlias = tuple[str, int]
"""A harm and its number; of a range the low end."""

_HARMS = frozenset({Harm.KILLED.value, Harm.INJURED.value})


def numbers_of(tolls: Iterable[ToldToll]) -> frozenset[HarmNumber]:
    """Give the different numbers of killed and injured.

    Args:
        tolls: The tolls noted or read in one report.

    Returns:
        Each harm with each of its numbers, once.
    """
    return frozenset(
        (str(toll.key.harm), toll.key.low)
        for toll in tolls
        if toll.key.harm in _HARMS and toll.key.low is not None
    )


def count_numbers(
    counts: Counts, *, wanted: frozenset[HarmNumber], found: frozenset[HarmNumber]
) -> None:
    """Count the numbers of one report."""
    counts.add(right=len(wanted & found), extra=len(found - wanted), missed=len(wanted - found))
