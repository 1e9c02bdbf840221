"""Tests of an import that is ended in the middle: nothing is taken in by halves."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vaglio.export import import_file, load_references
from vaglio.model.imported import ImportForm
from vaglio.model.record import Record
from vaglio.model.record_json import read_record

REFERENCES = load_references()
MAP = 'publisher = "Orlo Recorders"\n[columns]\nref = "Code"\nstart = "Day"\nkilled = "Dead"\n'
EARLY, LATE = "Code,Day,Dead\nO-1,2031-05-03,4\n", "Code,Day,Dead\nO-2,2031-05-09,2\n"

KILLED = """
import os, sys
from pathlib import Path

left = int(sys.argv[1])

def counted(name):
    known = getattr(Path, name)
    def one(self, *given, **named):
        global left
        left -= 1
        if left < 0:
            os._exit(9)  # no clean-up of Python's runs, as when a process is killed
        return known(self, *given, **named)
    setattr(Path, name, one)

for name in ("replace", "rename", "rmdir", "write_text"):
    counted(name)
from vaglio.cli import main
main(sys.argv[2:])
"""
"""Runs the command line, and ends at the given step that changes files."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a record of one row, with a second table beside it."""
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    (tmp_path / "early.csv").write_text(EARLY, encoding="utf-8")
    (tmp_path / "late.csv").write_text(LATE, encoding="utf-8")
    _take_in(tmp_path, "early.csv", tmp_path / "start")
    return tmp_path


def _take_in(home: Path, table: str, out: Path) -> None:
    """Take a table in."""
    import_file(
        home / table,
        form=ImportForm.CSV,
        out=out,
        references=REFERENCES,
        publisher="Orlo Recorders",
        map_file=home / "map.toml",
    )


def _killed_at(step: int, home: Path, out: Path) -> int:
    """Take the second table in, in a process that is ended at some step."""
    command = [sys.executable, "-c", KILLED, str(step), "import", str(home / "late.csv")]
    command += ["--form", "csv", "--map", str(home / "map.toml"), "--out", str(out)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_killed_at_any_step_all_or_nothing_is_there(folder: Path) -> None:
    """Whenever the process ends, the record is the one before or the one after, whole."""
    before = read_record(folder / "start")
    shutil.copytree(folder / "start", folder / "end")
    _take_in(folder, "late.csv", folder / "end")
    after = read_record(folder / "end")
    seen: list[Record] = []
    for step in itertools.count():
        out = folder / f"cut-{step}"
        shutil.copytree(folder / "start", out)
        code = _killed_at(step, folder, out)
        seen.append(read_record(out))
        assert seen[-1] in (before, after), step
        _take_in(folder, "late.csv", out)
        assert read_record(out) == after
        assert not list(folder.glob(".*"))
        if code == 0:
            break
        assert code == 9
    assert seen[0] == before
    assert seen[-1] == after
    assert len(seen) > 10
