"""Precision, recall and accuracy, counted once for every set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vaglio.score.bench._rows import ALL, BenchRow, Better


@dataclass(slots=True, kw_only=True)
class Counts:
    """Count what was found rightly, found wrongly and missed."""

    right: float = 0
    """Found, and there."""
    extra: float = 0
    """Found, and not there."""
    missed: float = 0
    """There, and not found."""

    def add(self, *, right: float = 0, extra: float = 0, missed: float = 0) -> None:
        """Add the counts of one case."""
        self.right += right
        self.extra += extra
        self.missed += missed

    @property
    def precision(self) -> float | None:
        """Share of what was found that is there; None where nothing was found."""
        found = self.right + self.extra
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of what is there that was found; None where nothing is there."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where nothing is there and nothing was found."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else None

    def row(self, set_name: str, metric: str, *, slice_name: str = ALL) -> BenchRow:
        """Write the counts as a row of the scoreboard."""
        return BenchRow(
            set=set_name,
            slice=slice_name,
            metric=metric,
            precision=self.precision,
            recall=self.recall,
            f1=self.f1,
            n=round(self.right + self.missed),
        )


@dataclass(slots=True, kw_only=True)
class Tally:
    """Count how many of the cases asked are right."""

    right: float = 0
    """Cases that are right."""
    asked: int = 0
    """Cases asked."""

    def add(self, right: bool | float) -> None:
        """Count one case."""
        self.right += float(right)
        self.asked += 1

    def row(
        self,
        set_name: str,
        metric: str,
        *,
        slice_name: str = ALL,
        better: Better = Better.HIGHER,
    ) -> BenchRow:
        """Write the share as a row of the scoreboard."""
        return BenchRow(
            set=set_name,
            slice=slice_name,
            metric=metric,
            value=self.right / self.asked if self.asked else None,
            n=self.asked,
            better=better,
        )


def macro_f1(pairs: Iterable[tuple[str, str | None]]) -> float | None:
    """Average the F1 of each label that is wanted, all labels weighing the same.

    Args:
        pairs: For each case the label wanted and the one given; None where
            none was given.

    Returns:
        The average over the labels that are wanted at least once, as
        scikit-learn's `f1_score(average="macro", labels=wanted)`; None where
        there is no case.

    Example:
        >>> macro_f1([("A", "A"), ("A", "B"), ("B", "B")])
        0.666...
    """
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for label, found in pairs:
        wanted[label] += 1
        if found is not None:
            given[found] += 1
        right[label] += label == found
    if not wanted:
        return None
    return sum(2 * right[k] / (wanted[k] + given[k]) for k in wanted) / len(wanted)


def rows_of(set_name: str, metric: str, slices: Mapping[str, Counts | Tally]) -> Sequence[BenchRow]:
    """Write a row for each slice of one metric, in the order in which the slices came."""
    return [counts.row(set_name, metric, slice_name=name) for name, counts in slices.items()]


def average_precision(ranked: Iterable[tuple[float, bool]]) -> float | None:
    """Say how well scores put what is wanted before what is not.

    Args:
        ranked: For each case its score and whether it is wanted.

    Returns:
        The precision at each score at which something wanted is found, weighed
        by how much is found there, as scikit-learn's `average_precision_score`;
        None where nothing is wanted.

    Example:
        >>> average_precision([(3, True), (2, False), (1, True)])
        0.8333...
    """
    by_score: dict[float, list[bool]] = {}
    for score, wanted in ranked:
        by_score.setdefault(score, []).append(wanted)
    total = sum(sum(cases) for cases in by_score.values())
    right = seen = 0
    area = 0.0
    for score in sorted(by_score, reverse=True):
        cases = by_score[score]
        right += sum(cases)
        seen += len(cases)
        area += sum(cases) * right / seen
    return area / total if total else None
