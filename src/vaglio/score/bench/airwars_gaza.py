"""Airwars, Gaza: toll, day and place of narratives that weigh many sources."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vaglio.model.claim import Harm, Place
from vaglio.model.errors import CorpusInvalid
from vaglio.model.incident import Grade
from vaglio.pipeline import Reading
from vaglio.score.bench._counts import Tally, macro_f1
from vaglio.score.bench._distances import Distances, distance_km
from vaglio.score.bench._ranges import Range, RangeTally
from vaglio.score.bench._rows import ALL, BenchRow, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts
from vaglio.score.bench._told import civilians, main_incident, point_of

NAME = "airwars-gaza"
_STATUS = {
    Grade.CONFIRMED: "Declared strike",
    Grade.CONTESTED: "Contested strike",
    Grade.FAIR: "Likely strike",
    Grade.WEAK: "Single source claim",
    Grade.DISCOUNTED: "Discounted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """Hold what is said of one strike: by the side bar, or as it was read."""

    killed: Range | None = None
    injured: Range | None = None
    days: tuple[dt.date | None, dt.date | None] | None = None
    status: str | None = None
    where: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """Hold one narrative, what the side bar says and the point that it gives."""

    text: Text
    wanted: _Account
    point: tuple[float, float] | None


@dataclass(slots=True, kw_only=True)
class _Scores:
    """Collect the figures of the set."""

    tolls: dict[tuple[str, str], RangeTally] = field(default_factory=dict)
    day: Tally = field(default_factory=Tally)
    status: list[tuple[str, str | None]] = field(default_factory=list)
    distances: Distances = field(default_factory=Distances)
    misses: list[Miss] = field(default_factory=list)


def files(data: Path) -> Sequence[Path]:
    """List the files of assessments."""
    return sorted((data / NAME).glob("*.jsonl"))


def measure(data: Path, jobs: int) -> SetScore:
    """Read each narrative, and compare its main incident with the side bar."""
    cases = [case for path in files(data) for case in _cases(path)]
    scores = _Scores()
    readings = read_texts((case.text for case in cases), make=_read, jobs=jobs)
    for case, found in zip(cases, readings, strict=True):
        _add(scores, case, found or _Account())
    return SetScore(
        rows=tuple(_rows(scores)),
        misses=tuple(scores.misses),
        words=sum(case.text.words for case in cases),
    )


def _cases(path: Path) -> Iterator[_Case]:
    """Turn each line of the corpus into a text and what its side bar says."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield _case(line)
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusInvalid(
                    input=f"{path} line {number}",
                    problem=f"is no assessment ({error})",
                    next_step="compare it with the README beside the corpus",
                ) from error


def _case(line: str) -> _Case:
    """Turn one line into a text and what its side bar says."""
    row = json.loads(line)
    gold = row["gold"]
    first = dt.date.fromisoformat(gold["date"]) if gold["date"] else None
    last = dt.date.fromisoformat(gold["date_end"]) if gold["date_end"] else first
    point = None
    if gold["latitude"] is not None and gold["longitude"] is not None:
        point = (float(gold["latitude"]), float(gold["longitude"]))
    wanted = _Account(
        killed=_range(gold["killed_low"], gold["killed_high"]),
        injured=_range(gold["injured_low"], gold["injured_high"]),
        days=(first, last) if first is not None else None,
        status=gold["strike_status"],
    )
    return _Case(text=Text(id=row["id"], text=row["text"]), wanted=wanted, point=point)


def _range(low: int | None, high: int | None) -> Range | None:
    """Make a range of two ends; none where the page says nothing."""
    if low is None or high is None:
        return None
    return Range(low=low, high=high)


def _read(reading: Reading) -> _Account:
    """Say what was read of the incident that the narrative is about."""
    incident = main_incident(reading)
    if incident is None:
        return _Account()
    when = incident.when
    return _Account(
        killed=civilians(incident, Harm.KILLED),
        injured=civilians(incident, Harm.INJURED),
        days=(when.start, when.end) if when is not None else None,
        status=_STATUS[incident.grade],
        where=point_of(incident),
    )


def _add(scores: _Scores, case: _Case, found: _Account) -> None:
    """Count one assessment."""
    wanted = case.wanted
    for about, gold, read in (
        ("killed", wanted.killed, found.killed),
        ("injured", wanted.injured, found.injured),
    ):
        if gold is None:
            continue
        width = "one number" if gold.low == gold.high else "true range"
        for slice_name in (ALL, width):
            scores.tolls.setdefault((about, slice_name), RangeTally()).add(gold, read)
        if gold != read:
            scores.misses.append(_miss(case.text, about, gold, read))
    if wanted.days is not None:
        scores.day.add(found.days == wanted.days)
    if wanted.status is not None:
        scores.status.append((wanted.status, found.status))
    if case.point is not None:
        scores.distances.add(distance_km(found.where, *case.point) if found.where else None)


def _rows(scores: _Scores) -> Iterator[BenchRow]:
    """Write the figures as rows of the scoreboard."""
    for (about, slice_name), tally in scores.tolls.items():
        yield from tally.rows(NAME, about, slice_name=slice_name)
    yield scores.day.row(NAME, "date exact")
    yield from scores.distances.rows(NAME, "place")
    yield BenchRow(set=NAME, metric="status", value=macro_f1(scores.status), n=len(scores.status))


def _miss(text: Text, about: str, wanted: Range, found: Range | None) -> Miss:
    """Describe a toll that was read wrongly; too many dead weigh most."""
    too_many = found is not None and found.high > wanted.high
    return Miss(
        set=NAME,
        metric=about,
        kind="missed" if found is None else "too many" if too_many else "other number",
        case=text.id,
        words=text.text[:200],
        wanted=f"{wanted} {about}",
        found="" if found is None else f"{found} {about}",
        weight=2.0 if too_many and about == "killed" else 1.0,
    )


SET = BenchSet(
    name=NAME,
    about="Assessments of strikes on Gaza, each one narrative: how many were harmed, when, where.",
    files=files,
    measure=measure,
)
