"""Tests of the set of claims that must not be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaglio.model.errors import CorpusInvalid
from vaglio.score.bench import Better, SetScore, must_not

_TOLLS = """
published = 2025-03-14

[[case]]
id = "tolls-01"
text = "Two farmers were killed near Derovka on Thursday."
must_not = [{words = "Two farmers", harm = "killed", number = 2}]
must = [{words = "Two farmers", harm = "killed", number = 2, reality = "happened"}]
source = "invented"

[[case]]
id = "tolls-02"
text = "Two farmers were killed near Derovka on Thursday."
must_not = [
  {words = "Two farmers", harm = "injured"},
  {words = "Two farmers", harm = "any", number = 3},
  {words = "Two farmers", scope = "period"},
  {words = "Two farmers", unless_dated = "2025-03"},
]
must = [{words = "Two farmers", harm = "killed", reality = "denied"}]
source = "invented"
"""

_PAGE = """
[[case]]
id = "page-01"
html = '''<html><body><article><h1>Two dead in Derovka</h1>
<p>Two farmers were killed near Derovka.</p></article></body></html>'''
must = [{words = "Two farmers", harm = "any", kind = "incident"}]
source = "invented"
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a data folder with this set, away from the project's own files."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "bench" / "must-not"
    folder.mkdir(parents=True)
    (folder / "tolls.toml").write_text(_TOLLS, encoding="utf-8")
    return tmp_path / "bench"


def _figures(score: SetScore) -> dict[tuple[str, str], tuple[float | None, int]]:
    """Give value and number of cases for each slice and metric."""
    return {(row.slice, row.metric): (row.value, row.n) for row in score.rows}


def test_a_forbidden_claim_and_a_missing_one_are_counted(data: Path) -> None:
    """One of two cases has what it must not; one of two wanted claims is there."""
    score = must_not.measure(data, 1)
    assert _figures(score) == {
        ("all", "cases with a forbidden claim"): (0.5, 2),
        ("tolls", "cases with a forbidden claim"): (0.5, 2),
        ("all", "what must still be claimed"): (0.5, 2),
        ("tolls", "what must still be claimed"): (0.5, 2),
    }
    assert [(miss.case, miss.kind) for miss in score.misses] == [
        ("tolls-01", "forbidden: tolls"),
        ("tolls-02", "missed: tolls"),
    ]
    assert score.misses[0].wanted == "no killed 2 over “Two farmers”"
    assert "killed 2" in score.misses[0].found
    assert score.words == 16


def test_a_forbidden_claim_is_held_by_a_ceiling(data: Path) -> None:
    """Fewer forbidden claims are better; more that must be claimed are."""
    better = {row.metric: row.better for row in must_not.measure(data, 1).rows}
    assert better == {
        "cases with a forbidden claim": Better.LOWER,
        "what must still be claimed": Better.HIGHER,
    }


def test_a_page_is_read_as_a_page(data: Path) -> None:
    """Its words count as read; a case that forbids nothing has no ceiling."""
    (data / "must-not" / "tolls.toml").unlink()
    (data / "must-not" / "page.toml").write_text(_PAGE, encoding="utf-8")
    assert _figures(must_not.measure(data, 1)) == {
        ("all", "what must still be claimed"): (1.0, 1),
        ("page", "what must still be claimed"): (1.0, 1),
    }


def test_the_projects_own_files_are_read_beside_the_data(data: Path) -> None:
    """Own files come first, then those of the data folder."""
    own = Path("benchmark", "must-not")
    own.mkdir(parents=True)
    (own / "own.toml").write_text(_PAGE, encoding="utf-8")
    assert must_not.files(data) == [own / "own.toml", data / "must-not" / "tolls.toml"]
    assert must_not.SET.name == "must-not"


@pytest.mark.parametrize(
    "broken",
    [
        "[[case]]\nid = 'a'\n",
        "[[case]]\nid = 'a'\ntext = 'A'\nmust = [{words = 'B'}]\n",
        "[[case]]\nid = 'a'\ntext = 'A'\nmust = [{words = 'A', harm = 'bored'}]\n",
        "[[case]]\nid = 'a'\ntext = 'A'\nmust = [{words = 'A', colour = 'red'}]\n",
        "case = 1",
        "no TOML",
    ],
)
def test_a_malformed_file_is_refused(data: Path, broken: str) -> None:
    """A file in another form is an error that names it."""
    (data / "must-not" / "tolls.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(CorpusInvalid, match=r"tolls\.toml"):
        must_not.measure(data, 1)


def test_each_of_the_projects_own_cases_is_in_form() -> None:
    """Ids are one a case, each case forbids or asks something and names its source."""
    cases = [case for path in must_not.files(Path("nowhere")) for case in must_not.cases_in(path)]
    assert len({case.text.id for case in cases}) == len(cases) >= 180
    assert all(case.must_not or case.must for case in cases)
    assert sum(bool(case.must) for case in cases) * 3 >= len(cases)
