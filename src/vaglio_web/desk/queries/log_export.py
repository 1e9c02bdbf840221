"""The log as a file: every field of every entry that the filter asks for."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from vaglio_web.desk.queries.log import LogFilter, entries
from vaglio_web.store.models import LogEntry

FIELDS = (
    "number",
    "at",
    "who",
    "who_name",
    "action",
    "subject",
    "why",
    "before",
    "after",
    "undoes",
    "previous",
    "hash",
)
"""What each row holds; with these the chain of hashes can be checked elsewhere."""

_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json_lines(wanted: LogFilter) -> Iterator[str]:
    """Give the log as JSON Lines, oldest first."""
    for row in _rows(wanted):
        yield json.dumps(row, ensure_ascii=False) + "\n"


def as_csv(wanted: LogFilter) -> Iterator[str]:
    """Give the log as CSV, oldest first.

    Words that a spreadsheet would take for a formula are given an apostrophe
    before them; JSON Lines has them as they are.
    """
    writer = csv.writer(_Echo())
    yield writer.writerow(FIELDS)
    for row in _rows(wanted):
        yield writer.writerow([_cell(row[name]) for name in FIELDS])


def _rows(wanted: LogFilter) -> Iterator[dict[str, Any]]:
    """Give each entry as a row."""
    for entry in entries(wanted).order_by("number").iterator(chunk_size=500):
        yield _row(entry)


def _row(entry: LogEntry) -> dict[str, Any]:
    """Give one entry as a row."""
    row = {name: getattr(entry, name) for name in FIELDS if name not in ("who", "at")}
    row |= {"who": entry.who_id, "at": entry.at.isoformat()}
    return {name: row[name] for name in FIELDS}


def _cell(value: object) -> object:
    """Give a value as a cell: what has parts as JSON, nothing as nothing."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_AS_FORMULA):
        return f"'{value}"
    return "" if value is None else value


class _Echo:
    """Hand each line on as it is written."""

    def write(self, line: str) -> str:
        """Give the line back."""
        return line
