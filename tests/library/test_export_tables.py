"""Exports that are tables, read back by programs that know nothing of Vaglio."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd

from tests.library.export_records import (
    DAY,
    NAIROBI,
    NAMED,
    RECORD,
    REGION,
    SHELLED,
    alleged,
    incident,
    reported,
    toll,
)
from vaglio.codebook.codes import load_codes
from vaglio.export import export_record, load_references
from vaglio.export._acled import COLUMNS as ACLED
from vaglio.export._flat import COLUMNS as FLAT
from vaglio.export._ged import COLUMNS as GED
from vaglio.export._hxl import COLUMNS as HXL
from vaglio.export._polecat import COLUMNS as POLECAT
from vaglio.model.claim import Event, Harm, When, Who
from vaglio.model.exported import Exported, ExportForm
from vaglio.model.incident import Incident
from vaglio.model.record import Decided, Record, Standing

REFERENCES = load_references()


def export(form: ExportForm, *incidents: Incident, targets: tuple[str, ...] = ()) -> Exported:
    """Export incidents that are all accepted; the invented record where there are none."""
    if not incidents:
        return export_record(RECORD, form=form, references=REFERENCES)
    decided = tuple(Decided(id=each.id, standing=Standing.ACCEPTED) for each in incidents)
    record = Record(
        claims=(reported("c:1", targets=targets),), incidents=incidents, decided=decided
    )
    return export_record(record, form=form, references=REFERENCES)


def table(exported: Exported) -> pd.DataFrame:
    """Read a CSV as pandas does."""
    return pd.read_csv(io.BytesIO(exported.data))


def one(exported: Exported) -> dict[str, object]:
    """Give the only row of a table; empty cells left out."""
    [row] = table(exported).to_dict("records")
    return {str(name): cell for name, cell in row.items() if not pd.isna(cell)}


def test_ged_has_its_49_columns_in_order() -> None:
    """The loaders of the field find every column where they look for it."""
    frame = table(export(ExportForm.GED))
    assert tuple(frame.columns) == GED
    assert len(GED) == 49
    assert list(frame["relid"]) == ["D-7", "8"]


def test_ged_deaths_add_up() -> None:
    """The parts of the deaths are the best figure, which lies between low and high."""
    row = table(export(ExportForm.GED)).iloc[0]
    parts = [row[f"deaths_{part}"] for part in ("a", "b", "civilians", "unknown")]
    assert parts == [0, 0, 5, 7]
    assert (row["low"], row["best"], row["high"]) == (9, 12, 15)


def test_ged_takes_deaths_only() -> None:
    """An incident without a direct death is left out, and named with the reason."""
    exported = export(ExportForm.GED)
    assert exported.count == 2
    assert "no claim tells of a direct death" in {each.why for each in exported.left_out}
    assert b"i:00000000000000cc,left out" not in exported.data
    assert b"i:00000000000000cc" in exported.changes


def test_ged_keeps_an_open_end_open() -> None:
    """“Dozens” is at least 24, without a best figure, and so without parts."""
    row = table(export(ExportForm.GED)).iloc[1]
    assert row["low"] == 24
    assert row[["best", "high", "deaths_a", "deaths_unknown"]].isna().all()


def test_ged_calls_a_vague_place_vague() -> None:
    """A region has no point, and a code that says so; a place that is only named has neither."""
    row = one(export(ExportForm.GED, incident("i:1", tolls=(toll(1, 1, 1),), where=(REGION,))))
    assert row["where_prec"] == 5
    assert not {"geom_wkt", "priogrid_gid"} & row.keys()
    row = one(export(ExportForm.GED, incident("i:1", tolls=(toll(1, 1, 1),), where=(NAMED,))))
    assert not {"where_prec", "latitude", "longitude", "geom_wkt", "country"} & row.keys()
    assert row["where_description"] == "Marsk"


def test_ged_knows_the_country_from_the_place() -> None:
    """The gazetteer says in which country and division a place lies."""
    row = table(export(ExportForm.GED)).iloc[0]
    assert (row["country"], row["adm_1"]) == ("Kenya", "Nairobi County")
    assert row["geom_wkt"] == "POINT (36.81667 -1.28333)"


def test_ged_fills_nothing_that_the_record_does_not_hold() -> None:
    """Ids of conflicts and dyads are other people's: they stay empty."""
    frame = table(export(ExportForm.GED))
    empty = [c for c in GED if re.search("_dset_id|_new_id|gwno|conflict_name|dyad_name", c)]
    assert frame[[*empty, "country_id", "region", "active_year", "adm_2"]].isna().all(axis=None)


def test_ged_leaves_the_sides_open_where_claims_differ() -> None:
    """Two parties that different claims name are no pair of sides."""
    rivals = (alleged("Rebels"), alleged("Armenia", actor="ARM", claims=("c:9",)))
    row = one(export(ExportForm.GED, incident("i:1", tolls=(toll(1, 1, 1),), actors=rivals)))
    assert not {"side_a", "side_b", "type_of_violence"} & row.keys()
    both = (alleged("Azerbaijan", actor="AZE"), alleged("Armenia", actor="ARM"))
    row = one(export(ExportForm.GED, incident("i:1", tolls=(toll(1, 1, 1),), actors=both)))
    assert (row["side_a"], row["side_b"]) == ("Azerbaijan", "Armenia")
    assert row["type_of_violence"] == 1


def test_ged_calls_violence_one_sided_only_where_civilians_were_chosen() -> None:
    """Shelling may kill civilians whom nobody aimed at; gunmen choose whom they shoot."""
    shelled = incident("i:1", tolls=(toll(1, 1, 1),), actors=(alleged("Armenia", actor="ARM"),))
    shot = replace(shelled, event=Event(type="ASSAULT", mode="firearms"))
    kinds = [
        one(export(ExportForm.GED, each, targets=("villagers",))).get("type_of_violence")
        for each in (shelled, shot)
    ]
    assert kinds == [None, 3]


def test_ged_counts_nobody_twice() -> None:
    """Lines of people who may be the same are not added; lines of two sides are."""
    same = (toll(4, 4, 4, who=Who.CIVILIAN), toll(2, 2, 2, who=Who.CHILDREN))
    assert one(export(ExportForm.GED, incident("i:1", tolls=same)))["best"] == 4
    apart = (
        toll(4, 4, 4, who=Who.COMBATANT, side="Armenia"),
        toll(2, 2, 5, who=Who.COMBATANT, side="Azerbaijan"),
    )
    both = (alleged("Azerbaijan", actor="AZE"), alleged("Armenia", actor="ARM"))
    row = one(export(ExportForm.GED, incident("i:1", tolls=apart, actors=both)))
    assert (row["low"], row["best"], row["high"]) == (6, 6, 9)
    assert (row["deaths_a"], row["deaths_b"], row["deaths_unknown"]) == (2, 4, 0)


def test_ged_keeps_a_number_that_is_an_id() -> None:
    """What came from GED goes back under its own id; other references get a number."""
    ids = list(table(export(ExportForm.GED))["id"])
    assert ids[1] == 8
    assert 0 < ids[0] < 2**52


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
