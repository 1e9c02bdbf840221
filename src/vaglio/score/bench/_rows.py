"""What a benchmark says: figures, and the cases behind them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SPEED = "words a second"
"""The metric of speed: reading and scoring together."""

ALL = "all"
"""The slice that holds everything."""


class Better(StrEnum):
    """Name the direction in which a figure improves."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchRow:
    """Hold one figure of the scoreboard."""

    set: str
    """Name of the set, such as `timebank`."""
    slice: str = ALL
    """The part of the set that it is measured on."""
    metric: str
    """What is measured."""
    precision: float | None = None
    """Share of what was found that is right, 0 to 1."""
    recall: float | None = None
    """Share of what is there that was found, 0 to 1."""
    f1: float | None = None
    """Harmonic mean of the two."""
    value: float | None = None
    """Accuracy or another single figure, where precision and recall do not apply."""
    n: int
    """How many cases it rests on."""
    better: Better = Better.HIGHER
    """Whether a higher figure is better; a ceiling stands where it is not."""
    held: bool = True
    """Whether the figure is pinned as a floor; a speed, which depends on the machine, is not."""
    peer: str | None = None
    """The other program that was measured; None for Vaglio."""

    @property
    def headline(self) -> float | None:
        """The one figure that stands for the row; None where nothing could be counted."""
        return self.f1 if self.f1 is not None else self.value

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the row: set, slice, metric."""
        return (self.set, self.slice, self.metric)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Hold one case that was read wrongly."""

    set: str
    """Name of the set."""
    metric: str
    """The figure that it costs."""
    kind: str
    """What sort of error: "missed", "extra", "wrong place"."""
    case: str
    """The corpus's own id of the text, with an offset where that helps."""
    words: str
    """The words that it is about."""
    wanted: str
    """What the corpus says; empty where it says nothing."""
    found: str
    """What was read; empty where nothing was."""
    weight: float = 1.0
    """How bad: the worst are shown first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetScore:
    """Hold how one set was read."""

    rows: tuple[BenchRow, ...]
    """Its figures, slices included."""
    misses: tuple[Miss, ...] = ()
    """What was read wrongly."""
    words: int
    """How many words were read, as white space parts them."""
