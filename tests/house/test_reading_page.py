"""docs/how-well-it-reads.md says what the floors and the golden cases say."""

from __future__ import annotations

from pathlib import Path

from vaglio.score import find_cases
from vaglio.score.bench import SETS, known_weaknesses, load_aims, load_floors

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-well-it-reads.md").read_text(encoding="utf-8")
FLOORS = load_floors(ROOT / "benchmark" / "floors.toml")
_ROUNDED = 0.0011
"""Floors are rounded down to three decimals, the page to the nearest."""


def _figures() -> dict[tuple[str, ...], list[float]]:
    """Read the table of all figures: set, slice and metric, and the numbers beside them."""
    found = {}
    for line in PAGE.partition("## All figures")[2].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 8 and "(" not in cells[0]:
            numbers = [cell.replace(",", "") for cell in cells[3:7]]
            values = [float(n) for n in numbers if n.replace(".", "").isdigit()]
            found[tuple(cells[:3])] = values
    return found


def test_every_floor_is_on_the_page() -> None:
    """The page shows the run that pinned the floors, and no other."""
    figures = _figures()
    missing = [
        key
        for key, floor in FLOORS.floors.items()
        if floor.headline is not None
        and not any(abs(value - floor.headline) < _ROUNDED for value in figures.get(key, []))
    ]
    assert missing == []


def test_every_aim_is_of_a_figure_that_is_measured() -> None:
    """An aim whose figure was renamed would never be met nor missed."""
    aims = load_aims(ROOT / "benchmark" / "aims.toml")
    assert [aim for aim in aims if (aim.set, aim.slice, aim.metric) not in FLOORS.floors] == []


def test_every_set_has_floors() -> None:
    """No set is measured without being held."""
    assert {bench.name for bench in SETS} == set(FLOORS.digests)


def test_the_known_weaknesses_are_those_of_the_golden_cases() -> None:
    """A mark that goes, or comes, changes the page."""
    weaknesses = known_weaknesses(find_cases(ROOT / "tests" / "golden"))
    assert f"{len(weaknesses)} lines of the golden cases are marked as wrong" in PAGE
