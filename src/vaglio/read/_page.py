"""Pages to readable text: the article without the site around it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from lxml import etree, html

from vaglio.model.document import Section
from vaglio.model.errors import ArticleMissing
from vaglio.model.report import Report
from vaglio.model.span import Span
from vaglio.read._blocks import Block
from vaglio.read._furniture import fold

_BLOCK_TAGS = frozenset(
    {"head", "p", "item", "cell", "row", "quote", "list", "table", "code", "fw", "ab"}
)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SENTENCE = re.compile(r"[.!?…。！？؟।](?!\w)")
_FEWEST_WORDS = 5
_LONGEST_CAPTION = 120
_BREAK = re.compile(r"\n\s*\n|(?<=[.!?”\"])[^\S\n]*\n")
_ASIDE = re.compile(
    r"related|recommend|teaser|promo|newsletter|sidebar|footer|comment", re.IGNORECASE
)
_BOX = re.compile(
    r"(?<![a-z])(?:related|recommended|recommendations|promo|newsletter|signup|sign-up|subscribe"
    r"|comments|share|sharing|social|ticker|cookie|cookies|teaser|most-read|trending)(?![a-z])",
    re.IGNORECASE,
)
"""Classes that sites give to the boxes they set among an article's paragraphs."""

_Piece = tuple[str, Section | None]


def page_blocks(report: Report) -> tuple[str, list[Block]]:
    """Give a page's readable text and its paragraphs, headline first, captions kept.

    Raises:
        ArticleMissing: No paragraph of the page reads like an article's.
    """
    content = _UNPRINTABLE.sub(" ", report.content)
    pieces = _article(content)
    if sum(_prose_words(words) for words, _ in pieces) < _FEWEST_WORDS:
        raise ArticleMissing(
            input=report.source,
            problem="the page holds no article",
            next_step="save the article's own page, or give its text as plain text",
        )
    captions = _captions(content)
    known = {fold(caption) for caption in captions}
    pieces = [(words, Section.CAPTION if fold(words) in known else hint) for words, hint in pieces]
    present = {fold(words) for words, _ in pieces}
    top: list[_Piece] = []
    if pieces[0][1] is Section.TITLE:
        top.append(pieces.pop(0))
    elif report.title and fold(report.title) not in present:
        top.append((" ".join(report.title.split()), Section.TITLE))
    top += [(caption, Section.CAPTION) for caption in captions if fold(caption) not in present]
    return _join([*top, *pieces])


def _prose_words(words: str) -> int:
    """Count the words of a paragraph that has a sentence in it; none in a menu's."""
    return len(words.split()) if _SENTENCE.search(words) else 0


def _join(pieces: list[_Piece]) -> tuple[str, list[Block]]:
    """Join paragraphs with blank lines."""
    blocks: list[Block] = []
    place = 0
    for words, hint in pieces:
        blocks.append(Block(span=Span(start=place, end=place + len(words)), hint=hint))
        place += len(words) + 2
    return "\n\n".join(words for words, _ in pieces), blocks


def _article(content: str) -> list[_Piece]:
    """Extract an article's paragraphs; none where the page cannot be parsed."""
    import trafilatura  # takes long to import, and plain text needs none of it

    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())  # or it would print its warnings
    try:
        found = trafilatura.bare_extraction(
            _without_boxes(content), include_comments=False, include_tables=True
        )
    except (etree.LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return []
    body = getattr(found, "body", None)
    return list(_pieces(body)) if body is not None else []


def _without_boxes(content: str) -> html.HtmlElement | str:
    """Take the boxes for sharing, subscribing and other stories out of a page."""
    if _BOX.search(content) is None:
        return content
    root = _parsed(content)
    whole = len(root.text_content())
    for box in list(root.iter("div", "section", "ul", "ol", "p")):
        named = _BOX.search(f"{box.get('class', '')} {box.get('id', '')}")
        if named is None or box.getparent() is None:
            continue
        holds = any(box.find(f".//{tag}") is not None for tag in ("h1", "article", "main"))
        if not holds and 2 * len(box.text_content()) < whole:
            box.drop_tree()
    return root


def _parsed(content: str) -> html.HtmlElement:
    """Parse a page; nothing is fetched."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    return html.document_fromstring(content.encode("utf-8", "replace"), parser=parser)


def _pieces(body: etree._Element) -> Iterator[_Piece]:
    """Give the paragraphs of an extracted article, the first main heading marked."""
    words: list[str] = []
    hint: Section | None = None
    first = True
    for event, element in etree.iterwalk(body, events=("start", "end")):
        is_block = element.tag in _BLOCK_TAGS
        if is_block:
            for paragraph in _paragraphs(words):
                yield paragraph, hint if first else None
                first = False
            words = []
        if event == "start":
            hint = Section.TITLE if (element.tag, element.get("rend")) == ("head", "h1") else None
            words.append("\n" if element.tag == "lb" else element.text or "")
        else:
            words.append(element.tail or "")
    for paragraph in _paragraphs(words):
        yield paragraph, None


def _paragraphs(words: list[str]) -> Iterator[str]:
    """Cut collected text at its line breaks where those part paragraphs."""
    for paragraph in _BREAK.split("".join(words)):
        clean = " ".join(paragraph.split())
        if clean:
            yield clean


def _captions(content: str) -> list[str]:
    """Give the captions of an article's pictures, in order, each once."""
    try:
        root = _parsed(content)
    except (etree.LxmlError, ValueError):
        return []
    found: dict[str, str] = {}
    within = next(
        (root.iter(tag) for tag in ("article", "main") if root.find(f".//{tag}") is not None), None
    )
    for scope in within or iter([root]):
        for element in scope.iter("figcaption"):
            caption = " ".join(element.text_content().split())
            if 0 < len(caption.split()) <= _LONGEST_CAPTION and not _is_aside(element):
                found.setdefault(fold(caption), caption)
    return list(found.values())


def _is_aside(element: html.HtmlElement) -> bool:
    """Tell whether a picture belongs to a teaser beside the article."""
    return any(
        parent.tag in ("nav", "aside", "footer")
        or _ASIDE.search(f"{parent.get('class', '')} {parent.get('id', '')}")
        for parent in element.iterancestors()
    )
