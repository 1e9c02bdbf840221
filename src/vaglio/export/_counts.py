"""How many people an incident harmed, as formats with one number want to know it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from vaglio.model.claim import Harm, Who
from vaglio.model.incident import IncidentToll

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

    Lines of people who cannot be the same are added: two sides, civilians and
    combatants. Lines that may count the same people are not: everybody is at
    least as many as any group, so the largest low and the largest best stand,
    and the end is open where one of the lines is open.

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
    lines = [tolls[i] for i in wholes]
    if all(_apart(a, b) for a, b in combinations(lines, 2)):
        low, best, high = (
            _sum(line.low for line in lines),
            _sum(line.best for line in lines),
            _sum(line.high for line in lines),
        )
    else:
        low, best, high = _largest(lines)
    return Count(low=low, best=best, high=high, wholes=tuple(wholes))


def number_within(
    tolls: Sequence[IncidentToll], count: Count, *, who: Who, sides: Sequence[str | None] = ()
) -> int:
    """Count one group among those that a count is made of; 0 where no line names it.

    Args:
        tolls: The incident's tolls.
        count: What `count_of` gave.
        who: The group.
        sides: Whose people, by any of these names; all sides by default.
    """
    harm = tolls[count.wholes[0]].harm
    lines = [
        toll
        for i, toll in enumerate(tolls)
        if toll.harm is harm and (i in count.wholes or toll.part_of in count.wholes)
    ]
    by_side: dict[str | None, int] = {}
    for line in lines:
        if line.who is who and (not sides or (line.side and line.side in sides)):
            by_side[line.side] = max(by_side.get(line.side, 0), line.best or 0)
    everybody = by_side.pop(None, 0)
    return max(everybody, sum(by_side.values()))


def _apart(one: IncidentToll, other: IncidentToll) -> bool:
    """Tell whether two lines cannot count the same people."""
    if one.side and other.side and one.side != other.side:
        return True
    whos = {one.who, other.who}
    return Who.COMBATANT in whos and bool(whos & set(_CIVILIANS))


def _largest(lines: Sequence[IncidentToll]) -> tuple[int | None, int | None, int | None]:
    """Bring lines that may count the same people to one."""
    lows = [line.low for line in lines if line.low is not None]
    bests = [line.best for line in lines if line.best is not None]
    highs = [line.high for line in lines if line.high is not None]
    low = max(lows, default=None)
    best = max(bests, default=None)
    if best is not None and low is not None and best < low:
        best = None
    return low, best, max(highs) if len(highs) == len(lines) else None


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Add numbers; one that is not known leaves the sum unknown."""
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total
