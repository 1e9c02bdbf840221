"""HXL: a table for humanitarian data exchange, with a row of hashtags."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.export import _told as told
from vaglio.export._cells import Cell, joined
from vaglio.export._checks import (
    Row,
    check_code,
    check_columns,
    check_coordinates,
    check_days,
    check_order,
)
from vaglio.export._counts import count_of
from vaglio.export._outgoing import PROPOSAL, Outgoing
from vaglio.export._references import References
from vaglio.export._spots import spot_of
from vaglio.model.claim import Harm
from vaglio.model.incident import Incident

HEADERS = {
    "#event+id": "Incident",
    "#date+start": "First day",
    "#date+end": "Last day",
    "#country+code": "Country (ISO 3166-1 alpha-3)",
    "#adm1+name": "First-level division",
    "#loc+name": "Place",
    "#geo+lat": "Latitude",
    "#geo+lon": "Longitude",
    "#affected+killed+min": "Killed, low",
    "#affected+killed+best": "Killed, best",
    "#affected+killed+max": "Killed, high",
    "#affected+injured+min": "Injured, low",
    "#affected+injured+best": "Injured, best",
    "#affected+injured+max": "Injured, high",
    "#meta+source": "Sources",
}
"""The hashtags in their order, each with the words above it."""

COLUMNS = tuple(HEADERS)


def hxl_row(going: Outgoing, *, references: References) -> dict[str, Cell] | str:
    """Write one incident as a row of HXL, or say why it is none."""
    incident = going.entry
    if not isinstance(incident, Incident):
        return "the HXL table holds incidents only"
    when, spot = incident.when, spot_of(incident.where, references)
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    row |= {
        "#event+id": going.ref if going.vetted else f"PROPOSAL {going.ref}",
        "#date+start": when.start.isoformat() if when and when.start else None,
        "#date+end": when.end.isoformat() if when and when.end else None,
        "#meta+source": joined([None if going.vetted else PROPOSAL, told.publishers_of(going)]),
    }
    if spot is not None:
        row |= {
            "#country+code": spot.country.iso3 if spot.country else None,
            "#adm1+name": spot.division,
            "#loc+name": spot.place.name,
            "#geo+lat": spot.latitude if spot.point else None,
            "#geo+lon": spot.longitude if spot.point else None,
        }
    return row | _affected(incident, Harm.KILLED) | _affected(incident, Harm.INJURED)


def _affected(incident: Incident, harm: Harm) -> dict[str, Cell]:
    """Fill the three columns of one harm."""
    count, tag = count_of(incident.tolls, harm), f"#affected+{harm.value}"
    if count is None:
        return {}
    return {f"{tag}+min": count.low, f"{tag}+best": count.best, f"{tag}+max": count.high}


def check_hxl(rows: Sequence[Row], references: References) -> None:
    """Hold a table to its rules: hashtags, order of numbers, days, coordinates."""
    check_columns(rows, COLUMNS, id="#event+id")
    for row in rows:
        name = str(row["#event+id"])
        for tag in ("#affected+killed", "#affected+injured"):
            check_order(name, row[f"{tag}+min"], row[f"{tag}+best"], row[f"{tag}+max"])
        check_days(name, row["#date+start"], row["#date+end"])
        check_coordinates(name, row["#geo+lat"], row["#geo+lon"])
        check_code(row, "#country+code", references.codes.country_by_iso3, id="#event+id")
