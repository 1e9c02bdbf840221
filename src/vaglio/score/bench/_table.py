"""The scoreboard in words, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from vaglio.score.bench._floors import Floor, Floors, is_under
from vaglio.score.bench._rows import SPEED, BenchRow, Better
from vaglio.score.bench._run import BenchRun

_HEAD = ("set", "slice", "metric", "precision", "recall", "F1", "value", "n", "floor", "change")
_MOST_WORDS = 240


def bench_in_words(runs: Sequence[BenchRun], floors: Floors) -> str:
    """Write the scoreboard as a table for a terminal.

    Args:
        runs: What was measured.
        floors: What was reached before.

    Returns:
        One line a figure, with its floor and the change since, words a second
        included; a line for each set that is absent.
    """
    rows: list[Sequence[str]] = [_HEAD]
    notes = []
    for run in runs:
        if run.score is None:
            notes.append(f"{run.bench.name}: not in the data folder, left out")
            continue
        rows += [_cells(row, floors.of(row, run.digest)) for row in run.score.rows]
    return "\n".join([*_aligned(rows), *notes]) + "\n"


def _cells(row: BenchRow, floor: Floor | None) -> tuple[str, ...]:
    """Write the cells of one row."""
    pinned = floor.headline if floor else None
    change = row.headline - pinned if row.headline is not None and pinned is not None else None
    mark = ""
    if floor is not None and is_under(row, floor):
        mark = " ▼ below floor" if row.better is Better.HIGHER else " ▲ over ceiling"
    return (
        f"{row.set} ({row.peer})" if row.peer else row.set,
        row.slice,
        row.metric,
        *(_figure(f) for f in (row.precision, row.recall, row.f1)),
        f"{row.value:,.0f}" if row.metric == SPEED and row.value else _figure(row.value),
        f"{row.n:,}",
        _figure(pinned),
        (f"{change:+.3f}" if change is not None else "") + mark,
    )


def _figure(figure: float | None) -> str:
    """Write a figure with three decimals."""
    return "" if figure is None else f"{figure:.3f}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Pad the cells so that the columns stand under one another."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    for row in rows:
        cells = [
            cell.ljust(width) if i < 3 or i == len(_HEAD) - 1 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def errors_in_words(runs: Sequence[BenchRun], *, most: int) -> str:
    """Write the worst cases of each set with their words.

    Args:
        runs: What was measured.
        most: How many cases to show of each set.

    Returns:
        A block a set, the worst cases first.
    """
    lines = []
    for run in runs:
        if run.score is None or not run.score.misses:
            continue
        shown = run.score.misses[:most]
        lines += ["", f"{run.bench.name}: {len(shown)} of {len(run.score.misses)} errors"]
        for miss in shown:
            words = " ".join(miss.words.split())
            lines += [
                f"  {miss.metric}: {miss.kind} ({miss.case})",
                f"    {words[:_MOST_WORDS]}",
                f"    wanted {miss.wanted or '-'}; found {miss.found or '-'}",
            ]
    return "\n".join(lines) + "\n"


def bench_in_json(runs: Sequence[BenchRun], floors: Floors) -> str:
    """Write the scoreboard as a list of JSON objects.

    Args:
        runs: What was measured.
        floors: What was reached before.

    Returns:
        A JSON list with set, slice, metric, precision, recall, f1, value, n
        and floor; `peer` names another program, and is left out for Vaglio.
    """
    listed = []
    for run in runs:
        for row in run.score.rows if run.score else ():
            floor = floors.of(row, run.digest)
            fields: dict[str, str | float | int | None] = {
                "set": row.set,
                "slice": row.slice,
                "metric": row.metric,
                "precision": row.precision,
                "recall": row.recall,
                "f1": row.f1,
                "value": row.value,
                "n": row.n,
                "floor": floor.headline if floor else None,
            }
            listed.append(fields | ({"peer": row.peer} if row.peer else {}))
    return json.dumps(listed, indent=1, ensure_ascii=False) + "\n"
