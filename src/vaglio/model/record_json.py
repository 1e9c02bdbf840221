"""Read and write a record as JSON Lines: one file for each sort of entry.

Every key is always there, in one order. Unknown is null, none found is an
empty list; days are ISO 8601. The first key is the schema, such as
`vaglio.incident/1`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.claim_json import claim_from_json, claim_to_json
from vaglio.model.errors import RecordInvalid, SourceMissing, VaglioError
from vaglio.model.incident import Incident
from vaglio.model.moved_in import finish
from vaglio.model.record import Decided, Proposal, Record, Reported, SetAside
from vaglio.model.track import Track

Entry = TypeVar("Entry", Incident, Agreement, Track, Access, Decided, Proposal, SetAside)

SCHEMAS = {
    Incident: "vaglio.incident/1",
    Agreement: "vaglio.agreement/1",
    Track: "vaglio.track/1",
    Access: "vaglio.access/1",
    Decided: "vaglio.decided/1",
    Proposal: "vaglio.proposal/1",
    SetAside: "vaglio.set-aside/1",
}
"""The schema that each line names."""

CLAIMS_FILE = "claims.jsonl"
INCIDENTS_FILE = "incidents.jsonl"
AGREEMENTS_FILE = "agreements.jsonl"
TRACKS_FILE = "tracks.jsonl"
ACCESS_FILE = "access.jsonl"
DECIDED_FILE = "decided.jsonl"
PROPOSALS_FILE = "proposals.jsonl"
SET_ASIDE_FILE = "set-aside.jsonl"
RECORD_FILES = (
    CLAIMS_FILE,
    INCIDENTS_FILE,
    AGREEMENTS_FILE,
    TRACKS_FILE,
    ACCESS_FILE,
    DECIDED_FILE,
    PROPOSALS_FILE,
    SET_ASIDE_FILE,
)
"""The files of a record, in the order in which they are written."""

STDIN = "-"
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def entry_to_json(entry: Entry) -> str:
    """Write one entry of the record as a line of JSON.

    Args:
        entry: An incident, agreement, track, access or decision.

    Returns:
        One line, without its line end.
    """
    body = msgspec.json.encode(entry).decode().translate(_LINE_ENDS)
    return f'{{"schema":"{SCHEMAS[type(entry)]}",{body[1:]}'


def entry_from_json(line: str, *, form: type[Entry], input: str) -> Entry:
    """Read one entry of the record, and check all of it.

    Args:
        line: One line of JSON.
        form: What it is to be.
        input: The file and line, for the error.

    Returns:
        The entry; keys that are not known are passed over.

    Raises:
        RecordInvalid: It is no JSON, of another schema, or a field is wrong.
    """
    try:
        named = msgspec.json.decode(line, type=_Named)
        if named.schema != SCHEMAS[form]:
            raise RecordInvalid(
                input=input,
                problem=f"is of the schema {named.schema}, not {SCHEMAS[form]}",
                next_step="make the record again with `vaglio reconcile`",
            )
        return msgspec.json.decode(line, type=form)
    except msgspec.DecodeError as error:
        raise RecordInvalid(
            input=input,
            problem=f"is no {SCHEMAS[form]} ({error})",
            next_step="make the record again with `vaglio reconcile`",
        ) from error


class _Named(msgspec.Struct):
    """Hold the schema that a line names."""

    schema: str = "none"
    """The schema; "none" where the line names none."""


def write_record(record: Record, folder: Path) -> None:
    """Write a record into a folder, each file whole or not at all.

    Args:
        record: The record.
        folder: Where; it is made where it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    claims = (claim_to_json(each.claim, each.report) for each in record.claims)
    write_lines(folder / CLAIMS_FILE, claims)
    write_lines(folder / INCIDENTS_FILE, map(entry_to_json, record.incidents))
    write_lines(folder / AGREEMENTS_FILE, map(entry_to_json, record.agreements))
    write_lines(folder / TRACKS_FILE, map(entry_to_json, record.tracks))
    write_lines(folder / ACCESS_FILE, map(entry_to_json, record.access))
    write_lines(folder / DECIDED_FILE, map(entry_to_json, record.decided))
    write_lines(folder / PROPOSALS_FILE, map(entry_to_json, record.proposals))
    write_lines(folder / SET_ASIDE_FILE, map(entry_to_json, record.set_aside))


def read_record(folder: Path) -> Record:
    """Read a record from its folder.

    Args:
        folder: Where `write_record` put it.

    Returns:
        The record; a file that is not there holds nothing.

    Raises:
        SourceMissing: There is no such folder, or no incidents in it.
        RecordInvalid: A line is wrong; the error names file and line.
    """
    finish(folder)
    if not (folder / INCIDENTS_FILE).is_file():
        raise SourceMissing(
            input=str(folder),
            problem="holds no record (incidents.jsonl)",
            next_step="make one with `vaglio run FILES... --out DIR`",
        )
    return Record(
        claims=tuple(_claims(folder / CLAIMS_FILE)),
        incidents=tuple(entries_in(folder / INCIDENTS_FILE, Incident)),
        agreements=tuple(entries_in(folder / AGREEMENTS_FILE, Agreement)),
        tracks=tuple(entries_in(folder / TRACKS_FILE, Track)),
        access=tuple(entries_in(folder / ACCESS_FILE, Access)),
        decided=tuple(entries_in(folder / DECIDED_FILE, Decided)),
        proposals=tuple(entries_in(folder / PROPOSALS_FILE, Proposal)),
        set_aside=tuple(entries_in(folder / SET_ASIDE_FILE, SetAside)),
    )


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write a file of lines, whole or not at all.

    Args:
        path: The file; what stood in it goes.
        lines: The lines, without their ends.
    """
    waiting = path.with_suffix(".part")
    with waiting.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)
    waiting.replace(path)


def entries_in(path: Path, form: type[Entry]) -> Iterator[Entry]:
    """Read a file of entries of one sort.

    Args:
        path: The file; one that is not there holds nothing.
        form: What they are.

    Returns:
        The entries, in their order.

    Raises:
        RecordInvalid: A line is wrong; the error names file and line.
    """
    for number, line in _lines(path):
        yield entry_from_json(line, form=form, input=f"{path}:{number}")


def claims_in(name: str) -> Iterator[Reported | VaglioError]:
    """Read a file of claims, line by line.

    Args:
        name: A file of `vaglio.claim/1` lines, or `-` for standard input.

    Returns:
        For each line the claim with its report, or the error that names it.

    Raises:
        SourceMissing: There is no such file.
    """
    if name != STDIN and not Path(name).is_file():
        raise SourceMissing(input=name, problem="there is no such file", next_step="check its name")
    # File descriptor 0 stays open for whoever else reads it.
    with open(0 if name == STDIN else name, "rb", closefd=name != STDIN) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                report, claim = claim_from_json(line, input=f"{name}:{number}")
            except VaglioError as error:
                yield error
                continue
            yield Reported(claim=claim, report=report)


def _claims(path: Path) -> Iterator[Reported]:
    """Read the claims of a record; a line that is none is an error."""
    for item in claims_in(str(path)) if path.is_file() else ():
        if isinstance(item, VaglioError):
            raise item
        yield item


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Give the lines of a file with their numbers; none where it is not there."""
    if not path.is_file():
        return
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line
    except UnicodeDecodeError as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: Exception) -> VaglioError:
    """Say that a file is no text."""
    return RecordInvalid(
        input=str(path), problem=f"is no UTF-8 text ({error})", next_step="check the file"
    )
