"""Add one report at a time to a record of many invented claims; run in a process of its own.

Prints one line of JSON: how long the record took, and, report by report, how
long it took to join and write it, to read one besides, and the whole command.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmark.claims import invented_claims
from benchmark.commands import VAGLIO, seconds
from vaglio.codebook import load_codebook
from vaglio.model.claim_json import claim_to_json
from vaglio.model.record import Reported
from vaglio.pipeline import gather
from vaglio.runs import READ_FOLDER, file_of, read_into, record_of

_HELD_BACK = 9
"""How many reports, of days all over the war, are added one by one."""

_TEXT = (
    "{killed} people were killed by shelling in Kharkiv on 3 March 2030, the governor said. "
    "The army denied that it had shelled the city. Three people were injured.\n"
)
"""A report that is read, too: it tells of a day of the invented war."""


def main() -> None:
    """Make a record of as many claims as the first argument says, in the folder of the second."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    kept = folder / READ_FOLDER / load_codebook().version
    kept.mkdir(parents=True)
    held: list[list[Reported]] = []
    every = count // 2 // _HELD_BACK
    for number, story in enumerate(_stories(count)):
        if number % every == every // 2 and len(held) < _HELD_BACK:
            held.append(story)
        else:
            _keep(kept, story)
    whole, _ = _joined(folder)
    added = []
    for story in held:
        _keep(kept, story)
        added.append(_joined(folder))
    # The first loads the reader; it is not counted.
    read = [_read(folder, _text(folder, killed)) for killed in range(4, 8)][1:]
    commands = [[VAGLIO, "run", str(_text(folder, n)), "--out", str(folder)] for n in range(8, 11)]
    found = {
        "claims": count,
        "whole": whole,
        "added": [wall for wall, _ in added],
        "work": [work for _, work in added],
        "read": read,
        "cold": [seconds(command) for command in commands],
    }
    print(json.dumps(found))


def _joined(folder: Path) -> tuple[float, float]:
    """Join what is new; give the seconds that passed, and those that the processor worked."""
    wall, work = time.perf_counter(), time.process_time()
    record_of(folder)
    return time.perf_counter() - wall, time.process_time() - work


def _stories(count: int) -> Iterator[list[Reported]]:
    """Give invented claims report by report."""
    for _, given in groupby(invented_claims(count), key=lambda each: each.report.id):
        yield list(given)


def _keep(kept: Path, story: list[Reported]) -> None:
    """Keep the claims of a report as `read_into` does."""
    lines = [claim_to_json(each.claim, each.report) + "\n" for each in story]
    file_of(kept, story[0].report.id).write_text("".join(lines), encoding="utf-8")


def _text(folder: Path, killed: int) -> Path:
    """Write a report to be read."""
    path = folder / f"new-{killed}.txt"
    path.write_text(_TEXT.format(killed=killed), encoding="utf-8")
    return path


def _read(folder: Path, path: Path) -> float:
    """Read a report, join and write it, as `vaglio run` does; give the seconds."""
    begun = time.perf_counter()
    for step in read_into(gather([path]), folder):
        if isinstance(step, Exception):
            raise step
    record_of(folder)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
