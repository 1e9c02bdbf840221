"""Exports that are tables, read back by programs that know nothing of Vaglio."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd

from tests.library.export_readers import REFERENCES, export, one, table
from tests.library.export_records import (
    DAY,
    NAIROBI,
    RECORD,
    REGION,
    SHELLED,
    alleged,
    incident,
    reported,
    toll,
)
from vaglio.codebook.codes import load_codes
from vaglio.export import export_record
from vaglio.export._acled import COLUMNS as ACLED
from vaglio.export._flat import COLUMNS as FLAT
from vaglio.export._hxl import COLUMNS as HXL
from vaglio.export._polecat import COLUMNS as POLECAT
from vaglio.model.claim import Event, Harm, When
from vaglio.model.exported import ExportForm
from vaglio.model.record import Record


def test_acled_has_its_31_columns_and_codes() -> None:
    """Types, codes and numbers are those of ACLED's lists."""
    frame = table(export(ExportForm.ACLED))
    assert tuple(frame.columns) == ACLED
    assert len(ACLED) == 31
    codes = load_codes()
    pairs = set(zip(frame["event_type"], frame["sub_event_type"], strict=True))
    assert pairs <= {(each.event_type, each.sub_event_type) for each in codes.acled}
    first = frame.iloc[0]
    assert (first["inter1"], first["inter2"], first["interaction"]) == (8, 7, 78)
    assert (first["iso"], first["geo_precision"], first["time_precision"]) == (404, 1, 1)


def test_acled_leaves_open_what_a_code_does_not_settle() -> None:
    """A bombing may be of several sub-types; an unknown number of dead is not zero."""
    bomb = replace(incident("i:1"), event=Event(type="ASSAULT", mode="explosives"))
    row = one(export(ExportForm.ACLED, bomb))
    assert row["event_type"] == "Explosions/Remote violence"
    assert not {"sub_event_type", "fatalities", "inter1"} & row.keys()


def test_acled_names_whom_gunmen_shot_at() -> None:
    """Gunfire is an attack on civilians or a clash, by whom it is aimed at."""
    shot = replace(incident("i:1"), event=Event(type="ASSAULT", mode="firearms"))
    kinds = {
        name: one(export(ExportForm.ACLED, shot, targets=(name,))).get("sub_event_type")
        for name in ("villagers", "two soldiers", "a lorry")
    }
    assert kinds == {"villagers": "Attack", "two soldiers": "Armed clash", "a lorry": None}


def test_acled_and_polecat_refuse_days_that_they_cannot_call_vague() -> None:
    """A season is no day."""
    long = When(start=DAY, end=DAY.replace(month=9), text="x", span=REGION.span)
    for form in (ExportForm.ACLED, ExportForm.POLECAT):
        exported = export(form, incident("i:1", when=long))
        assert exported.count == 0
        assert len(exported.left_out) == 1


def test_polecat_has_its_40_columns_between_tabs() -> None:
    """Every line has 39 tabs, whatever the cells hold, and no reader needs to know quoting."""
    odd = incident("i:1", title='He said "no"\tand left', actors=(alleged('"A\tB"\n'),))
    exported = export(ExportForm.POLECAT, odd, SHELLED)
    lines = exported.data.decode().splitlines()
    assert {line.count("\t") for line in lines} == {39}
    frames = [pd.read_csv(io.BytesIO(exported.data), sep="\t", quoting=q) for q in (0, 3)]
    assert tuple(frames[0].columns) == POLECAT
    assert frames[0].equals(frames[1])
    assert list(frames[0]["Quad Code"]) == ["MATERIAL CONFLICT"] * 2


def test_polecat_gives_no_degrees_of_a_vague_place() -> None:
    """POLECAT has no column that says how exact a place is."""
    frame = pd.read_csv(io.BytesIO(export(ExportForm.POLECAT).data), sep="\t")
    placed = frame.set_index("Event ID")["Latitude"].notna()
    assert (placed["D-7"], placed["8"]) == (True, False)


def test_hxl_has_its_tags_in_the_second_row() -> None:
    """A reader of HXL finds the hashtags under the words."""
    frame = pd.read_csv(io.BytesIO(export(ExportForm.HXL).data), header=1)
    assert tuple(frame.columns) == HXL
    assert list(frame["#affected+killed+min"].fillna(-1)) == [9, 24, -1]
    assert list(frame["#geo+lat"].notna()) == [True, False, False]


def test_csv_tells_each_toll_with_the_words_that_set_it() -> None:
    """One row a toll, and the quotation beside the number."""
    frame = table(export(ExportForm.CSV))
    assert tuple(frame.columns) == FLAT
    rows = frame[frame["ref"] == "D-7"]
    assert list(rows["best"]) == [12, 5, 3]
    assert rows["best_quotes"].str.contains("killed 12 people").all()
    assert list(rows["part_of"].fillna(0)) == [0, 1, 0]


def test_csv_holds_no_formula_and_gives_the_text_back() -> None:
    """No cell begins as a formula; taking the first apostrophe away gives the text."""
    titles = ["=1+1", "+1", "-1 dead", "@sum", "'quoted", "plain", "\t=2"]
    incidents = [incident(f"i:{n}", title=title) for n, title in enumerate(titles)]
    frame = table(export(ExportForm.CSV, *incidents))
    assert not frame["title"].str.match(r"[=+\-@]").any()
    back = [title.removeprefix("'") for title in frame["title"]]
    assert back == [title.strip() for title in titles]


def test_duckdb_reads_the_csv_as_pandas_does(tmp_path: Path) -> None:
    """Two readers that were written apart see the same cells."""
    exported = export(ExportForm.CSV)
    path = tmp_path / "rows.csv"
    path.write_bytes(exported.data)
    relation = duckdb.read_csv(str(path), all_varchar=True)
    frame = pd.read_csv(io.BytesIO(exported.data), dtype=str)
    assert relation.columns == list(frame.columns)
    assert [list(row) for row in relation.fetchall()] == frame.astype(object).where(
        frame.notna(), None
    ).values.tolist()


def test_parquet_holds_the_flat_table_with_types(tmp_path: Path) -> None:
    """Days are days and numbers are numbers; the texts are the record's own."""
    path = tmp_path / "record.parquet"
    path.write_bytes(export(ExportForm.PARQUET).data)
    with duckdb.connect() as connection:
        relation = connection.read_parquet(str(path))
        assert tuple(relation.columns) == FLAT
        rows = relation.select("ref, date_start, best, high, correction").fetchall()
    assert rows[0] == ("D-7", DAY, 12, 15, "-1 was a slip")
    assert rows[3][2:4] == (None, None)


def test_a_circle_of_parts_is_left_out_and_named() -> None:
    """Nobody can say what such tolls count."""
    circle = incident("i:1", tolls=(toll(1, 1, 1, part_of=1), toll(2, 2, 2, part_of=0)))
    for form in (ExportForm.GED, ExportForm.CSV):
        exported = export(form, circle)
        assert [each.why for each in exported.left_out] == [
            "a toll is part of itself, by way of others"
        ]


def test_the_folders_of_the_desk_are_not_published() -> None:
    """A report without a publisher is named by its file, not by where the desk keeps it."""
    own = reported("c:1")
    sources = {
        "desk/secret/a.txt": "a.txt",
        "C:\\in\\b.jsonl:7": "b.jsonl:7",
        "AFP/Orlo": "AFP/Orlo",
    }
    for source, name in sources.items():
        claims = (replace(own, report=replace(own.report, source=source)),)
        record = replace(RECORD, claims=claims)
        for form in (ExportForm.GED, ExportForm.GEOJSON, ExportForm.JSONLD, ExportForm.CSV):
            data = export_record(record, form=form, references=REFERENCES).data.decode()
            assert name in data
            assert "secret" not in data


def test_a_record_without_accepted_entries_gives_an_empty_table(tmp_path: Path) -> None:
    """The header stands, and nothing below it."""
    empty = Record(claims=(), incidents=())
    for form in ExportForm:
        exported = export_record(empty, form=form, references=REFERENCES)
        assert exported.count == 0
        assert exported.data
    path = tmp_path / "none.parquet"
    path.write_bytes(export_record(empty, form=ExportForm.PARQUET, references=REFERENCES).data)
    assert duckdb.read_parquet(str(path)).fetchall() == []


def test_an_entry_that_contradicts_itself_is_left_out_and_named() -> None:
    """Low above high, a place off the earth: no form takes it, and no other entry is lost."""
    bad = incident("i:1", tolls=(toll(9, 2, 1),))
    good = incident("i:2", tolls=(toll(1, 1, 1, harm=Harm.KILLED),), where=(NAIROBI,))
    for form in ExportForm:
        exported = export(form, bad, good)
        assert exported.count == 1
        assert [each.id for each in exported.left_out] == ["i:1"]
        assert b"best above high" in exported.changes
