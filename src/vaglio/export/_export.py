"""One record in one form, checked, with its companion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from vaglio.export import _acled, _flat, _ged, _hxl, _polecat
from vaglio.export._annotations import annotations_of, annotations_text
from vaglio.export._cells import Cell, csv_of, tsv_of
from vaglio.export._changes import changes_of
from vaglio.export._checks import Row
from vaglio.export._geojson import check_geojson, features_of, geojson_of
from vaglio.export._json_text import Json
from vaglio.export._jsonld import jsonld_of, nodes_of
from vaglio.export._outgoing import Outgoing, outgoing_of
from vaglio.export._parquet import parquet_of
from vaglio.export._references import References
from vaglio.model.exported import Exported, ExportForm, LeftOut
from vaglio.model.record import Record

Piece = TypeVar("Piece")


def export_record(
    record: Record, *, form: ExportForm, references: References, proposals: bool = False
) -> Exported:
    """Write what people have accepted of a record in a form that others load.

    Only accepted entries go out unless proposals are asked for; then each
    proposal is marked, and stands after what is accepted. What was rejected,
    withdrawn or merged never goes out; the companion names what was withdrawn,
    merged or corrected. A field that the record does not hold stays empty.

    Args:
        record: The record.
        form: The form.
        references: The definitions in force, code lists and the place index.
        proposals: Whether entries that nobody has decided on go out too.

    Returns:
        The export, checked against the rules of its format, and its companion.

    Raises:
        ExportInvalid: A row would break the rules of the format. This is a
            defect of the export, never of the record.

    Source:
        docs/exports.md: each form's columns, what fills them, what is lost.
    """
    going, flawed = outgoing_of(record, proposals=proposals)
    write = _WRITERS[form]
    data, left = write(going, references)
    left = [*flawed, *left]
    exported_id = _ged.number_of if form is ExportForm.GED else str
    return Exported(
        data=data,
        changes=changes_of(record, left, exported_id=exported_id),
        count=len(going) + len(flawed) - len(left),
        left_out=tuple(left),
    )


def _each(
    going: Sequence[Outgoing], make: Callable[[Outgoing], Sequence[Piece] | str]
) -> tuple[list[Piece], list[LeftOut]]:
    """Write entry by entry, and name those that the form does not take."""
    pieces: list[Piece] = []
    left: list[LeftOut] = []
    for each in going:
        made = make(each)
        if isinstance(made, str):
            left.append(LeftOut(id=each.entry.id, ref=each.ref, vetted=each.vetted, why=made))
        else:
            pieces += made
    return pieces, left


def _rows(
    going: Sequence[Outgoing], make: Callable[[Outgoing], dict[str, Cell] | str]
) -> tuple[list[dict[str, Cell]], list[LeftOut]]:
    """Write one row an entry."""

    def one(each: Outgoing) -> list[dict[str, Cell]] | str:
        row = make(each)
        return row if isinstance(row, str) else [row]

    return _each(going, one)


def _cells(rows: Sequence[Row]) -> list[list[Cell]]:
    """Give the cells of rows."""
    return [list(row.values()) for row in rows]


Written = tuple[bytes, list[LeftOut]]


def _ged_file(going: Sequence[Outgoing], references: References) -> Written:
    """Write UCDP GED."""
    rows, left = _rows(going, lambda each: _ged.ged_row(each, references=references))
    _ged.check_ged(rows, references)
    return csv_of([_ged.COLUMNS, *_cells(rows)]), left


def _acled_file(going: Sequence[Outgoing], references: References) -> Written:
    """Write ACLED."""
    rows, left = _rows(going, lambda each: _acled.acled_row(each, references=references))
    _acled.check_acled(rows, references)
    return csv_of([_acled.COLUMNS, *_cells(rows)]), left


def _polecat_file(going: Sequence[Outgoing], references: References) -> Written:
    """Write POLECAT."""
    rows, left = _rows(going, lambda each: _polecat.polecat_row(each, references=references))
    _polecat.check_polecat(rows, references)
    return tsv_of([_polecat.COLUMNS, *_cells(rows)]), left


def _hxl_file(going: Sequence[Outgoing], references: References) -> Written:
    """Write HXL: words, hashtags, rows."""
    rows, left = _rows(going, lambda each: _hxl.hxl_row(each, references=references))
    _hxl.check_hxl(rows, references)
    return csv_of([list(_hxl.HEADERS.values()), _hxl.COLUMNS, *_cells(rows)]), left


def _csv_file(going: Sequence[Outgoing], references: References) -> Written:
    """Write our flat table as CSV."""
    rows, left = _each(going, lambda each: _flat.flat_rows(each, references=references))
    _flat.check_flat(rows)
    return csv_of([_flat.COLUMNS, *_cells(rows)]), left


def _parquet_file(going: Sequence[Outgoing], references: References) -> Written:
    """Write our flat table as Parquet."""
    rows, left = _each(going, lambda each: _flat.flat_rows(each, references=references))
    return parquet_of(rows), left


def _geojson_file(going: Sequence[Outgoing], _: References) -> Written:
    """Write GeoJSON."""
    features: list[Json]
    features, left = _each(going, features_of)
    check_geojson(features)
    return geojson_of(features), left


def _jsonld_file(going: Sequence[Outgoing], _: References) -> Written:
    """Write JSON-LD."""
    nodes: list[Json]
    nodes, left = _each(going, nodes_of)
    return jsonld_of(nodes), left


def _annotations_file(going: Sequence[Outgoing], _: References) -> Written:
    """Write Web Annotations."""
    annotations: list[Json]
    annotations, left = _each(going, annotations_of)
    return annotations_text(annotations), left


_WRITERS: dict[ExportForm, Callable[[Sequence[Outgoing], References], Written]] = {
    ExportForm.GED: _ged_file,
    ExportForm.ACLED: _acled_file,
    ExportForm.POLECAT: _polecat_file,
    ExportForm.GEOJSON: _geojson_file,
    ExportForm.HXL: _hxl_file,
    ExportForm.JSONLD: _jsonld_file,
    ExportForm.ANNOTATIONS: _annotations_file,
    ExportForm.CSV: _csv_file,
    ExportForm.PARQUET: _parquet_file,
}
