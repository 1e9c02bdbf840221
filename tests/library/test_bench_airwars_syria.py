"""Tests of the adaptor for reports on Syria, on invented rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaglio.model.errors import CorpusInvalid
from vaglio.score.bench import SETS, SetScore

[SET] = [each for each in SETS if each.name == "airwars-syria"]

TEXT = (
    "Shelling killed at least four civilians, including two children, in Brenlow on Tuesday, "
    "the mayor said.\n\n"
    "Seven people were wounded.\n\n"
    "Since January, 120 people have been killed in the region."
)


def _note(quote: str, **said: str | int | None) -> dict[str, str | int | None]:
    """Note a number of killed as a reader does."""
    return {
        "harm": "killed",
        "category": "civilian",
        "low": 4,
        "high": None,
        "quote": quote,
        "start": TEXT.index(quote),
        "speaker": "the mayor",
    } | said


NOTES = [
    _note("at least four civilians"),
    _note("two children", category="children", low=2, high=2),
    _note(
        "Seven people", harm="injured", category="unspecified", low=7, high=7, speaker="publisher"
    ),
]
BACKGROUND = [_note("120 people", category="unspecified", low=120, high=120)]


def _measured(
    tmp_path: Path,
    *,
    tolls: list[dict[str, str | int | None]],
    background: list[dict[str, str | int | None]] = BACKGROUND,
) -> SetScore:
    """Score an invented report with some notes on it."""
    folder = tmp_path / "airwars-syria"
    folder.mkdir()
    report = {
        "id": "x1",
        "publisher": "Valley Post",
        "published": "2031-05-04",
        "title": None,
        "text": TEXT,
    }
    notes = {"id": "x1", "tolls": tolls, "background": background}
    (folder / "reports.jsonl").write_text(json.dumps(report) + "\n", encoding="utf-8")
    (folder / "gold.jsonl").write_text(json.dumps(notes) + "\n", encoding="utf-8")
    return SET.measure(tmp_path, 1)


def _value(score: SetScore, metric: str, slice_name: str = "all") -> tuple[float | None, int]:
    """Give the headline of a row and on how many cases it rests."""
    [row] = [r for r in score.rows if (r.metric, r.slice) == (metric, slice_name)]
    return row.headline, row.n


def test_numbers_of_the_incident_are_found_with_their_speakers(tmp_path: Path) -> None:
    """Three numbers are there and right, and the period total is attached to nothing."""
    score = _measured(tmp_path, tolls=NOTES)
    assert _value(score, "killed and injured") == (1.0, 3)
    assert _value(score, "killed and injured", "killed") == (1.0, 2)
    assert _value(score, "killed and injured", "small outlets") == (1.0, 3)
    assert _value(score, "killed and injured, speaker right") == (1.0, 3)
    assert _value(score, "background tolls attached") == (0.0, 1)
    assert score.misses == ()


def test_right_number_of_the_wrong_speaker_counts_apart(tmp_path: Path) -> None:
    """The number is found, and who says so is not."""
    score = _measured(tmp_path, tolls=[NOTES[0], NOTES[1], {**NOTES[2], "speaker": "a nurse"}])
    assert _value(score, "killed and injured")[0] == 1.0
    assert _value(score, "killed and injured, speaker right")[0] == pytest.approx(2 / 3)


def test_number_of_something_else_weighs_most(tmp_path: Path) -> None:
    """A background number that was given to the incident is shown first."""
    score = _measured(tmp_path, tolls=NOTES[:2], background=NOTES[2:])
    assert _value(score, "background tolls attached") == (1.0, 1)
    [miss] = score.misses
    assert (miss.kind, miss.wanted, miss.found) == ("background", "", "injured unspecified 7..7")


def test_absent_set_has_no_files(tmp_path: Path) -> None:
    """Without the folder there is nothing to measure."""
    assert list(SET.files(tmp_path)) == []


def test_note_on_no_report_is_an_error(tmp_path: Path) -> None:
    """The error names the file and the line."""
    folder = tmp_path / "airwars-syria"
    folder.mkdir()
    line = json.dumps({"id": "x2", "tolls": [], "background": []})
    (folder / "gold.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(CorpusInvalid, match="line 1"):
        SET.measure(tmp_path, 1)
