"""ACLED: one row an incident or agreement."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from vaglio.codebook.codes import days_code
from vaglio.export import _told as told
from vaglio.export._cells import Cell, joined
from vaglio.export._checks import (
    Row,
    check_code,
    check_columns,
    check_coordinates,
    check_days,
    check_order,
    refuse,
)
from vaglio.export._counts import count_of
from vaglio.export._outgoing import Outgoing
from vaglio.export._references import References
from vaglio.export._sides import Party, Sides, Sort, party_of, sides_of
from vaglio.export._spots import Spot, spot_of
from vaglio.model.agreement import Agreement
from vaglio.model.claim import Event, Harm
from vaglio.model.incident import Grade, Incident

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
"""The columns of ACLED since March 2023, in its order."""

PROPOSAL_TAG = "vaglio:proposal"
"""The tag of what nobody has accepted."""
_CORRECTED_TAG = "vaglio:corrected"
_AGREE = Event(type="AGREE")
_CIVILIANS = "Civilian targeting"
_AGAINST_CIVILIANS = "Violence against civilians"
_STATE, _CIVILIAN, _OUTSIDE = 1, 7, 8


def acled_row(going: Outgoing, *, references: References) -> dict[str, Cell] | str:
    """Write one incident or agreement as a row of ACLED, or say why ACLED does not take it."""
    entry = going.entry
    if not isinstance(entry, Incident | Agreement):
        return "ACLED holds incidents and agreements only"
    if isinstance(entry, Incident) and entry.grade is Grade.DISCOUNTED:
        return "it is discounted, and ACLED has no column to say so"
    days = told.days_of(entry.when)
    if days is None:
        return "its first or its last day is not known"
    start, end = days
    precision = days_code(references.codes.acled_days, (end - start).days + 1)
    if precision is None:
        return "it may lie in more than a month, and ACLED has no code to say so"
    spot = spot_of(entry.where, references)
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    row |= {
        "event_id_cnty": going.ref,
        "event_date": start.isoformat(),
        "year": start.year,
        "time_precision": precision,
        "source": told.publishers_of(going),
        "notes": told.notes_of(going),
        "tags": joined(_tags(going)),
        "timestamp": _seconds(going.decided.on if going.decided else None),
    }
    row |= _parties(going, spot, references) | (_where(spot) if spot else {})
    if isinstance(entry, Incident):
        killed = count_of(entry.tolls, Harm.KILLED)
        row["fatalities"] = killed.best if killed else None
    return row


def _tags(going: Outgoing) -> list[str]:
    """Mark what nobody has accepted, and what was corrected."""
    proposal = [] if going.vetted else [PROPOSAL_TAG]
    return proposal + ([_CORRECTED_TAG] if going.note else [])


def _seconds(day: dt.date | None) -> int | None:
    """Give the start of a day, in UTC, as a time stamp."""
    return None if day is None else calendar.timegm(day.timetuple())


def _parties(going: Outgoing, spot: Spot | None, references: References) -> dict[str, Cell]:
    """Fill the columns of event and actors."""
    entry = going.entry
    event = entry.event if isinstance(entry, Incident) else _AGREE
    others = None
    if isinstance(entry, Agreement):
        parties = [party_of(p.name, p.actor, references.codebook) for p in entry.parties]
        sides = Sides(a=parties[0] if parties else None, b=parties[1] if parties[1:] else None)
        others = joined(party.name for party in parties[2:])
    else:
        sides = sides_of(going, codebook=references.codebook)
    first, second = _inter(sides.a, spot), _inter(sides.b, spot)
    both = None if first is None or second is None else sorted((first, second))
    return _event(event, sides, references) | {
        "actor1": sides.a.name if sides.a else None,
        "inter1": first,
        "actor2": sides.b.name if sides.b else None,
        "assoc_actor_2": others,
        "inter2": second,
        "interaction": both[0] * 10 + both[1] if both else None,
    }


def _event(event: Event | None, sides: Sides, references: References) -> dict[str, Cell]:
    """Fill the columns of the event's type, as far as one fits for certain."""
    codes = references.codes
    fit = codes.acled_event(event, sides.target) if event else None
    if fit is None:
        return {}
    disorders = {
        disorder
        for (kind, sub), disorder in codes.disorder_types.items()
        if kind == fit.event_type and fit.sub_event_type in (None, sub)
    }
    return {
        "disorder_type": disorders.pop() if len(disorders) == 1 else None,
        "event_type": fit.event_type,
        "sub_event_type": fit.sub_event_type,
        "civilian_targeting": _CIVILIANS if fit.event_type == _AGAINST_CIVILIANS else None,
    }


def _inter(party: Party | None, spot: Spot | None) -> int | None:
    """Give the code of an actor's sort; a state's forces abroad are outside forces."""
    if party is None:
        return None
    if party.sort is Sort.CIVILIANS:
        return _CIVILIAN
    if party.sort is not Sort.GOVERNMENT or spot is None or spot.country is None:
        return None
    return _STATE if party.country == spot.country.iso3 else _OUTSIDE


def _where(spot: Spot) -> dict[str, Cell]:
    """Fill the columns of the place; coordinates only with a code for how exact they are."""
    placed = spot.acled is not None
    return {
        "iso": spot.country.numeric if spot.country else None,
        "country": spot.country.name if spot.country else None,
        "admin1": spot.division,
        "location": spot.place.name,
        "latitude": spot.latitude if placed else None,
        "longitude": spot.longitude if placed else None,
        "geo_precision": spot.acled,
    }


def check_acled(rows: Sequence[Row], references: References) -> None:
    """Hold a table to the rules of ACLED: columns, codes, days, coordinates."""
    codes, id = references.codes, "event_id_cnty"
    check_columns(rows, COLUMNS, id=id)
    inters = [each.code for each in codes.acled_inter]
    types = {each.event_type for each in codes.acled}
    for row in rows:
        name = str(row[id])
        check_code(row, "event_type", types, id=id)
        check_code(row, "time_precision", [each.code for each in codes.acled_days], id=id)
        check_code(row, "geo_precision", [each.acled for each in codes.places], id=id)
        check_code(row, "inter1", inters, id=id)
        check_code(row, "inter2", inters, id=id)
        check_code(row, "iso", [each.numeric for each in codes.countries], id=id)
        check_code(row, "disorder_type", set(codes.disorder_types.values()), id=id)
        pair = (row["event_type"], row["sub_event_type"])
        if pair[1] is not None and pair not in codes.disorder_types:
            raise refuse(name, f"{pair[1]} is no sub-type of {pair[0]}")
        check_order(name, row["fatalities"], None, None)
        check_days(name, row["event_date"], row["event_date"])
        check_coordinates(name, row["latitude"], row["longitude"])
        if row["latitude"] is not None and row["geo_precision"] is None:
            raise refuse(name, "coordinates without geo_precision look exact")
