"""Write docs/how-well-it-reads.md: `python -m scripts.write_reading_page RUN.json`.

RUN.json is what `vaglio score bench --json` printed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from vaglio.score import find_cases
from vaglio.score.bench import (
    SETS,
    SPEED,
    BenchRow,
    known_weaknesses,
    load_aims,
    load_floors,
    reading_page,
)

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "how-well-it-reads.md"
FLOORS = ROOT / "benchmark" / "floors.toml"
AIMS = ROOT / "benchmark" / "aims.toml"
GOLDEN = ROOT / "tests" / "golden"


def rows_of(listed: Sequence[Mapping[str, str | float | None]]) -> list[BenchRow]:
    """Make the figures of a run from its JSON list."""
    return [
        BenchRow(
            set=str(row["set"]),
            slice=str(row["slice"]),
            metric=str(row["metric"]),
            precision=_figure(row["precision"]),
            recall=_figure(row["recall"]),
            f1=_figure(row["f1"]),
            value=_figure(row["value"]),
            n=int(row["n"] or 0),
            peer=str(row["peer"]) if row.get("peer") else None,
        )
        for row in listed
    ]


def shown(rows: Sequence[BenchRow]) -> list[BenchRow]:
    """Keep what has a floor, speeds and other programs: the rest is for the terminal alone."""
    floors = load_floors(FLOORS).floors
    return [row for row in rows if row.peer or row.metric == SPEED or row.key in floors]


def _figure(value: str | float | None) -> float | None:
    """Read one figure."""
    return None if value is None else float(value)


def page(rows: Sequence[BenchRow]) -> str:
    """Write the page from the figures, the aims and the golden cases as they stand."""
    there = {row.set for row in rows}
    return reading_page(
        rows,
        sets=[bench for bench in SETS if bench.name in there],
        aims=load_aims(AIMS),
        weaknesses=known_weaknesses(find_cases(GOLDEN)),
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m scripts.write_reading_page RUN.json")
    run = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    TARGET.write_text(page(shown(rows_of(run))), encoding="utf-8")
