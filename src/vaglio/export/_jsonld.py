"""JSON-LD: claims as schema.org has them, and where each came from, as PROV has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vaglio.export import _told as told
from vaglio.export._checks import refuse
from vaglio.export._json_text import Json, json_list, json_text
from vaglio.export._outgoing import PROPOSAL, Outgoing
from vaglio.export._spots import is_point, located
from vaglio.model.access import Access
from vaglio.model.claim import Place, Precision, SpeakerType
from vaglio.model.claim_json import ReportHeader
from vaglio.model.incident import Incident
from vaglio.model.record import Reported
from vaglio.model.track import Track

CONTEXT: Json = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "vaglio": "urn:vaglio:term:",
}
"""The vocabularies, named in the file itself: no reader has to fetch anything."""

COLUMNS = (
    "schema:name", "schema:identifier", "schema:startDate", "schema:endDate", "schema:location",
    "schema:subjectOf", "schema:text", "schema:author", "schema:appearance", "schema:headline",
    "schema:publisher", "schema:datePublished", "schema:url", "prov:wasDerivedFrom",
    "prov:wasGeneratedBy", "prov:wasAssociatedWith", "prov:endedAtTime", "vaglio:status",
    "vaglio:correction", "vaglio:grade", "vaglio:gradeReason", "vaglio:eventType",
    "vaglio:eventMode", "vaglio:toll", "vaglio:stance", "vaglio:reality", "vaglio:start",
    "vaglio:end",
)  # fmt: skip
"""The properties of its nodes."""

_PEOPLE = (SpeakerType.PERSON, SpeakerType.UNNAMED)


def nodes_of(going: Outgoing) -> list[Json]:
    """Write an entry, its claims and their reports as nodes of a graph."""
    nodes = [_entry(going)]
    if going.vetted:
        nodes += [_decision(going), _DESK]
    for each in going.claims:
        nodes += [_claim(each, going), *_reading(each)]
    return [*nodes, *(_report(header) for header in told.headers_of(going))]


def jsonld_of(nodes: Sequence[Json]) -> bytes:
    """Write nodes as one graph; what people have accepted stands first and counts."""
    once: dict[object, Json] = {}
    for node in nodes:
        once.setdefault(node["@id"], node)
    graph = list(once.values())
    _check(graph)
    return b'{"@context": ' + json_text(CONTEXT) + b', "@graph": ' + json_list(graph) + b"}\n"


def iri(kind: str, id: str) -> str:
    """Name a thing by an address of its own that any reader takes.

    Example:
        >>> iri("incident", "i:7 é")
        'urn:vaglio:incident:i:7%20%C3%A9'
    """
    data = id.encode("utf-8", "replace")
    safe = re.sub(rb"[^A-Za-z0-9._~:-]", lambda hit: b"%%%02X" % hit[0][0], data)
    return f"urn:vaglio:{kind}:{safe.decode()}"


def _kind(going: Outgoing) -> str:
    """Name the sort of entry."""
    return type(going.entry).__name__.lower()


def _entry(going: Outgoing) -> Json:
    """Write the entry itself."""
    entry = going.entry
    claims = [{"@id": iri("claim", each.claim.id)} for each in going.claims]
    event = "schema:Event" if isinstance(entry, Incident) else "schema:Thing"
    node: Json = {
        "@id": iri(_kind(going), going.ref),
        "@type": [event, "prov:Entity"],
        "schema:name": entry.title,
        "schema:identifier": [entry.id, going.ref],
        "vaglio:status": "accepted" if going.vetted else PROPOSAL,
        "vaglio:correction": going.note,
        "schema:subjectOf": claims,
        "prov:wasDerivedFrom": claims,
        "prov:wasGeneratedBy": {"@id": iri("decision", going.ref)} if going.vetted else None,
    }
    if not isinstance(entry, Track | Access) and entry.when is not None:
        node |= {
            "schema:startDate": _day(entry.when.start),
            "schema:endDate": _day(entry.when.end),
        }
    if not isinstance(entry, Track):
        node["schema:location"] = [_place(place) for place in entry.where]
    if isinstance(entry, Incident):
        node |= _incident(entry)
    return _known(node)


def _incident(entry: Incident) -> Json:
    """Write what an incident has that other entries have not."""
    return {
        "vaglio:grade": entry.grade.value,
        "vaglio:gradeReason": entry.grade_reason,
        "vaglio:eventType": entry.event.type if entry.event else None,
        "vaglio:eventMode": entry.event.mode if entry.event else None,
        "vaglio:toll": [
            _known({f"vaglio:{name}": value for name, value in (
                ("harm", t.harm.value), ("who", t.who.value), ("side", t.side),
                ("low", t.low), ("best", t.best), ("high", t.high),
            )})
            for t in entry.tolls
        ],
    }  # fmt: skip


def _place(place: Place) -> Json:
    """Write a place: a point where one is known, else a circle, else its name."""
    node: Json = {"@type": "schema:Place", "schema:name": place.name}
    point: Json = {
        "@type": "schema:GeoCoordinates",
        "schema:latitude": place.latitude,
        "schema:longitude": place.longitude,
    }
    if is_point(place):
        node["schema:geo"] = point
    elif located(place) and place.radius_km and place.precision is not Precision.COUNTRY:
        metres = round(place.radius_km * 1000, 1)
        node["schema:geo"] = {
            "@type": "schema:GeoCircle",
            "schema:geoMidpoint": point,
            "schema:geoRadius": metres,
        }
    return node


def _claim(each: Reported, going: Outgoing) -> Json:
    """Write one claim: who says so, on which words, where."""
    claim, report = each.claim, {"@id": iri("report", each.report.id)}
    kind = "schema:Person" if claim.speaker.type in _PEOPLE else "schema:Organization"
    return {
        "@id": iri("claim", claim.id),
        "@type": ["schema:Claim", "prov:Entity"],
        "schema:text": claim.quote,
        "schema:author": {"@type": kind, "schema:name": claim.speaker.name},
        "schema:appearance": report,
        "vaglio:status": "accepted" if going.vetted else PROPOSAL,
        "vaglio:stance": claim.stance.value,
        "vaglio:reality": claim.reality.value,
        "vaglio:start": claim.span.start,
        "vaglio:end": claim.span.end,
        "prov:wasDerivedFrom": report,
        "prov:wasGeneratedBy": {"@id": _reading_id(each)},
    }


def _reading_id(each: Reported) -> str:
    """Name the reading of a report by one reader with one codebook."""
    claim = each.claim
    return iri("reading", f"{each.report.id}:{claim.reader}:{claim.codebook}")


def _reading(each: Reported) -> Iterator[Json]:
    """Write the reading that made a claim, and the software that did it."""
    claim = each.claim
    software = iri("reader", f"{claim.reader}:{claim.codebook}")
    yield {
        "@id": _reading_id(each),
        "@type": "prov:Activity",
        "prov:wasAssociatedWith": {"@id": software},
    }
    yield {
        "@id": software,
        "@type": "prov:SoftwareAgent",
        "schema:name": f"{claim.reader}, codebook {claim.codebook}",
    }


_DESK: Json = {"@id": iri("role", "desk"), "@type": "prov:Agent", "schema:name": "desk"}
"""Who decides: a role, never a name."""


def _decision(going: Outgoing) -> Json:
    """Write the decision that took an entry into the record."""
    day = _day(going.decided.on if going.decided else None)
    return _known(
        {
            "@id": iri("decision", going.ref),
            "@type": "prov:Activity",
            "prov:wasAssociatedWith": {"@id": _DESK["@id"]},
            "prov:endedAtTime": day,
        }
    )


def _report(header: ReportHeader) -> Json:
    """Write one report."""
    return _known(
        {
            "@id": iri("report", header.id),
            "@type": ["schema:NewsArticle", "prov:Entity"],
            "schema:headline": header.title,
            "schema:publisher": {"@type": "schema:Organization", "schema:name": told.shown(header)},
            "schema:datePublished": _day(header.published),
            "schema:url": header.url,
        }
    )


def _known(node: Json) -> Json:
    """Leave out what is not known: JSON-LD has no null."""
    return {key: value for key, value in node.items() if value is not None and value != []}


def _day(day: object) -> Json | None:
    """Write a day with its type."""
    return None if day is None else {"@value": str(day), "@type": "xsd:date"}


def _check(graph: Sequence[Json]) -> None:
    """Check that every node is named and typed, and every name leads to a node."""
    names = {node["@id"] for node in graph}
    for node in graph:
        if not node.get("@type"):
            raise refuse(str(node["@id"]), "a node has no type")
        for value in node.values():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict) and each.keys() == {"@id"} and each["@id"] not in names:
                    raise refuse(str(node["@id"]), "a node names another that is not there")
