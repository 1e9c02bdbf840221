"""Floors: what was once reached is not lost without a reason."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.errors import FloorLowered, FloorsInvalid
from vaglio.score.bench._rows import BenchRow, Better
from vaglio.score.bench._run import BenchRun

Key = tuple[str, str, str]

_ROUNDED = 3
_THOUSAND = 1000
_FIELDS = ("precision", "recall", "f1", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Hold the figure that a row must not fall under, or rise over for a ceiling."""

    set: str
    """Name of the set."""
    slice: str
    """The part of the set."""
    metric: str
    """What is measured."""
    precision: float | None = None
    """Precision once reached; it counts apart, since a false claim is worse than a missed one."""
    recall: float | None = None
    """Recall once reached, for the record; it is not held."""
    f1: float | None = None
    """F1 once reached."""
    value: float | None = None
    """The single figure once reached."""
    better: Better = Better.HIGHER
    """Whether this is a floor or, where lower is better, a ceiling."""
    lowered: str | None = None
    """Why it was lowered the last time that it was; None where it never was."""

    @property
    def headline(self) -> float | None:
        """The one figure that stands for the row."""
        return self.f1 if self.f1 is not None else self.value

    @property
    def key(self) -> Key:
        """What names the row: set, slice, metric."""
        return (self.set, self.slice, self.metric)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """Hold the floors of all sets, each for the bytes that it was measured on."""

    digests: Mapping[str, str]
    """For each set the SHA-256 of the files that its floors hold for."""
    floors: Mapping[Key, Floor]
    """The floors."""

    def of(self, row: BenchRow, digest: str | None) -> Floor | None:
        """Give a row's floor; None where it has none, or was measured on other bytes."""
        if row.peer is not None or not row.held or self.digests.get(row.set) != digest:
            return None
        return self.floors.get(row.key)


def load_floors(path: Path) -> Floors:
    """Read the floors.

    Args:
        path: The TOML file.

    Returns:
        The floors; none where there is no such file yet.

    Raises:
        FloorsInvalid: It is no TOML, or a floor lacks what names it.
    """
    if not path.is_file():
        return Floors(digests={}, floors={})
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        floors = [_floor(row) for row in rows.get("floor", [])]
        digests = {str(name): str(value) for name, value in rows.get("digests", {}).items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise FloorsInvalid(
            input=str(path),
            problem=f"cannot be read ({error!r})",
            next_step="restore it from version control",
        ) from error
    return Floors(digests=digests, floors={floor.key: floor for floor in floors})


def _floor(row: Mapping[str, str | float]) -> Floor:
    """Make one floor from its table."""
    figures = {name: float(row[name]) for name in _FIELDS if name in row}
    return Floor(
        set=str(row["set"]),
        slice=str(row["slice"]),
        metric=str(row["metric"]),
        better=Better(str(row.get("better", Better.HIGHER))),
        lowered=str(row["lowered"]) if "lowered" in row else None,
        **figures,
    )


def is_under(row: BenchRow, floor: Floor) -> bool:
    """Tell whether a row falls under its floor, or rises over its ceiling.

    Args:
        row: What was measured now.
        floor: What was reached before.

    Returns:
        True where the headline figure or the precision is worse than the
        floor's, both rounded to three decimals.
    """
    pairs = [(row.headline, floor.headline), (row.precision, floor.precision)]
    return any(_worse(now, then, floor.better) for now, then in pairs)


def _worse(now: float | None, then: float | None, better: Better) -> bool:
    """Tell whether a figure is worse than it was; one that is gone is worse."""
    if then is None:
        return False
    if now is None:
        return True
    now, then = round(now, _ROUNDED), round(then, _ROUNDED)
    return now < then if better is Better.HIGHER else now > then


def raise_floors(floors: Floors, runs: Iterable[BenchRun], *, why: str | None) -> Floors:
    """Pin the floors at what was reached now.

    Args:
        floors: The floors as they stand.
        runs: What was measured; sets that are absent keep their floors.
        why: One sentence that says why a floor may be lowered; None where
            none may.

    Returns:
        The new floors.

    Raises:
        FloorLowered: A floor would be lowered, or be lost, and no sentence
            says why.
    """
    digests, kept = dict(floors.digests), dict(floors.floors)
    for run in runs:
        if run.score is None or run.digest is None:
            continue
        rows = {row.key: row for row in run.score.rows if row.held and not row.peer}
        old = {key: floor for key, floor in kept.items() if key[0] == run.bench.name}
        same = digests.get(run.bench.name) == run.digest
        lost = [key for key in old if key not in rows]
        lower = [key for key in old if key in rows and is_under(rows[key], old[key])]
        if same and (lost or lower) and not why:
            raise FloorLowered(
                input=", ".join(" / ".join(key) for key in [*lower, *lost]),
                problem="would be lowered or lost",
                next_step="say why in a sentence with --allow-regression",
            )
        digests[run.bench.name] = run.digest
        for key in old:
            del kept[key]
        for key, row in rows.items():
            before = old[key].lowered if key in old else None
            kept[key] = _pinned(row, lowered=why if key in lower else before)
    return Floors(digests=digests, floors=kept)


def _pinned(row: BenchRow, *, lowered: str | None) -> Floor:
    """Make a floor of a row."""
    return Floor(
        set=row.set,
        slice=row.slice,
        metric=row.metric,
        precision=_down(row.precision, row.better),
        recall=_down(row.recall, row.better),
        f1=_down(row.f1, row.better),
        value=_down(row.value, row.better),
        better=row.better,
        lowered=lowered,
    )


def _down(figure: float | None, better: Better) -> float | None:
    """Round a figure to three decimals, to the side that it may reach again."""
    if figure is None:
        return None
    scaled = round(figure * _THOUSAND, 6)
    return (math.floor(scaled) if better is Better.HIGHER else math.ceil(scaled)) / _THOUSAND


def floors_in_toml(floors: Floors) -> str:
    """Write the floors as TOML, in a fixed order.

    Args:
        floors: The floors.

    Returns:
        The file's text.
    """
    lines = [
        "# Written by `vaglio score bench --update`: what was reached, rounded down (up for a",
        '# ceiling: better = "lower"). A floor holds for the bytes with its set\'s digest.',
        "",
        "[digests]",
        *(f'{name} = "{value}"' for name, value in sorted(floors.digests.items())),
    ]
    for _, floor in sorted(floors.floors.items()):
        lines += ["", "[[floor]]", *_floor_lines(floor)]
    return "\n".join(lines) + "\n"


def _floor_lines(floor: Floor) -> Sequence[str]:
    """Write one floor."""
    lines = [f"{name} = {_quoted(getattr(floor, name))}" for name in ("set", "slice", "metric")]
    figures = [(name, getattr(floor, name)) for name in _FIELDS]
    lines += [f"{name} = {figure}" for name, figure in figures if figure is not None]
    if floor.better is Better.LOWER:
        lines.append(f'better = "{floor.better}"')
    if floor.lowered is not None:
        lines.append(f"lowered = {_quoted(floor.lowered)}")
    return lines


def _quoted(text: str) -> str:
    """Write a TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
