"""Rules that an export is held to before it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from vaglio.export._cells import Cell
from vaglio.model.errors import ExportInvalid

Row = Mapping[str, Cell]
"""One row by its columns."""


def refuse(entry: str, problem: str) -> ExportInvalid:
    """Say that an export breaks a rule of its format."""
    return ExportInvalid(
        input=entry, problem=problem, next_step="report this as a defect of the export"
    )


def check_columns(rows: Sequence[Row], columns: Sequence[str], *, id: str) -> None:
    """Check that each row has exactly the columns, in order, and an id of its own."""
    seen: set[Cell] = set()
    for row in rows:
        name = str(row.get(id))
        if tuple(row) != tuple(columns):
            raise refuse(name, f"a row has not the {len(columns)} columns of the format, in order")
        if row[id] is None or row[id] in seen:
            raise refuse(name, f"{id} is empty, or another row's too")
        seen.add(row[id])


def check_code(row: Row, column: str, codes: Collection[Cell], *, id: str) -> None:
    """Check that a cell is empty or holds one of the format's codes."""
    if row[column] is not None and row[column] not in codes:
        raise refuse(str(row[id]), f"{column} {row[column]!r} is no code of the format")


def check_order(entry: str, low: Cell, best: Cell, high: Cell) -> None:
    """Check that low <= best <= high, where they are known, and none is below zero."""
    given = [number for number in (low, best, high) if number is not None]
    if not all(isinstance(number, int) and number >= 0 for number in given):
        raise refuse(entry, "a number of people is no whole number")
    if given != sorted(given, key=lambda number: number if isinstance(number, int) else 0):
        raise refuse(entry, "low, best and high are not in order")


def check_days(entry: str, start: Cell, end: Cell) -> None:
    """Check that days are days, and that the first is not after the last."""
    days = [dt.date.fromisoformat(str(day)) for day in (start, end) if day is not None]
    if days != sorted(days):
        raise refuse(entry, "it ends before it begins")


def check_coordinates(entry: str, latitude: Cell, longitude: Cell) -> None:
    """Check that coordinates come in pairs and lie on the earth."""
    if latitude is None and longitude is None:
        return
    if not isinstance(latitude, float) or not isinstance(longitude, float):
        raise refuse(entry, "a place has one coordinate without the other")
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise refuse(entry, "a place is not on the earth")
