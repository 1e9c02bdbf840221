"""The fields of a claim, each with its words in the text and the rules that set it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaglio.explain._words import (
    one_line,
    place_in_words,
    speaker_in_words,
    toll_in_words,
    when_in_words,
)
from vaglio.model.claim import Actor, Claim, Scope
from vaglio.model.span import Span
from vaglio.model.trace import Outcome, Step, Trace

_SETTERS: dict[str, set[str]] = {
    "speaker": {"speaker", "via"},
    "cue": {"cue"},
    "event": {"event", "kind"},
    "reality": {"reality"},
    "stance": {"stance"},
    "actor": {"actor"},
    "target": {"target"},
    "mediator": {"mediator"},
    "where": {"place"},
    "when": {"date"},
    "toll": {"number", "toll"},
    "scope": {"scope"},
    "commitment": {"commitment"},
    "provisional": {"provisional"},
}
"""For each field the first words of the rules that set it."""

_OF_PLACES = frozenset({"where", "when"})
"""Fields whose rules are tried on the whole report, before there are claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Hold one field of a claim, where its words stand, and why it says so."""

    name: str
    """The field's name, without a number."""
    label: str
    """The name as shown: `toll 2`."""
    words: str
    """What it says."""
    spans: tuple[Span, ...] = ()
    """The words that give it; empty where no words do."""
    steps: tuple[Step, ...] = ()
    """The rules that set it."""


def fields_of(claim: Claim, trace: Trace | None = None) -> list[Field]:
    """List the fields that a claim has, in the order in which they are shown."""
    steps = [step for step in trace.steps if step.outcome is Outcome.FIRED] if trace else []
    return [_with_steps(field, claim, steps) for field in _plain_fields(claim)]


def declined_for(claim: Claim, trace: Trace) -> list[Step]:
    """List the rules that looked at a claim's sentence and declined."""
    return [
        step
        for step in trace.steps
        if step.outcome is Outcome.DECLINED
        and (
            step.claim == claim.id
            or (
                step.claim is None
                and step.sentence is not None
                and step.sentence.overlap(claim.sentence)
            )
        )
    ]


def _plain_fields(claim: Claim) -> Iterator[Field]:
    """List the fields without their rules."""
    speaker = claim.speaker
    spans = (speaker.span,) if speaker.span else ()
    yield Field(name="speaker", label="speaker", words=speaker_in_words(speaker), spans=spans)
    if claim.cue:
        words, spans = one_line(claim.cue.text), (claim.cue.span,)
        yield Field(name="cue", label="cue", words=words, spans=spans)
    yield Field(name="stance", label="stance", words=claim.stance.value.replace("_", " "))
    yield Field(name="kind", label="kind", words=claim.kind.value)
    if claim.event:
        mode = f"-{claim.event.mode}" if claim.event.mode else ""
        yield Field(name="event", label="event", words=f"{claim.event.type}{mode}")
    yield Field(name="reality", label="reality", words=claim.reality.value)
    yield from _parties("actor", claim.actors)
    yield from _parties("target", claim.targets)
    yield from _parties("mediator", claim.mediators)
    for place in claim.where:
        yield Field(name="where", label="where", words=place_in_words(place), spans=(place.span,))
    if claim.when:
        yield _field("when", when_in_words(claim.when), claim.when.span)
    yield from _numbers(claim)


def _numbers(claim: Claim) -> Iterator[Field]:
    """List the fields about people and what is owed to them."""
    for number, toll in enumerate(claim.tolls, start=1):
        words = toll_in_words(toll)
        yield Field(name="toll", label=f"toll {number}", words=words, spans=(toll.span,))
    if claim.tolls or claim.scope is not Scope.INCIDENT:
        yield Field(name="scope", label="scope", words=claim.scope.value)
    for commitment in claim.commitments:
        debtor = f"{one_line(commitment.debtor)}: " if commitment.debtor else ""
        due = f"  due {when_in_words(commitment.due)}" if commitment.due else ""
        words = f"{debtor}{one_line(commitment.text)}{due}"
        yield _field("commitment", words, commitment.span)
    if claim.as_of:
        yield Field(name="as of", label="as of", words=claim.as_of.isoformat())
    if claim.provisional:
        yield Field(name="provisional", label="provisional", words="the figure may change")


def _field(name: str, words: str, span: Span) -> Field:
    """Make a field that has words in the text."""
    return Field(name=name, label=name, words=words, spans=(span,))


def _parties(name: str, parties: Sequence[Actor]) -> Iterator[Field]:
    """List parties, with the codebook's id where it is known."""
    for party in parties:
        words = one_line(party.name) + (f"  ({party.actor})" if party.actor else "")
        yield _field(name, words, party.span)


def _with_steps(field: Field, claim: Claim, steps: Sequence[Step]) -> Field:
    """Add the rules that set a field, and the words they read where it has none of its own."""
    setters = _SETTERS.get(field.name, set())
    found = tuple(s for s in steps if s.field in setters and _concerns(s, field, claim))
    spans = field.spans
    if not spans and field.name in ("event", "reality", "provisional"):
        spans = tuple(dict.fromkeys(step.words for step in found if step.words))
    return Field(name=field.name, label=field.label, words=field.words, spans=spans, steps=found)


def _concerns(step: Step, field: Field, claim: Claim) -> bool:
    """Tell whether a step is about this claim, and where it can be told about this field."""
    touches = any(step.words.overlap(span) for span in field.spans) if step.words else False
    if step.claim is None:
        return field.name in _OF_PLACES and touches
    if step.claim != claim.id:
        return False
    return touches or step.words is None or not field.spans or field.name not in ("toll", "where")
