"""The dead by whom a toll rose: "rose to 14 after *five of the injured* died"."""

from __future__ import annotations

from dataclasses import replace

from vaglio.extract._counted import Counted
from vaglio.extract._running_counts import adds_up
from vaglio.extract._view import View
from vaglio.model.claim import Harm

_LATER = frozenset(
    {"die", "succumb", "succumb to injuries", "body", "corpse", "death", "remains", "dead"}
)
"""How those are told of who join a toll later: they die of it, or are found."""

_MARKS = frozenset({"after", "when", "as", "because", "since", "with", "following"})


def under_figures(view: View, found: list[Counted]) -> list[Counted]:
    """Put those by whom a toll rose under it.

    Args:
        view: The sentence.
        found: Its tolls, in the order of the text.

    Returns:
        The tolls; who died later is part of the figure that the sentence
        gives, and told in its claim.
    """
    figures = [
        (place, each)
        for place, each in enumerate(found)
        if each.rule == "toll.figure" and each.harm is Harm.KILLED
    ]
    if len(figures) != 1:
        return found
    place, figure = figures[0]
    return [
        replace(each, part_of=place, harm_at=figure.harm_at, rule="toll.joins-figure")
        if each is not figure and _joins(view, each, figure)
        else each
        for each in found
    ]


def joined_harms(view: View, found: list[Counted]) -> set[int]:
    """Give the first tokens of the words of harm that tell no thing of their own any more.

    Args:
        view: The sentence.
        found: Its tolls, those who died later under the figure.

    Returns:
        The tokens.
    """
    ends = {each.last for each in found if each.rule == "toll.joins-figure"}
    return {hit.first for hit in view.harms if hit.last in ends}


def _joins(view: View, each: Counted, figure: Counted) -> bool:
    """Tell whether people died later of what a figure counts."""
    if each.harm is not Harm.KILLED or each.part_of is not None or each.summed:
        return False
    least, whole = each.quantity.low, figure.quantity.best or figure.quantity.low
    words = [hit.row.word for hit in view.harms if hit.last - 1 == each.harm_at]
    if not any(word in _LATER for word in words) or not least or not whole:
        return False
    return least < whole and (
        _is_why(view, each.harm_at, figure.harm_at)
        or any(adds_up(view, at) for at in view.above(figure.harm_at))
    )


def _is_why(view: View, later: int, figure: int) -> bool:
    """Tell whether a clause or phrase of those who died later says why a toll rose."""
    rose = view.clause_of(figure)
    for at in (later, *view.above(later)):
        marked = any(view.lowers[i] in _MARKS for i in view.with_dep(at, "mark", "advmod"))
        if (marked or view.lowers[at] in _MARKS) and view.is_under(at, rose):
            return True
        if marked and view.is_under(rose, at):
            return True
    return False
