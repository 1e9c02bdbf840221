"""New reports put into a record that stands: the lines that change, and no others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from pathlib import Path

from vaglio.codebook.tables import TABLES
from vaglio.model.claim_json import claim_to_json
from vaglio.model.record import Reported, SetAside
from vaglio.model.record_json import (
    ACCESS_FILE,
    AGREEMENTS_FILE,
    CLAIMS_FILE,
    INCIDENTS_FILE,
    SET_ASIDE_FILE,
    TRACKS_FILE,
    entries_in,
    entry_to_json,
    write_lines,
)
from vaglio.pipeline.joining import Added, Group, add_claims, set_aside_in_order
from vaglio.runs._index import RecordIndex
from vaglio.runs._index_writing import (
    add_accounts,
    add_groups,
    add_reports,
    incident_in_order,
    keep,
    line_of,
    owe,
    report_in_order,
)
from vaglio.runs._lines import Edit, patch

Stands = tuple[int, str]
"""Where a line or the lines of a report stand in their file: the day, and the id."""


def add_reports_to(
    folder: Path,
    index: RecordIndex,
    claims: Iterable[Reported],
    *,
    kept: Iterable[str],
    codebook: Path = TABLES,
) -> None:
    """Join new reports with a record, and write what changes.

    Files are renamed to their places one after the other, and the index is
    not committed here: who is stopped between leaves an index that does not
    match the files, which is seen.

    Args:
        folder: The folder of the record.
        index: The index that belongs to it; its rows are changed.
        claims: The claims of the new reports.
        kept: Names of the files that hold them.
        codebook: The folder of the definitions in force.
    """
    added = add_claims(claims, index=index, codebook=codebook)
    lines = [(claim_to_json(each.claim, each.report) + "\n").encode() for each in added.claims]
    waiting = [
        (patch(folder / CLAIMS_FILE, _claim_edits(index, added.claims, lines)), CLAIMS_FILE),
        (patch(folder / INCIDENTS_FILE, _incident_edits(index, added)), INCIDENTS_FILE),
    ]
    add_reports(index, added.claims, map(len, lines))
    add_accounts(index, added.told)
    gone = [(number,) for number in added.gone]
    index.tables.executemany("DELETE FROM groups WHERE number = ?", gone)
    add_groups(index, added.groups)
    keep(index, kept)
    if added.agreements is not None:
        owe(index, added.agreements)
    for path, name in waiting:
        path.replace(folder / name)
    _write_small(folder, added)


def _write_small(folder: Path, added: Added) -> None:
    """Write the files that are small, where they change."""
    if added.agreements is not None:
        write_lines(folder / AGREEMENTS_FILE, map(entry_to_json, added.agreements))
    if added.tracks is not None:
        write_lines(folder / TRACKS_FILE, map(entry_to_json, added.tracks))
    if added.access is not None:
        write_lines(folder / ACCESS_FILE, map(entry_to_json, added.access))
    if added.set_aside:
        before = entries_in(folder / SET_ASIDE_FILE, SetAside)
        every = sorted([*before, *added.set_aside], key=set_aside_in_order)
        write_lines(folder / SET_ASIDE_FILE, map(entry_to_json, every))


def _claim_edits(
    index: RecordIndex, claims: Sequence[Reported], lines: Sequence[bytes]
) -> list[Edit]:
    """Say where the lines of new reports are put in."""
    rows = index.tables.execute("SELECT day, id, bytes FROM reports ORDER BY day, id").fetchall()
    stands, starts = _laid_out(rows)
    return [
        Edit(at=starts[bisect_left(stands, stand)], put=b"".join(line for _, line in given))
        for stand, given in groupby(
            zip(claims, lines, strict=True), key=lambda pair: report_in_order(pair[0])
        )
    ]


def _incident_edits(index: RecordIndex, added: Added) -> list[Edit]:
    """Say which lines of incidents are taken out, and which are put in."""
    rows = index.tables.execute(
        "SELECT day, incident, bytes, number FROM groups ORDER BY day, incident"
    ).fetchall()
    stands, starts = _laid_out(rows)
    out = [
        Edit(at=at, gone=size)
        for at, (_, _, size, number) in zip(starts, rows, strict=False)
        if number in added.gone
    ]
    put = [
        Edit(at=starts[bisect_left(stands, stand)], put=line_of(each.incident))
        for stand, each in sorted(((_stand(each), each) for each in added.groups), key=_first)
    ]
    return [*put, *out]


def _laid_out(rows: Sequence[tuple[int, str, int]]) -> tuple[list[Stands], list[int]]:
    """Give where lines stand and the bytes at which they begin, the end of the file last."""
    starts = list(accumulate((row[2] for row in rows), initial=0))
    return [(row[0], row[1]) for row in rows], starts


def _stand(group: Group) -> Stands:
    """Say where a group's incident stands in its file."""
    return incident_in_order(group.incident)


def _first(pair: tuple[Stands, Group]) -> Stands:
    """Give the first of two."""
    return pair[0]
