"""A report's text cut so that overlapping claims can be marked in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaglio.explain._fields import Field
from vaglio.model.claim import Claim
from vaglio.model.document import READ_SECTIONS, Document, Paragraph, Section
from vaglio.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Hold a piece of text through which no border of a claim or field runs."""

    text: str
    """The words."""
    claims: tuple[int, ...] = ()
    """Numbers of the claims that quote it."""
    fields: tuple[str, ...] = ()
    """The fields whose words it is, as `claim.field`."""
    begins: tuple[int, ...] = ()
    """Numbers of the claims whose quotation begins here."""
    anchors: tuple[str, ...] = ()
    """The fields whose words begin here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Hold one paragraph, or neighbouring ones that are no part of the article."""

    section: Section
    """What part of the page it is."""
    paragraphs: tuple[tuple[Segment, ...], ...]
    """The paragraphs, cut into segments."""
    language: str | None = None
    """Language of the paragraph, where it is known."""

    @property
    def folded(self) -> bool:
        """Tell whether it is shown only on demand."""
        return self.section is Section.FURNITURE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Border:
    """Hold a marked stretch: a claim's quotation or a field's words."""

    span: Span
    number: int
    field: str | None = None


def cut_blocks(
    document: Document, claims: Sequence[Claim], fields: Sequence[Sequence[Field]]
) -> list[Block]:
    """Cut a report into blocks and these into segments."""
    borders = list(_borders(claims, fields))
    blocks: list[Block] = []
    for paragraph in document.paragraphs:
        segments = tuple(_cut(document.text, paragraph.span, borders))
        section = _shown_as(paragraph)
        if section is Section.FURNITURE and blocks and blocks[-1].folded:
            before = blocks.pop()
            block = Block(section=section, paragraphs=(*before.paragraphs, segments))
        else:
            block = Block(section=section, paragraphs=(segments,), language=paragraph.language)
        blocks.append(block)
    return blocks


def _shown_as(paragraph: Paragraph) -> Section:
    """Tell how a paragraph is shown: what is not read counts as furniture."""
    unread = paragraph.repeats is not None or (
        paragraph.section not in READ_SECTIONS and paragraph.section is not Section.BYLINE
    )
    return Section.FURNITURE if unread else paragraph.section


def _borders(claims: Sequence[Claim], fields: Sequence[Sequence[Field]]) -> Iterator[_Border]:
    """Give every stretch that is to be marked."""
    for number, (claim, its_fields) in enumerate(zip(claims, fields, strict=True), start=1):
        yield _Border(span=claim.span, number=number)
        for index, field in enumerate(its_fields):
            for span in field.spans:
                yield _Border(span=span, number=number, field=f"{number}.{index}")


def _cut(text: str, span: Span, borders: Sequence[_Border]) -> Iterator[Segment]:
    """Cut one paragraph at every border that runs through it."""
    inside = [border for border in borders if border.span.overlap(span)]
    points = {span.start, span.end}
    for border in inside:
        points |= {max(border.span.start, span.start), min(border.span.end, span.end)}
    ordered = sorted(points)
    for start, end in itertools.pairwise(ordered):
        here = [b for b in inside if b.span.start <= start and end <= b.span.end]
        first = [b for b in inside if b.span.start == start]
        yield Segment(
            text=text[start:end],
            claims=tuple(b.number for b in here if b.field is None),
            fields=_unique(b.field for b in here),
            begins=tuple(b.number for b in first if b.field is None),
            anchors=_unique(b.field for b in first),
        )


def _unique(names: Iterator[str | None]) -> tuple[str, ...]:
    """Keep each name once, in order."""
    return tuple(dict.fromkeys(name for name in names if name is not None))
