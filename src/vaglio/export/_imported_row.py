"""One row of a table as an incident: the row itself is the report that its claim quotes."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from vaglio.export._imported_tolls import figure_of, tolls_of
from vaglio.export._readings import Readings
from vaglio.export._references import References
from vaglio.export._sheet import SheetCell
from vaglio.export._sheet_codes import Coding, coding_of, days_within, is_proposal, precision_of
from vaglio.model.claim import (
    Actor,
    Claim,
    Kind,
    Place,
    Reality,
    Speaker,
    SpeakerType,
    Stance,
    When,
)
from vaglio.model.claim_json import ReportHeader
from vaglio.model.imported import ImportForm, TableMap
from vaglio.model.incident import Alleged, Grade, Incident, IncidentToll, Source
from vaglio.model.record import Decided, Reported, Standing
from vaglio.model.report import Report
from vaglio.model.span import Span

READER = "import/1"
"""What makes claims of rows, with its version."""
_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """Hold what one row gave."""

    report: Report
    """The row as a report."""
    reported: Reported
    """Its claim."""
    incident: Incident
    """The incident that it tells of."""
    decided: Decided
    """The decision that the team took before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Hold what all rows of a table share."""

    form: ImportForm
    """Whose columns they are."""
    map: TableMap
    """Which column holds what."""
    publisher: str
    """Who made the table."""
    references: References
    """The definitions in force."""


def import_row(readings: Readings, table: Table) -> ImportedRow | None:
    """Turn one row into an incident; None where something is wrong with it."""
    before = len(readings.errors)
    if is_proposal(readings, table.form):
        return None
    report = _report(readings, table)
    coding = coding_of(readings, table.form, table.map, table.references)
    claim = _claim(readings, table, report, coding)
    if len(readings.errors) > before or claim is None:
        return None
    incident = _incident(claim, readings, table, attack=coding.attack)
    header = ReportHeader(
        id=report.id,
        ref=report.ref,
        source=table.publisher,
        title=report.title,
        published=None,
        url=report.url,
    )
    return ImportedRow(
        report=report,
        reported=Reported(claim=claim, report=header),
        incident=incident,
        decided=Decided(id=incident.id, standing=Standing.ACCEPTED, ref=report.ref),
    )


def _report(readings: Readings, table: Table) -> Report:
    """Make the row a report; its id is as `vaglio read` makes that of a row of JSON Lines."""
    columns, text = table.map.columns, readings.row.text
    ref, url = readings.text(columns.ref), readings.text(columns.url)
    told_apart = "".join(f"\0{part}" for part in (ref, table.publisher, url) if part is not None)
    data = text.encode()
    return Report(
        id="r:" + hashlib.sha256(data + told_apart.encode()).hexdigest()[:16],
        source=f"{readings.input}:{readings.row.line}",
        data=data,
        content=text,
        ref=ref,
        title=readings.text(columns.title),
        publisher=table.publisher,
        url=url,
    )


def _claim(readings: Readings, table: Table, report: Report, coding: Coding) -> Claim | None:
    """Make the row's one claim: all of it, as the table says it."""
    columns = table.map.columns
    when = _when(readings, table)
    if when is None:
        return None
    whole = Span(start=0, end=len(report.content))
    actor, target = readings.cell(columns.actor), readings.cell(columns.target)
    first, second = (_parties(cell) for cell in (actor, target))
    return Claim(
        id="c:" + hashlib.sha256(f"{report.id} import".encode()).hexdigest()[:16],
        report_id=report.id,
        kind=Kind.INCIDENT,
        quote=report.content,
        span=whole,
        sentence=whole,
        speaker=Speaker(name=table.publisher, span=None, type=SpeakerType.PUBLISHER),
        cue=None,
        stance=Stance.STATES,
        reality=Reality.HAPPENED,
        event=coding.event,
        actors=first if coding.attack else (*first, *second),
        targets=second if coding.attack else (),
        where=_where(readings, table),
        when=when,
        tolls=tolls_of(readings, table.form, table.map.columns),
        rules=("import.row",),
        codebook=table.references.codebook.version,
        reader=READER,
    )


def _parties(cell: SheetCell | None) -> tuple[Actor, ...]:
    """Make a cell a party."""
    return (Actor(name=cell.text, span=cell.span),) if cell else ()


def _when(readings: Readings, table: Table) -> When | None:
    """Read first and last day; ACLED's day may lie in a week or a month."""
    columns = table.map.columns
    cell, start = readings.cell(columns.start), readings.day(columns.start)
    if cell is None:
        readings.complain(columns.start, "it is empty", "give the day, or leave the row out")
    end = readings.day(columns.end) if readings.cell(columns.end) else start
    within = days_within(readings, table.form)
    if cell is None or start is None or end is None or within is None:
        return None
    if within > 1:
        # The day that is given stands for the week or month that it lies in.
        start, end = _around(start, within)
    if end < start:
        readings.complain(columns.end, "it is before the first day", "mend one of the two")
        return None
    return When(start=start, end=end, text=cell.text, span=cell.span)


def _around(day: dt.date, days: int) -> tuple[dt.date, dt.date]:
    """Give the week (from Monday) or the month that a day stands for."""
    if days == 7:
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    first = day.replace(day=1)
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _where(readings: Readings, table: Table) -> tuple[Place, ...]:
    """Read the place, as exactly as the table says that it is known."""
    columns = table.map.columns
    latitude = readings.degrees(columns.latitude, most=90.0)
    longitude = readings.degrees(columns.longitude, most=180.0)
    cell = readings.cell(columns.place) or readings.cell(columns.latitude)
    if cell is None:
        return ()
    if (readings.cell(columns.latitude) is None) != (readings.cell(columns.longitude) is None):
        readings.complain(columns.latitude, "one coordinate is empty", "give both or neither")
    if latitude is None or longitude is None:
        return (Place(name=cell.text, span=cell.span),)
    known = precision_of(readings, table.form, table.map)
    if known is None:
        readings.complain(
            columns.precision or columns.latitude,
            "nothing says how exactly the place is known",
            "give it in a column, or as precision = in the map",
        )
        return ()
    precision, radius = known
    return (
        Place(
            name=cell.text,
            span=cell.span,
            latitude=latitude,
            longitude=longitude,
            radius_km=radius,
            precision=precision,
        ),
    )


def _incident(claim: Claim, readings: Readings, table: Table, *, attack: bool) -> Incident:
    """Make the incident that the row tells of."""
    ids = (claim.id,)
    columns = table.map.columns
    title = readings.text(columns.title) or " ".join(claim.quote.split())[:_TITLE]
    return Incident(
        id="i:" + hashlib.sha256(claim.id.encode()).hexdigest()[:16],
        title=title,
        kind=Kind.INCIDENT,
        event=claim.event,
        when=claim.when,
        where=claim.where,
        actors=tuple(
            Alleged(name=actor.name, said_by=(table.publisher,), claims=ids)
            for actor in (claim.actors[:1] if attack else claim.actors)
        ),
        claims=ids,
        reports=(claim.report_id,),
        sources=(Source(name=table.publisher, type=SpeakerType.PUBLISHER, claims=ids),),
        tolls=tuple(
            IncidentToll(
                harm=t.harm, who=t.who, low=t.low, best=t.best, high=t.high, part_of=t.part_of,
                rule=READER, low_set_by=ids, best_set_by=ids, high_set_by=ids,
            )
            for t in claim.tolls
        ),
        toll_history=tuple(figure_of(claim, n, t) for n, t in enumerate(claim.tolls)),
        grade=Grade.WEAK,
        grade_reason=f"One row of a table of {table.publisher} tells of it.",
    )  # fmt: skip
