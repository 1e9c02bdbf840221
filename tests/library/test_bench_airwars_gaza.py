"""Tests of the adaptor for assessments of strikes on Gaza, on invented rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaglio.model.errors import CorpusInvalid
from vaglio.score.bench import SETS, BenchRow

[SET] = [each for each in SETS if each.name == "airwars-gaza"]


def _row(**gold: str | float | None) -> str:
    """Write an assessment of an invented strike."""
    side_bar = {
        "date": "2031-05-03",
        "date_end": None,
        "killed_low": 3,
        "killed_high": 5,
        "injured_low": None,
        "injured_high": None,
        "strike_status": "Likely strike",
        "latitude": None,
        "longitude": None,
    }
    text = (
        "Between three and five civilians were killed by an air strike on a house in Damascus on "
        "3 May 2031. Nine people were wounded, a hospital and the police said."
    )
    return json.dumps({"id": "x1", "text": text, "gold": side_bar | gold})


def _measured(tmp_path: Path, *lines: str) -> dict[tuple[str, str], BenchRow]:
    """Score invented assessments; rows by metric and slice."""
    folder = tmp_path / "airwars-gaza"
    folder.mkdir()
    (folder / "other-name.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {(row.metric, row.slice): row for row in SET.measure(tmp_path, 1).rows}


def test_range_read_from_the_narrative_is_compared_end_by_end(tmp_path: Path) -> None:
    """One row is right at both ends, one at the low end, and 3..5 against 3..4 share 2 of 3."""
    rows = _measured(tmp_path, _row(), _row(killed_high=4))
    assert rows["killed, low exact", "all"].value == 1.0
    assert rows["killed, high exact", "all"].value == 0.5
    assert rows["killed, overlap", "all"].value == pytest.approx((1 + 2 / 3) / 2)
    assert rows["killed, mean error", "all"].value == pytest.approx(0.25)
    assert rows["killed, low exact", "true range"].n == 2


def test_what_the_page_leaves_out_is_not_asked(tmp_path: Path) -> None:
    """Nobody asks for the injured where the side bar says nothing of them."""
    rows = _measured(tmp_path, _row())
    assert ("injured, low exact", "all") not in rows
    assert rows["place, within 25 km", "all"].n == 0
    assert rows["place, median km", "all"].value is None


def test_day_place_and_status_are_compared(tmp_path: Path) -> None:
    """The day is right, the city is within 25 km, two sources make a likely strike."""
    rows = _measured(tmp_path, _row(latitude=33.5, longitude=36.3))
    assert rows["date exact", "all"].value == 1.0
    assert rows["place, within 25 km", "all"].value == 1.0
    assert rows["status", "all"].value == 1.0


def test_too_many_dead_weigh_most(tmp_path: Path) -> None:
    """A toll above the one wanted is shown first."""
    folder = tmp_path / "airwars-gaza"
    folder.mkdir()
    (folder / "a.jsonl").write_text(_row(killed_high=4) + "\n", encoding="utf-8")
    [miss] = SET.measure(tmp_path, 1).misses
    assert (miss.kind, miss.wanted, miss.found) == ("too many", "3 to 4 killed", "3 to 5 killed")


def test_absent_set_has_no_files(tmp_path: Path) -> None:
    """Without the folder there is nothing to measure."""
    assert list(SET.files(tmp_path)) == []


def test_line_of_another_form_is_an_error(tmp_path: Path) -> None:
    """The error names the file and the line."""
    with pytest.raises(CorpusInvalid, match="line 1"):
        _measured(tmp_path, '{"id": "x1"}')
