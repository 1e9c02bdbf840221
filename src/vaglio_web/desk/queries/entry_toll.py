"""The numbers of an incident: what set each, and why it is no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaglio.explain import Number, TollLine, WeighedFigure, explain_numbers
from vaglio.model.incident import Figure, Incident, IncidentToll
from vaglio_web.desk.queries.entry_claims import ToldClaim
from vaglio_web.desk.templatetags.desk_words import toll_words

_WHY_NOT = {
    Number.LOW: "Why not lower",
    Number.BEST: "Why not another",
    Number.HIGH: "Why not higher",
}
_NONE = {
    Number.LOW: "No figure that was given is lower.",
    Number.BEST: "No other figure was given.",
    Number.HIGH: "No figure that was given is higher.",
}
_OPEN = {
    Number.LOW: "No source gives a least number.",
    Number.BEST: "No source gives one number: there are only vague words.",
    Number.HIGH: "It is open: no source says that there were no more.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Hold one sentence that gives a figure."""

    told: ToldClaim | None
    """The claim, with its number on the page; None where it is no longer there."""
    words: str
    """The figure in words."""
    quote: str
    """The words of the report that give the figure."""
    figure: Figure
    """The figure."""
    why: str
    """Why it does not set the number, where it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNumber:
    """Hold one number of a toll, with what set it."""

    anchor: str
    """Its place on the page."""
    label: str
    """low, best or high."""
    value: int | None
    """The number; None where it is open."""
    open_words: str
    """What an open number means."""
    set_by: list[Sentence]
    """The sentences that set it."""
    why_not: str
    """What is asked of the others."""
    beyond: list[Sentence]
    """The sentences that would have made it another, and why they did not."""
    none_beyond: str
    """What is said where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """Hold one line of a toll as the page shows it."""

    words: str
    """Whom it counts, and what was done to them."""
    counted_in: str
    """The line that it is counted in; empty where it stands for itself."""
    rule: str
    """The rule that made it."""
    numbers: list[SetNumber]
    """Its low, best and high."""


def toll_lines(incident: Incident, claims: Mapping[str, ToldClaim]) -> list[ShownLine]:
    """Give the lines of an incident's toll, each number with its sentences."""
    lines = explain_numbers(incident)
    return [
        ShownLine(
            words=whom(line.toll),
            counted_in=_whole(line.toll, lines),
            rule=line.toll.rule,
            numbers=[_number(at, line, number, claims) for number in Number],
        )
        for at, line in enumerate(lines)
    ]


def whom(toll: IncidentToll | Figure) -> str:
    """Say whom a number counts and what was done to them: "civilian killed"."""
    who = "" if toll.who in ("total", "unspecified") else f"{toll.who} "
    side = f" ({toll.side})" if toll.side else ""
    return f"{who}{toll.harm}{side}"


def _whole(toll: IncidentToll, lines: Sequence[TollLine]) -> str:
    """Name the line that a line is counted in."""
    return "" if toll.part_of is None else whom(lines[toll.part_of].toll)


def _number(at: int, line: TollLine, number: Number, claims: Mapping[str, ToldClaim]) -> SetNumber:
    """Put together one number with what set it."""
    return SetNumber(
        anchor=f"toll-{at}-{number}",
        label=str(number),
        value=getattr(line.toll, number),
        open_words=_OPEN[number],
        set_by=[_sentence(each, claims) for each in line.setting(number)],
        why_not=_WHY_NOT[number],
        beyond=[_sentence(each, claims) for each in line.beyond(number)],
        none_beyond=_NONE[number],
    )


def _sentence(weighed: WeighedFigure, claims: Mapping[str, ToldClaim]) -> Sentence:
    """Put together the sentence behind a figure."""
    figure = weighed.figure
    told = claims.get(figure.claim)
    tolls = told.claim.body["tolls"] if told is not None else []
    given = tolls[figure.toll] if figure.toll < len(tolls) else None
    return Sentence(
        told=told,
        words=toll_words(given) if given else "",
        quote=given["quote"] if given else "",
        figure=figure,
        why=weighed.why,
    )
