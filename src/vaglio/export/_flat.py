"""Our own flat table: one row a toll, with the words that set each number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaglio.export import _told as told
from vaglio.export._cells import Cell, clean, joined
from vaglio.export._checks import (
    Row,
    check_columns,
    check_coordinates,
    check_days,
    check_order,
    refuse,
)
from vaglio.export._outgoing import PROPOSAL, Outgoing
from vaglio.export._references import References
from vaglio.export._spots import Spot, spot_of
from vaglio.model.incident import Incident, IncidentToll

TYPES = {
    "row": "VARCHAR",
    "id": "VARCHAR",
    "ref": "VARCHAR",
    "status": "VARCHAR",
    "decided_on": "DATE",
    "correction": "VARCHAR",
    "title": "VARCHAR",
    "event_type": "VARCHAR",
    "event_mode": "VARCHAR",
    "date_start": "DATE",
    "date_end": "DATE",
    "date_words": "VARCHAR",
    "place": "VARCHAR",
    "place_id": "VARCHAR",
    "place_precision": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "area_latitude": "DOUBLE",
    "area_longitude": "DOUBLE",
    "area_radius_km": "DOUBLE",
    "other_places": "VARCHAR",
    "country_code": "VARCHAR",
    "alleged": "VARCHAR",
    "grade": "VARCHAR",
    "grade_reason": "VARCHAR",
    "disagreements": "VARCHAR",
    "sources": "VARCHAR",
    "source_count": "BIGINT",
    "reports": "VARCHAR",
    "toll": "BIGINT",
    "harm": "VARCHAR",
    "who": "VARCHAR",
    "side": "VARCHAR",
    "low": "BIGINT",
    "best": "BIGINT",
    "high": "BIGINT",
    "part_of": "BIGINT",
    "rule": "VARCHAR",
    "low_quotes": "VARCHAR",
    "best_quotes": "VARCHAR",
    "high_quotes": "VARCHAR",
    "all_quotes": "VARCHAR",
}
"""The columns of the flat table, with the type that each has in Parquet."""

COLUMNS = tuple(TYPES)
ACCEPTED = "accepted"
"""What `status` says of an accepted incident."""


def flat_rows(going: Outgoing, *, references: References) -> list[dict[str, Cell]] | str:
    """Write one incident as rows, one a toll; one row without numbers where it has none."""
    incident = going.entry
    if not isinstance(incident, Incident):
        return "the flat table holds incidents only"
    head = _head(going, incident, references)
    rows = [head | _toll(going, number, toll) for number, toll in enumerate(incident.tolls, 1)]
    return rows or [head]


def _head(going: Outgoing, incident: Incident, references: References) -> dict[str, Cell]:
    """Fill the columns that an incident's rows share."""
    event, when = incident.event, incident.when
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    row |= {
        "row": f"{going.ref}#0",
        "id": incident.id,
        "ref": going.ref,
        "status": ACCEPTED if going.vetted else PROPOSAL,
        "decided_on": _day(going.decided.on if going.decided else None),
        "correction": going.note,
        "title": incident.title,
        "event_type": event.type if event else None,
        "event_mode": event.mode if event else None,
        "date_start": _day(when.start if when else None),
        "date_end": _day(when.end if when else None),
        "date_words": when.text if when else None,
        "alleged": joined(_alleged(incident)),
        "grade": incident.grade.value,
        "grade_reason": incident.grade_reason,
        "disagreements": joined(
            f"{each.about}: {' | '.join(each.accounts)}" for each in incident.disagreements
        ),
        "sources": told.speakers_of(going),
        "source_count": len(incident.sources),
        "reports": told.articles_of(going),
        "all_quotes": told.quotes_of(incident.claims, going),
    }
    spot = spot_of(incident.where, references)
    return row if spot is None else row | _where(incident, spot)


def _where(incident: Incident, spot: Spot) -> dict[str, Cell]:
    """Fill the columns of the place: a point or an area, never both."""
    point = spot.point
    return {
        "place": spot.place.name,
        "place_id": spot.place.place,
        "place_precision": spot.place.precision.value,
        "latitude": spot.latitude if point else None,
        "longitude": spot.longitude if point else None,
        "area_latitude": None if point else spot.latitude,
        "area_longitude": None if point else spot.longitude,
        "area_radius_km": spot.place.radius_km if spot.located else None,
        "other_places": joined(place.name for place in incident.where[1:]),
        "country_code": spot.country.iso3 if spot.country else None,
    }


def _toll(going: Outgoing, number: int, toll: IncidentToll) -> dict[str, Cell]:
    """Fill the columns of one toll; tolls are counted from 1."""
    return {
        "row": f"{going.ref}#{number}",
        "toll": number,
        "harm": toll.harm.value,
        "who": toll.who.value,
        "side": toll.side,
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "part_of": None if toll.part_of is None else toll.part_of + 1,
        "rule": toll.rule,
        "low_quotes": told.quotes_of(toll.low_set_by, going),
        "best_quotes": told.quotes_of(toll.best_set_by, going),
        "high_quotes": told.quotes_of(toll.high_set_by, going),
    }


def check_flat(rows: Sequence[Row]) -> None:
    """Hold the table to its rules: columns, order of numbers, days, coordinates."""
    check_columns(rows, COLUMNS, id="row")
    for row in rows:
        name = str(row["row"])
        check_order(name, row["low"], row["best"], row["high"])
        check_days(name, row["date_start"], row["date_end"])
        check_coordinates(name, row["latitude"], row["longitude"])
        check_coordinates(name, row["area_latitude"], row["area_longitude"])
        if row["latitude"] is not None and row["place_precision"] not in ("exact", "town"):
            raise refuse(name, "a vague place is written as a point")


def _alleged(incident: Incident) -> Iterator[str]:
    """Say of each party who says that it did it, and who denies it."""
    for each in incident.actors:
        denied = f", denied by {', '.join(each.denied_by)}" if each.denied_by else ""
        yield clean(f"{each.name} (said by {', '.join(each.said_by) or 'nobody named'}{denied})")


def _day(day: object) -> str | None:
    """Write a day."""
    return None if day is None else str(day)
