"""Airwars, Syria: what several outlets tell, joined into incidents."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vaglio.model.claim import Harm, Place, Precision
from vaglio.model.claim_json import header_of
from vaglio.model.errors import CorpusInvalid
from vaglio.model.incident import Incident
from vaglio.model.record import Record, Reported
from vaglio.pipeline import Reading, reconcile_claims
from vaglio.score.bench._b_cubed import b_cubed
from vaglio.score.bench._counts import Tally
from vaglio.score.bench._distances import distance_km
from vaglio.score.bench._ranges import Range
from vaglio.score.bench._rows import BenchRow, Better, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import read_texts
from vaglio.score.bench._told import civilians
from vaglio.score.bench.airwars_syria import ReportCase, cases_in
from vaglio.score.bench.airwars_syria import files as report_files

NAME = "airwars-incidents"
_FOLDER = "airwars-syria"
_NEAR_KM = 25.0
_WIDE = frozenset({Precision.REGION, Precision.COUNTRY, Precision.ROUTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Hold what the archive says of one cluster of reports."""

    cluster: str
    day: dt.date
    point: tuple[float, float] | None
    killed: Range | None
    reports: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class _Scores:
    """Collect the figures of the set."""

    meets: Tally = field(default_factory=Tally)
    equals: Tally = field(default_factory=Tally)
    dated: Tally = field(default_factory=Tally)
    near: Tally = field(default_factory=Tally)
    background: Tally = field(default_factory=Tally)
    misses: list[Miss] = field(default_factory=list)


def files(data: Path) -> Sequence[Path]:
    """List the files: reports, notes on them, and the archive's incidents."""
    incidents = sorted((data / _FOLDER).glob("incidents*.jsonl"))
    return [*report_files(data), *incidents] if incidents else []


def measure(data: Path, jobs: int) -> SetScore:
    """Read all reports, join what they tell, and compare with the archive."""
    cases = cases_in(report_files(data))
    readings = read_texts((case.text for case in cases), make=_reported, jobs=jobs)
    reported = [each for told in readings for each in told or ()]
    record = reconcile_claims(reported)
    wanted = [each for path in files(data) for each in _wanted_in(path)]
    home = _homes(record, reported)
    scores = _Scores()
    for each in wanted:
        _add(scores, each, _answering(each, home))
    for case in cases:
        _add_background(scores.background, case, home.get(case.text.id, ()), record)
    return SetScore(
        rows=tuple(_rows(scores, cases, wanted, home)),
        misses=tuple(scores.misses),
        words=sum(case.text.words for case in cases),
    )


def _reported(reading: Reading) -> list[Reported]:
    """Keep the claims of a report with its header."""
    header = header_of(reading.document)
    return [Reported(claim=claim, report=header) for claim in reading.claims]


def _wanted_in(path: Path) -> Iterator[_Wanted]:
    """Read the archive's incidents; other files of the set hold none."""
    if not path.name.startswith("incidents"):
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield _wanted(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusInvalid(
                    input=f"{path} line {number}",
                    problem=f"is no incident ({error})",
                    next_step="compare it with the README beside the corpus",
                ) from error


def _wanted(row: Mapping[str, str | float | list[str] | None]) -> _Wanted:
    """Make one incident of its line."""
    low, high = row["killed_low"], row["killed_high"]
    north, east = row["latitude"], row["longitude"]
    reports = row["reports"]
    numbers = isinstance(low, int) and isinstance(high, int)
    placed = isinstance(north, int | float) and isinstance(east, int | float)
    return _Wanted(
        cluster=str(row["cluster"]),
        day=dt.date.fromisoformat(str(row["date"])),
        point=(float(str(north)), float(str(east))) if placed else None,
        killed=Range(low=int(str(low)), high=int(str(high))) if numbers else None,
        reports=tuple(reports) if isinstance(reports, list) else (),
    )


def _homes(record: Record, reported: Sequence[Reported]) -> dict[str, list[Incident]]:
    """List for each report its incidents, the one that it is about first."""
    refs = {each.report.id: each.report.ref for each in reported}
    order = {each.claim.id: (each.claim.span.start, each.claim.id) for each in reported}
    homes: defaultdict[str, list[tuple[tuple[int, str], Incident]]] = defaultdict(list)
    claims_of = {each.claim.id: each.report.id for each in reported}
    for incident in record.incidents:
        for id in incident.reports:
            ref = refs[id]
            own = [order[claim] for claim in incident.claims if claims_of[claim] == id]
            if ref is not None and own:
                homes[ref].append((min(own), incident))
    return {
        ref: [incident for _, incident in sorted(told, key=lambda pair: pair[0])]
        for ref, told in homes.items()
    }


def _answering(wanted: _Wanted, home: Mapping[str, Sequence[Incident]]) -> Incident | None:
    """Find the incident that most of a cluster's reports are about."""
    about = [home[ref][0] for ref in wanted.reports if home.get(ref)]
    counted = Counter(incident.id for incident in about)
    return max(about, key=lambda incident: counted[incident.id], default=None)


def _add(scores: _Scores, wanted: _Wanted, found: Incident | None) -> None:
    """Compare one incident with the archive's."""
    killed = civilians(found, Harm.KILLED) if found else None
    if wanted.killed is not None and wanted.killed.high > 0:
        meets = killed is not None and killed.overlap(wanted.killed) > 0
        scores.meets.add(meets)
        scores.equals.add(killed == wanted.killed)
        if not meets:
            scores.misses.append(_miss(wanted, found, killed))
    first, last = _days(found) if found else (None, None)
    day = dt.timedelta(days=1)
    scores.dated.add(bool(first and last and first - day <= wanted.day <= last + day))
    place = _point(found) if found else None
    if wanted.point is not None and place is not None:
        away = distance_km(place, *wanted.point)
        scores.near.add(away is not None and away <= _NEAR_KM)


def _days(incident: Incident) -> tuple[dt.date | None, dt.date | None]:
    """Give first and last day; where no claim gives any, that of the first report."""
    when = incident.when
    first, last = (when.start, when.end) if when is not None else (None, None)
    known = first or last or incident.reported
    return first or known, last or known


def _point(incident: Incident) -> Place | None:
    """Give the incident's place, where it has a point and is no wide region."""
    place = incident.where[0] if incident.where else None
    if place is None or place.precision in _WIDE or place.latitude is None:
        return None
    return place


def _add_background(
    tally: Tally, case: ReportCase, told: Sequence[Incident], record: Record
) -> None:
    """Count whether numbers of something else entered what a report is about."""
    if not told:
        return
    spans = {each.claim.id: each.claim for each in record.claims if each.report.ref == case.text.id}
    figures = [f for f in told[0].toll_history if f.claim in spans]
    own = {toll.key for toll in case.tolls}
    for toll in case.background:
        if toll.key in own:
            continue
        tally.add(
            any(
                f.harm == toll.key.harm and spans[f.claim].tolls[f.toll].span.overlap(toll.span)
                for f in figures
            )
        )


def _rows(
    scores: _Scores,
    cases: Sequence[ReportCase],
    wanted: Sequence[_Wanted],
    home: Mapping[str, Sequence[Incident]],
) -> Iterator[BenchRow]:
    """Write the figures as rows of the scoreboard."""
    belong: defaultdict[str, set[str]] = defaultdict(set)
    for each in wanted:
        for ref in each.reports:
            belong[ref].add(each.cluster)
    refs = [case.text.id for case in cases if case.text.id in belong]
    alone = {ref: {ref} for ref in refs}
    yield b_cubed(
        {ref: belong[ref] for ref in refs},
        {ref: {home[ref][0].id} if home.get(ref) else alone[ref] for ref in refs},
        set_name=NAME,
        metric="reports put together",
    )
    yield scores.meets.row(NAME, "killed, range meets the archive's")
    yield scores.equals.row(NAME, "killed, range equals the archive's")
    yield scores.background.row(NAME, "background tolls merged", better=Better.LOWER)
    yield scores.dated.row(NAME, "date within a day")
    yield scores.near.row(NAME, "place within 25 km, of those placed")


def _miss(wanted: _Wanted, found: Incident | None, killed: Range | None) -> Miss:
    """Describe an incident whose number does not meet the archive's."""
    return Miss(
        set=NAME,
        metric="killed, range meets the archive's",
        kind="wrong number" if killed else "no number",
        case=wanted.cluster,
        words=found.title if found else "",
        wanted=str(wanted.killed),
        found=str(killed) if killed else "",
    )


SET = BenchSet(
    name=NAME,
    about=(
        "The same reports of many outlets on the war in Syria, joined: which tell of one "
        "incident, and what toll, day and place they come to, against the archive's own record, "
        "which rests on more sources than these."
    ),
    files=files,
    measure=measure,
)
