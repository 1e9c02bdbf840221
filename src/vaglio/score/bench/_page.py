"""The page that tells readers how well it reads: figures, aims, weaknesses."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.errors import FloorsInvalid
from vaglio.score._cases import GoldenCase
from vaglio.score._marks import split_marks
from vaglio.score.bench._rows import SPEED, BenchRow, Better
from vaglio.score.bench._set import BenchSet

_MOST_SHOWN = 4
_QUOTED = '  "'


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """Hold what was asked of one figure, and what stands against it."""

    set: str
    """Name of the set."""
    slice: str
    """The part of the set."""
    metric: str
    """What is measured."""
    asked: Mapping[str, float]
    """For each figure (precision, recall, f1, value) what is asked of it."""
    better: Better = Better.HIGHER
    """Whether that is the least, or, where lower is better, the most."""
    against: str
    """What the aim was set against."""
    note: str | None = None
    """What stops it where it is not reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """Hold one known error on an invented report."""

    field: str
    """The field that it is about, such as `place`."""
    case: str
    """The golden case."""
    words: str
    """The words that are read wrongly; empty where the mark quotes none."""
    why: str
    """What is wrong with the reading."""


def load_aims(path: Path) -> tuple[Aim, ...]:
    """Read what is asked of the figures.

    Args:
        path: The TOML file, one `[[aim]]` a figure.

    Returns:
        The aims in the file's order.

    Raises:
        FloorsInvalid: It is no TOML, or an aim lacks a field.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["aim"]
        return tuple(_aim(row) for row in rows)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise FloorsInvalid(
            input=str(path),
            problem=f"cannot be read ({error!r})",
            next_step="restore it from version control",
        ) from error


def _aim(row: Mapping[str, str | Mapping[str, float]]) -> Aim:
    """Make one aim from its table."""
    asked = row["asked"]
    if isinstance(asked, str):
        raise TypeError(asked)
    return Aim(
        set=str(row["set"]),
        slice=str(row.get("slice", "all")),
        metric=str(row["metric"]),
        asked={name: float(figure) for name, figure in asked.items()},
        better=Better(str(row.get("better", Better.HIGHER))),
        against=str(row["against"]),
        note=str(row["note"]) if "note" in row else None,
    )


def known_weaknesses(cases: Iterable[GoldenCase]) -> list[Weakness]:
    """List the errors that are marked in the golden cases.

    Args:
        cases: The golden cases; each mark `! wrong:` is one weakness.

    Returns:
        The weaknesses, in the order of the cases.
    """
    return [each for case in cases for each in _marked(case)]


def _marked(case: GoldenCase) -> Iterable[Weakness]:
    """Give the weaknesses that one golden case marks."""
    quote = ""
    for line in split_marks(case.claims or "", source=case.name):
        if line.words.startswith(_QUOTED):
            quote = line.words.strip().rpartition("[")[0].strip().strip('"')
        if line.mark is None:
            continue
        why = line.mark.removeprefix("! wrong:").rpartition("(#")[0].strip()
        if line.missing is not None:
            yield Weakness(field="missed", case=case.name, words=line.missing, why="no claim yet")
            continue
        field, _, rest = why.partition(": ")
        yield Weakness(field=field, case=case.name, words=quote, why=rest or why)


def reading_page(
    rows: Sequence[BenchRow],
    *,
    sets: Sequence[BenchSet],
    aims: Sequence[Aim],
    weaknesses: Sequence[Weakness],
) -> str:
    """Write docs/how-well-it-reads.md.

    Args:
        rows: The figures of the last run.
        sets: What was measured.
        aims: What was asked.
        weaknesses: The known errors.

    Returns:
        The page in Markdown.
    """
    return _PAGE.format(
        aims="\n".join(_aim_line(aim, rows) for aim in aims),
        sets="\n".join(f"- **{bench.name}**: {bench.about}" for bench in sets),
        figures="\n".join(_row_line(row) for row in rows),
        count=len(weaknesses),
        weaknesses="\n".join(_weakness_lines(weaknesses)),
    )


def _aim_line(aim: Aim, rows: Sequence[BenchRow]) -> str:
    """Write one line of the table of aims."""
    key = (aim.set, aim.slice, aim.metric)
    row = next((row for row in rows if row.key == key and row.peer is None), None)
    figures = {name: getattr(row, name) if row else None for name in aim.asked}
    met = all(_is_met(aim, figure, aim.asked[name]) for name, figure in figures.items())
    found = " / ".join("–" if figure is None else f"{figure:.3f}" for figure in figures.values())
    bound = "" if aim.better is Better.HIGHER else "at most "
    asked = bound + " / ".join(f"{figure:.2f}" for figure in aim.asked.values())
    kinds = " / ".join(aim.asked)
    mark = "yes" if met else "**no**"
    return (
        f"| {aim.set} | {aim.slice} | {aim.metric} | {kinds} | {found} | {asked} | {mark} "
        f"| {aim.against} | {aim.note or ''} |"
    )


def _is_met(aim: Aim, figure: float | None, asked: float) -> bool:
    """Tell whether a figure is what was asked of it."""
    if figure is None:
        return False
    if aim.better is Better.HIGHER:
        return round(figure, 3) >= asked
    return round(figure, 3) <= asked


def _row_line(row: BenchRow) -> str:
    """Write one line of the table of figures."""
    figures = [
        "" if figure is None else f"{figure:.3f}" for figure in (row.precision, row.recall, row.f1)
    ]
    single = "" if row.value is None else f"{row.value:.3f}"
    if row.metric == SPEED and row.value is not None:
        single = f"{row.value:,.0f}"
    name = f"{row.set} ({row.peer})" if row.peer else row.set
    return f"| {' | '.join([name, row.slice, row.metric, *figures, single, f'{row.n:,}'])} |"


def _weakness_lines(weaknesses: Sequence[Weakness]) -> Iterable[str]:
    """Write the known errors, the field with most of them first."""
    fields: dict[str, list[Weakness]] = {}
    for weakness in weaknesses:
        fields.setdefault(weakness.field, []).append(weakness)
    for field, listed in sorted(fields.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"- **{field}** ({len(listed)})"
        for weakness in listed[:_MOST_SHOWN]:
            words = f"“{weakness.words}”: " if weakness.words else ""
            yield f"  - {words}{weakness.why} (`{weakness.case}`)"


_PAGE = """\
# How well it reads

Written from the last run of the benchmark by `scripts/write_reading_page.py`; do not edit.

The corpora belong to others and are not here; [benchmark.md](benchmark.md) says what they are
and how to repeat this. **These sets were looked at while the rules were written.** The figures
say how far the rules hold on texts that nobody here wrote, and not how they would do on texts
that nobody here has seen: expect less. They are old, most are newswire, and none is the news that
you read today.

## What was asked, and what was reached

| set | slice | metric | figure | reached | asked | met | stands against | what stops it |
|---|---|---|---|---|---|---|---|---|
{aims}

## The sets

{sets}

## All figures

Shares run from 0 to 1. Where a metric says "lower is better" it has a ceiling instead of a floor.
A name in brackets is another program over the same texts. Words a second include the scoring,
and depend on the machine.

| set | slice | metric | precision | recall | F1 | value | n |
|---|---|---|---|---|---|---|---|
{figures}

## Known weaknesses

{count} lines of the golden cases are marked as wrong; a mark has to go once the reading is right,
so this list is what the code gets wrong today. All words are invented. By field, the first of
each:

{weaknesses}
"""
