"""What a table gave, put into a record's folder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from vaglio.export._import import import_table, read_table_map
from vaglio.export._record_parquet import write_parquet
from vaglio.export._references import References
from vaglio.export._sheet import wrong
from vaglio.model.imported import Imported, ImportForm
from vaglio.model.moved_in import finish, move_in
from vaglio.model.record import Record
from vaglio.model.record_json import read_record, write_record
from vaglio.model.report import Report

REPORTS_FILE = "imported-reports.jsonl"
"""The rows that were taken in, as reports: the text that their claims quote."""


def import_file(
    path: Path,
    *,
    form: ImportForm,
    out: Path,
    references: References,
    publisher: str | None = None,
    map_file: Path | None = None,
) -> Imported:
    """Take a team's table into a record's folder, all of it or nothing.

    Rows that are in the record already change nothing, so that the same table
    may be taken in again.

    Args:
        path: The table, as CSV in UTF-8.
        form: Whose columns it has.
        out: The record's folder; it is made where it is not there.
        references: The definitions in force.
        publisher: Who made the table; its file's name by default.
        map_file: TOML that says which column holds what, for `ImportForm.CSV`.

    Returns:
        What the table gave, and how many of its incidents are new; or every
        error by line and column, and then the folder is as it was.

    Raises:
        TableInvalid: The map is wrong, or a reference code of the table is
            another entry's in the record.
        RecordInvalid: The record that is there cannot be read.
    """
    imported = import_table(
        path.read_bytes(),
        input=str(path),
        form=form,
        publisher=publisher or path.stem,
        references=references,
        table=read_table_map(map_file) if map_file else None,
    )
    if imported.errors:
        return imported
    return replace(imported, new=_save(imported, out))


def _save(imported: Imported, folder: Path) -> int:
    """Put what a table gave into a folder, and count what is new."""
    new = imported.record or Record(claims=(), incidents=())
    finish(folder)
    there = (folder / "incidents.jsonl").is_file()
    old = read_record(folder) if there else Record(claims=(), incidents=())
    both = _joined(old, new)
    lines = _report_lines(imported.reports, folder / REPORTS_FILE)

    def write(draft: Path) -> None:
        write_record(both, draft)
        (draft / REPORTS_FILE).write_text(lines, encoding="utf-8", newline="\n")
        write_parquet(draft)

    move_in(folder, write)
    return len(both.incidents) - len(old.incidents)


def _joined(old: Record, new: Record) -> Record:
    """Add what a table gave to a record."""
    taken = {each.ref: each.id for each in old.decided if each.ref}
    for each in new.decided:
        if each.ref and taken.get(each.ref, each.id) != each.id:
            raise wrong(
                f"reference {each.ref}",
                "the record has another entry of that reference",
                "withdraw the one in the record, or take the row out of the table",
            )
    ids = {each.id for each in old.incidents}
    claims = {each.claim.id for each in old.claims}
    decided = {each.id for each in old.decided}
    return replace(
        old,
        claims=(*old.claims, *(each for each in new.claims if each.claim.id not in claims)),
        incidents=(*old.incidents, *(each for each in new.incidents if each.id not in ids)),
        decided=(*old.decided, *(each for each in new.decided if each.id not in decided)),
    )


def _report_lines(reports: tuple[Report, ...], path: Path) -> str:
    """Give the lines of the reports that are there, and those that are new."""
    there = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return "".join(line + "\n" for line in dict.fromkeys([*there, *map(_line, reports)]))


def _line(report: Report) -> str:
    """Write a row as a line that `vaglio read` takes; its id there is the same."""
    return json.dumps(
        {
            "id": report.ref,
            "publisher": report.publisher,
            "title": report.title,
            "url": report.url,
            "text": report.content,
        }
    )
