"""How many people an incident harmed, as formats with one number want to know it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from vaglio.model.claim import Harm, Who
from vaglio.model.incident import IncidentToll

_ALL = (Who.TOTAL, Who.UNSPECIFIED)
_CIVILIANS = (Who.CIVILIAN, Who.CHILDREN, Who.WOMEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Hold a number of people as low / best / high, with the lines that it counts."""

    low: int | None
    best: int | None
    high: int | None
    wholes: tuple[int, ...]
    """Indexes of the tolls that it is made of."""

    @property
    def somebody(self) -> bool:
        """Whether at least one of the numbers is of somebody."""
        return any(number for number in (self.low, self.best, self.high))


def count_of(tolls: Sequence[IncidentToll], harm: Harm) -> Count | None:
    """Bring the tolls of one harm to one number.

    The line that counts everybody stands. Where there is none, lines of people
    who cannot be the same are added; where they may be the same, the largest
    stands, since adding could count somebody twice.

    Args:
        tolls: The incident's tolls.
        harm: What was done to those counted.

    Returns:
        The number; None where no toll has that harm.
    """
    wholes = [
        i
        for i, toll in enumerate(tolls)
        if toll.harm is harm and (toll.part_of is None or tolls[toll.part_of].harm is not harm)
    ]
    if not wholes:
        return None
    everybody = [i for i in wholes if tolls[i].who in _ALL and tolls[i].side is None]
    if everybody:
        wholes = [max(everybody, key=lambda i: _size(tolls[i]))]
    elif not all(_apart(tolls[a], tolls[b]) for a, b in combinations(wholes, 2)):
        wholes = [max(wholes, key=lambda i: _size(tolls[i]))]
    lines = [tolls[i] for i in wholes]
    return Count(
        low=_sum(line.low for line in lines),
        best=_sum(line.best for line in lines),
        high=_sum(line.high for line in lines),
        wholes=tuple(wholes),
    )


def lines_within(tolls: Sequence[IncidentToll], count: Count) -> list[IncidentToll]:
    """Give the lines that a count is made of and their direct parts of the same harm."""
    harm = tolls[count.wholes[0]].harm
    parts = [t for t in tolls if t.harm is harm and t.part_of in count.wholes]
    return [*(tolls[i] for i in count.wholes), *parts]


def _apart(one: IncidentToll, other: IncidentToll) -> bool:
    """Tell whether two lines cannot count the same people."""
    if one.side and other.side and one.side != other.side:
        return True
    whos = {one.who, other.who}
    return Who.COMBATANT in whos and bool(whos & set(_CIVILIANS))


def _size(toll: IncidentToll) -> int:
    """Give the number by which lines are compared."""
    return next((n for n in (toll.best, toll.low, toll.high) if n is not None), 0)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Add numbers; one that is not known leaves the sum unknown."""
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total
