"""The whole pipeline over a folder that keeps what was done."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vaglio.codebook import load_codebook
from vaglio.codebook.tables import TABLES
from vaglio.model.claim_json import claim_to_json
from vaglio.model.errors import VaglioError
from vaglio.model.record import Reported
from vaglio.model.record_json import (
    ACCESS_FILE,
    AGREEMENTS_FILE,
    INCIDENTS_FILE,
    PROPOSALS_FILE,
    SET_ASIDE_FILE,
    TRACKS_FILE,
    claims_in,
    read_record,
    write_record,
)
from vaglio.model.report import Report
from vaglio.pipeline import Reading, read_reports
from vaglio.pipeline.joining import join_claims
from vaglio.runs._adding import add_reports_to
from vaglio.runs._opening import commit, drop_index, make_index, open_index

READ_FOLDER = "read"
"""The folder, in that of the record, that keeps the claims of each report that was read."""

_LINES = ".jsonl"

_FEW, _SHARE = 100, 20
"""More new reports than this, and than one in so many of those known, are joined all anew."""

_AT_ONCE = 512
"""How many reports are handed on together; each is kept as soon as it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Say what became of one report."""

    id: str
    """The report's id."""
    claims: int
    """How many claims it makes."""
    kept: bool
    """Whether it had been read before."""


def read_into(
    reports: Iterable[Report | VaglioError],
    folder: Path,
    *,
    jobs: int = 1,
    codebook: Path = TABLES,
) -> Iterator[Step | VaglioError]:
    """Read reports, and keep the claims of each in a file of its own.

    A report whose file is there was read before, and is not read again. A
    file appears whole or not at all, so that a run which is ended at any
    moment goes on where it was.

    Args:
        reports: What `gather` gave.
        folder: The folder of the record.
        jobs: In how many processes to read.
        codebook: The folder of the definitions in force.

    Returns:
        What became of each report, or the error of one that cannot be read.
    """
    kept = _kept_folder(folder, codebook)
    kept.mkdir(parents=True, exist_ok=True)
    seen: set[str] = set()
    fresh: list[Report | VaglioError] = []
    for item in reports:
        if isinstance(item, VaglioError):
            yield item
            continue
        if item.id in seen:
            continue
        seen.add(item.id)
        path = file_of(kept, item.id)
        if path.is_file():
            yield Step(id=item.id, claims=_count(path), kept=True)
            continue
        fresh.append(item)
        if len(fresh) >= _AT_ONCE:
            yield from _read_some(fresh, kept, jobs=jobs, codebook=codebook)
            fresh = []
    yield from _read_some(fresh, kept, jobs=jobs, codebook=codebook)


def _read_some(
    reports: list[Report | VaglioError], kept: Path, *, jobs: int, codebook: Path
) -> Iterator[Step | VaglioError]:
    """Read some reports and keep what they claim."""
    if not reports:
        return
    for made in read_reports(reports, make=_lines, jobs=jobs, codebook=codebook):
        if isinstance(made, VaglioError):
            yield made
            continue
        id, lines = made
        path = file_of(kept, id)
        waiting = path.with_suffix(".part")
        waiting.write_text("".join(lines), encoding="utf-8", newline="\n")
        waiting.replace(path)
        yield Step(id=id, claims=len(lines), kept=False)


def _lines(reading: Reading) -> tuple[str, list[str]]:
    """Write the claims of one report as lines."""
    document = reading.document
    return document.report_id, [claim_to_json(c, document) + "\n" for c in reading.claims]


def file_of(folder: Path, id: str) -> Path:
    """Name the file that keeps the claims of a report."""
    return folder / f"{id.replace(':', '-')}{_LINES}"


def _kept_folder(folder: Path, codebook: Path) -> Path:
    """Name the folder for what was read by one codebook: another reads everything anew."""
    return folder / READ_FOLDER / load_codebook(codebook).version


def _count(path: Path) -> int:
    """Count the lines of a file."""
    with path.open("rb") as file:
        return sum(1 for _ in file)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSize:
    """Count what a record holds."""

    claims: int
    """Lines of claims."""
    incidents: int
    """Lines of incidents."""
    agreements: int
    """Lines of agreements."""
    tracks: int
    """Lines of tracks."""
    access: int
    """Lines of roads and crossings."""
    proposals: int
    """Changes that are proposed to what people decided."""
    set_aside: int
    """Claims that were not taken in."""


def record_of(folder: Path, *, codebook: Path = TABLES) -> RecordSize:
    """Join all claims that a folder keeps, and write the record there.

    Where the record stands already and only few reports are new, only what
    they touch is joined and written anew, by the index beside the record. The
    result is the same. What people decided in the record is kept.

    Args:
        folder: The folder of the record.
        codebook: The folder of the definitions in force.

    Returns:
        How much the record holds.
    """
    kept = _kept_folder(folder, codebook)
    names = {name for name in os.listdir(kept) if name.endswith(_LINES)} if kept.is_dir() else set()
    counts = _add_new(folder, kept, names, codebook) or _join_all(folder, kept, names, codebook)
    return _size(folder, *counts)


def _add_new(folder: Path, kept: Path, names: set[str], codebook: Path) -> tuple[int, int] | None:
    """Add what is new by the index, and count claims and incidents; None where it cannot be."""
    with open_index(folder, codebook=codebook) as index:
        if index is None:
            return None
        known = index.kept()
        new = sorted(names - known)
        if known - names or len(new) > max(_FEW, len(known) // _SHARE):
            return None
        claims = list(_claims_in(kept / name for name in new))
        if not index.places().keys().isdisjoint(each.report.id for each in claims):
            return None
        try:
            if new:
                add_reports_to(folder, index, claims, kept=new, codebook=codebook)
                commit(index, folder)
        except sqlite3.IntegrityError:
            # Two entries of one id and day: the files can hold that, the index cannot.
            return None
        return index.counts()


def _join_all(folder: Path, kept: Path, names: set[str], codebook: Path) -> tuple[int, int]:
    """Join everything anew, make the index, and count claims and incidents."""
    before = read_record(folder) if (folder / INCIDENTS_FILE).is_file() else None
    decided = before if before is not None and before.decided else None
    there = {each.claim.id for each in decided.claims} if decided is not None else set()
    claims = (
        each
        for each in _claims_in(kept / name for name in sorted(names))
        if each.claim.id not in there
    )
    workings = join_claims(claims, before=decided, codebook=codebook)
    drop_index(folder)
    write_record(workings.record, folder)
    make_index(folder, workings, kept=names, codebook=codebook)
    return len(workings.record.claims), len(workings.record.incidents)


def _claims_in(paths: Iterable[Path]) -> Iterator[Reported]:
    """Give every claim of some files."""
    for path in paths:
        for item in claims_in(str(path)):
            if isinstance(item, VaglioError):
                raise item
            yield item


def _size(folder: Path, claims: int, incidents: int) -> RecordSize:
    """Say how much a record holds; the lines of its small files are counted."""
    return RecordSize(
        claims=claims,
        incidents=incidents,
        agreements=_count(folder / AGREEMENTS_FILE),
        tracks=_count(folder / TRACKS_FILE),
        access=_count(folder / ACCESS_FILE),
        proposals=_count(folder / PROPOSALS_FILE),
        set_aside=_count(folder / SET_ASIDE_FILE),
    )
