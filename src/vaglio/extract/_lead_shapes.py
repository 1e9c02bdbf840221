"""Know the words with which an item of a bulletin may begin: "Marsk, 1 October.", "May 3:"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vaglio.codebook.gazetteer import ARTICLES
from vaglio.extract._date_types import DateMention, DatePrecision, Edge
from vaglio.extract._place_words import (
    ADJOINING,
    DIRECTIONS,
    FEATURES,
    HEADS,
    LINKS,
    common_words,
)
from vaglio.model.document import Document, Section, Sentence, Token

MARKER = re.compile(r"\s*(?:[•*·▪‣➢►]|[-–—]\s|\d{1,2}[.)]\s)")
"""How an item of a list begins: a bullet, a dash, a number."""

_WORDS = 10
"""Words of the longest lead."""
_LETTERS = 6
"""Letters of the longest short name of an agency."""
_MARKS = frozenset({",", "-", "–", "—", "(", ")", "/", "&", "'s", "’s", "'", "’"})
SMALL = frozenset({"in", "near", "on", "and", "at", "of", "the", "around"}) | LINKS | ARTICLES
"""Words in lower case that may stand in a lead."""
_ENDS = frozenset({":", "):"})
_QUOTES = frozenset("\"“‘'«„")
_SPEAKING = frozenset({"i", "we", "our", "my", "you", "your", "us"})
"""Words with which somebody begins to speak, whose name stands before the colon."""
_DAYS = frozenset({DatePrecision.DAY, DatePrecision.DAYS})
_WHEN = frozenset({Edge.ON, Edge.SINCE, Edge.BETWEEN, Edge.DURING})


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadShape:
    """Hold the first words of a paragraph that are written as a lead is."""

    sentence: int
    """Index of its sentence in the document."""
    last: int
    """Index after its last token, its end mark left out."""
    date: DateMention | None
    """The day that it gives; None where it gives none."""
    named: bool
    """Whether a name stands in it."""
    feature: bool
    """Whether a word such as "road" or "province" stands in it."""
    item: bool
    """Whether a bullet or a number stands before it."""
    heading: bool
    """Whether nothing else stands in its paragraph."""


def lead_shapes(document: Document, dates: Sequence[Sequence[DateMention]]) -> dict[int, LeadShape]:
    """Find what is written as a lead, at the beginnings of paragraphs.

    A lead with a day is one where the document has another, or where it
    begins an item of a list: alone, it is a dateline. One without a day must
    still turn out to name a place.

    Args:
        document: What `read` returned.
        dates: The dates of each of its sentences.

    Returns:
        The shapes, by the index of their sentence.
    """
    shapes = []
    lengths = Counter(sentence.paragraph for sentence in document.sentences)
    paragraph = -1
    for index, sentence in enumerate(document.sentences):
        opens, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        section = document.paragraphs[paragraph].section
        if opens and section in (Section.BODY, Section.STANDFIRST):
            alone = lengths[paragraph] == 1
            shape = _shape(document, index, dates[index], alone=alone)
            if shape is not None and (section is Section.BODY or _heads_first(shape, document)):
                shapes.append(shape)
    sorts = Counter((shape.date is not None, shape.heading) for shape in shapes)
    return {shape.sentence: shape for shape in shapes if _may_count(shape, sorts)}


def _heads_first(shape: LeadShape, document: Document) -> bool:
    """Tell whether the line under the title is the first heading, and no day of publication."""
    if not shape.heading or shape.date is None:
        return False
    return document.published is None or shape.date.when.start != document.published


def _may_count(shape: LeadShape, sorts: Counter[tuple[bool, bool]]) -> bool:
    """Tell whether a shape stands in a list, or not alone in its document."""
    many = sorts[shape.date is not None, shape.heading] > 1
    if shape.heading:
        return many
    return many or shape.item or (shape.date is None and shape.feature)


def _shape(
    document: Document, index: int, dates: Sequence[DateMention], *, alone: bool
) -> LeadShape | None:
    """Read the first words of a paragraph; None where they are no lead."""
    sentence = document.sentences[index]
    last = _end(sentence, dates)
    if last is None:
        return None
    tokens = sentence.tokens
    inside = [mention for mention in dates if mention.last <= last]
    if len(inside) > 1 or not all(_gives_day(mention) for mention in inside):
        return None
    dated = {at for mention in inside for at in range(mention.first, mention.last)}
    names = [tokens[at] for at in range(last) if at not in dated and _is_name(tokens[at])]
    feature = any(tokens[at].lower in FEATURES for at in range(last))
    colon = last < len(tokens) and tokens[last].text in _ENDS
    after = last + 1 if last < len(tokens) else last
    heading = alone and after >= len(tokens)
    if not inside and (not names or not (colon or (heading and feature))):
        return None
    if _is_ordinary(names, feature=feature) or (not inside and _speaks(tokens, after)):
        return None
    return LeadShape(
        sentence=index,
        last=last,
        date=inside[0] if inside else None,
        named=bool(names),
        feature=feature,
        item=is_item(document, document.paragraphs[sentence.paragraph].span.start),
        heading=heading,
    )


def is_item(document: Document, start: int) -> bool:
    """Tell whether the line in which a place of the text stands begins as an item of a list."""
    return MARKER.match(document.text, document.text.rfind("\n", 0, start) + 1) is not None


def _end(sentence: Sentence, dates: Sequence[DateMention]) -> int | None:
    """Give the index after the words of a lead; None where other words stand among them."""
    words, at, tokens = 0, 0, sentence.tokens
    while at < len(tokens):
        token = tokens[at]
        if token.text in _ENDS:
            return at or None
        mention = next((m for m in dates if m.first == at), None)
        if mention is not None:
            words, at = words + mention.last - mention.first, mention.last
        elif token.text == "." and at == len(tokens) - 1:
            return at or None
        elif not _may_stand(tokens, at) or words >= _WORDS or _is_agency(tokens, at):
            return None
        else:
            words, at = words + token.text.isalpha(), at + 1
    return at


def _may_stand(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word can stand in a lead: a name, a feature, a small word, a mark."""
    token = tokens[at]
    if token.text in _MARKS or token.lower in SMALL or _is_name(token):
        return True
    if token.text.isdigit():
        return at > 0 and _is_name(tokens[at - 1])
    return token.lower in FEATURES or token.lower in DIRECTIONS or token.lower in ADJOINING


def _is_agency(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an agency's letters stand in brackets, as in datelines: "(CW)"."""
    text = tokens[at].text
    return at > 0 and tokens[at - 1].text == "(" and text.isupper() and len(text) <= _LETTERS


def _is_name(token: Token) -> bool:
    """Tell whether a word is capitalised, and not only the word of a feature or direction."""
    if not token.text[0].isupper() or token.lower in SMALL:
        return False
    return token.lower not in FEATURES and token.lower not in DIRECTIONS


def _is_ordinary(names: Sequence[Token], *, feature: bool) -> bool:
    """Tell whether ordinary words stand where names should: "Update", "Latest News"."""
    if feature or not names:
        return False
    words = [name.lower for name in names]
    return all(word in common_words() and word not in HEADS for word in words)


def _speaks(tokens: Sequence[Token], after: int) -> bool:
    """Tell whether somebody speaks after the colon."""
    return after < len(tokens) and (
        tokens[after].text[0] in _QUOTES or tokens[after].lower in _SPEAKING
    )


def _gives_day(mention: DateMention) -> bool:
    """Tell whether a date gives the day, or the first day, of what follows."""
    return mention.is_known and mention.precision in _DAYS and mention.edge in _WHEN
