"""JSON Lines of reports: one report a line, each on its own."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from vaglio.ingest._hints import Hints
from vaglio.ingest._limits import MOST_BYTES, too_large
from vaglio.ingest._report import Beside, row_report
from vaglio.model.errors import RowInvalid, VaglioError
from vaglio.model.report import Medium, Report

_LONGEST_LINE = 2 * MOST_BYTES
_NEXT_STEP = 'write one object a line with a "text" or "html" in it'
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")


def looks_like_rows(head: bytes) -> bool:
    """Tell whether a first line is a row: a JSON object with a text or a page in it."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    try:
        row = json.loads(head.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and ("text" in row or "html" in row)


def read_rows(
    stream: BinaryIO, *, source: str, hints: Hints, first: bytes | None = None
) -> Iterator[Report | VaglioError]:
    """Give a report, or what is wrong, for each line; one line is held at a time."""
    number = 0
    line = first if first is not None else stream.readline(_LONGEST_LINE)
    while line:
        number += 1
        place = f"{source}:{number}"
        if len(line) >= _LONGEST_LINE and not line.endswith(b"\n"):
            _skip_line(stream)
            yield too_large(place)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            try:
                yield _row(line, source=place, hints=hints)
            except VaglioError as error:
                yield error
        line = stream.readline(_LONGEST_LINE)


def _skip_line(stream: BinaryIO) -> None:
    """Read on to the end of a line without keeping it."""
    while True:
        piece = stream.readline(1 << 20)
        if not piece or piece.endswith(b"\n"):
            return


def _row(line: bytes, *, source: str, hints: Hints) -> Report:
    """Turn one line into a report."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _invalid(source, "is no JSON in UTF-8") from error
    if not isinstance(row, dict):
        raise _invalid(source, "is no JSON object")
    cells = {name: _cell(row, name, source) for name in _NAMES}
    content, medium = cells["text"], Medium.TEXT
    if content is None:
        content, medium = cells["html"], Medium.HTML
    if content is None:
        raise _invalid(source, 'has neither "text" nor "html"')
    beside = Beside(
        ref=cells["id"],
        title=cells["title"],
        publisher=cells["publisher"],
        published=_day(cells["published"], source),
        url=cells["url"],
        language=cells["language"],
    )
    return row_report(content, source=source, hints=hints, medium=medium, beside=beside)


_NAMES = ("id", "publisher", "published", "title", "url", "language", "text", "html")


def _cell(row: dict[str, object], name: str, source: str) -> str | None:
    """Read one field of a row: a text, or nothing."""
    value = row.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise _invalid(source, f'"{name}" is no text')
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _invalid(source, f'"{name}" holds half a character')
    if "\0" in value:
        raise _invalid(source, f'"{name}" holds a NUL')
    return value


def _day(value: str | None, source: str) -> dt.date | None:
    """Read a day of publication."""
    if value is None:
        return None
    found = _DAY.fullmatch(value.strip())
    try:
        if found is None:
            raise ValueError(value)
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise RowInvalid(
            input=source,
            problem=f"“{value[:40]}” is no date",
            next_step='write "published" as YYYY-MM-DD',
        ) from error


def _invalid(source: str, problem: str) -> RowInvalid:
    """Say what is wrong with a line."""
    return RowInvalid(input=source, problem=problem, next_step=_NEXT_STEP)
