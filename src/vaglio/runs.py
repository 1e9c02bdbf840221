"""The whole pipeline over a folder that keeps what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vaglio.codebook import load_codebook
from vaglio.codebook.tables import TABLES
from vaglio.model.claim_json import claim_to_json
from vaglio.model.errors import VaglioError
from vaglio.model.record import Record, Reported
from vaglio.model.record_json import claims_in, read_record, write_record
from vaglio.model.report import Report
from vaglio.pipeline import Reading, read_reports, reconcile_claims

READ_FOLDER = "read"
"""The folder, in that of the record, that keeps the claims of each report that was read."""

_LINES = ".jsonl"

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


def record_of(folder: Path, *, codebook: Path = TABLES) -> Record:
    """Join all claims that a folder keeps, and write the record there.

    What people decided in the record that stood there is kept.

    Args:
        folder: The folder of the record.
        codebook: The folder of the definitions in force.

    Returns:
        The record as it was written.
    """
    before = read_record(folder) if (folder / "incidents.jsonl").is_file() else None
    decided = before if before is not None and before.decided else None
    record = reconcile_claims(
        _kept_claims(_kept_folder(folder, codebook), known=decided),
        before=decided,
        codebook=codebook,
    )
    write_record(record, folder)
    return record


def _kept_claims(folder: Path, *, known: Record | None) -> Iterator[Reported]:
    """Give every claim that was kept and is not in the record yet."""
    there = {each.claim.id for each in known.claims} if known is not None else set()
    for path in sorted(folder.glob(f"*{_LINES}")):
        for item in claims_in(str(path)):
            if isinstance(item, VaglioError):
                raise item
            if item.claim.id not in there:
                yield item
