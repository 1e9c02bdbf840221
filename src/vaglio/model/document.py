"""A report's text made readable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.span import Span


class Section(StrEnum):
    """Name the part of the page that a paragraph belongs to."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"


class ReaderName(StrEnum):
    """Name what makes claims from a report."""

    RULES = "rules"
    WITH_MODEL = "rules+attribution"


READ_SECTIONS = frozenset({Section.TITLE, Section.STANDFIRST, Section.BODY, Section.CAPTION})
"""The parts of a page in which claims are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Hold one paragraph of a page: where it stands and what it is."""

    span: Span
    """Where it stands in the document's text."""
    section: Section
    """What part of the page it is."""
    language: str | None = None
    """ISO 639-1 code; None where the paragraph is too short to tell."""
    repeats: int | None = None
    """Index of the earlier paragraph that says the same, which alone is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """Hold one word or mark of a sentence, with its place in the parse.

    `tag`, `dep` and `head` are empty (`""`, `""`, the token's own index) in a
    sentence that was not parsed.
    """

    index: int
    """Place in the sentence, from 0."""
    text: str
    """The word as written."""
    lower: str
    """The word in lower case."""
    start: int
    """First code point in the document's text."""
    end: int
    """First code point after the word."""
    tag: str
    """Penn Treebank part of speech, as the general model gives it."""
    dep: str
    """Dependency label (ClearNLP style), as the general model gives it."""
    head: int
    """Index of the word it depends on; its own index at the root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Hold one sentence: its words and, where it was parsed, their grammar."""

    span: Span
    """Where it stands in the document's text."""
    paragraph: int
    """Index of its paragraph in the document."""
    tokens: tuple[Token, ...]
    """Its words and marks, in order."""
    parsed: bool
    """False where no word of the codebook called for a parse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Hold one act of saying as the attribution model reads it; a proposal only."""

    cue: Span
    """The words that show that somebody says so."""
    source: Span | None
    """Who says so, as written beside the cue; None where nobody is named."""
    said: tuple[Span, ...]
    """What is said: one stretch, or several around the cue."""
    score: float
    """How sure the model is of it, from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Hold a report's text made readable, its parts told apart.

    Every offset in the product counts code points of `text`. For a plain-text
    report `text` is the report's content unchanged; for HTML it is the
    readable text, one blank line between paragraphs.
    """

    report_id: str
    """The report it was made from."""
    ref: str | None = None
    """The caller's own id of the report."""
    source: str
    """Where the report came from."""
    text: str
    """The readable text, furniture included."""
    language: str
    """ISO 639-1 code of the article."""
    paragraphs: tuple[Paragraph, ...]
    """The parts of the page, in order."""
    sentences: tuple[Sentence, ...]
    """Sentences of the parts that are read, in order."""
    sayings: tuple[Saying, ...] | None = None
    """Who says what as the attribution model reads it; None where it was not asked."""
    origins: tuple[Span | None, ...] = ()
    """For each paragraph where it stands in the report's bytes; None if unknown."""
    title: str | None = None
    """The headline."""
    byline: str | None = None
    """Who wrote it."""
    publisher: str | None = None
    """Who published it."""
    published: dt.date | None = None
    """The day of publication."""
    url: str | None = None
    """The address of the page."""

    def in_section(self, section: Section) -> Iterator[Paragraph]:
        """Give the paragraphs of one part of the page, repeats left out."""
        return (p for p in self.paragraphs if p.section is section and p.repeats is None)
