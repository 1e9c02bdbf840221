"""A team's own table of incidents, taken into a record whole or not at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from vaglio.export._imported_row import ImportedRow, Table, import_row
from vaglio.export._readings import Readings
from vaglio.export._references import References
from vaglio.export._sheet import Sheet, read_sheet, wrong
from vaglio.export._sheet_codes import map_for, wanted_columns
from vaglio.model.errors import TableInvalid
from vaglio.model.imported import Imported, ImportForm, TableColumns, TableMap
from vaglio.model.record import Record

_ACLED_DATES = ("%d %B %Y", "%d %b %Y")


def read_table_map(path: Path) -> TableMap:
    """Read which column of a team's table holds what.

    Args:
        path: A TOML file: `publisher`, `dates`, `precision` and a table
            `[columns]` whose keys are the fields of `TableColumns`.

    Returns:
        The map.

    Raises:
        TableInvalid: It is no TOML, or a key is not known or wrong.
    """
    try:
        parsed = tomllib.loads(path.read_text(encoding="utf-8"))
        columns = parsed.get("columns", {})
        strange = [key for key in parsed if key not in TableMap.__slots__]
        strange += [key for key in columns if key not in TableColumns.__slots__]
        if strange:
            raise ValueError(f"nobody knows the key {strange[0]}")
        return msgspec.convert(parsed, type=TableMap)
    except (OSError, ValueError, TypeError, msgspec.ValidationError) as error:
        raise wrong(str(path), f"is no map of a table ({error})", "see docs/exports.md") from error


def import_table(
    data: bytes,
    *,
    input: str,
    form: ImportForm,
    publisher: str,
    references: References,
    table: TableMap | None = None,
) -> Imported:
    """Turn a team's table of incidents into decided entries of a record.

    Each row becomes a report of its own, which its one claim quotes; so every
    number points at the cell that gives it. Rows are taken in as accepted: the
    team has decided on them before. A row that is marked as a proposal is an
    error. Where anything is wrong, nothing is taken in.

    Args:
        data: The table, as CSV in UTF-8.
        input: The file's name, for errors.
        form: Whose columns it has.
        publisher: Who made the table; the speaker of its claims.
        references: The definitions in force.
        table: Which column holds what, for a table of another form.

    Returns:
        The record and the rows as reports, or every error by line and column.

    Raises:
        TableInvalid: The form needs a map, and none was given.

    Source:
        docs/exports.md: which column becomes what, and what is lost.
    """
    mapped = map_for(form, table)
    shared = Table(
        form=form,
        map=mapped,
        publisher=mapped.publisher or publisher,
        references=references,
    )
    try:
        sheet = read_sheet(data, input=input, wanted=wanted_columns(form, mapped))
    except TableInvalid as error:
        return Imported(record=None, reports=(), errors=(error,))
    rows, errors = _rows(sheet, shared, input)
    errors += _same_refs(rows, mapped.columns.ref)
    if errors:
        return Imported(record=None, reports=(), errors=tuple(sorted(errors, key=_line)))
    record = Record(
        claims=tuple(row.reported for row in rows),
        incidents=tuple(row.incident for row in rows),
        decided=tuple(row.decided for row in rows),
    )
    return Imported(record=record, reports=tuple(row.report for row in rows), errors=())


def _rows(sheet: Sheet, table: Table, input: str) -> tuple[list[ImportedRow], list[TableInvalid]]:
    """Turn all rows into incidents, and keep all that is wrong."""
    errors = list(sheet.errors)
    rows: list[ImportedRow] = []
    given = (table.map.dates,) if table.map.dates else ()
    dates = _ACLED_DATES if table.form is ImportForm.ACLED else given
    for row in sheet.rows:
        if not row.cells:
            continue
        readings = Readings(row=row, input=input, dates=dates)
        made = import_row(readings, table)
        errors += readings.errors
        if made is not None:
            rows.append(made)
    return rows, errors


def _same_refs(rows: list[ImportedRow], column: str | None) -> list[TableInvalid]:
    """Name rows whose reference, or whose whole content, is that of an earlier row."""
    errors: list[TableInvalid] = []
    seen: dict[str, str] = {}
    for row in rows:
        key = row.report.ref or row.incident.id
        if key in seen:
            place = f"{row.report.source}, column {column or 'all'}"
            errors.append(
                wrong(place, f"the row is that of {seen[key]} again", "take one of the two out")
            )
        seen.setdefault(key, row.report.source)
    return errors


def _line(error: TableInvalid) -> int:
    """Give the line that an error names, to put errors in order."""
    line = error.input.rpartition(", column")[0] or error.input
    number = line.rpartition(":")[2]
    return int(number) if number.isdigit() else 0
