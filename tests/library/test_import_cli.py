"""Tests of `vaglio import` as somebody types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from vaglio.cli import main
from vaglio.export import import_file, load_references
from vaglio.export._ged import COLUMNS as GED
from vaglio.model.imported import ImportForm
from vaglio.model.record_json import read_record
from vaglio.pipeline import gather

REFERENCES = load_references()
TOML = """
publisher = "Orlo Recorders"
dates = "%d/%m/%Y"
precision = "town"
[columns]
ref = "Code"
start = "Day"
killed = "Dead"
"""


def test_a_table_is_taken_in_once(tmp_path: Path) -> None:
    """Taking it in again changes nothing; a changed row of the same code is refused."""
    table, chart, out = tmp_path / "own.csv", tmp_path / "map.toml", tmp_path / "record"
    chart.write_text(TOML, encoding="utf-8")
    table.write_text("Code,Day,Dead\nO-1,03/05/2031,4\n", encoding="utf-8")

    def run() -> tuple[int, str]:
        arguments = ["import", str(table), "--form", "csv", "--map", str(chart), "--out", str(out)]
        result = CliRunner().invoke(main, arguments)
        return result.exit_code, result.stderr

    assert run() == (0, f"1 rows read, 1 of them new in {out}\n")
    files = {path.name: path.read_bytes() for path in out.iterdir()}
    assert run() == (0, f"1 rows read, 0 of them new in {out}\n")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == files
    table.write_text("Code,Day,Dead\nO-1,03/05/2031,5\n", encoding="utf-8")
    code, said = run()
    assert code == 2
    assert "reference O-1: the record has another entry of that reference" in said
    assert {path.name: path.read_bytes() for path in out.iterdir()} == files
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_nothing_is_written_where_a_row_is_wrong(tmp_path: Path) -> None:
    """The folder is not even made."""
    table, out = tmp_path / "ged.csv", tmp_path / "record"
    table.write_text(",".join(GED) + "\n" + "," * (len(GED) - 1) + "\n1\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["import", str(table), "--form", "ged", "--out", str(out)])
    assert result.exit_code == 2
    assert f"{table}:3: has 1 cells, not 49" in result.stderr
    assert "nothing was taken in" in result.stderr
    assert not out.exists()


def test_the_rows_are_kept_as_reports(tmp_path: Path) -> None:
    """The text that the claims quote is beside the record, and `vaglio read` knows it."""
    table, chart, out = tmp_path / "own.csv", tmp_path / "map.toml", tmp_path / "record"
    chart.write_text(TOML, encoding="utf-8")
    table.write_text("Code,Day,Dead\nO-1,03/05/2031,4\n", encoding="utf-8")
    import_file(table, form=ImportForm.CSV, out=out, references=REFERENCES, map_file=chart)
    [line] = (out / "imported-reports.jsonl").read_text(encoding="utf-8").splitlines()
    [reported] = read_record(out).claims
    assert json.loads(line)["text"] == reported.claim.quote
    [report] = gather([out / "imported-reports.jsonl"])
    assert getattr(report, "id", report) == reported.report.id


@pytest.mark.parametrize(
    "text", ["x = ", "colour = 1\n[columns]\nstart='a'", "[columns]\ndead='a'", "columns = 3"]
)
def test_a_map_that_is_wrong_is_refused(tmp_path: Path, text: str) -> None:
    """The error names the map."""
    table, chart = tmp_path / "own.csv", tmp_path / "map.toml"
    chart.write_text(text, encoding="utf-8")
    table.write_text("a\n", encoding="utf-8")
    arguments = ["import", str(table), "--form", "csv", "--map", str(chart), "--out", str(tmp_path)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "map.toml: is no map of a table" in result.stderr
