"""Tests of taking a team's own table into a record."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.library.export_records import RECORD
from vaglio.export import export_record, import_table, load_references
from vaglio.export._ged import COLUMNS as GED
from vaglio.model.claim import Harm, Precision, Reality, Who
from vaglio.model.exported import ExportForm
from vaglio.model.imported import Imported, ImportForm, TableColumns, TableMap
from vaglio.model.record import Standing

REFERENCES = load_references()
MAP = TableMap(
    publisher="Orlo Recorders",
    dates="%d/%m/%Y",
    precision=Precision.TOWN,
    columns=TableColumns(
        ref="Code", title="What", start="Day", place="Town", latitude="Lat", longitude="Lon",
        killed_low="Low", killed="Dead", killed_high="High", actor="By", target="Whom",
        event_type="Type",
    ),
)  # fmt: skip
HEAD = "Code,What,Day,Town,Lat,Lon,Low,Dead,High,By,Whom,Type,Remarks"
GOOD = '"O-1","Raid, at dawn",03/05/2031,Marsk,1.5,2.5,3,4,,rebels,villagers,ASSAULT,first line'


def read(*lines: str, head: str = HEAD) -> Imported:
    """Import a mapped table."""
    return import_table(
        "\n".join([head, *lines]).encode(), input="own.csv", form=ImportForm.CSV,
        publisher="own", references=REFERENCES, table=MAP,
    )  # fmt: skip


def read_ged(*rows: dict[str, str]) -> Imported:
    """Import a table with GED's columns."""
    text = io.StringIO()
    writer = csv.DictWriter(text, GED)
    writer.writeheader()
    writer.writerows(rows)
    return import_table(
        text.getvalue().encode(), input="ged.csv", form=ImportForm.GED, publisher="Orlo",
        references=REFERENCES,
    )  # fmt: skip


GED_ROW = {
    "id": "77", "date_start": "2031-05-03 00:00:00.000", "date_end": "2031-05-05", "best": "12",
    "low": "9", "high": "15", "deaths_civilians": "5", "type_of_violence": "1",
    "side_a": "Government of Orlo", "side_b": "Rebels", "where_coordinates": "Marsk town",
    "latitude": "39.9", "longitude": "46.75", "where_prec": "1", "code_status": "Clear",
}  # fmt: skip


def test_a_row_becomes_an_accepted_incident() -> None:
    """What the team wrote is in the record, decided, under its own reference."""
    record = read(GOOD).record
    assert record is not None
    [incident], [decided] = record.incidents, record.decided
    assert (decided.standing, decided.ref, decided.id) == (Standing.ACCEPTED, "O-1", incident.id)
    assert incident.title == "Raid, at dawn"
    assert incident.when is not None
    assert incident.when.start == incident.when.end == dt.date(2031, 5, 3)
    [toll] = incident.tolls
    assert (toll.low, toll.best, toll.high) == (3, 4, None)
    assert [actor.name for actor in incident.actors] == ["rebels"]
    [place] = incident.where
    assert (place.name, place.latitude, place.precision) == ("Marsk", 1.5, Precision.TOWN)


def test_every_word_of_the_claim_stands_in_the_row() -> None:
    """The row is the report: each field quotes its cell, to the code point."""
    imported = read(GOOD.replace("Marsk", "Mársk 𝔅"))
    assert imported.record is not None
    [report], [reported] = imported.reports, imported.record.claims
    claim, text = reported.claim, report.content
    assert claim.span.of(text) == claim.quote == text
    assert claim.report_id == report.id == reported.report.id
    assert claim.when is not None
    quoted = [
        *((toll.quote, toll.span) for toll in claim.tolls),
        *((place.name, place.span) for place in claim.where),
        *((party.name, party.span) for party in (*claim.actors, *claim.targets)),
        (claim.when.text, claim.when.span),
    ]
    assert len(quoted) == 5
    assert [span.of(text) for _, span in quoted] == [words for words, _ in quoted]
    assert "Remarks: first line" in text
    assert claim.reality is Reality.HAPPENED


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "problem"),
    [
        ("03/05/2031", "31/31/2031", 2, "Day", "is no day"),
        ("03/05/2031", "", 2, "Day", "it is empty"),
        (",4,", ",four,", 2, "Dead", "is no number of people"),
        (",4,", ",-4,", 2, "Dead", "is no number of people"),
        (",4,", ",4.5,", 2, "Dead", "is no number of people"),
        (",3,", ",9,", 2, "Dead", "not in order"),
        ("1.5", "91", 2, "Lat", "is no angle"),
        ("1.5", "", 2, "Lat", "one coordinate is empty"),
        ("ASSAULT", "BATTLE", 2, "Type", "is no PLOVER code"),
    ],
)
def test_an_error_names_line_and_column(
    old: str, new: str, line: int, column: str, problem: str
) -> None:
    """Nothing is taken in, and the team is told which cell to mend."""
    assert old in GOOD
    imported = read(GOOD.replace(old, new), GOOD.replace("O-1", "O-2"))
    assert imported.record is None
    assert imported.reports == ()
    [error] = imported.errors
    assert error.input == f"own.csv:{line}, column {column}"
    assert problem in error.problem


def test_all_errors_are_named_in_order() -> None:
    """The team mends the table once, not error by error."""
    bad = GOOD.replace(",4,", ",x,")
    imported = read(bad, "too,few", GOOD.replace("O-1", "O-2"), GOOD.replace("O-1", "O-2"), "")
    assert [error.input.partition(",")[0] for error in imported.errors] == [
        "own.csv:2", "own.csv:3", "own.csv:5",
    ]  # fmt: skip


def test_a_line_is_counted_in_the_file_not_in_rows() -> None:
    """A cell with a line break in it does not shift the numbers."""
    broken = GOOD.replace("first line", '"first\nsecond"')
    imported = read(broken, GOOD.replace("O-1", "O-2").replace(",4,", ",x,"))
    assert [error.input for error in imported.errors] == ["own.csv:4, column Dead"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\xff\xfe", "is no UTF-8"),
        (b"", "has no column"),
        (b"a,b\n1,2\n", "has no column"),
        ((HEAD + ",Town\n").encode(), "has the column Town twice"),
        ((HEAD + "\n\0\n").encode(), "holds a NUL"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(data: bytes, problem: str) -> None:
    """The error says what it is not."""
    imported = import_table(
        data, input="own.csv", form=ImportForm.CSV, publisher="own", references=REFERENCES,
        table=MAP,
    )  # fmt: skip
    assert imported.record is None
    assert problem in imported.errors[0].problem


def test_semicolons_and_a_byte_order_mark_are_read() -> None:
    """Spreadsheets in many countries write CSV so."""
    data = "\ufeff" + HEAD.replace(",", ";") + "\n" + "O-1;;03/05/2031" + ";" * 10
    imported = import_table(
        data.encode(), input="own.csv", form=ImportForm.CSV, publisher="own",
        references=REFERENCES, table=MAP,
    )  # fmt: skip
    assert imported.errors == ()
    assert len(imported.reports) == 1


def test_ged_keeps_its_vague_places_and_both_sides() -> None:
    """A fight has two parties; an attack on civilians has one, and whom it hit."""
    fight = GED_ROW | {"where_prec": "4"}
    attack = GED_ROW | {"id": "78", "type_of_violence": "3", "side_b": "Civilians"}
    record = read_ged(fight, attack).record
    assert record is not None
    first, second = record.incidents
    assert [actor.name for actor in first.actors] == ["Government of Orlo", "Rebels"]
    assert [actor.name for actor in second.actors] == ["Government of Orlo"]
    assert (first.where[0].precision, second.where[0].precision) == (
        Precision.REGION, Precision.TOWN,
    )  # fmt: skip
    assert [(t.harm, t.who, t.best, t.part_of) for t in first.tolls] == [
        (Harm.KILLED, Who.TOTAL, 12, None), (Harm.KILLED, Who.CIVILIAN, 5, 0),
    ]  # fmt: skip


def test_ged_comes_back_as_it_went_in() -> None:
    """Import and export: the cells that the record holds are the same."""
    imported = read_ged(GED_ROW)
    assert imported.record is not None
    exported = export_record(imported.record, form=ExportForm.GED, references=REFERENCES)
    [row] = csv.DictReader(io.StringIO(exported.data.decode()))
    same = set(GED_ROW) - {"date_start", "type_of_violence"}
    assert {name: row[name] for name in same} == {name: GED_ROW[name] for name in same}
    assert row["date_start"] == "2031-05-03"


def test_a_proposal_is_not_taken_in_as_vetted() -> None:
    """What we exported as a proposal does not come back as a decision."""
    for form, target in ((ExportForm.GED, ImportForm.GED), (ExportForm.ACLED, ImportForm.ACLED)):
        exported = export_record(RECORD, form=form, references=REFERENCES, proposals=True)
        imported = import_table(
            exported.data, input="x.csv", form=target, publisher="x", references=REFERENCES
        )
        assert imported.record is None
        assert any("a proposal that nobody has vetted" in e.problem for e in imported.errors)


def test_acled_days_stand_for_their_week_or_month() -> None:
    """What ACLED calls vague is vague in the record; its zero is unknown."""
    head = (
        "event_id_cnty,event_date,time_precision,event_type,sub_event_type,tags,notes,location,"
        "latitude,longitude,geo_precision,fatalities,actor1,actor2"
    )
    rows = [
        "O1,03 May 2031,1,Battles,Armed clash,,Fight,Marsk,1,2,1,3,Army,Rebels",
        "O2,2031-05-03,2,Violence against civilians,Attack,,,Marsk,1,2,3,0,Army,Civilians",
        "O3,03 May 2031,3,Protests,Peaceful protest,,,Marsk,,,,0,,",
    ]
    imported = import_table(
        "\n".join([head, *rows]).encode(), input="a.csv", form=ImportForm.ACLED,
        publisher="Orlo", references=REFERENCES,
    )  # fmt: skip
    assert imported.errors == ()
    assert imported.record is not None
    spans = [(i.when.start.day, i.when.end.day) for i in imported.record.incidents]  # type: ignore[union-attr]
    assert spans == [(3, 3), (28, 4), (1, 31)]
    assert [len(each.tolls) for each in imported.record.incidents] == [1, 0, 0]
    assert imported.record.incidents[1].where[0].precision is Precision.REGION


@given(cells=st.lists(st.text(max_size=8), min_size=13, max_size=13))
def test_any_row_is_taken_in_or_its_errors_are_named(cells: list[str]) -> None:
    """However odd the cells, there is a record or there are errors, never both or neither."""
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    imported = read(text.getvalue().encode("utf-8", "replace").decode())
    assert (imported.record is None) == bool(imported.errors)
