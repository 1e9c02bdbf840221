"""The reading view: a report with its claims marked, as one page that needs no network."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vaglio.explain._cards import make_cards
from vaglio.explain._segments import cut_blocks
from vaglio.model.claim import Claim
from vaglio.model.document import Document
from vaglio.model.trace import Trace

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """Hold one report's part of a reading view."""

    key: str
    """What the part's anchors begin with."""
    title: str
    """The headline, or where the report came from."""
    origin: str
    """Publisher and day, as far as they are known."""
    language: str
    """ISO 639-1 code of the report."""
    count: int
    """How many claims it makes."""
    html: str
    """The part itself."""


def reading_view(document: Document, claims: Sequence[Claim], *, trace: Trace | None = None) -> str:
    """Show one report as a page: its text, its claims, and the words of each.

    The page is one file that loads nothing, runs without a network and may be
    read without its script.

    Args:
        document: The report's text made readable.
        claims: Its claims, in the order of the text.
        trace: Why each claim was made; None leaves the reasons out.

    Returns:
        The page, in HTML.
    """
    return join_pages([page_part(document, claims, trace=trace)])


def page_part(
    document: Document, claims: Sequence[Claim], *, trace: Trace | None = None
) -> PagePart:
    """Make one report's part of a reading view.

    Args:
        document: The report's text made readable.
        claims: Its claims, in the order of the text.
        trace: Why each claim was made; None leaves the reasons out.

    Returns:
        The part; `join_pages` makes a page of one or more.
    """
    cards = make_cards(claims, document.text, trace)
    key = "r" + document.report_id.rpartition(":")[2]
    day = f"{document.published:%d %B %Y}".lstrip("0") if document.published else None
    origin = " · ".join(word for word in (document.publisher, day) if word)
    url = document.url or ""
    html = (
        _environment()
        .get_template("part.html.j2")
        .render(
            key=key,
            document=document,
            origin=origin,
            url=url if url.startswith(("https://", "http://")) else "",
            blocks=cut_blocks(document, claims, [card.fields for card in cards]),
            cards=cards,
        )
    )
    return PagePart(
        key=key,
        title=document.title or document.source,
        origin=origin,
        language=document.language,
        count=len(cards),
        html=html,
    )


def join_pages(parts: Sequence[PagePart]) -> str:
    """Put reports together into one page, with a list of them where there are several.

    Args:
        parts: What `page_part` made of each report.

    Returns:
        The page, in HTML.
    """
    style, script = _asset("reading.css"), _asset("reading.js")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            parts=parts,
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
            count=sum(part.count for part in parts),
        )
    )


def _hash(code: str) -> str:
    """Name code by its content, so that the page runs this and nothing else."""
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


@functools.cache
def _asset(name: str) -> str:
    """Read a file that goes into the page as it is."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    """Set up the templates; what a report says is always escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
