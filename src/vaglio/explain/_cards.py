"""A claim as a card beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaglio.explain._fields import Field, declined_for, fields_of
from vaglio.explain._words import one_line
from vaglio.model.claim import Claim, Place, Precision, Toll, When
from vaglio.model.span import Span
from vaglio.model.trace import Step, Trace

_HEAD = frozenset({"speaker", "cue", "stance", "kind", "event", "reality"})
_BESIDE = _HEAD | {"toll", "scope", "provisional"}
_VAGUE = {
    Precision.DISTRICT: "a district, not a point",
    Precision.REGION: "a region, not a point",
    Precision.ROUTE: "a route, not a point",
    Precision.COUNTRY: "a country, not a point",
    Precision.NAMED_ONLY: "named only, not pinned down",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one field as the card shows it."""

    key: str
    """The field's key, `claim.field`, by which its words are found."""
    label: str
    """Its name."""
    words: str
    """What it says."""
    note: str = ""
    """What is to be kept in mind: how vague it is, or the words that give it."""
    linked: bool = True
    """Whether there are words to go to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TollLine:
    """Hold one row of a card's table of tolls."""

    line: Line
    """Harm and group."""
    figures: tuple[str, str, str]
    """Low, best and high; a dash for an open side."""
    part: bool
    """Whether it is counted in a toll above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Hold one rule and why it fired or declined."""

    field: str
    """The field it is for."""
    rule: str
    """Its name."""
    words: str
    """The words it read; empty where none."""
    why: str
    """Its reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Hold one claim as it is shown."""

    number: int
    """Its number, from 1."""
    claim: Claim
    """The claim."""
    fields: tuple[Field, ...]
    """All its fields."""
    head: dict[str, Line]
    """The fields at the top of the card, by name."""
    lines: tuple[Line, ...]
    """The fields below."""
    tolls: tuple[TollLine, ...]
    """The numbers."""
    fired: tuple[Reason, ...]
    """The rules that set its fields."""
    declined: tuple[Reason, ...]
    """The rules that looked and declined."""


def make_cards(claims: Sequence[Claim], text: str, trace: Trace | None) -> list[Card]:
    """Make the cards of a report's claims."""
    return [_card(number, claim, text, trace) for number, claim in enumerate(claims, start=1)]


def _card(number: int, claim: Claim, text: str, trace: Trace | None) -> Card:
    """Make one card."""
    fields = fields_of(claim, trace)
    pairs = [(field, _line(f"{number}.{index}", field)) for index, field in enumerate(fields)]
    places = iter(claim.where)
    lines: list[Line] = []
    for field, line in pairs:
        if field.name == "where":
            lines.append(_where(line, next(places)))
        elif field.name == "when" and claim.when:
            lines.append(_when(line, claim.when))
        elif field.name not in _BESIDE:
            lines.append(_parted(line))
    toll_lines = [line for field, line in pairs if field.name == "toll"]
    fired = [_reason(s, field.label, text) for field in fields for s in field.steps]
    return Card(
        number=number,
        claim=claim,
        fields=tuple(fields),
        head={field.name: _parted(line) for field, line in pairs if field.name in _HEAD},
        lines=tuple(lines),
        tolls=tuple(_toll(line, t) for line, t in zip(toll_lines, claim.tolls, strict=True)),
        fired=tuple(dict.fromkeys(fired)),
        declined=tuple(
            _reason(step, step.field, text)
            for step in (declined_for(claim, trace) if trace else ())
        ),
    )


def _line(key: str, field: Field) -> Line:
    """Make the line of one field."""
    return Line(key=key, label=field.label, words=field.words, linked=bool(field.spans))


def _parted(line: Line) -> Line:
    """Set what stands in brackets after two spaces apart as a note."""
    words, _, note = line.words.partition("  (")
    return Line(
        key=line.key,
        label=line.label,
        words=words,
        note=note.removesuffix(")").strip('"') if note else "",
        linked=line.linked,
    )


def _where(line: Line, place: Place) -> Line:
    """Say where, and how vague that is; only a place that is a point gets its degrees."""
    note = _VAGUE.get(place.precision, place.precision.value)
    if place.latitude is not None and place.longitude is not None:
        if place.precision not in _VAGUE:
            note += f", {place.latitude:.2f}, {place.longitude:.2f}"
        if place.radius_km is not None:
            note += f", within {place.radius_km:.0f} km"
    return Line(
        key=line.key, label=line.label, words=one_line(place.name), note=note, linked=line.linked
    )


def _when(line: Line, when: When) -> Line:
    """Say when, an open side in words."""
    if when.start == when.end:
        days = str(when.start) if when.start else "not told"
    elif when.start is None:
        days = f"until {when.end}"
    else:
        days = f"{when.start} to {when.end}" if when.end else f"from {when.start}"
    note = f"“{one_line(when.text)}”"
    return Line(key=line.key, label=line.label, words=days, note=note, linked=line.linked)


def _toll(line: Line, toll: Toll) -> TollLine:
    """Make one row of the table."""
    low, best, high = ("–" if n is None else f"{n:,}" for n in (toll.low, toll.best, toll.high))
    group = "" if toll.who.value == "unspecified" else f", {toll.who.value}"
    return TollLine(
        line=Line(
            key=line.key,
            label=line.label,
            words=f"{toll.harm.value}{group}",
            note=one_line(toll.side) if toll.side else "",
        ),
        figures=(low, best, high),
        part=toll.part_of is not None,
    )


def _reason(step: Step, label: str, text: str) -> Reason:
    """Say why a rule fired or declined."""
    words: Span | None = step.words
    return Reason(
        field=label,
        rule=step.rule,
        words=one_line(words.of(text)) if words else "",
        why=one_line(step.why),
    )
