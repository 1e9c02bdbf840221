"""One published item as it came."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Medium(StrEnum):
    """Name the form in which a report came."""

    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold one published item as it came, before anything is read in it.

    What the page does not say is None. `title`, `published` and the other
    fields hold what came *beside* the text (options, meta tags, JSON Lines
    fields); what stands *in* the text is for `read` to find.

    Example:
        >>> Report(id="r:0", source="-", data=b"Hi", content="Hi").publisher is None
        True
    """

    id: str
    """`r:` and the first 16 hexadecimal digits of the SHA-256 of the bytes.

    A row of JSON Lines adds its own id, publisher and address: one text from
    two outlets is two reports.
    """
    source: str
    """Where it came from: a file's path, a URL, or `-` for standard input."""
    data: bytes
    """The bytes as they came."""
    content: str
    """The bytes decoded, without a byte order mark; nothing else is changed."""
    medium: Medium = Medium.TEXT
    """Whether `content` is plain text or HTML."""
    encoding: str = "utf-8"
    """The encoding that turned the bytes into `content`."""
    declared_encoding: str | None = None
    """The encoding that the page declares, where the bytes are in another."""
    ref: str | None = None
    """The caller's own id of the report, given back with each claim."""
    title: str | None = None
    """The headline, where it came beside the text."""
    byline: str | None = None
    """Who wrote it, where that came beside the text."""
    publisher: str | None = None
    """Who published it; the speaker of what it says in its own voice."""
    published: dt.date | None = None
    """The day of publication."""
    url: str | None = None
    """The address of the page."""
    language: str | None = None
    """Language tag (`en`, `en-US`), where the caller or the page states it."""
