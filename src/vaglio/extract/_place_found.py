"""The words looked at, and the names found in them, while they are weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vaglio.extract._lead_shapes import LeadShape
from vaglio.extract._place_candidates import Candidate
from vaglio.extract._place_datelines import dateline_end
from vaglio.extract._place_words import Effect
from vaglio.model.document import Document, Token

SENTENCE_ENDS = frozenset({".", "!", "?", '"', "”"})


@dataclass(slots=True, kw_only=True)
class Found:
    """Hold one run of words that may name a place, while it is weighed."""

    sentence: int
    first: int
    last: int
    core_last: int
    key: str
    candidates: tuple[Candidate, ...]
    effect: Effect | None = None
    direction: bool = False
    evidence: int = 0
    preposition: bool = False
    container: Found | None = None
    state: str | None = None
    """Code of the state of the USA that an abbreviation after it gives."""
    holds: bool = False
    """Whether another place is said to lie in it."""
    within: bool = False
    """Whether "in" says that it lies in its container, and no comma that may part two."""
    wide: bool = False
    """Whether it names the country or division that the town before it lies in."""
    respelt: bool = False
    """Whether its candidates bear only a name that is spelt otherwise."""
    guess: bool = False
    """Whether only a preposition before it speaks for a place."""
    needs_near: bool = False
    """Whether it is taken only where other places of the text lie near."""
    part: bool = False
    """Whether it is a part of the town after it: "the Marsk district of Velia"."""
    away_km: float = 0.0
    """How far from it the text means: "20 km north of Marsk"."""
    between: bool = False
    """Whether it is one end of a way: "between Marsk and Velia"."""
    dateline: bool = False
    """Whether it stands in a dateline."""
    shouted: bool = False
    headline: bool = False
    options: tuple[Candidate, ...] = field(default=())


@dataclass(slots=True, kw_only=True)
class Line:
    """Hold one sentence with what is asked of its words again and again."""

    index: int
    tokens: Sequence[Token]
    capital: list[bool]
    shouted: bool
    headline: bool
    dateline: int
    """Index after the last token of its dateline; 0 without one."""
    lead: LeadShape | None
    """The first words where they are written as the lead of an item."""


def lines_of(document: Document, leads: Mapping[int, LeadShape]) -> list[Line]:
    """Look at how each sentence uses capitals."""
    lines = []
    paragraph = -1
    for index, sentence in enumerate(document.sentences):
        tokens = sentence.tokens
        capital = [token.text[0].isupper() for token in tokens]
        words = [t for t in tokens if len(t.text) > 3 and t.text.isalpha()]
        # A sentence with its full stop is a headline only where every long word is raised.
        share = 0.999 if tokens[-1].text in SENTENCE_ENDS else 0.7
        loud = sum(t.text.isupper() for t in words)
        raised = sum(t.text[0].isupper() for t in words)
        shouted = len(words) > 2 and loud > 0.8 * len(words)
        opens = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        lead = leads.get(index)
        from_desk = opens and (lead is None or lead.date is None)
        lines.append(
            Line(
                index=index,
                tokens=tokens,
                capital=capital,
                shouted=shouted,
                headline=len(words) > 3 and raised > share * len(words),
                dateline=dateline_end(tokens, shouted=shouted) if from_desk else 0,
                lead=lead,
            )
        )
    return lines
