"""POLECAT: one row an incident or agreement, in the codes of PLOVER."""

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
    refuse,
)
from vaglio.export._outgoing import PROPOSAL, Outgoing
from vaglio.export._references import References
from vaglio.export._sides import Party, Sides, Sort, party_of, sides_of
from vaglio.export._spots import Spot, spot_of
from vaglio.model.agreement import Agreement
from vaglio.model.claim import Event, Precision
from vaglio.model.incident import Grade, Incident

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
"""The columns of POLECAT, in its order."""

_AGREE = Event(type="AGREE")
_SECTORS = {Sort.GOVERNMENT: "GOV", Sort.CIVILIANS: "CVL"}


def polecat_row(going: Outgoing, *, references: References) -> dict[str, Cell] | str:
    """Write one incident or agreement as a row of POLECAT, or say why it does not take it."""
    entry = going.entry
    if not isinstance(entry, Incident | Agreement):
        return "POLECAT holds incidents and agreements only"
    if isinstance(entry, Incident) and entry.grade is Grade.DISCOUNTED:
        return "it is discounted, and POLECAT has no column to say so"
    event = entry.event if isinstance(entry, Incident) else _AGREE
    if event is None or (event.type, event.mode) not in quads_of(references):
        return "it has no code that PLOVER knows"
    days = told.days_of(entry.when)
    if days is None or days[0] != days[1]:
        return "its day is not known, and POLECAT has no column to say how far"
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    row |= {
        "Event ID": going.ref if going.vetted else f"PROPOSAL {going.ref}",
        "Event Date": days[0].isoformat(),
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Quad Code": quads_of(references)[event.type, event.mode],
        "Source": told.publishers_of(going),
        "Publication Date": told.published_days_of(going),
        "Version": joined([None if going.vetted else PROPOSAL, *_readers(going)]),
    }
    sides = _sides(going, references)
    row |= _side("Actor", sides.a, _named(going)) | _side("Recipient", sides.b, _targets(going))
    spot = spot_of(entry.where, references)
    if spot is not None:
        row |= _where(spot) | {"Raw Placename": joined(place.name for place in entry.where)}
    return row


def quads_of(references: References) -> dict[tuple[str, str | None], str]:
    """Give the quad code of each PLOVER type and mode."""
    return {(row.type, row.mode): row.quad for row in references.codebook.plover}


def _sides(going: Outgoing, references: References) -> Sides:
    """Say who acts and on whom; of an agreement, its first two parties."""
    if not isinstance(going.entry, Agreement):
        return sides_of(going, codebook=references.codebook)
    book = references.codebook
    first, second, *_ = [
        *(party_of(p.name, p.actor, book) for p in going.entry.parties),
        None,
        None,
    ]
    return Sides(a=first, b=second)


def _side(role: str, party: Party | None, raw: str | None) -> dict[str, Cell]:
    """Fill the columns of one side."""
    sector = _SECTORS.get(party.sort) if party else None
    return {
        f"{role} Name": party.name if party else None,
        f"{role} Country": party.country if party else None,
        f"Primary {role} Sector": sector,
        f"{role} Sectors": sector,
        f"{role} Name Raw": raw,
    }


def _named(going: Outgoing) -> str | None:
    """Give everybody who is said to have done it, as written."""
    entry = going.entry
    if isinstance(entry, Incident):
        return joined(each.name for each in entry.actors)
    return (
        joined(party.name for party in entry.parties[:1]) if isinstance(entry, Agreement) else None
    )


def _targets(going: Outgoing) -> str | None:
    """Give everybody whom the claims name as attacked, as written."""
    if isinstance(going.entry, Agreement):
        return joined(party.name for party in going.entry.parties[1:])
    return joined(target.name for each in going.claims for target in each.claim.targets)


def _readers(going: Outgoing) -> list[str]:
    """Name what read the claims, with the version of the codebook."""
    return [f"{c.claim.reader}, codebook {c.claim.codebook}" for c in going.claims]


def _where(spot: Spot) -> dict[str, Cell]:
    """Fill the columns of the place; only points get degrees, since none can be called vague."""
    town = spot.place.precision is Precision.TOWN
    return {
        "Placename": spot.place.name,
        "City": spot.place.name if town else None,
        "District": spot.place.name if spot.place.precision is Precision.DISTRICT else None,
        "Province": spot.division,
        "Country": spot.country.iso3 if spot.country else None,
        "Latitude": spot.latitude if spot.point else None,
        "Longitude": spot.longitude if spot.point else None,
        "GeoNames ID": spot.geonames,
    }


def check_polecat(rows: Sequence[Row], references: References) -> None:
    """Hold a table to the rules of POLECAT: columns, codes, day, coordinates."""
    check_columns(rows, COLUMNS, id="Event ID")
    quads = quads_of(references)
    for row in rows:
        name = str(row["Event ID"])
        check_days(name, row["Event Date"], row["Event Date"])
        check_coordinates(name, row["Latitude"], row["Longitude"])
        kind, mode = row["Event Type"], row["Event Mode"]
        known = (str(kind), None if mode is None else str(mode))
        if quads.get(known) != row["Quad Code"]:
            raise refuse(name, "type, mode and quad code are not PLOVER's")
        for role in ("Actor", "Recipient"):
            check_code(row, f"Primary {role} Sector", list(_SECTORS.values()), id="Event ID")
