"""What each paragraph of a page is: headline, byline, text, caption, furniture."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence

from vaglio.codebook.rows import FurnitureRow
from vaglio.model.document import Paragraph, Section
from vaglio.model.span import Span
from vaglio.model.trace import Outcome, Step
from vaglio.read._blocks import Block
from vaglio.read._captions import split_caption
from vaglio.read._furniture import (
    Furniture,
    fold,
    furniture_of,
    has_furniture_shape,
    opens_comments,
)
from vaglio.read._headlines import Headline, read_headline, read_wire_opening
from vaglio.read._language import is_foreign, language_of

_HEAD = 10
"""A byline or dateline stands among the first so many paragraphs."""
_MOST_ABOVE = 3
_LONGEST_STANDFIRST = 60
_LONGEST_TITLE = 20
_SHORTEST_REPEAT = 3


@dataclasses.dataclass(slots=True, kw_only=True)
class _Part:
    """Hold one paragraph while it is being found out what it is."""

    span: Span
    words: str
    section: Section | None
    language: str | None
    headline: Headline | None = None
    notice: bool = False
    opens_list: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Hold a page's paragraphs and what its top says about it."""

    paragraphs: tuple[Paragraph, ...]
    """The paragraphs, in order."""
    byline: str | None
    """Who wrote it."""
    published: dt.date | None
    """The day of publication."""
    publisher: str | None
    """The agency named in a wire's opening."""
    opening_end: int
    """Where a wire's opening ends in the text; 0 where there is none."""


def lay_out(
    text: str,
    blocks: Sequence[Block],
    *,
    furniture: tuple[FurnitureRow, ...],
    language: str,
    page_language: str | None,
    title: str | None,
) -> Layout:
    """Tell the parts of a page apart."""
    parts = _parts(text, blocks, furniture, language)
    _read_top(parts, month_first=_month_first(page_language, parts, language))
    _drop_lists(parts)
    _name_title(parts, title)
    _drop_links(parts)
    _close_at_comments(parts)
    for part in parts:
        if part.section is None:
            part.section = Section.BODY
    top = [part.headline for part in parts if part.headline]
    first = next((part for part in parts if part.section is Section.BODY), None)
    opening = read_wire_opening(first.words) if first else None
    if opening:
        top.append(opening)
    return Layout(
        paragraphs=_paragraphs(parts),
        byline=next((line.byline for line in top if line.byline), None),
        published=next((line.published for line in top if line.published), None),
        publisher=opening.publisher if opening else None,
        opening_end=first.span.start + opening.length if first and opening else 0,
    )


def _parts(
    text: str, blocks: Sequence[Block], furniture: tuple[FurnitureRow, ...], language: str
) -> list[_Part]:
    """Set furniture apart, and captions from their credits."""
    phrases = furniture_of(furniture)
    parts: list[_Part] = []
    for block in blocks:
        words = block.span.of(text)
        cut = None if block.hint is Section.TITLE else split_caption(words)
        if cut is None:
            parts.append(_part(block, words, phrases, language))
            continue
        start, (end, credit) = block.span.start, cut
        for begin, stop, section in (
            (0, end, Section.CAPTION),
            (credit, len(words), Section.FURNITURE),
        ):
            if words[begin:stop].strip():
                span = Span(start=start + begin, end=start + stop)
                parts.append(_Part(span=span, words=span.of(text), section=section, language=None))
    return parts


def _part(block: Block, words: str, phrases: Furniture, language: str) -> _Part:
    """Tell whether one paragraph is furniture by its phrase, its shape or its language."""
    code = language_of(words)
    part = _Part(span=block.span, words=words, section=block.hint, language=code)
    if block.hint is Section.TITLE:
        return part
    part.notice = phrases.is_phrase(words) or has_furniture_shape(words)
    foreign = block.hint is None and is_foreign(words, code, language=language)
    part.opens_list = part.notice and phrases.opens_list(words)
    if part.notice or foreign:
        part.section = Section.FURNITURE
    return part


def _month_first(page_language: str | None, parts: list[_Part], language: str) -> bool | None:
    """Tell how the page orders day and month; None where nothing tells.

    Americans write the month first. Others write the day first: a page with a
    region, a language of its own, or furniture in another language.
    """
    code, _, region = (page_language or "").partition("-")
    if region:
        return region == "US"
    if code and code != "en":
        return False
    if any(
        part.section is Section.FURNITURE and part.language not in (None, language)
        for part in parts
    ):
        return False
    return None


def _read_top(parts: list[_Part], *, month_first: bool | None) -> None:
    """Find bylines and datelines among the first paragraphs."""
    for part in [part for part in parts if part.section is None or part.notice][:_HEAD]:
        part.headline = read_headline(part.words, month_first=month_first)
    above = 0
    text_began = False
    for part in parts:
        if part.headline and text_began:
            part.headline = None  # a dated line within the text is text
        elif part.headline:
            part.section = Section.BYLINE
        elif part.section is None:
            above += 1
            text_began = (
                text_began
                or above > _MOST_ABOVE
                or len(part.words.split()) > _LONGEST_STANDFIRST
                or read_wire_opening(part.words) is not None
            )


def _name_title(parts: list[_Part], title: str | None) -> None:
    """Find headline and standfirst above the text."""
    known = next((part for part in parts if part.section is Section.TITLE), None)
    for part in parts:
        if part.section is Section.TITLE and part is not known:
            part.section = None  # a page has one headline; other large headings are text
    key = fold(title) if title else None
    if known is None and key:
        known = next(
            (part for part in parts[:_HEAD] if part.section is None and fold(part.words) == key),
            None,
        )
        if known:
            known.section = Section.TITLE
    end = next((place for place, part in enumerate(parts) if part.section is Section.BYLINE), None)
    plain = [part for part in parts if part.section is None]
    if end is not None:
        above = [part for part in parts[:end] if part.section is None]
    else:
        above = []
        for part in plain[:2]:
            if not _is_headline(part.words):
                break
            above.append(part)
    if len(above) == len(plain):
        above = []  # something has to be the text
    for part, section in zip(
        above[: 1 if known else 2],
        (Section.STANDFIRST,) if known else (Section.TITLE, Section.STANDFIRST),
        strict=False,
    ):
        part.section = section


def _is_headline(words: str) -> bool:
    """Tell whether a paragraph is short and ends without a full stop, as headlines do."""
    return (
        len(words.split()) <= _LONGEST_TITLE
        and words.rstrip("”’\"')")[-1:] not in (".", "!", "?", "…", ":", ",", ";")
        and not words.startswith(("-", "•", "*"))
    )


def _drop_lists(parts: list[_Part]) -> None:
    """Take the headlines below "Most read" and its like for links, wherever they stand."""
    links = False
    for part in parts:
        if part.notice:
            links = part.opens_list
        elif links and part.section is None and _are_headlines(part.words):
            part.section = Section.FURNITURE
        else:
            links = False


def _are_headlines(words: str) -> bool:
    """Tell whether each line of a paragraph reads as a headline of its own."""
    lines = words.splitlines()
    return all(_is_headline(line) and not line[:1].islower() for line in lines)


def _drop_links(parts: list[_Part]) -> None:
    """Take headlines that follow "Read also" and its like for links to other articles."""
    text_began = links = False
    for part in parts:
        if part.notice:
            links = text_began
        elif part.section is None and links and _is_headline(part.words):
            part.section = Section.FURNITURE
        elif part.section is None:
            text_began, links = text_began or not _is_headline(part.words), False


def _close_at_comments(parts: list[_Part]) -> None:
    """Take all that follows a notice about comments at the bottom for furniture."""
    text = [place for place, part in enumerate(parts) if part.section is None]
    longest = max((len(parts[place].words) for place in text), default=0)
    for place, part in enumerate(parts):
        if part.section is not Section.FURNITURE or not opens_comments(part.words):
            continue
        after = [other for other in text if other > place]
        # Notices also stand at the top ("12 comments"): text must have gone before.
        if len(after) * 2 <= len(text) and all(
            len(parts[x].words) * 2 < longest for x in after[:1]
        ):
            for other in parts[place:]:
                other.section = Section.FURNITURE
            return


def _paragraphs(parts: list[_Part]) -> tuple[Paragraph, ...]:
    """Give the paragraphs, those that say the same as an earlier one marked."""
    seen: dict[str, int] = {}
    paragraphs = []
    for place, part in enumerate(parts):
        key = fold(part.words)
        repeats = None
        if key.count(" ") + 1 >= _SHORTEST_REPEAT or part.section is Section.CAPTION:
            repeats = seen.setdefault(key, place)
        paragraphs.append(
            Paragraph(
                span=part.span,
                section=part.section or Section.BODY,
                language=part.language,
                repeats=repeats if repeats != place else None,
            )
        )
    return tuple(paragraphs)


_WHY = {
    Section.TITLE: "the headline stands above the text",
    Section.STANDFIRST: "it stands between headline and text",
    Section.BYLINE: "it names who wrote the report, where or when",
    Section.CAPTION: "it is a picture's caption",
    Section.FURNITURE: "it belongs to the page, not to the article, and is not read",
}


def section_steps(paragraphs: Sequence[Paragraph]) -> Iterator[Step]:
    """Say for each paragraph that is not plain text what it was taken for."""
    for paragraph in paragraphs:
        rule, why = f"section.{paragraph.section}", _WHY.get(paragraph.section)
        if paragraph.repeats is not None:
            rule, why = "section.repeat", "it says the same as an earlier paragraph"
        if why is not None:
            yield Step(
                rule=rule, outcome=Outcome.FIRED, words=paragraph.span, why=why, sentence=None
            )
