"""UCDP GED: its columns, its sums, its codes, and what it leaves open."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.library.export_readers import export, one, table
from tests.library.export_records import (
    NAMED,
    REGION,
    alleged,
    incident,
    toll,
)
from vaglio.export._ged import COLUMNS as GED
from vaglio.model.claim import Event, Who
from vaglio.model.exported import ExportForm


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
    wider = (toll(9, 9, None), toll(9, 19, 19, who=Who.CIVILIAN), toll(5, 5, 5, who=Who.CHILDREN))
    row = one(export(ExportForm.GED, incident("i:1", tolls=wider)))
    assert (row["low"], row["best"], row["deaths_civilians"]) == (9, 19, 19)
    assert "high" not in row
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
