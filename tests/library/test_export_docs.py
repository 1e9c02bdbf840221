"""docs/exports.md names every column of every form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vaglio.export import (
    _acled,
    _annotations,
    _changes,
    _flat,
    _ged,
    _geojson,
    _hxl,
    _jsonld,
    _polecat,
)
from vaglio.export._sheet_codes import map_for, wanted_columns
from vaglio.model.exported import ExportForm
from vaglio.model.imported import ImportForm, TableColumns, TableMap

PAGE = Path("docs/exports.md").read_text(encoding="utf-8")
COLUMNS = {
    "ged": _ged.COLUMNS,
    "acled": _acled.COLUMNS,
    "polecat": _polecat.COLUMNS,
    "geojson": _geojson.COLUMNS,
    "hxl": _hxl.COLUMNS,
    "jsonld": _jsonld.COLUMNS,
    "annotations": _annotations.COLUMNS,
    "csv": _flat.COLUMNS,
    "parquet": _flat.COLUMNS,
}


def _section(form: str) -> str:
    """Give the part of the page on one form."""
    [section] = [
        part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)
        if f"`{form}`" in part.splitlines()[0]
    ]  # fmt: skip
    return section


def _listed(section: str) -> list[str]:
    """Give the columns that the first cells of a section's tables name, in order."""
    cells = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


@pytest.mark.parametrize("form", list(ExportForm))
def test_every_column_is_explained_once(form: ExportForm) -> None:
    """What fills it is said, and no column is named that is gone."""
    assert sorted(_listed(_section(form.value))) == sorted(COLUMNS[form.value])


@pytest.mark.parametrize("form", list(ExportForm))
def test_what_is_lost_is_said(form: ExportForm) -> None:
    """Nobody has to find out by loading it."""
    assert "*Lost:*" in _section(form.value)


def test_the_companion_is_explained() -> None:
    """Its columns are on the page."""
    [section] = re.findall(r"^### The companion\n(.*?)^###", PAGE, re.MULTILINE | re.DOTALL)
    assert _listed(section) == list(_changes.COLUMNS)


def test_what_an_import_needs_is_on_the_page() -> None:
    """The columns of GED and ACLED that have to be there, and every key of a map."""
    section = PAGE.partition("## Importing a table")[2]
    for form in (ImportForm.GED, ImportForm.ACLED):
        for column in wanted_columns(form, map_for(form, None)):
            assert f"`{column}`" in section, column
    for key in (*TableMap.__slots__, *TableColumns.__slots__):
        assert re.search(rf"\b{key}\b", section), key
