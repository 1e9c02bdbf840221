"""Tests of the page that tells how well it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaglio.model.errors import FloorsInvalid
from vaglio.score import GoldenCase, find_cases
from vaglio.score.bench import (
    BenchRow,
    BenchSet,
    SetScore,
    known_weaknesses,
    load_aims,
    reading_page,
)

AIMS = """
[[aim]]
set = "wells"
metric = "depth"
asked = { recall = 0.6, precision = 0.5 }
against = "a divining rod"
note = "stones"
"""


def _golden(folder: Path, claims: str) -> list[GoldenCase]:
    """Write one golden case and load it."""
    case = folder / "one-well"
    case.mkdir(parents=True)
    (case / "report.txt").write_text("Two men dug.", encoding="utf-8")
    (case / "about.toml").write_text(
        'language = "en"\npublisher_kind = "newspaper"\nwhy = "wells"\nissue = 3\n',
        encoding="utf-8",
    )
    (case / "claims.txt").write_text(claims, encoding="utf-8")
    return find_cases(folder)


def _aims(folder: Path) -> Path:
    """Write a file of aims."""
    path = folder / "aims.toml"
    path.write_text(AIMS, encoding="utf-8")
    return path


def _row(recall: float) -> BenchRow:
    """Make a figure of the invented set."""
    return BenchRow(set="wells", metric="depth", precision=0.51, recall=recall, f1=0.55, n=1234)


@pytest.mark.parametrize(("recall", "mark"), [(0.61, "yes"), (0.59, "**no**")])
def test_the_page_says_whether_an_aim_is_met(tmp_path: Path, recall: float, mark: str) -> None:
    """Every figure that is asked for has to be reached."""
    page = reading_page(
        [_row(recall)],
        sets=[
            BenchSet(
                name="wells",
                about="How deep wells are.",
                files=lambda _: [],
                measure=lambda _data, _jobs: SetScore(rows=(), words=0),
            )
        ],
        aims=load_aims(_aims(tmp_path)),
        weaknesses=[],
    )
    assert f"| {recall:.3f} / 0.510 | 0.60 / 0.50 | {mark} | a divining rod | stones |" in page
    assert "- **wells**: How deep wells are." in page
    assert f"| wells | all | depth | 0.510 | {recall:.3f} | 0.550 |  | 1,234 |" in page


def test_an_aim_without_a_figure_is_not_met(tmp_path: Path) -> None:
    """What was not measured was not reached."""
    page = reading_page([], sets=[], aims=load_aims(_aims(tmp_path)), weaknesses=[])
    assert "| – / – | 0.60 / 0.50 | **no** |" in page


@pytest.mark.parametrize(("share", "mark"), [(0.1, "yes"), (0.101, "**no**")])
def test_an_aim_may_be_a_ceiling(tmp_path: Path, share: float, mark: str) -> None:
    """What must stay rare is met at or under what was asked."""
    path = tmp_path / "aims.toml"
    path.write_text(
        '[[aim]]\nset = "wells"\nmetric = "dry"\nasked = { value = 0.10 }\n'
        'better = "lower"\nagainst = ""\n',
        encoding="utf-8",
    )
    row = BenchRow(set="wells", metric="dry", value=share, n=10)
    page = reading_page([row], sets=[], aims=load_aims(path), weaknesses=[])
    assert f"| {share:.3f} | at most 0.10 | {mark} |" in page


def test_marks_of_the_golden_cases_are_the_weaknesses(tmp_path: Path) -> None:
    """Each mark is listed under its field, with the words of its claim."""
    cases = _golden(
        tmp_path,
        "1  Post  (publisher)  states\n"
        '  "Two men dug"  [0:11]\n'
        "  where  Sarn  named only  ! wrong: place: the well is lost (#3)\n"
        '! wrong: missing "dug." (#3)\n',
    )
    found = known_weaknesses(cases)
    assert [(w.field, w.words, w.why) for w in found] == [
        ("place", "Two men dug", "the well is lost"),
        ("missed", "dug.", "no claim yet"),
    ]
    page = reading_page([], sets=[], aims=[], weaknesses=found)
    assert "- **place** (1)\n  - “Two men dug”: the well is lost (`one-well`)" in page
    assert "2 lines of the golden cases" in page


def test_broken_aims_are_an_error(tmp_path: Path) -> None:
    """A file that cannot be read is not a file that asks nothing."""
    path = tmp_path / "aims.toml"
    path.write_text("[[aim]]\nset = 1", encoding="utf-8")
    with pytest.raises(FloorsInvalid):
        load_aims(path)
