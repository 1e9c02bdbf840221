"""The gate that every claim passes: its words stand in the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from vaglio.model.claim import Claim, Kind, SpeakerType
from vaglio.model.errors import NotGrounded
from vaglio.model.span import Span


def claim_id(report_id: str, *, span: Span, kind: Kind, speaker: str) -> str:
    """Make a claim's id from report, span, kind and speaker.

    Args:
        report_id: The report that makes the claim.
        span: The words that make it.
        kind: What it is about.
        speaker: Who says so, as written.

    Returns:
        `c:` and 16 hexadecimal digits: the same for the same words, ever.
    """
    return content_id(f"{report_id} {span.start} {span.end} {kind} {speaker}")


def content_id(content: str) -> str:
    """Make a claim's id from what tells it from every other."""
    return "c:" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def refuse_invention(claim: Claim, text: str, *, input: str) -> None:
    """Check every field that quotes against the text it is said to stand in.

    Args:
        claim: The claim, whoever made it: a reader or a person.
        text: The document's text.
        input: What the error is to name.

    Raises:
        NotGrounded: A field quotes words that do not stand there.
    """
    for words, span in _quoted(claim):
        if span is None or not words or span.of(text) != words:
            raise NotGrounded(
                input=input,
                problem=f"a claim quotes “{words}”, which does not stand there",
                next_step="mark the words in the report; if a reader made it, report a defect",
            )


def _quoted(claim: Claim) -> Iterator[tuple[str, Span | None]]:
    """Give every field that quotes, with where it is said to stand."""
    yield claim.quote, claim.span
    if claim.speaker.type is not SpeakerType.PUBLISHER and claim.speaker.span is not None:
        yield claim.speaker.name, claim.speaker.span
    if claim.cue is not None:
        yield claim.cue.text, claim.cue.span
    yield from ((party.name, party.span) for party in claim.actors)
    yield from ((party.name, party.span) for party in claim.targets)
    yield from ((party.name, party.span) for party in claim.mediators)
    yield from ((place.name, place.span) for place in claim.where)
    yield from ((toll.quote, toll.span) for toll in claim.tolls)
    yield from ((term.text, term.span) for term in claim.commitments)
    if claim.when is not None:
        yield claim.when.text, claim.when.span
