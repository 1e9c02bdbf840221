"""Reading the codebook's tables, each cell checked once."""

from __future__ import annotations

import csv
import types
import typing
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from vaglio.model.errors import CodebookInvalid

Row = TypeVar("Row")

TABLES = Path(__file__).parent / "tables"
"""The folder that holds the tables shipped with the project."""


def read_table(path: Path, row_type: type[Row]) -> tuple[Row, ...]:
    """Read one table of the codebook and check every cell of it.

    Args:
        path: A CSV file whose columns are the fields of `row_type`, in order.
        row_type: A dataclass of `vaglio.codebook.rows`.

    Returns:
        The rows in the order of the file.

    Raises:
        CodebookInvalid: A column is missing, or a cell does not fit its column.
            The error names file and line.
    """
    hints = typing.get_type_hints(row_type)
    columns = list(hints)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, [])
            if header != columns:
                raise _invalid(path, 1, f"its columns are not {', '.join(columns)}")
            return tuple(
                _row(path, reader.line_num, row_type, hints, cells) for cells in reader if cells
            )
    except FileNotFoundError as error:
        raise CodebookInvalid(
            input=str(path), problem="the table is missing", next_step="restore the file"
        ) from error


def _invalid(path: Path, line: int, problem: str) -> CodebookInvalid:
    """Say which line of a table is wrong."""
    return CodebookInvalid(
        input=f"{path.name}:{line}", problem=problem, next_step="mend the line in the codebook"
    )


def _row(
    path: Path, line: int, row_type: type[Row], hints: dict[str, type], cells: list[str]
) -> Row:
    """Turn the cells of one line into a row."""
    if len(cells) != len(hints):
        raise _invalid(path, line, f"it has {len(cells)} cells, not {len(hints)}")
    values = {}
    for (name, hint), cell in zip(hints.items(), cells, strict=True):
        try:
            values[name] = _cell(hint, cell.strip())
        except ValueError as error:
            raise _invalid(path, line, f"{name} cannot be “{cell}”") from error
    return row_type(**values)


def _cell(hint: object, cell: str) -> object:
    """Turn one cell into what its column holds."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        if not cell:
            return None
        [hint] = [option for option in typing.get_args(hint) if option is not type(None)]
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_cell(inner, part.strip()) for part in cell.split(";") if part.strip())
    if hint is str:
        if not cell:
            raise ValueError("empty")
        return cell
    if hint is int:
        return int(cell)
    if hint is float:
        return float(cell)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(cell)
    raise TypeError(f"a codebook column cannot hold {hint}")
