"""Tests of `vaglio export` as somebody types it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from tests.library.export_records import RECORD
from vaglio.cli import main
from vaglio.export._ged import COLUMNS
from vaglio.model.exported import ExportForm
from vaglio.model.record_json import write_record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the invented record into a folder."""
    write_record(RECORD, tmp_path / "record")
    return tmp_path / "record"


def run(*arguments: str | Path) -> Result:
    """Type `vaglio export ...`."""
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def test_ged_goes_from_a_record_to_a_reader(folder: Path, tmp_path: Path) -> None:
    """Record, command line, file, pandas: and the companion beside it."""
    result = run(folder, "--to", "ged", "-o", tmp_path / "orlo.csv")
    assert result.exit_code == 0
    frame = pd.read_csv(tmp_path / "orlo.csv")
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["relid"]) == ["D-7", "8"]
    changes = pd.read_csv(tmp_path / "orlo.csv.changes.csv")
    assert set(changes["change"]) == {"merged", "corrected", "withdrawn", "left out"}
    assert result.stdout == ""
    assert "2 entries written" in result.stderr
    assert "left out: 1, since no claim tells of a direct death" in result.stderr


@pytest.mark.parametrize("form", list(ExportForm))
def test_every_form_is_written_to_a_pipe(folder: Path, form: ExportForm) -> None:
    """Without a file the export goes to standard output, and what is said to the other."""
    result = run(folder, "--to", form.value)
    assert result.exit_code == 0
    assert len(result.stdout_bytes) > 100
    assert b"hidden" not in result.stdout_bytes
    assert "deletions and corrections are written beside a file" in result.stderr


def test_two_forms_of_one_name_keep_a_companion_each(folder: Path, tmp_path: Path) -> None:
    """The ids of GED are not those of GeoJSON: neither's deletions replace the other's."""
    for form, name in (("ged", "orlo.csv"), ("geojson", "orlo.geojson")):
        assert run(folder, "--to", form, "-o", tmp_path / name).exit_code == 0
    ged = pd.read_csv(tmp_path / "orlo.csv.changes.csv")
    geojson = pd.read_csv(tmp_path / "orlo.geojson.changes.csv")
    assert set(ged["exported_id"]).isdisjoint(geojson["exported_id"])


def test_the_name_of_a_file_with_proposals_has_to_say_so(folder: Path, tmp_path: Path) -> None:
    """Nobody takes it for vetted."""
    plain, said = tmp_path / "orlo.csv", tmp_path / "orlo-proposals.csv"
    result = run(folder, "--to", "csv", "--proposals", "-o", plain)
    assert result.exit_code == 2
    assert f"write {said}" in result.stderr
    assert not plain.exists()
    assert run(folder, "--to", "csv", "--proposals", "-o", said).exit_code == 0
    assert "PROPOSAL, not vetted" in said.read_text(encoding="utf-8")


def test_a_folder_without_a_record_is_refused(tmp_path: Path) -> None:
    """An empty file would look like an empty record."""
    result = run(tmp_path, "--to", "csv", "-o", tmp_path / "x.csv")
    assert result.exit_code == 2
    assert "holds no record" in result.stderr
    assert not (tmp_path / "x.csv").exists()


def test_a_file_that_cannot_be_written_leaves_what_is_there(folder: Path, tmp_path: Path) -> None:
    """The error names the place, in one line."""
    result = run(folder, "--to", "csv", "-o", tmp_path / "none" / "x.csv")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "name another place with --output" in result.stderr


def test_what_is_piped_is_what_is_written(folder: Path, tmp_path: Path) -> None:
    """Both ways give the same bytes."""
    run(folder, "--to", "hxl", "-o", tmp_path / "x.csv")
    piped = run(folder, "--to", "hxl").stdout_bytes
    assert piped == (tmp_path / "x.csv").read_bytes()
    assert pd.read_csv(io.BytesIO(piped), header=1)["#event+id"].iloc[0] == "D-7"


def test_a_record_in_which_nothing_is_accepted_says_who_accepts(tmp_path: Path) -> None:
    """Whoever has only run the machine is led to the desk; an accepted record says nothing."""
    write_record(replace(RECORD, decided=()), tmp_path / "run")
    result = run(tmp_path / "run", "--to", "csv", "-o", tmp_path / "run.csv")
    assert result.exit_code == 0
    assert "0 entries written" in result.stderr
    assert "vaglio record DIR" in result.stderr
    write_record(RECORD, tmp_path / "vetted")
    result = run(tmp_path / "vetted", "--to", "csv", "-o", tmp_path / "vetted.csv")
    assert "vaglio record DIR" not in result.stderr
