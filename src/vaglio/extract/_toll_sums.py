"""Numbers that are joined: "two officials and their driver" are three."""

from __future__ import annotations

from dataclasses import replace

from vaglio.extract._counted import Counted
from vaglio.extract._names import Names
from vaglio.extract._view import View
from vaglio.model.claim import Who

_OPENING = (",", ":", "(", "–", "—", "-")
"""Marks after which a number may be told out."""

_NAME = 4
"""How many words may stand before a name that tells a number out."""


def with_sum(view: View, names: Names, found: list[Counted]) -> list[Counted]:
    """Add the sum of a coordination, or put what a number is told out as under it.

    Args:
        view: The sentence.
        names: The actors and groups in it.
        found: The numbers that one word of harm counts.

    Returns:
        The numbers, a sum before what it adds up; as they are where they stand
        at different places, or cannot be added.
    """
    if found and view.lowers[found[0].quantity.first] == "both":
        return [_of_both(found)]
    places = {_place_below(view, counted) for counted in found} - {None}
    if len(places) > 1 or len(found) < 2:
        return found
    if _is_told_out(view, names, found):
        rest = tuple(counted.quantity.first for counted in found[1:])
        return [replace(found[0], summed=rest, rule="toll.told-out"), *found[1:]]
    whole = _sum(view, found)
    return found if whole is None else [whole, *found]


def _of_both(found: list[Counted]) -> Counted:
    """Count two for "both X and Y": the word adds nobody to those it introduces."""
    whos = {counted.who for counted in found}
    return replace(
        found[0],
        who=_all_of(whos),
        side=found[0].side if len({c.side for c in found}) == 1 else None,
        last=max(counted.last for counted in found),
    )


def _is_told_out(view: View, names: Names, found: list[Counted]) -> bool:
    """Tell whether a number is told out: "seven villagers, Ivan Brenko, his wife and ..."."""
    best = [counted.quantity.best for counted in found]
    rest = sum(value or 0 for value in best[1:])
    after = found[0].last
    if best[0] is None or after >= len(view) or view.lowers[after] not in _OPENING:
        return False
    if best[0] == rest and len(found) > 2:
        return True
    named = range(after + 1, min(after + 1 + _NAME, len(view)))
    return best[0] > rest and any(names.person_range(at) is not None for at in named)


def _sum(view: View, found: list[Counted]) -> Counted | None:
    """Add up the numbers of a coordination; None where one is open or "or" stands between."""
    quantities = [counted.quantity for counted in found]
    values = [q.best for q in quantities if q.low == q.best == q.high]
    total = sum(value for value in values if value is not None)
    if len(values) < len(found) or not all(values):
        return None
    if "or" in view.lowers[found[0].first : found[-1].last]:
        return None
    return replace(
        found[0],
        who=_all_of({counted.who for counted in found}),
        side=found[0].side if len({c.side for c in found}) == 1 else None,
        quantity=replace(quantities[0], low=total, best=total, high=total, rule="number.sum"),
        first=min(c.first for c in found),
        last=max(c.last for c in found),
        rule="toll.sum",
        summed=tuple(c.quantity.first for c in found),
    )


def _all_of(whos: set[Who]) -> Who:
    """Name the group that holds several groups; women and children beside civilians are some."""
    if len(whos) == 1:
        return next(iter(whos))
    if Who.CIVILIAN in whos and whos <= {Who.CIVILIAN, Who.CHILDREN, Who.WOMEN}:
        return Who.CIVILIAN
    return Who.TOTAL


def _place_below(view: View, counted: Counted) -> int | None:
    """Give the place that stands right after a counted phrase, by its first token."""
    for mention in view.places:
        if counted.last <= mention.first <= counted.last + 3:
            return mention.first
    return None
