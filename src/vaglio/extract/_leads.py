"""The lead of an item gives day and place: "Marsk, 1 October. Two helicopters fired ..."."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vaglio.extract._date_types import DateMention
from vaglio.extract._lead_shapes import LeadShape, is_item
from vaglio.extract._place_words import FEATURES, Effect
from vaglio.extract._places import PlaceMention
from vaglio.extract._where import narrowest
from vaglio.model.claim import Place
from vaglio.model.document import Document, Token
from vaglio.model.span import Span

_LONGEST_HEADING = 12
"""Words of the longest line that is taken for a heading."""
_ENDS = frozenset('.!?:;"”’)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Hold what the lead of an item says of all that follows in it."""

    span: Span
    """Its words, the end mark left out."""
    date: DateMention | None
    """The day; None where it gives none."""
    places: tuple[Place, ...]
    """The places; empty where it names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Know the leads of a document, and what each reaches."""

    own: Mapping[int, Lead]
    """The lead in the line itself, by paragraph."""
    above: Mapping[int, tuple[Lead, ...]]
    """The headings above, by paragraph: the last that gives a day, and a place."""

    def of(self, paragraph: int) -> tuple[Lead, ...]:
        """Give the leads that reach a paragraph, its own first."""
        own = self.own.get(paragraph)
        return (*((own,) if own is not None else ()), *self.above.get(paragraph, ()))

    def item(self, document: Document, paragraph: int, start: int) -> Span | None:
        """Give the line of the item in which words stand; one lead alone makes no list."""
        text = document.text
        if is_item(document, start):
            first, inside = text.rfind("\n", 0, start) + 1, start
        elif paragraph in self.own and self._is_one_of_many(self.own[paragraph]):
            span = document.paragraphs[paragraph].span
            first, inside = text.rfind("\n", 0, span.start) + 1, span.end
        else:
            return None
        last = text.find("\n", inside)
        return Span(start=first, end=len(text) if last < 0 else last)

    def _is_one_of_many(self, lead: Lead) -> bool:
        """Tell whether other lines begin with such a lead, with a day or without one."""
        dated = lead.date is not None
        return sum((other.date is not None) == dated for other in self.own.values()) > 1


def find_leads(
    document: Document,
    shapes: Mapping[int, LeadShape],
    places: Sequence[Sequence[PlaceMention]],
) -> Leads:
    """Tell which of the first words of paragraphs are leads, and what they reach.

    Args:
        document: What `read` returned.
        shapes: What is written as a lead, by the index of its sentence.
        places: The places of each sentence of the document.

    Returns:
        The leads; none is where the writer sits, or who speaks.
    """
    found: dict[int, tuple[LeadShape, Lead]] = {}
    capitals: set[int] = set()
    for index, shape in shapes.items():
        named = [mention for mention in places[index] if mention.last <= shape.last]
        if not _is_placed(shape, named):
            continue
        tokens = document.sentences[index].tokens
        lead = Lead(
            span=Span(start=tokens[0].start, end=tokens[shape.last - 1].end),
            date=shape.date,
            places=narrowest([mention.place for mention in _inmost(tokens, named)]),
        )
        found[document.sentences[index].paragraph] = (shape, lead)
        if shape.date is None and not shape.feature and all(m.capital_of for m in named):
            capitals.add(index)
    dayless = [s for s, _ in found.values() if s.date is None and s.sentence not in capitals]
    kept = {
        paragraph: (shape, lead)
        for paragraph, (shape, lead) in found.items()
        if shape.date is not None
        or (_counts(shape, dayless) and (dayless or shape.sentence not in capitals))
    }
    own = {paragraph: lead for paragraph, (shape, lead) in kept.items() if not shape.heading}
    headings = {paragraph: lead for paragraph, (shape, lead) in kept.items() if shape.heading}
    return Leads(own=own, above=_above(document, own, headings) if headings else {})


def _is_placed(shape: LeadShape, named: Sequence[PlaceMention]) -> bool:
    """Tell whether what a lead names is a place, and nobody who might speak."""
    if shape.date is not None:
        return bool(named) or not shape.named
    if shape.feature:
        return bool(named)
    return any(m.place.place and not m.state and (shape.item or not m.capital_of) for m in named)


def _inmost(tokens: Sequence[Token], named: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Leave out the division that a place is said to lie in: "Marsk, northern Velia province"."""
    kept = [mention for mention in named if not _is_division(tokens, mention)]
    return kept or list(named)


def _is_division(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Tell whether a name is followed by the word of a region or district."""
    words = [token.lower for token in tokens[mention.last - 1 : mention.last + 1]]
    return any(FEATURES.get(word) in (Effect.REGION, Effect.DISTRICT) for word in words)


def _counts(shape: LeadShape, others: Sequence[LeadShape]) -> bool:
    """Tell whether a lead without a day is in a list, has a feature word, or is not alone."""
    alike = sum(other.heading == shape.heading for other in others)
    return alike > 1 or (not shape.heading and (shape.item or shape.feature))


def _above(
    document: Document, own: Mapping[int, Lead], headings: Mapping[int, Lead]
) -> dict[int, tuple[Lead, ...]]:
    """Say which headings reach each paragraph: up to the next lead or heading."""
    above: dict[int, tuple[Lead, ...]] = {}
    dated: Lead | None = None
    placed: Lead | None = None
    sentences = {sentence.paragraph for sentence in document.sentences}
    for paragraph in sorted(sentences):
        lead = headings.get(paragraph)
        if lead is not None:
            dated = lead if lead.date is not None else dated
            placed = lead if lead.places else None
            continue
        if paragraph not in own and _is_heading(document, paragraph):
            dated = placed = None
        elif paragraph in own:
            dated = None if own[paragraph].date is not None else dated
            placed = None if own[paragraph].places else placed
        reaching = (dated,) if dated is placed else (dated, placed)
        above[paragraph] = tuple(lead for lead in reaching if lead is not None)
    return above


def _is_heading(document: Document, paragraph: int) -> bool:
    """Tell whether a paragraph is a line that ends without a mark."""
    text = document.paragraphs[paragraph].span.of(document.text).rstrip()
    return bool(text) and text[-1] not in _ENDS and len(text.split()) <= _LONGEST_HEADING
