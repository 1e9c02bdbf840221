"""A table that comes in: its rows, each as a text in which every cell has its place."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaglio.model.errors import TableInvalid
from vaglio.model.span import Span

_DELIMITERS = (",", ";", "\t")
_GUARDED = ("'=", "'+", "'-", "'@", "''")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """Hold one cell that is not empty."""

    text: str
    """What it says."""
    span: Span
    """Where that stands in the text of its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """Hold one row: a text of lines `column: cell`, and where each cell stands in it."""

    line: int
    """The line of the file where the row begins."""
    text: str
    """The cells that are not empty, each on a line behind the name of its column."""
    cells: dict[str, SheetCell]
    """Those cells by their columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Hold a table, with the rows that could be cut into cells."""

    columns: tuple[str, ...]
    """The names in its first row."""
    rows: tuple[SheetRow, ...]
    """Its rows, in order."""
    errors: tuple[TableInvalid, ...]
    """Rows that have too few or too many cells."""


def read_sheet(data: bytes, *, input: str, wanted: Sequence[str]) -> Sheet:
    """Cut a table into cells: comma, semicolon or tab, whichever shows the wanted columns.

    Raises:
        TableInvalid: It is no UTF-8 text, or it lacks a wanted column.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise wrong(input, "is no UTF-8 text", "save it as CSV in UTF-8") from error
    if "\0" in text:
        raise wrong(input, "holds a NUL, so it is no CSV", "save it as CSV in UTF-8")
    heads = [(mark, _first_row(text, mark)) for mark in _DELIMITERS]
    mark, columns = max(heads, key=lambda head: len(set(wanted) & set(head[1])))
    missing = [column for column in wanted if column not in columns]
    if missing:
        raise wrong(
            f"{input}:1", f"has no column {', '.join(missing)}", "compare it with docs/exports.md"
        )
    twice = [name for name, count in Counter(columns).items() if count > 1 and name]
    if twice:
        raise wrong(f"{input}:1", f"has the column {twice[0]} twice", "rename one of them")
    return _cut(text, mark, columns, input)


def wrong(input: str, problem: str, next_step: str) -> TableInvalid:
    """Say what is wrong with a table."""
    return TableInvalid(input=input, problem=problem, next_step=next_step)


def _first_row(text: str, mark: str) -> tuple[str, ...]:
    """Give the names of the columns."""
    try:
        first = next(csv.reader(io.StringIO(text, newline=""), delimiter=mark), [])
    except csv.Error:
        return ()
    return tuple(name.strip() for name in first)


def _cut(text: str, mark: str, columns: tuple[str, ...], input: str) -> Sheet:
    """Cut all rows after the first."""
    rows: list[SheetRow] = []
    errors: list[TableInvalid] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        next(reader)
        for line, cells in _numbered(reader):
            if len(cells) == len(columns):
                rows.append(_row(line, columns, cells))
            elif cells:
                problem = f"has {len(cells)} cells, not {len(columns)}"
                errors.append(wrong(f"{input}:{line}", problem, "look for a stray comma or quote"))
    except csv.Error as error:
        errors.append(wrong(f"{input}:{reader.line_num}", f"is no CSV ({error})", "mend the line"))
    return Sheet(columns=columns, rows=tuple(rows), errors=tuple(errors))


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the line where it begins."""
    while True:
        line = reader.line_num + 1  # type: ignore[attr-defined]
        cells = next(reader, None)
        if cells is None:
            return
        yield line, cells


def _row(line: int, columns: Sequence[str], cells: Sequence[str]) -> SheetRow:
    """Write a row as a text, and keep where each cell stands."""
    text, found = "", {}
    for column, cell in zip(columns, cells, strict=True):
        said = cell.strip()
        if said.startswith(_GUARDED):
            said = said[1:]
        if not said:
            continue
        start = len(text) + len(column) + 2
        text += f"{column}: {said}\n"
        found[column] = SheetCell(text=said, span=Span(start=start, end=start + len(said)))
    return SheetRow(line=line, text=text, cells=found)
