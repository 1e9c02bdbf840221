"""The flat table as Parquet, with a type for each column."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb

from vaglio.export._cells import clean
from vaglio.export._checks import Row
from vaglio.export._flat import COLUMNS, TYPES, check_flat
from vaglio.export._json_text import json_text

# One thread keeps the rows in order and the bytes the same on every machine; what DuckDB needs
# is in it, and it is to fetch nothing.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
LONGEST_ROW = 1 << 28


def parquet_of(rows: Sequence[Row]) -> bytes:
    """Write the flat table as Parquet; no text gets an apostrophe here."""
    check_flat(rows)
    with tempfile.TemporaryDirectory(prefix="vaglio-") as folder:
        lines, table = Path(folder, "rows.jsonl"), Path(folder, "rows.parquet")
        with lines.open("wb") as file:
            file.writelines(json_text(_cleaned(row)) + b"\n" for row in rows)
        types = ", ".join(f"{name}: '{TYPES[name]}'" for name in COLUMNS)
        names = ", ".join(COLUMNS)
        with duckdb.connect(config=CONFIG) as connection:
            connection.execute(
                f"COPY (SELECT {names} FROM read_json({quoted(lines)}, "
                f"format='newline_delimited', records='true', maximum_object_size={LONGEST_ROW}, "
                f"columns={{{types}}})) "
                f"TO {quoted(table)} (FORMAT parquet, COMPRESSION zstd)"
            )
        return table.read_bytes()


def _cleaned(row: Row) -> dict[str, object]:
    """Fold the white space of texts, as in every table."""
    return {name: clean(cell) if isinstance(cell, str) else cell for name, cell in row.items()}


def quoted(path: Path) -> str:
    """Write a path as SQL takes it."""
    return "'" + str(path).replace("'", "''") + "'"
