"""Whom the figures of an incident count, and which of them count the same people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vaglio.model.claim import Harm, Who
from vaglio.model.incident import Figure

_ANYBODY = (Who.CIVILIAN, Who.TOTAL, Who.UNSPECIFIED)
"""Groups that may be the same people, the most telling first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Name the people that one line of a toll counts."""

    harm: Harm
    who: Who
    side: str | None


def by_people(figures: Sequence[Figure]) -> dict[People, list[Figure]]:
    """Put together the figures that count the same people.

    People whom one source leaves undescribed are the civilians of another,
    unless fighters were harmed too; a side left unsaid is the only side named.

    Args:
        figures: Figures of one incident, of any harm.

    Returns:
        The figures of each group, in the order in which the groups come.
    """
    fighters = {figure.harm for figure in figures if figure.who is Who.COMBATANT}
    sides: dict[Harm, list[str]] = {}
    for figure in figures:
        if figure.side is not None and figure.side not in sides.setdefault(figure.harm, []):
            sides[figure.harm].append(figure.side)
    grouped: dict[People, list[Figure]] = {}
    for figure in figures:
        known = sides.get(figure.harm, [])
        people = People(
            harm=figure.harm,
            who=_group(figure, apart=figure.harm in fighters),
            side=known[0] if figure.side is None and len(known) == 1 else figure.side,
        )
        grouped.setdefault(people, []).append(figure)
    return {_named(people, given): given for people, given in grouped.items()}


def _group(figure: Figure, *, apart: bool) -> Who:
    """Say which group a figure belongs to; civilians stand apart where fighters do."""
    if figure.who not in _ANYBODY or (apart and figure.who is Who.CIVILIAN):
        return figure.who
    return Who.UNSPECIFIED


def _named(people: People, given: Sequence[Figure]) -> People:
    """Give a group the most telling name that one of its figures has."""
    if people.who is not Who.UNSPECIFIED:
        return people
    return replace(people, who=next(who for who in _ANYBODY if any(f.who is who for f in given)))
