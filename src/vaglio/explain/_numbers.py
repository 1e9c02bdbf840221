"""Why each number of a toll is what it is, and not higher or lower."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from vaglio.model.claim import Who
from vaglio.model.incident import Figure, Incident, IncidentToll

_ANYBODY = frozenset({Who.CIVILIAN, Who.TOTAL, Who.UNSPECIFIED})

SUPERSEDED = "the same source has given a later figure since"
SAME_REPORT = "another figure of the same report counts before it"
NOT_COUNTED = "people are named or told of one by one, not counted"
BETWEEN = "it lies between the others"
OTHER_PEOPLE = "it may count other people"
FEWER = (
    "more sources give another number; or as many do, and it is later, of no party, or the middle"
)


class Number(StrEnum):
    """Name one of the three numbers of a toll."""

    LOW = "low"
    BEST = "best"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedFigure:
    """Hold one figure of an incident's history beside a line of its toll."""

    figure: Figure
    """The figure."""
    sets: tuple[Number, ...]
    """The numbers of the line that its claim sets."""
    why: str
    """Why it sets none, in words; empty where it sets one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TollLine:
    """Hold one line of a toll with every figure that was weighed for it."""

    toll: IncidentToll
    """The line."""
    figures: tuple[WeighedFigure, ...]
    """The figures that may count the same people, oldest first."""

    def setting(self, number: Number) -> tuple[WeighedFigure, ...]:
        """Give the figures whose claims set a number."""
        return tuple(each for each in self.figures if number in each.sets)

    def beyond(self, number: Number) -> tuple[WeighedFigure, ...]:
        """Give the figures that would have made a number another, each with why not."""
        given = getattr(self.toll, number)
        return tuple(
            replace(each, why=_why_not_this(each, number))
            for each in self.figures
            if number not in each.sets and _is_beyond(each.figure, number, given)
        )


def explain_numbers(incident: Incident) -> tuple[TollLine, ...]:
    """Say for each number of an incident's toll which figures set it.

    Args:
        incident: The incident, told by its claims.

    Returns:
        Its lines in order, each with the figures that were weighed for it and,
        where a figure sets nothing, why.

    Source:
        Toll rule 1 of the incident contract, `vaglio.incident/1`.
    """
    return tuple(
        TollLine(toll=toll, figures=tuple(_weighed(toll, incident.toll_history)))
        for toll in incident.tolls
    )


def _weighed(toll: IncidentToll, history: Sequence[Figure]) -> Iterable[WeighedFigure]:
    """Weigh the figures that may count the people of a line."""
    fitting = [figure for figure in history if may_be_of(figure, toll)]
    for at, figure in enumerate(fitting):
        sets = tuple(
            number
            for number in Number
            if figure.claim in getattr(toll, f"{number}_set_by") and _gives(figure, toll, number)
        )
        why = "" if sets else _why_not(figure, fitting, at, toll)
        yield WeighedFigure(figure=figure, sets=sets, why=why)


def may_be_of(figure: Figure, toll: IncidentToll) -> bool:
    """Tell whether a figure may count the people of a line: another side or fighters do not."""
    if figure.harm is not toll.harm or figure.part is not (toll.part_of is not None):
        return False
    if figure.who is not toll.who and not {figure.who, toll.who} <= _ANYBODY:
        return False
    return figure.side is None or toll.side is None or figure.side == toll.side


def _gives(figure: Figure, toll: IncidentToll, number: Number) -> bool:
    """Tell whether a figure has the number that its claim sets; a claim may give several."""
    given = {figure.low, figure.best, figure.high}
    return getattr(toll, number) in given or getattr(toll, number) is None


def _why_not(figure: Figure, fitting: Sequence[Figure], at: int, toll: IncidentToll) -> str:
    """Say why a figure sets none of the numbers."""
    since = (_is_later(each, figure, after=place > at) for place, each in enumerate(fitting))
    if figure.earlier or any(since):
        return SUPERSEDED
    others = [each for each in fitting if each.report_id == figure.report_id]
    if not figure.counted and any(each.counted for each in others):
        return NOT_COUNTED
    if not any(_is_beyond(figure, number, getattr(toll, number)) for number in _ENDS):
        return BETWEEN
    return SAME_REPORT if len(others) > 1 else OTHER_PEOPLE


def _is_later(other: Figure, figure: Figure, *, after: bool) -> bool:
    """Tell whether another report of the same source gives a figure of that day or later."""
    same = (other.voice, other.outlet) == (figure.voice, figure.outlet)
    if not (figure.named and same) or other.report_id == figure.report_id:
        return False
    return other.counted and (after or other.as_of == figure.as_of)


def _why_not_this(weighed: WeighedFigure, number: Number) -> str:
    """Say why a figure does not set one number, where it may set another."""
    if weighed.why in (SUPERSEDED, NOT_COUNTED):
        return weighed.why
    if number is Number.BEST:
        return FEWER
    return weighed.why or SAME_REPORT


_ENDS = (Number.LOW, Number.HIGH)


def _is_beyond(figure: Figure, number: Number, given: int | None) -> bool:
    """Tell whether a figure lies outside a number; for the best, whether it is another."""
    known = [n for n in (figure.low, figure.best, figure.high) if n is not None]
    if not known:
        return False
    if number is Number.BEST:
        return figure.best is not None and figure.best != given
    if given is None:
        return False
    return min(known) < given if number is Number.LOW else max(known) > given
