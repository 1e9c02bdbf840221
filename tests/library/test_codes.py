"""Other people's codes: every list is whole and fits the others."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from scripts.write_countries import TARGET, write_countries
from vaglio.codebook import load_codebook
from vaglio.codebook.codes import LISTS, load_codes
from vaglio.model.claim import Precision
from vaglio.model.errors import CodebookInvalid

FILES = sorted(LISTS.glob("*.csv"))
CODES, CODEBOOK = load_codes(), load_codebook()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_code_has_a_source_and_an_example(path: Path) -> None:
    """Nobody has to guess where a code comes from or what it means."""
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert table
    assert [row for row in table if not row["source"].strip() or not row["example"].strip()] == []


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_a_missing_list_is_named(tmp_path: Path, name: str) -> None:
    """A folder that lacks a list is refused, never read as one that has no codes."""
    shutil.copytree(LISTS, tmp_path / "codes")
    (tmp_path / "codes" / name).unlink()
    with pytest.raises(CodebookInvalid, match=f"{re.escape(name)}: the table is missing"):
        load_codes(tmp_path / "codes")


def test_acled_types_are_the_fields_own() -> None:
    """Six types, each with its sub-types, none twice."""
    pairs = [(row.event_type, row.sub_event_type) for row in CODES.acled]
    assert len(pairs) == len(set(pairs)) == 25
    assert len({kind for kind, _ in pairs}) == 6
    assert {row.disorder_type for row in CODES.acled} == {
        "Political violence",
        "Demonstrations",
        "Strategic developments",
        "Political violence; Demonstrations",
    }


def test_every_acled_code_that_we_write_is_in_the_list() -> None:
    """A PLOVER code leads to one ACLED code for each target, and to none that is not there."""
    pairs = {(row.event_type, row.sub_event_type) for row in CODES.acled}
    kinds = {kind for kind, _ in pairs}
    for row in CODES.acled_events:
        assert row.event_type in kinds
        assert row.sub_event_type is None or (row.event_type, row.sub_event_type) in pairs
    keys = [(row.type, row.mode, row.target) for row in CODES.acled_events]
    assert len(keys) == len(set(keys))
    assert {(t, m) for t, m, _ in keys} <= {(row.type, row.mode) for row in CODEBOOK.plover}


def test_numbered_codes_run_from_one() -> None:
    """No number is missing."""
    assert [row.code for row in CODES.acled_inter] == list(range(1, 9))
    assert [row.code for row in CODES.ged_violence] == [1, 2, 3]
    assert [row.code for row in CODES.ged_days] == [1, 2, 3, 4, 5]
    assert [row.code for row in CODES.acled_days] == [1, 2, 3]


def test_days_grow_with_their_codes() -> None:
    """A longer stretch never gets a lower code."""
    for rows in (CODES.ged_days, CODES.acled_days):
        lengths = [row.most_days for row in rows if row.most_days is not None]
        assert lengths == sorted(set(lengths))


def test_every_precision_has_codes() -> None:
    """A place of any precision and width finds its row; a point gets the exact codes only."""
    for precision in Precision:
        rows = [row for row in CODES.places if row.precision is precision]
        assert rows[-1].most_km is None
        assert [row.most_km for row in rows[:-1]] == sorted(row.most_km or 0 for row in rows[:-1])
        if precision not in (Precision.EXACT, Precision.TOWN):
            assert all(row.ged is None or row.ged > 2 for row in rows)
            assert all(row.acled is None or row.acled > 1 for row in rows)


def test_countries_have_one_code_each() -> None:
    """Alpha-3, alpha-2 and number name one country, and every state of the codebook has them."""
    for name in ("iso3", "iso2", "numeric"):
        codes = [getattr(row, name) for row in CODES.countries]
        assert len(codes) == len(set(codes)) == 249
    states = {row.id for row in CODEBOOK.actors if row.id == row.country}
    # Kosovo's code is assigned by its users, so ISO has no number for it.
    assert states - CODES.country_by_iso3.keys() == {"XKX"}


def test_the_table_of_countries_is_what_its_script_writes() -> None:
    """Nobody has changed it by hand."""
    written = io.StringIO()
    write_countries(written)
    assert TARGET.read_text(encoding="utf-8") == written.getvalue()
