"""Texts without a parse, and the places found in them."""

from __future__ import annotations

import re

import spacy

from vaglio.codebook import load_codebook
from vaglio.codebook.gazetteer import load_gazetteer
from vaglio.extract._places import Mentions, PlaceMention, find_places
from vaglio.model.document import Document, Paragraph, Section, Sentence, Token
from vaglio.model.span import Span
from vaglio.model.trace import Trace

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")


def document_of(text: str) -> Document:
    """Make a document without a parse, so that the rules see words alone."""
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        span = Span(start=match.start(), end=match.end())
        paragraphs.append(Paragraph(span=span, section=Section.BODY))
        for part in NLP(match.group()).sents:
            words = [word for word in part if not word.is_space]
            if not words:
                continue
            tokens = tuple(
                Token(
                    index=at,
                    text=word.text,
                    lower=word.lower_,
                    start=span.start + word.idx,
                    end=span.start + word.idx + len(word),
                    tag="",
                    dep="",
                    head=at,
                )
                for at, word in enumerate(words)
            )
            sentences.append(
                Sentence(
                    span=Span(start=tokens[0].start, end=tokens[-1].end),
                    paragraph=len(paragraphs) - 1,
                    tokens=tokens,
                    parsed=False,
                )
            )
    return Document(
        report_id="r:0",
        source="-",
        text=text,
        language="en",
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
    )


def places_of(text: str, trace: Trace | None = None) -> Mentions:
    """Find the places of a text with the codebook and gazetteer in force."""
    return find_places(
        document_of(text), codebook=load_codebook(), gazetteer=load_gazetteer(), trace=trace
    )


def flat(text: str) -> list[PlaceMention]:
    """Give the places of a text in one list."""
    return [mention for mentions in places_of(text) for mention in mentions]


def names(text: str) -> list[str]:
    """Give the names of the places of a text."""
    return [mention.place.name for mention in flat(text)]
