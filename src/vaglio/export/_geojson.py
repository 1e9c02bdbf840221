"""GeoJSON: one feature an entry; a vague place is an area or nothing, never a point."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vaglio.export import _told as told
from vaglio.export._checks import refuse
from vaglio.export._json_text import Json, json_list
from vaglio.export._outgoing import PROPOSAL, Outgoing
from vaglio.export._spots import is_point, located
from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.claim import Place, Precision, When
from vaglio.model.incident import Incident
from vaglio.model.track import Meeting, Track

COLUMNS = (
    "id", "ref", "entry", "status", "correction", "title", "event_type", "event_mode", "start",
    "end", "places", "place_precision", "radius_km", "alleged", "grade", "grade_reason", "tolls",
    "disagreements", "sources", "parties", "mediators", "commitments", "state", "changes",
    "reports",
)  # fmt: skip
"""The properties of every feature, in order."""

_CORNERS = 32
_EARTH_KM = 6371.0088
_NARROWEST_KM = 0.1
_WIDEST_KM = 1000.0
"""A narrower or wider area is no place on a map."""


def features_of(going: Outgoing) -> list[Json]:
    """Write an entry as features: one, or one a meeting for a track."""
    entry = going.entry
    shared = _shared(going)
    if isinstance(entry, Track):
        return [
            _feature(f"{going.ref}#{number}", meeting.where, shared | _meeting(entry, meeting))
            for number, meeting in enumerate(entry.meetings, 1)
        ]
    if isinstance(entry, Incident):
        return [_feature(going.ref, entry.where, shared | _incident(entry))]
    if isinstance(entry, Agreement):
        return [_feature(going.ref, entry.where, shared | _agreement(entry))]
    return [_feature(going.ref, entry.where, shared | _access(entry))]


def geojson_of(features: Sequence[Json]) -> bytes:
    """Write features as one collection."""
    return b'{"type": "FeatureCollection", "features": ' + json_list(features) + b"}\n"


def check_geojson(features: Sequence[Json]) -> None:
    """Hold features to their rules: ids of their own, one set of properties, no vague point."""
    seen: set[object] = set()
    for feature in features:
        properties, geometry = feature["properties"], feature["geometry"]
        name = str(feature["id"])
        if name in seen or not isinstance(properties, dict) or tuple(properties) != COLUMNS:
            raise refuse(name, "a feature lacks a property, or an id of its own")
        seen.add(name)
        if isinstance(geometry, dict) and geometry["type"] == "Point":
            if properties["place_precision"] not in ("exact", "town"):
                raise refuse(name, "a vague place is written as a point")


def area_of(place: Place) -> Json | None:
    """Draw a circle around a vague place, as a polygon that runs anticlockwise.

    None where no radius is known, where it is too wide to be a place, and where
    it would cross a pole or the line between east and west.
    """
    latitude, longitude, radius = place.latitude, place.longitude, place.radius_km
    if (
        latitude is None
        or longitude is None
        or not radius
        or not _NARROWEST_KM <= radius <= _WIDEST_KM
    ):
        return None
    if place.precision is Precision.COUNTRY:
        return None
    reach = math.degrees(radius / _EARTH_KM)
    if abs(latitude) + reach >= 89:
        return None
    ring = [_corner(latitude, longitude, radius, -n * 360 / _CORNERS) for n in range(_CORNERS)]
    if any(abs(east) > 180 for east, _ in ring):
        return None
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _corner(
    latitude: float, longitude: float, radius: float, bearing: float
) -> tuple[float, float]:
    """Go from a point in one direction, and give longitude and latitude."""
    angle, turn = radius / _EARTH_KM, math.radians(bearing)
    south = math.radians(latitude)
    up = math.asin(
        math.sin(south) * math.cos(angle) + math.cos(south) * math.sin(angle) * math.cos(turn)
    )
    along = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(south),
        math.cos(angle) - math.sin(south) * math.sin(up),
    )
    return round(longitude + math.degrees(along), 6), round(math.degrees(up), 6)


def _feature(id: str, where: Sequence[Place], properties: Json) -> Json:
    """Make a feature of its properties and its most exact place."""
    place = where[0] if where else None
    placed = properties | {
        "places": [_place(each) for each in where],
        "place_precision": place.precision.value if place else None,
        "radius_km": place.radius_km if place and located(place) else None,
    }
    return {
        "type": "Feature",
        "id": id,
        "geometry": _geometry(place) if place else None,
        "properties": {name: placed.get(name) for name in COLUMNS},
    }


def _geometry(place: Place) -> Json | None:
    """Draw a place: a point where one is known, else an area, else nothing."""
    if not located(place):
        return None
    if not is_point(place):
        return area_of(place)
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def _shared(going: Outgoing) -> Json:
    """Give the properties that every entry has."""
    return {
        "id": going.entry.id,
        "ref": going.ref,
        "entry": type(going.entry).__name__.lower(),
        "status": "accepted" if going.vetted else PROPOSAL,
        "correction": going.note,
        "title": going.entry.title,
        "reports": [
            {"source": told.shown(each), "title": each.title, "published": _day(each.published),
             "url": each.url}
            for each in told.headers_of(going)
        ],
    }  # fmt: skip


def _incident(entry: Incident) -> Json:
    """Give the properties of an incident."""
    return _when(entry.when) | {
        "event_type": entry.event.type if entry.event else None,
        "event_mode": entry.event.mode if entry.event else None,
        "alleged": [
            {"name": a.name, "said_by": list(a.said_by), "denied_by": list(a.denied_by)}
            for a in entry.actors
        ],
        "grade": entry.grade.value,
        "grade_reason": entry.grade_reason,
        "tolls": [
            {"harm": t.harm.value, "who": t.who.value, "side": t.side, "low": t.low,
             "best": t.best, "high": t.high, "part_of": t.part_of}
            for t in entry.tolls
        ],
        "disagreements": [
            {"about": d.about.value, "accounts": list(d.accounts)} for d in entry.disagreements
        ],
        "sources": [source.full_name for source in entry.sources],
    }  # fmt: skip


def _agreement(entry: Agreement) -> Json:
    """Give the properties of an agreement."""
    return _when(entry.when) | {
        "parties": [party.name for party in entry.parties],
        "mediators": [mediator.name for mediator in entry.mediators],
        "commitments": [
            {"debtor": owed.debtor, "text": owed.text, "state": owed.state.value}
            for owed in entry.commitments
        ],
    }


def _meeting(entry: Track, meeting: Meeting) -> Json:
    """Give the properties of one meeting of a track."""
    return _when(meeting.when) | {
        "parties": [party.name for party in entry.parties],
        "mediators": [mediator.name for mediator in entry.mediators],
        "state": meeting.state.value,
    }


def _access(entry: Access) -> Json:
    """Give the properties of a way."""
    return {
        "state": entry.state.value,
        "changes": [
            {"state": c.state.value, "since": _day(c.since), "until": _day(c.until),
             "source": c.source}
            for c in entry.changes
        ],
    }  # fmt: skip


def _when(when: When | None) -> Json:
    """Give first and last day."""
    return {"start": _day(when.start if when else None), "end": _day(when.end if when else None)}


def _place(place: Place) -> Json:
    """Give what is known of a place; its coordinates stand in the geometry only."""
    return {"name": place.name, "place": place.place, "precision": place.precision.value}


def _day(day: object) -> str | None:
    """Write a day."""
    return None if day is None else str(day)
