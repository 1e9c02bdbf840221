"""Exports read back as those who load them do: which entries, and how many dead."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from vaglio.model.exported import ExportForm

Found = dict[str, int | None]
"""For each reference the best number of the dead; None where the form does not say."""


def references_in(form: ExportForm, data: bytes, folder: Path) -> Found:
    """Read an export by a program that is not ours, and give the entries in it.

    Args:
        form: The form.
        data: The export.
        folder: Where a file may be put for a reader that wants one.
    """
    return _READERS[form](data, folder)


def _table(id: str, dead: str | None, **options: Any) -> Callable[[bytes, Path], Found]:  # noqa: ANN401
    """Give what reads a table with pandas."""

    def read(data: bytes, _: Path) -> Found:
        rows = pd.read_csv(io.BytesIO(data), dtype={id: str}, **options).to_dict("records")
        return {row[id]: _number(row[dead]) if dead else None for row in rows}

    return read


def _number(cell: Any) -> int | None:  # noqa: ANN401
    """Give a cell's number; None where it is empty."""
    return None if pd.isna(cell) else int(cell)


def _flat(reader: str) -> Callable[[bytes, Path], Found]:
    """Give what reads our flat table with DuckDB."""

    def read(data: bytes, folder: Path) -> Found:
        file = folder / "flat"
        file.write_bytes(data)
        with duckdb.connect() as database:
            rows = database.execute(f"SELECT ref, best FROM {reader}('{file}')").fetchall()
        return {str(ref): best for ref, best in rows}

    return read


def _geojson(data: bytes, _: Path) -> Found:
    """Read GeoJSON."""
    features = [each["properties"] for each in json.loads(data)["features"]]
    return {
        each["ref"]: next((toll["best"] for toll in each["tolls"] or []), None) for each in features
    }


def _jsonld(data: bytes, _: Path) -> Found:
    """Read JSON-LD: the nodes that are known by an id and a reference."""
    nodes = json.loads(data)["@graph"]
    return {
        node["schema:identifier"][-1]: next(
            (toll["vaglio:best"] for toll in node.get("vaglio:toll", [])), None
        )
        for node in nodes
        if "schema:identifier" in node
    }


def _annotations(data: bytes, _: Path) -> Found:
    """Read Web Annotations: their claims, and not their entries."""
    return {each["id"]: None for each in json.loads(data)["items"]}


_READERS: dict[ExportForm, Callable[[bytes, Path], Found]] = {
    ExportForm.GED: _table("relid", "best"),
    ExportForm.ACLED: _table("event_id_cnty", "fatalities"),
    ExportForm.POLECAT: _table("Event ID", None, sep="\t"),
    ExportForm.HXL: _table("#event+id", "#affected+killed+best", header=1),
    ExportForm.CSV: _flat("read_csv"),
    ExportForm.PARQUET: _flat("read_parquet"),
    ExportForm.GEOJSON: _geojson,
    ExportForm.JSONLD: _jsonld,
    ExportForm.ANNOTATIONS: _annotations,
}
