"""Tests of a record's Parquet: read back by programs that did not write it."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from click.testing import CliRunner

from vaglio.cli import main
from vaglio.export import write_parquet
from vaglio.model.record_json import read_record

EXAMPLES = sorted((Path(__file__).parents[2] / "src" / "vaglio_web" / "examples").glob("*.txt"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the examples once."""
    out = tmp_path_factory.mktemp("record")
    files = [str(path) for path in EXAMPLES]
    answer = CliRunner().invoke(main, ["run", *files, "--out", str(out)], catch_exceptions=False)
    assert answer.exit_code == 0
    return out


@pytest.mark.parametrize(
    "name",
    ["claims", "incidents", "agreements", "tracks", "access", "decided", "proposals", "set-aside"],
)
def test_every_file_has_its_parquet(folder: Path, name: str) -> None:
    """As many rows as lines, and every field of a line is a column, in its order."""
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    table = duckdb.sql(f"SELECT * FROM '{folder / f'{name}.parquet'}'")
    assert len(table.fetchall()) == len(lines)
    for line in lines:
        assert list(json.loads(line)) == table.columns


def test_pandas_reads_the_incidents(folder: Path) -> None:
    """Ids, days, places and tolls are those of the record, in its order."""
    record = read_record(folder)
    table = pd.read_parquet(folder / "incidents.parquet")
    assert list(table["id"]) == [each.id for each in record.incidents]
    for row, incident in zip(table.itertuples(), record.incidents, strict=True):
        assert incident.when is None or row.when["start"] == incident.when.start
        assert [place["name"] for place in row.where] == [place.name for place in incident.where]
        tolls = pd.DataFrame(list(row.tolls)).astype(object)
        given = tolls.where(tolls.notna(), None)
        assert [tuple(each) for each in given[["low", "best", "high"]].values] == [
            (each.low, each.best, each.high) for each in incident.tolls
        ]


def test_duckdb_asks_who_claims_what(folder: Path) -> None:
    """A desk's own query: every number killed, by whom it was told, from the claims alone."""
    asked = (
        "SELECT speaker.name, toll.best FROM (SELECT speaker, UNNEST(tolls) AS toll "
        f"FROM '{folder / 'claims.parquet'}') WHERE toll.harm = 'killed' AND toll.best IS NOT NULL"
    )
    wanted = [
        (each.claim.speaker.name, toll.best)
        for each in read_record(folder).claims
        for toll in each.claim.tolls
        if toll.harm == "killed" and toll.best is not None
    ]
    assert sorted(duckdb.sql(asked).fetchall()) == sorted(wanted)
    assert wanted


def test_unknown_is_null_and_truth_is_truth(folder: Path) -> None:
    """What a line leaves open is no number, and yes and no are neither 0 nor 1."""
    types = duckdb.sql(f"DESCRIBE SELECT * FROM '{folder / 'claims.parquet'}'").fetchall()
    assert dict(row[:2] for row in types)["provisional"] == "BOOLEAN"
    wide = "SELECT COUNT(*) FROM (SELECT UNNEST(tolls) AS toll FROM '{}') WHERE toll.high IS NULL"
    [(found,)] = duckdb.sql(wide.format(folder / "claims.parquet")).fetchall()
    record = read_record(folder)
    assert found == sum(toll.high is None for each in record.claims for toll in each.claim.tolls)
    assert found


def test_the_same_record_gives_the_same_bytes(folder: Path) -> None:
    """Written again, nothing changes, and nothing is left half written."""
    before = {path.name: path.read_bytes() for path in folder.glob("*.parquet")}
    assert len(before) == 8
    write_parquet(folder)
    assert {path.name: path.read_bytes() for path in folder.glob("*.parquet")} == before
    assert not list(folder.glob("*.part"))
