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
    PROPOSALS_FILE,
    SET_ASIDE_FILE,
    TRACKS_FILE,
    entries_in,
    entry_to_json,
    write_lines,
)
from vaglio.pipeline.joining import Added, add_claims, proposals_for, set_aside_in_order
from vaglio.runs._index import RecordIndex
from vaglio.runs._index_writing import (
    add_accounts,
    add_groups,
    add_reports,
    incident_in_order,
    keep,
    line_of,
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
    decided = _put_groups(index, added)
    keep(index, kept)
    for path, name in waiting:
        path.replace(folder / name)
    _write_small(folder, added)
    if decided:
        found = (each for _, each in index.owned())
        proposals = proposals_for(found, index.all_owners())
        write_lines(folder / PROPOSALS_FILE, map(entry_to_json, proposals))


def _put_groups(index: RecordIndex, added: Added) -> bool:
    """Put the new groups in the place of the old; tell whether people decided on some of them."""
    before = {number for number, _ in index.owned()} & added.gone
    gone = [(number,) for number in added.gone]
    index.tables.executemany("DELETE FROM groups WHERE number = ?", gone)
    index.tables.executemany("DELETE FROM lines WHERE home = ?", gone)
    owner = index.owners({claim for each in added.groups for claim in each.incident.claims})
    add_groups(index, added.groups, owner)
    return bool(before or owner)


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
        every = sorted({*before, *added.set_aside}, key=set_aside_in_order)
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
        "SELECT day, incident, bytes, home FROM lines ORDER BY day, incident"
    ).fetchall()
    stands, starts = _laid_out(rows)
    out = [
        Edit(at=at, gone=size)
        for at, (_, _, size, home) in zip(starts, rows, strict=False)
        if home in added.gone
    ]
    entries = [each.told_as for each in added.groups if each.told_as is not None]
    put = [
        Edit(at=starts[bisect_left(stands, incident_in_order(each))], put=line_of(each))
        for each in sorted(entries, key=incident_in_order)
    ]
    return [*put, *out]


def _laid_out(rows: Sequence[tuple[int, str, int]]) -> tuple[list[Stands], list[int]]:
    """Give where lines stand and the bytes at which they begin, the end of the file last."""
    starts = list(accumulate((row[2] for row in rows), initial=0))
    return [(row[0], row[1]) for row in rows], starts
