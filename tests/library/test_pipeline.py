"""Many reports: order, number of processes and bad neighbours change nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaglio.codebook.tables import TABLES
from vaglio.model.claim_json import claim_to_json, header_of
from vaglio.model.errors import CodebookInvalid, ReportEmpty, SourceMissing, VaglioError
from vaglio.model.trace import Outcome
from vaglio.pipeline import Hints, Reading, count_files, gather, read_file, read_reports

HINTS = Hints(publisher="Valley Post", language="en")
TEXTS = {
    "army.txt": "The army denied shelling the hospital in Marsk.\n",
    "bridge.txt": "Two soldiers were killed at the bridge, the mayor said.\n",
    "calm.txt": "It rained in Marsk.\n",
    "dead.txt": "Shelling killed at least 12 people.\n\nResidents said soldiers burned a mill.\n",
    "page.html": (
        "<html><head><title>Marsk</title></head><body><article><h1>Shells hit Marsk</h1>"
        "<p>Shelling killed 12 people in Marsk on Monday, the mayor said in a statement.</p>"
        "<p>The army denied firing at the town, and accused the rebels of the attack.</p>"
        "</article></body></html>"
    ),
}


def lines_of(reading: Reading) -> tuple[str, list[str]]:
    """Give a report's name and its claims as JSON Lines."""
    header = header_of(reading.document)
    return Path(reading.document.source).name, [claim_to_json(c, header) for c in reading.claims]


def written(folder: Path) -> list[Path]:
    """Write the texts into a folder."""
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in TEXTS]


def read_all(paths: list[Path], *, jobs: int = 1) -> list[tuple[str, list[str]]]:
    """Read files, none of which is bad."""
    made = []
    for item in read_reports(gather(paths, hints=HINTS), make=lines_of, jobs=jobs):
        assert not isinstance(item, VaglioError), item
        made.append(item)
    return made


@settings(max_examples=12)
@given(st.permutations(sorted(TEXTS)))
def test_order_of_files_changes_nothing(names: list[str]) -> None:
    """Each report's claims are the same whatever was read before it."""
    with tempfile.TemporaryDirectory() as place:
        paths = written(Path(place))
        shuffled = read_all([Path(place) / name for name in names])
        assert [name for name, _ in shuffled] == names
        assert dict(shuffled) == dict(read_all(paths))


def test_a_folder_is_read_as_its_files(tmp_path: Path) -> None:
    """A folder gives the same reports, in the order of their names."""
    paths = written(tmp_path)
    assert read_all([tmp_path]) == read_all(sorted(paths))
    assert count_files([tmp_path]) == len(paths)


def test_two_processes_give_the_same(tmp_path: Path) -> None:
    """The number of jobs changes neither claims nor order."""
    paths = written(tmp_path)
    assert read_all(paths, jobs=2) == read_all(paths)


def test_same_bytes_are_one_report(tmp_path: Path) -> None:
    """A copy under another name is not read twice."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXTS["dead.txt"], encoding="utf-8")
    assert [name for name, _ in read_all([tmp_path])] == ["a.txt"]


def test_ids_come_from_content(tmp_path: Path) -> None:
    """The same bytes give the same ids in another folder, and other bytes give others."""
    ids = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        [path] = [path for path in written(folder) if path.name == "dead.txt"]
        ids.append([claim.id for claim in read_file(path, hints=HINTS).claims])
    assert ids[0] == ids[1]
    path.write_text(TEXTS["dead.txt"] + "\nMore follows.\n", encoding="utf-8")
    assert not {claim.id for claim in read_file(path, hints=HINTS).claims} & set(ids[0])


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_file_stops_no_other(tmp_path: Path, jobs: int) -> None:
    """Errors come in their place, each with its next step; the others are read."""
    paths = written(tmp_path)
    (tmp_path / "empty.txt").write_bytes(b"")
    sources = [paths[0], tmp_path / "empty.txt", tmp_path / "gone.txt", paths[1]]
    items = list(read_reports(gather(sources, hints=HINTS), make=lines_of, jobs=jobs))
    assert [type(item) for item in items] == [tuple, ReportEmpty, SourceMissing, tuple]
    assert "empty.txt: " in str(items[1])


def test_a_broken_codebook_is_said_before_anything_is_read(tmp_path: Path) -> None:
    """No report is read with half of the definitions."""
    (tmp_path / "version.toml").write_bytes((TABLES / "version.toml").read_bytes())
    with pytest.raises(CodebookInvalid):
        read_reports(iter(()), make=lines_of, codebook=tmp_path)


def test_a_trace_changes_no_claim(tmp_path: Path) -> None:
    """Whether anyone asks why or not, the claims are the same, and each has its reasons."""
    [path] = [path for path in written(tmp_path) if path.name == "dead.txt"]
    reading = read_file(path, hints=HINTS)
    assert [lines_of(reading)] == read_all([path])
    for claim in reading.claims:
        fired = [s.rule for s in reading.trace.of_claim(claim.id) if s.outcome is Outcome.FIRED]
        assert tuple(fired) == claim.rules


def test_a_file_that_is_bad_is_an_error(tmp_path: Path) -> None:
    """`read_file` raises what `gather` would have given in its place."""
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(ReportEmpty):
        read_file(tmp_path / "empty.txt")
