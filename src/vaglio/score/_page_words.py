"""The parts of a page in words, for golden cases about pages."""

from __future__ import annotations

from collections.abc import Iterator

from vaglio.explain._words import one_line
from vaglio.model.document import Document, Section


def page_in_words(document: Document) -> str:
    """Write out how a page was taken apart, one part a line.

    The body is told by the first words of each paragraph. A paragraph that
    repeats an earlier one says so.

    Args:
        document: The report as it was read.

    Returns:
        Lines that end in a newline.
    """
    return "".join(f"{label:<12} {words}\n" for label, words in _parts(document))


def _parts(document: Document) -> Iterator[tuple[str, str]]:
    """Give each part of the page with its words."""
    published = document.published.isoformat() if document.published else None
    for label, value in [
        ("language", document.language),
        ("title", document.title),
        ("byline", document.byline),
        ("publisher", document.publisher),
        ("published", published),
    ]:
        if value is not None:
            yield label, one_line(value)
    for paragraph in document.paragraphs:
        words = one_line(paragraph.span.of(document.text))
        if paragraph.section is Section.BODY and len(words) > 48:
            words = words[:48].rsplit(" ", 1)[0] + " …"
        repeat = "  (repeated)" if paragraph.repeats is not None else ""
        yield f"  {paragraph.section.value}", f"{words}{repeat}"
