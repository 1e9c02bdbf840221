"""Airwars, Syria: the numbers that each of several outlets gives of one incident."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vaglio.model.claim import Harm
from vaglio.model.errors import CorpusInvalid
from vaglio.model.span import Span
from vaglio.score.bench._counts import Counts, Tally, rows_of
from vaglio.score.bench._rows import ALL, BenchRow, Better, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts
from vaglio.score.bench._toll_keys import ToldToll, TollKey, same_speaker, told_tolls
from vaglio.score.bench._toll_numbers import NUMBERS, count_numbers, numbers_of

NAME = "airwars-syria"
_TOLLS = "killed and injured"
_HARMS = frozenset(Harm)
_FEW = 5
"""An outlet with fewer reports is counted with the other small ones."""


@dataclass(slots=True, kw_only=True)
class ReportCase:
    """Hold one report and what its reader noted, of all incidents it tells of."""

    text: Text
    """The report."""
    tolls: list[ToldToll] = field(default_factory=list)
    """The numbers noted."""
    background: list[ToldToll] = field(default_factory=list)
    """Numbers in it that are of something else."""


@dataclass(slots=True, kw_only=True)
class _Scores:
    """Collect the figures of the set."""

    exact: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    spoken: Counts = field(default_factory=Counts)
    numbers: Counts = field(default_factory=Counts)
    attached: Tally = field(default_factory=Tally)
    misses: list[Miss] = field(default_factory=list)


def files(data: Path) -> Sequence[Path]:
    """List the files: reports and, beside them, what was noted of them."""
    return sorted((data / NAME).glob("reports*.jsonl")) + sorted((data / NAME).glob("gold*.jsonl"))


def measure(data: Path, jobs: int) -> SetScore:
    """Read each report, and compare its main incident with what was noted."""
    cases = cases_in(files(data))
    outlets = Counter(case.text.publisher for case in cases)
    scores = _Scores()
    readings = read_texts((case.text for case in cases), make=told_tolls, jobs=jobs)
    for case, found in zip(cases, readings, strict=True):
        common = outlets[case.text.publisher] >= _FEW
        outlet = (case.text.publisher if common else None) or "small outlets"
        _add(scores, case, found or [], outlet=outlet)
    return SetScore(
        rows=tuple(_rows(scores)),
        misses=tuple(scores.misses),
        words=sum(case.text.words for case in cases),
    )


def cases_in(paths: Sequence[Path]) -> list[ReportCase]:
    """Put together each report and what was noted of it.

    Args:
        paths: The files of the set, reports before notes.

    Returns:
        The reports in their order.

    Raises:
        CorpusInvalid: A line is neither a report nor a note on one.
    """
    cases: dict[str, ReportCase] = {}
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    _take(cases, line)
                except (ValueError, KeyError, TypeError) as error:
                    raise CorpusInvalid(
                        input=f"{path} line {number}",
                        problem=f"is neither a report nor a note on one ({error})",
                        next_step="compare it with the README beside the corpus",
                    ) from error
    return list(cases.values())


def _take(cases: dict[str, ReportCase], line: str) -> None:
    """Take in one line: a report, or the notes on one incident of a report."""
    row = json.loads(line)
    if "text" in row:
        published = dt.date.fromisoformat(row["published"]) if row["published"] else None
        cases[row["id"]] = ReportCase(
            text=Text(
                id=row["id"],
                text=row["text"],
                title=row["title"],
                publisher=row["publisher"],
                published=published,
            )
        )
        return
    case = cases[row["id"]]
    for notes, kept in ((row["tolls"], case.tolls), (row["background"], case.background)):
        for note in notes:
            kept.append(
                ToldToll(
                    key=TollKey(
                        harm=note["harm"],
                        who=note["category"],
                        low=note["low"],
                        high=note["high"],
                    ),
                    speaker=note.get("speaker") or "publisher",
                    span=Span(start=note["start"], end=note["start"] + len(note["quote"])),
                    quote=note["quote"],
                )
            )


def _add(scores: _Scores, case: ReportCase, found: Sequence[ToldToll], *, outlet: str) -> None:
    """Count one report."""
    wanted = {toll.key: toll for toll in case.tolls}
    given = {toll.key: toll for toll in found}
    for key in dict.fromkeys([*wanted, *given]):
        right, missed = key in wanted and key in given, key not in given
        for slice_name in (ALL, key.harm, outlet):
            scores.exact[slice_name].add(right=right, missed=missed, extra=not right and not missed)
        if not right:
            scores.misses.append(_miss(case, wanted.get(key), given.get(key)))
    count_numbers(scores.numbers, wanted=numbers_of(case.tolls), found=numbers_of(found))
    _add_spoken(scores.spoken, case, found)
    for toll in case.background:
        if toll.key not in wanted:
            scores.attached.add(any(_is_of(toll, each) for each in found))


def _add_spoken(counts: Counts, case: ReportCase, found: Sequence[ToldToll]) -> None:
    """Count the numbers that are right with their speakers, one to one."""
    left = list({(toll.key, toll.speaker): toll for toll in found}.values())
    for wanted in {(toll.key, toll.speaker): toll for toll in case.tolls}.values():
        publisher = case.text.publisher or "publisher"
        match = next(
            (
                toll
                for toll in left
                if toll.key == wanted.key
                and same_speaker(toll.speaker, wanted.speaker, publisher=publisher)
            ),
            None,
        )
        if match is not None:
            left.remove(match)
        counts.add(right=match is not None, missed=match is None)
    counts.add(extra=len(left))


def _is_of(noted: ToldToll, found: ToldToll) -> bool:
    """Tell whether a number found is the one noted: same harm, same words."""
    return noted.key.harm == found.key.harm and bool(noted.span.overlap(found.span))


def _rows(scores: _Scores) -> Iterator[BenchRow]:
    """Write the figures as rows of the scoreboard."""
    for row in rows_of(NAME, _TOLLS, scores.exact):
        # An outlet's few reports are shown, and held to nothing.
        yield replace(row, held=row.slice == ALL or row.slice in _HARMS)
    yield scores.spoken.row(NAME, f"{_TOLLS}, speaker right")
    yield scores.numbers.row(NAME, NUMBERS)
    yield scores.attached.row(NAME, "background tolls attached", better=Better.LOWER)


def _miss(case: ReportCase, wanted: ToldToll | None, found: ToldToll | None) -> Miss:
    """Describe a number that was missed, or one that should not be there."""
    toll = wanted or found
    background = found is not None and any(_is_of(each, found) for each in case.background)
    kind = "missed" if found is None else "background" if background else "extra"
    return Miss(
        set=NAME,
        metric=_TOLLS,
        kind=kind,
        case=case.text.id if toll is None else f"{case.text.id} at {toll.span.start}",
        words="" if toll is None else toll.quote,
        wanted="" if wanted is None else str(wanted.key),
        found="" if found is None else str(found.key),
        weight={"background": 3.0, "extra": 2.0}.get(kind, 1.0),
    )


SET = BenchSet(
    name=NAME,
    about=(
        "Reports of many outlets on incidents of the war in Syria: how many were harmed, "
        "who says so, and which numbers are of something else."
    ),
    files=files,
    measure=measure,
)
