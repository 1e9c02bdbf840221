"""One report out of its bytes and what is said beside them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re

from vaglio.ingest._decode import Decoded, decode
from vaglio.ingest._hints import Hints
from vaglio.ingest._limits import MOST_BYTES, too_large
from vaglio.ingest._page import describe
from vaglio.model.errors import ReportEmpty
from vaglio.model.report import Medium, Report

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Hold what a row of JSON Lines says about its own report."""

    ref: str | None = None
    """The caller's own id."""
    title: str | None = None
    """The headline."""
    publisher: str | None = None
    """Who published it."""
    published: dt.date | None = None
    """The day of publication."""
    url: str | None = None
    """The address of the page."""
    language: str | None = None
    """The language tag."""


def make_report(data: bytes, *, source: str, hints: Hints, medium: Medium | None = None) -> Report:
    """Make a report from the bytes of one file."""
    if len(data) > MOST_BYTES:
        raise too_large(source)
    _refuse_empty(data.strip(), source)
    decoded = decode(data, source=source, named=hints.encoding)
    _refuse_empty(decoded.content.strip(), source)
    if medium is None:
        medium = Medium.HTML if _HTML_START.match(decoded.content) else Medium.TEXT
    return _assemble(data, decoded, source=source, hints=hints, medium=medium, beside=Beside())


def row_report(
    content: str, *, source: str, hints: Hints, medium: Medium, beside: Beside
) -> Report:
    """Make a report from the text of one row; its bytes are the text in UTF-8."""
    data = content.encode("utf-8")
    if len(data) > MOST_BYTES:
        raise too_large(source)
    _refuse_empty(content.strip(), source)
    decoded = Decoded(content=content, encoding="utf-8")
    return _assemble(data, decoded, source=source, hints=hints, medium=medium, beside=beside)


def _assemble(
    data: bytes, decoded: Decoded, *, source: str, hints: Hints, medium: Medium, beside: Beside
) -> Report:
    """Put together what the row, the hints and the page say, in that order of trust."""
    page = describe(decoded.content) if medium is Medium.HTML else None
    return Report(
        id="r:" + hashlib.sha256(data + _told_apart(beside)).hexdigest()[:16],
        source=source,
        data=data,
        content=decoded.content,
        medium=medium,
        encoding=decoded.encoding,
        declared_encoding=decoded.declared,
        ref=beside.ref,
        title=beside.title or hints.title or (page.title if page else None),
        byline=page.byline if page else None,
        publisher=beside.publisher or hints.publisher or (page.publisher if page else None),
        published=beside.published or hints.published or (page.published if page else None),
        url=beside.url or hints.url or (page.url if page else None),
        language=beside.language or hints.language or (page.language if page else None),
    )


def _told_apart(beside: Beside) -> bytes:
    """Give what tells rows of one text apart: two outlets that print it are two sources."""
    known = [part for part in (beside.ref, beside.publisher, beside.url) if part is not None]
    return "".join(f"\0{part}" for part in known).encode()


def _refuse_empty(text: str | bytes, source: str) -> None:
    """Refuse a report without a letter in it."""
    if not text:
        raise ReportEmpty(
            input=source, problem="holds no text", next_step="check the file, or leave it out"
        )
