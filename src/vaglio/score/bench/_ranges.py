"""A range of numbers found, against the range wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vaglio.score.bench._counts import Tally
from vaglio.score.bench._rows import ALL, BenchRow, Better


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Hold the smallest and the largest number of people."""

    low: int
    high: int

    def __str__(self) -> str:
        """Write it as people do."""
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"

    def overlap(self, other: Range) -> float:
        """Give the share of numbers in either range that are in both.

        Example:
            >>> Range(low=3, high=5).overlap(Range(low=4, high=7))
            0.4
        """
        shared = min(self.high, other.high) - max(self.low, other.low) + 1
        either = max(self.high, other.high) - min(self.low, other.low) + 1
        return max(0, shared) / either


@dataclass(slots=True, kw_only=True)
class RangeTally:
    """Count how near the ranges found come to those wanted."""

    low: Tally = field(default_factory=Tally)
    """How many low ends are exact."""
    high: Tally = field(default_factory=Tally)
    """How many high ends are exact."""
    shared: Tally = field(default_factory=Tally)
    """How much the ranges overlap; nothing where none was found."""
    errors: list[float] = field(default_factory=list)
    """How far off each range is, the mean of both ends; only where one was found."""

    def add(self, wanted: Range, found: Range | None) -> None:
        """Count one case."""
        self.low.add(found is not None and found.low == wanted.low)
        self.high.add(found is not None and found.high == wanted.high)
        self.shared.add(found.overlap(wanted) if found is not None else 0.0)
        if found is not None:
            self.errors.append((abs(found.low - wanted.low) + abs(found.high - wanted.high)) / 2)

    def rows(self, set_name: str, about: str, *, slice_name: str = ALL) -> Sequence[BenchRow]:
        """Write the four figures as rows of the scoreboard."""
        error = sum(self.errors) / len(self.errors) if self.errors else None
        return [
            self.low.row(set_name, f"{about}, low exact", slice_name=slice_name),
            self.high.row(set_name, f"{about}, high exact", slice_name=slice_name),
            self.shared.row(set_name, f"{about}, overlap", slice_name=slice_name),
            BenchRow(
                set=set_name,
                slice=slice_name,
                metric=f"{about}, mean error",
                value=error,
                n=len(self.errors),
                better=Better.LOWER,
            ),
        ]
