"""Tiny invented claims for the tests of the scoreboard."""

from __future__ import annotations

from typing import TypedDict, Unpack

from vaglio.model.claim import (
    Actor,
    Claim,
    Commitment,
    Cue,
    Event,
    Harm,
    Kind,
    Place,
    Reality,
    Scope,
    Speaker,
    SpeakerType,
    Stance,
    Toll,
    When,
    Who,
)
from vaglio.model.document import Document
from vaglio.model.span import Span


class Fields(TypedDict, total=False):
    """Name the fields of a claim that a test may set."""

    kind: Kind
    stance: Stance
    reality: Reality
    event: Event | None
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    mediators: tuple[Actor, ...]
    where: tuple[Place, ...]
    when: When | None
    tolls: tuple[Toll, ...]
    scope: Scope
    commitments: tuple[Commitment, ...]
    provisional: bool
    rules: tuple[str, ...]


def span_of(text: str, words: str) -> Span:
    """Find words in a text."""
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def document(text: str) -> Document:
    """Make a document without sentences."""
    return Document(
        report_id="r:0", source="-", text=text, language="en", paragraphs=(), sentences=()
    )


def claim(text: str, quote: str, speaker: str | None, **fields: Unpack[Fields]) -> Claim:
    """Make a claim by a named speaker, or by the publisher where there is none."""
    span = span_of(text, quote)
    fields.setdefault("kind", Kind.INCIDENT)
    fields.setdefault("stance", Stance.STATES)
    fields.setdefault("reality", Reality.HAPPENED)
    fields.setdefault("event", None)
    return Claim(
        id="c:0",
        report_id="r:0",
        quote=quote,
        span=span,
        sentence=Span(start=0, end=len(text)),
        speaker=_speaker(text, speaker),
        cue=Cue(text="said", span=span_of(text, "said")) if speaker else None,
        codebook="1",
        reader="rules/1",
        **fields,
    )


def _speaker(text: str, name: str | None) -> Speaker:
    """Make a person, or the publisher."""
    if name is None:
        return Speaker(name="publisher", span=None, type=SpeakerType.PUBLISHER)
    return Speaker(name=name, span=span_of(text, name), type=SpeakerType.PERSON)


def party(text: str, name: str) -> Actor:
    """Make a party to what happened."""
    return Actor(name=name, span=span_of(text, name))


def killed(text: str, words: str, number: int, *, side: str | None = None) -> Toll:
    """Make an exact number of people killed."""
    return Toll(
        harm=Harm.KILLED,
        who=Who.TOTAL,
        side=side,
        low=number,
        best=number,
        high=number,
        quote=words,
        span=span_of(text, words),
    )
