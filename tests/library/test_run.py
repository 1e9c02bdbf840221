"""Tests of the whole pipeline in one go, stopped and taken up again."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from click.testing import CliRunner

from vaglio.cli import main

EXAMPLES = Path(__file__).parents[2] / "src" / "vaglio_web" / "examples"
FILES = sorted(str(path) for path in EXAMPLES.glob("*.txt"))
RECORD = ("claims.jsonl", "incidents.jsonl", "agreements.jsonl", "tracks.jsonl", "access.jsonl")


def _run(out: Path, *files: str) -> str:
    """Run the command and give what it says."""
    answer = CliRunner().invoke(main, ["run", *files, "--out", str(out)], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


def _bytes_of(out: Path) -> dict[str, bytes]:
    """Read the files of a record."""
    return {name: (out / name).read_bytes() for name in RECORD}


def test_a_second_run_reads_nothing_and_changes_nothing(tmp_path: Path) -> None:
    """The same reports end in the same bytes, and none is read twice."""
    first = _run(tmp_path / "a", *FILES)
    before = _bytes_of(tmp_path / "a")
    second = _run(tmp_path / "a", *FILES)
    assert first.startswith("3 reports read, 0 read before")
    assert second.startswith("0 reports read, 3 read before")
    assert _bytes_of(tmp_path / "a") == before


def test_reports_one_by_one_end_in_the_same_record(tmp_path: Path) -> None:
    """Whether all at once or in another order, the record is the same."""
    _run(tmp_path / "once", *FILES)
    for file in reversed(FILES):
        _run(tmp_path / "slowly", file)
    assert _bytes_of(tmp_path / "once") == _bytes_of(tmp_path / "slowly")


def test_a_run_that_is_killed_goes_on(tmp_path: Path) -> None:
    """Killed while it reads, and run again, it ends in the same record."""
    _run(tmp_path / "whole", *FILES)
    command = [sys.executable, "-m", "vaglio.cli", "run", *FILES, "--out", str(tmp_path / "cut")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob("cut/read/*/*.jsonl")) and process.poll() is None:
            assert time.monotonic() < deadline, "nothing was read in a minute"
            time.sleep(0.01)
        process.kill()
    _run(tmp_path / "cut", *FILES)
    assert _bytes_of(tmp_path / "cut") == _bytes_of(tmp_path / "whole")
    assert not list(tmp_path.glob("cut/*.part"))


def test_a_report_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The others are still read, and the exit status says that one was not."""
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    command = ["run", FILES[0], str(empty), "--out", str(tmp_path / "a")]
    answer = CliRunner().invoke(main, command)
    assert answer.exit_code == 2
    assert "empty.txt" in answer.stderr
    assert answer.stdout.startswith("1 reports read")
