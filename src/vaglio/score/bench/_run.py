"""Run the sets that are there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vaglio.score.bench._rows import SPEED, BenchRow, SetScore
from vaglio.score.bench._set import BenchSet


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchRun:
    """Hold one set as it was measured."""

    bench: BenchSet
    """The set."""
    digest: str | None
    """SHA-256 of its files, names and bytes; None where it is not there."""
    score: SetScore | None
    """Its figures; None where it is not there."""


def run_sets(
    sets: Sequence[BenchSet],
    *,
    data: Path,
    jobs: int,
    clock: Callable[[], float],
) -> Iterator[BenchRun]:
    """Measure the reading on each set that the data folder holds.

    Args:
        sets: The sets asked for.
        data: The folder that holds a folder for each set.
        jobs: In how many processes to read.
        clock: Gives seconds, for words a second; the library has no clock of
            its own.

    Returns:
        One run a set, in the order asked; a set that is absent has no score.
    """
    for bench in sets:
        files = bench.files(data)
        if not files:
            yield BenchRun(bench=bench, digest=None, score=None)
            continue
        began = clock()
        score = bench.measure(data, jobs)
        seconds = clock() - began
        yield BenchRun(
            bench=bench, digest=digest_of(files, data), score=_told(score, bench, seconds)
        )


def _told(score: SetScore, bench: BenchSet, seconds: float) -> SetScore:
    """Add the speed to a score, and put the worst cases first."""
    speed = BenchRow(
        set=bench.name,
        metric=SPEED,
        value=score.words / seconds if seconds else None,
        n=score.words,
        held=False,
    )
    misses = tuple(sorted(score.misses, key=lambda miss: -miss.weight))
    return replace(score, rows=(*score.rows, speed), misses=misses)


def digest_of(files: Sequence[Path], data: Path) -> str:
    """Give the SHA-256 of some files, their names included.

    Args:
        files: The files, in a fixed order.
        data: The folder to which their names are relative; one that lies
            elsewhere keeps its own name.

    Returns:
        64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for path in files:
        name = path.relative_to(data) if path.is_relative_to(data) else path
        digest.update(name.as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
