"""What one report makes of the people harmed: its own figure, else those of whom it quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vaglio.model.incident import Figure

_OPEN = 10**9
"""Stands for an open end where figures are put in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Hold low, best and high of one report, with the claims that set each."""

    low: int | None
    best: int | None
    high: int | None
    low_set_by: tuple[str, ...]
    best_set_by: tuple[str, ...]
    high_set_by: tuple[str, ...]

    @property
    def floor(self) -> int:
        """The smallest number that it allows, to put accounts in order."""
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        return min(known, default=0)

    @property
    def reach(self) -> int:
        """The largest number that it speaks of, to put accounts in order."""
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        return max(known, default=0)


def account_of(figures: Sequence[Figure]) -> Account:
    """Bring the figures of one report, for the same people, to one account.

    A number that is written counts before people who are only named or told
    of one by one, and a number before a vague word. What the report says in
    its own voice counts first, unless it opens with a larger figure of
    somebody quoted. That figure is the low; the high is the largest that the
    report or somebody quoted gives. A range of the report's own stands as it
    is. Where the report gives no figure of its own, those whom it quotes set
    the range.

    Args:
        figures: The figures of one report for the same people, in order.

    Returns:
        The account, with the claims that set each number.
    """
    told = [f for f in figures if f.counted] or list(figures)
    told = [f for f in told if f.best is not None or f.high is not None] or told
    own = [f for f in told if f.own_voice]
    if not own:
        return _range_of(_first_of_each(told))
    lead = told[0] if _reach(told[0]) > _reach(own[0]) else own[0]
    given = next((f for f in [lead, *own] if _is_range(f) and _is_within(lead, f)), None)
    if given is not None:
        return _account(given, given, given)
    return _account(lead if lead.low is not None else _smallest(told), lead, _above(lead, told))


def _is_range(figure: Figure) -> bool:
    """Tell whether a figure has two ends: "between 13 and 15"."""
    return figure.low is not None and figure.high is not None and figure.low < figure.high


def _is_within(lead: Figure, figure: Figure) -> bool:
    """Tell whether what a figure leaves open is closed by another."""
    return (figure.low or 0) >= (lead.low or 0) and (figure.high or 0) >= (lead.high or 0)


def _first_of_each(figures: Sequence[Figure]) -> list[Figure]:
    """Take the first figure of each voice: what it counts further down are some of them."""
    first: dict[str, Figure] = {}
    for figure in figures:
        first.setdefault(figure.voice, figure)
    return list(first.values())


def _range_of(figures: Sequence[Figure]) -> Account:
    """Span the figures of several voices."""
    given = Counter(figure.best for figure in figures if figure.best is not None)
    most = max(given.values(), default=0)
    best = next((f for f in figures if f.best is not None and given[f.best] == most), figures[0])
    return _account(_smallest(figures), best, max(figures, key=_reach))


def _above(lead: Figure, told: Sequence[Figure]) -> Figure:
    """Give the largest closed figure at or above another; itself where there is none."""
    if lead.low is None:
        return lead
    above = [f for f in told if f.high is not None and f.high >= _reach(lead)]
    return max(above, key=_reach, default=lead)


def _account(low: Figure, best: Figure, high: Figure) -> Account:
    """Make an account of the figures that set its numbers."""
    return Account(
        low=low.low,
        best=best.best,
        high=high.high,
        low_set_by=(low.claim,),
        best_set_by=(best.claim,),
        high_set_by=(high.claim,),
    )


def _smallest(figures: Sequence[Figure]) -> Figure:
    """Give the figure that allows the smallest number."""
    return min(figures, key=_size)


def _size(figure: Figure) -> int:
    """Give the smallest number that a figure is sure of, to put figures in order."""
    return figure.low if figure.low is not None else figure.best or figure.high or 0


def _reach(figure: Figure) -> int:
    """Give the largest number that a figure is sure of, to put figures in order."""
    known = [n for n in (figure.high, figure.best, figure.low) if n is not None]
    return max(known, default=_OPEN)
