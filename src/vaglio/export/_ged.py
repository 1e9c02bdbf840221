"""UCDP GED: one row an incident with a direct death."""

from __future__ import annotations

import hashlib
import math
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
from vaglio.export._counts import Count, count_of, number_within
from vaglio.export._outgoing import PROPOSAL, Outgoing
from vaglio.export._references import References
from vaglio.export._sides import Sides, Sort, sides_of
from vaglio.export._spots import Spot, spot_of
from vaglio.model.claim import Event, Harm, Who
from vaglio.model.incident import Grade, Incident

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
"""The columns of UCDP GED, in its order."""

CLEAR = "Clear"
"""What `code_status` says of an accepted incident."""
_EXACT = 2
"""Up to this `where_prec` a place may be written as a point."""
_SURE_DAYS = 2
"""Up to this `date_prec` an incident stands clear of others."""


def ged_row(going: Outgoing, *, references: References) -> dict[str, Cell] | str:
    """Write one incident as a row of GED, or say why GED does not take it."""
    incident = going.entry
    if not isinstance(incident, Incident):
        return "GED holds incidents only"
    count = count_of(incident.tolls, Harm.KILLED)
    if count is None or not count.somebody:
        return "no claim tells of a direct death"
    if incident.grade is Grade.DISCOUNTED:
        return "it is discounted, and GED has no column to say so"
    days = told.days_of(incident.when)
    if days is None:
        return "its first or its last day is not known"
    start, end = days
    precision = days_code(references.codes.ged_days, (end - start).days + 1)
    sides = sides_of(going, codebook=references.codebook)
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    row |= {
        "id": number_of(going.ref),
        "relid": going.ref,
        "year": start.year,
        "code_status": CLEAR if going.vetted else PROPOSAL,
        "type_of_violence": _violence(sides, incident.event, references),
        "side_a": sides.a.name if sides.a else None,
        "side_b": sides.b.name if sides.b else None,
        "event_clarity": 1 if precision is not None and precision <= _SURE_DAYS else None,
        "date_prec": precision,
        "date_start": start.isoformat(),
        "date_end": end.isoformat(),
    }
    return (
        row
        | _sources(going, incident)
        | _where(incident, references)
        | _deaths(incident, count, sides)
    )


def number_of(ref: str) -> int:
    """Make the whole number that GED wants as an id; a reference that is one stays."""
    if ref.isascii() and ref.isdigit() and len(ref) <= 15 and str(int(ref)) == ref:
        return int(ref)
    # 52 bits: exact in every program, also in those that read numbers as floats.
    return int(hashlib.sha256(ref.encode("utf-8", "surrogatepass")).hexdigest()[:13], 16)


def _sources(going: Outgoing, incident: Incident) -> dict[str, Cell]:
    """Fill the columns of sources."""
    marked = "" if going.vetted else f"{PROPOSAL}: "
    return {
        "number_of_sources": len(incident.sources),
        "source_article": marked + (told.articles_of(going) or "") or None,
        "source_office": told.publishers_of(going),
        "source_date": told.published_days_of(going),
        "source_headline": told.headlines_of(going),
        "source_original": told.speakers_of(going),
    }


def _where(incident: Incident, references: References) -> dict[str, Cell]:
    """Fill the columns of the place; a point only where a point is known."""
    spot = spot_of(incident.where, references)
    if spot is None:
        return {}
    return {
        "where_prec": spot.ged,
        "where_coordinates": spot.place.name if spot.latitude is not None else None,
        "where_description": joined(place.name for place in incident.where),
        "adm_1": spot.division,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "country": spot.country.name if spot.country else None,
    } | _point(spot)


def _point(spot: Spot) -> dict[str, Cell]:
    """Fill the columns that say a point."""
    latitude, longitude = spot.latitude, spot.longitude
    if latitude is None or longitude is None or spot.ged is None or spot.ged > _EXACT:
        return {}
    return {
        "geom_wkt": f"POINT ({longitude} {latitude})",
        "priogrid_gid": prio_cell(latitude, longitude),
    }


def prio_cell(latitude: float, longitude: float) -> int:
    """Give the PRIO-GRID cell of a point: half degrees, counted from the south-west.

    Example:
        >>> prio_cell(34.53, 69.17)
        179779
    """
    row = min(math.floor((latitude + 90) * 2), 359)
    column = min(math.floor((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def _violence(sides: Sides, event: Event | None, references: References) -> int | None:
    """Give the type of violence where the codebook settles it.

    The codebook does not tell armed groups from a state's own forces, so a
    fight between two parties without a government has none. Whether civilians
    were chosen or hit, only some modes tell.
    """
    if sides.a is None or sides.b is None or not sides.a.armed:
        return None
    if sides.b.sort is Sort.CIVILIANS:
        mode = event.mode if event else None
        return next((row.code for row in references.codes.ged_violence if mode in row.modes), None)
    governments = Sort.GOVERNMENT in (sides.a.sort, sides.b.sort)
    return 1 if governments and sides.b.armed else None


def _deaths(incident: Incident, count: Count, sides: Sides) -> dict[str, Cell]:
    """Fill the columns of deaths, so that the parts add up to the best figure."""
    numbers: dict[str, Cell] = {"best": count.best, "high": count.high, "low": count.low}
    if count.best is None:
        return numbers
    civilians = number_within(incident.tolls, count, who=Who.CIVILIAN)
    a, b = (
        number_within(incident.tolls, count, who=Who.COMBATANT, sides=(party.name, party.actor))
        if party
        else 0
        for party in (sides.a, sides.b)
    )
    if civilians + a + b > count.best:
        civilians = a = b = 0
    return numbers | {
        "deaths_a": a,
        "deaths_b": b,
        "deaths_civilians": civilians,
        "deaths_unknown": count.best - civilians - a - b,
    }


def check_ged(rows: Sequence[Row], references: References) -> None:
    """Hold a table to the rules of GED: columns, codes, sums, order, days, coordinates."""
    check_columns(rows, COLUMNS, id="id")
    codes = references.codes
    for row in rows:
        name = str(row["relid"])
        check_code(row, "type_of_violence", [each.code for each in codes.ged_violence], id="relid")
        check_code(row, "where_prec", [each.ged for each in codes.places], id="relid")
        check_code(row, "date_prec", [each.code for each in codes.ged_days], id="relid")
        check_code(row, "event_clarity", [1, 2], id="relid")
        check_order(name, row["low"], row["best"], row["high"])
        check_days(name, row["date_start"], row["date_end"])
        check_coordinates(name, row["latitude"], row["longitude"])
        if row["latitude"] is not None and row["where_prec"] is None:
            raise refuse(name, "coordinates without where_prec look exact")
        parts = [row[f"deaths_{part}"] for part in ("a", "b", "civilians", "unknown")]
        known = [part for part in parts if isinstance(part, int)]
        if row["best"] is not None and (len(known) < len(parts) or sum(known) != row["best"]):
            raise refuse(name, "the deaths do not add up to the best figure")
        if not any(row[column] for column in ("best", "high", "low")):
            raise refuse(name, "it has no death")
