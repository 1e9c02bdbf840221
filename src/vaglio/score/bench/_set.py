"""What every set of the benchmark offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.score.bench._rows import SetScore


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchSet:
    """Describe one corpus: where its files lie, and what measures the reading of it."""

    name: str
    """Its name on the command line and in the table."""
    about: str
    """What it is and what it tests, in a sentence for docs/how-well-it-reads.md."""
    files: Callable[[Path], Sequence[Path]]
    """Lists its files in a data folder, in a fixed order; none where the set is absent."""
    measure: Callable[[Path, int], SetScore]
    """Reads the set from a data folder in so many processes, and scores the reading."""
