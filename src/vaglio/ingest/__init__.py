"""Bytes to reports: files, folders, JSON Lines, pages, the web, standard input."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from vaglio.ingest._fetched import LIMITS, PUBLIC, Door, Fetched, Limits
from vaglio.ingest._hints import Hints
from vaglio.ingest._limits import MOST_BYTES, too_large
from vaglio.ingest._report import make_report
from vaglio.ingest._rows import looks_like_rows, read_rows
from vaglio.ingest._walk import walk
from vaglio.model.errors import ReportUnreadable, SourceMissing, VaglioError
from vaglio.model.report import Medium, Report

__all__ = ["STDIN", "Fetched", "Hints", "fetch", "gather", "gather_bytes"]

STDIN = "-"
"""The source that stands for the bytes of standard input."""

_MEDIA = {".html": Medium.HTML, ".htm": Medium.HTML, ".xhtml": Medium.HTML}


def gather(
    sources: Iterable[Path | str],
    *,
    hints: Hints | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | VaglioError]:
    """Give every report of some files and folders, and what is wrong with the rest.

    A file that cannot be read does not stop the others: its error comes in
    its place. Reports are made one at a time, so that a folder of any size
    needs the memory of one.

    Args:
        sources: Files (plain text, Markdown, HTML, JSON Lines), folders, or
            `-`. A folder is read with the folders in it, in the order of the
            names; hidden files and files of other kinds are left out.
        hints: What the caller knows about all of them.
        stdin: The bytes that `-` stands for.

    Returns:
        In order: a `Report`, or the error of one file or one line. Reports
        with the same bytes are given once, the first of them.

    Example:
        >>> [report] = gather(["-"], stdin=io.BytesIO(b"It rained in Marsk."))
        >>> report.content
        'It rained in Marsk.'
    """
    hints = hints or Hints()
    seen: set[str] = set()
    for source in sources:
        for item in _open(source, hints, stdin):
            if isinstance(item, Report):
                if item.id in seen:
                    continue
                seen.add(item.id)
            yield item


def gather_bytes(
    data: bytes, *, source: str, hints: Hints | None = None
) -> Iterator[Report | VaglioError]:
    """Take in what somebody pasted or sent: one report, or rows of many.

    Args:
        data: The bytes as they came.
        source: Where they came from: a file's name, an address, "pasted".
        hints: What the caller knows about them.

    Returns:
        The reports, or the error of one that cannot be taken in.
    """
    yield from _stream(io.BytesIO(data), source, hints or Hints())


def fetch(url: str, *, limits: Limits = LIMITS, door: Door = PUBLIC) -> Fetched:
    """Fetch one page from the web, as a browser without a memory would.

    Every address that a name has must be public, and the connection goes to one of those
    that were checked, after each redirect too. Nothing is sent but the request: no cookie,
    no password. `robots.txt` is not asked: a person named this one page, nothing is crawled.

    Args:
        url: Its address, beginning with `https://` or `http://`.
        limits: How much it may cost.
        door: How names are looked up, and what is let through.

    Returns:
        The page's bytes, and what the server says of them.

    Raises:
        AddressRefused: It, or where it sends us, is not a public page.
        FetchFailed: It cannot be had, or is of another kind than reports are.
        ReportTooLarge: It is longer than the limit.
    """
    from vaglio.ingest._fetch import fetch_page  # most runs ask for no page

    return fetch_page(url, limits=limits, door=door)


def _open(
    source: Path | str, hints: Hints, stdin: BinaryIO | None
) -> Iterator[Report | VaglioError]:
    """Read one source, whatever it is."""
    if source == STDIN:
        yield from _stream(stdin or io.BytesIO(), STDIN, hints)
        return
    for path in walk(Path(source)):
        if isinstance(path, VaglioError):
            yield path
            continue
        try:
            with path.open("rb") as stream:
                yield from _stream(stream, str(path), hints)
        except OSError as error:
            yield _unreadable(path, error)


def _stream(stream: BinaryIO, source: str, hints: Hints) -> Iterator[Report | VaglioError]:
    """Read one open file: rows where it holds rows, or else one report."""
    suffix = Path(source).suffix.lower() if hints.medium is None else ""
    if suffix in (".jsonl", ".ndjson", ".json"):
        yield from read_rows(stream, source=source, hints=hints)
        return
    head = stream.readline(MOST_BYTES + 1)
    if looks_like_rows(head):
        yield from read_rows(stream, source=source, hints=hints, first=head)
        return
    try:
        data = head + stream.read(MOST_BYTES + 1 - len(head))
        if len(data) > MOST_BYTES:
            raise too_large(source)
        yield make_report(
            data, source=source, hints=hints, medium=hints.medium or _MEDIA.get(suffix)
        )
    except VaglioError as error:
        yield error


def _unreadable(path: Path, error: OSError) -> VaglioError:
    """Say why a file cannot be opened."""
    if isinstance(error, FileNotFoundError):
        return SourceMissing(
            input=str(path), problem="there is no such file", next_step="check the name"
        )
    reason = os.strerror(error.errno).lower() if error.errno else "it cannot be read"
    return ReportUnreadable(input=str(path), problem=reason, next_step="check the file's rights")
