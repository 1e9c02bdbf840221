"""What the codes of GED and ACLED mean when a table of theirs comes in."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio.export._acled import PROPOSAL_TAG
from vaglio.export._outgoing import PROPOSAL
from vaglio.export._readings import Readings
from vaglio.export._references import References
from vaglio.export._sheet import wrong
from vaglio.model.claim import Event, Precision
from vaglio.model.imported import ImportForm, TableColumns, TableMap

_GED = TableMap(
    columns=TableColumns(
        start="date_start",
        end="date_end",
        ref="id",
        title="source_headline",
        place="where_coordinates",
        latitude="latitude",
        longitude="longitude",
        precision="where_prec",
        killed_low="low",
        killed="best",
        killed_high="high",
        killed_civilians="deaths_civilians",
        actor="side_a",
        target="side_b",
    )
)
_ACLED = TableMap(
    columns=TableColumns(
        start="event_date",
        ref="event_id_cnty",
        title="notes",
        place="location",
        latitude="latitude",
        longitude="longitude",
        precision="geo_precision",
        killed="fatalities",
        actor="actor1",
        target="actor2",
    ),
    dates="%d %B %Y",
)
_ALSO_NEEDED = {
    ImportForm.GED: ("type_of_violence", "code_status"),
    ImportForm.ACLED: ("event_type", "sub_event_type", "time_precision", "tags"),
    ImportForm.CSV: (),
}
# GED and ACLED give no radius; these say how far a place of that code may lie.
_PRECISIONS: dict[ImportForm, dict[str, tuple[Precision, float | None]]] = {
    ImportForm.GED: {
        "1": (Precision.TOWN, 5.0),
        "2": (Precision.TOWN, 25.0),
        "3": (Precision.DISTRICT, None),
        "4": (Precision.REGION, None),
        "5": (Precision.REGION, None),
        "6": (Precision.COUNTRY, None),
        "7": (Precision.REGION, None),
    },
    ImportForm.ACLED: {
        "1": (Precision.TOWN, 5.0),
        "2": (Precision.DISTRICT, None),
        "3": (Precision.REGION, None),
    },
    ImportForm.CSV: {each.value: (each, None) for each in Precision},
}
_ONE_SIDED = "3"
_AGAINST_CIVILIANS = "Violence against civilians"
_DAYS_IN = {"1": 1, "2": 7, "3": 31}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Hold what the codes of one row say."""

    event: Event | None
    """The PLOVER code, as far as it is certain."""
    attack: bool
    """Whether the first party did it to the second; else both took part."""


def map_for(form: ImportForm, given: TableMap | None) -> TableMap:
    """Give the map of a known table, else the one that was given."""
    known = {ImportForm.GED: _GED, ImportForm.ACLED: _ACLED}.get(form, given)
    if known is None:
        raise wrong(
            "the table", "is of no form that is known by its columns", "name a map: --map FILE"
        )
    return known


def wanted_columns(form: ImportForm, table: TableMap) -> tuple[str, ...]:
    """List the columns that the table has to have."""
    mapped = (getattr(table.columns, name) for name in TableColumns.__slots__)
    return (*(column for column in mapped if column), *_ALSO_NEEDED[form])


def is_proposal(readings: Readings, form: ImportForm) -> bool:
    """Tell whether a row is marked as one that nobody has vetted; complain if so."""
    if form is ImportForm.GED and readings.text("code_status") == PROPOSAL:
        column = "code_status"
    elif form is ImportForm.ACLED and PROPOSAL_TAG in (readings.text("tags") or ""):
        column = "tags"
    else:
        return False
    readings.complain(column, "the row is a proposal that nobody has vetted", "leave it out")
    return True


def precision_of(
    readings: Readings, form: ImportForm, table: TableMap
) -> tuple[Precision, float | None] | None:
    """Read how exactly the place is known; None where nothing says so."""
    column = table.columns.precision
    said = readings.text(column)
    if said is None:
        return (table.precision, None) if table.precision else None
    known = _PRECISIONS[form]
    if said not in known:
        readings.complain(column, f"“{said[:40]}” is no code", f"use one of {', '.join(known)}")
        return None
    return known[said]


def days_within(readings: Readings, form: ImportForm) -> int | None:
    """Read in how many days ACLED's day may lie; 1 where the table has a last day."""
    if form is not ImportForm.ACLED:
        return 1
    said = readings.text("time_precision") or ""
    if said not in _DAYS_IN:
        readings.complain("time_precision", f"“{said[:40]}” is no code", "use one of 1, 2, 3")
    return _DAYS_IN.get(said)


def coding_of(
    readings: Readings, form: ImportForm, table: TableMap, references: References
) -> Coding:
    """Read what a row codes: the event, and who did what to whom."""
    if form is ImportForm.GED:
        return _ged_coding(readings, references)
    if form is ImportForm.ACLED:
        kind = readings.text("event_type")
        event = _acled_event(readings, references)
        return Coding(event=event, attack=kind == _AGAINST_CIVILIANS)
    return Coding(event=_plover(readings, table, references), attack=True)


def _ged_coding(readings: Readings, references: References) -> Coding:
    """Read GED's type of violence: its events are all armed force that kills."""
    said = readings.text("type_of_violence") or ""
    if said not in {str(row.code) for row in references.codes.ged_violence} | {""}:
        readings.complain("type_of_violence", f"“{said[:40]}” is no code", "use one of 1, 2, 3")
    return Coding(event=Event(type="ASSAULT"), attack=said == _ONE_SIDED)


def _acled_event(readings: Readings, references: References) -> Event | None:
    """Give the PLOVER code of an ACLED type, as far as only one fits."""
    kind, sub = readings.text("event_type"), readings.text("sub_event_type")
    if kind is None:
        return None
    pairs = references.codes.disorder_types
    if kind not in {known for known, _ in pairs} or (sub and (kind, sub) not in pairs):
        column = "sub_event_type" if kind in {known for known, _ in pairs} else "event_type"
        readings.complain(column, "it is no type of ACLED's", "compare it with docs/exports.md")
        return None
    rows = [row for row in references.codes.acled_events if row.event_type == kind]
    fits = [row for row in rows if row.sub_event_type == sub] or rows
    types, modes = {row.type for row in fits}, {row.mode for row in fits}
    if len(types) != 1:
        return None
    return Event(type=types.pop(), mode=modes.pop() if len(modes) == 1 else None)


def _plover(readings: Readings, table: TableMap, references: References) -> Event | None:
    """Read PLOVER codes of a mapped table."""
    kind = readings.text(table.columns.event_type)
    if kind is None:
        return None
    mode = readings.text(table.columns.event_mode)
    if (kind, mode) not in {(row.type, row.mode) for row in references.codebook.plover}:
        readings.complain(
            table.columns.event_type, f"“{kind} {mode or ''}” is no PLOVER code", "see the codebook"
        )
        return None
    return Event(type=kind, mode=mode)
