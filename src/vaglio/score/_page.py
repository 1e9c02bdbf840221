"""The page's own parts against gold: title, byline, date, captions, furniture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vaglio.explain._words import one_line
from vaglio.model.document import Document, Section
from vaglio.score._gold import GoldReport

_READ_AS_TEXT = frozenset({Section.TITLE, Section.STANDFIRST, Section.BODY})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCheck:
    """Say whether one part of the page was taken for what it is."""

    part: str
    """The part."""
    right: bool
    """Whether it was."""
    expected: str
    """What gold says."""
    found: str
    """What was found."""


def check_page(gold: GoldReport, document: Document) -> list[PageCheck]:
    """Check the page's parts that gold names.

    Args:
        gold: The report's gold.
        document: The report as it was read.

    Returns:
        One check for each part that gold names.
    """
    return [
        *_check_head(gold, document),
        *_check_captions(gold, document),
        *_check_furniture(gold, document),
    ]


def _check(part: str, right: bool, expected: str, found: str) -> PageCheck:
    """Make one check."""
    return PageCheck(part=part, right=right, expected=expected, found=found or "nothing")


def _check_head(gold: GoldReport, document: Document) -> Iterator[PageCheck]:
    """Check title, byline, day and language."""
    if gold.title_begins is not None:
        title = one_line(document.title or "")
        yield _check("title", title.startswith(gold.title_begins), gold.title_begins, title)
    if gold.byline is not None:
        byline = document.byline or ""
        yield _check("byline", byline == gold.byline, gold.byline, byline)
    if gold.published is not None:
        day = document.published.isoformat() if document.published else ""
        yield _check("published", document.published == gold.published, str(gold.published), day)
    if gold.language is not None:
        right = document.language == gold.language
        yield _check("language", right, gold.language, document.language)


def _check_captions(gold: GoldReport, document: Document) -> Iterator[PageCheck]:
    """Check that each caption is in the record, once."""
    found = [one_line(p.span.of(document.text)) for p in document.in_section(Section.CAPTION)]
    for caption in gold.captions:
        times = sum(caption in words for words in found)
        yield _check("caption", times == 1, f"{caption} (once)", f"{times} times")


def _check_furniture(gold: GoldReport, document: Document) -> Iterator[PageCheck]:
    """Check that no words of the furniture are read as text of the report."""
    read = [p for p in document.paragraphs if p.section in _READ_AS_TEXT]
    for language in gold.furniture_languages:
        wrong = [one_line(p.span.of(document.text))[:60] for p in read if p.language == language]
        yield _check(
            f"furniture in {language}", not wrong, "set apart", "; ".join(wrong) or "set apart"
        )
    for words in gold.never:
        wrong = [p.section.value for p in read if words in p.span.of(document.text)]
        yield _check(
            "furniture", not wrong, f"{words[:40]} (set apart)", ", ".join(wrong) or "set apart"
        )
