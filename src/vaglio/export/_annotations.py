"""W3C Web Annotations: each claim on the words that make it."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.export._checks import refuse
from vaglio.export._json_text import Json, json_list
from vaglio.export._jsonld import iri
from vaglio.export._outgoing import PROPOSAL, Outgoing
from vaglio.model.claim import Claim
from vaglio.model.record import Reported

COLUMNS = ("id", "type", "motivation", "generator", "body", "target")
"""The properties of every annotation, in order."""


def annotations_of(going: Outgoing) -> list[Json]:
    """Write each claim of an entry as an annotation of its report."""
    return [_annotation(each, going) for each in going.claims]


def annotations_text(annotations: Sequence[Json]) -> bytes:
    """Check annotations and write them as one page; a claim of two entries stands once."""
    once: dict[object, Json] = {}
    for annotation in annotations:
        once.setdefault(annotation["id"], annotation)
    for annotation in once.values():
        _check(annotation)
    head = b'{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:vaglio:annotations", '
    return head + b'"type": "AnnotationPage", "items": ' + json_list(once.values()) + b"}\n"


def _annotation(each: Reported, going: Outgoing) -> Json:
    """Write one claim."""
    claim, report = each.claim, each.report
    target: Json = {
        "type": "SpecificResource",
        "source": iri("report", report.id),
        "selector": {
            "type": "TextQuoteSelector",
            "exact": claim.quote,
            "refinedBy": {
                "type": "TextPositionSelector",
                "start": claim.span.start,
                "end": claim.span.end,
            },
        },
    }
    if report.url and report.url.startswith(("http://", "https://")):
        target["scope"] = report.url
    return {
        "id": iri("annotation", claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": f"{claim.reader}, codebook {claim.codebook}"},
        "body": [
            _body("describing", _words(claim)),
            _body("tagging", "accepted" if going.vetted else PROPOSAL),
        ],
        "target": target,
    }


def _body(purpose: str, value: str) -> Json:
    """Write one text about the words."""
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _words(claim: Claim) -> str:
    """Say what a claim says, in one line."""
    tolls = [
        f"{toll.harm} " + "/".join("-" if n is None else str(n) for n in figures)
        for toll in claim.tolls
        for figures in [(toll.low, toll.best, toll.high)]
    ]
    return "; ".join([f"{claim.speaker.name} {claim.stance}", claim.reality.value, *tolls])


def _check(annotation: Json) -> None:
    """Check that the words are as long as the place they stand in."""
    target = annotation["target"]
    assert isinstance(target, dict)
    selector = target["selector"]
    position = selector["refinedBy"]
    if len(selector["exact"]) != position["end"] - position["start"]:
        raise refuse(str(annotation["id"]), "its words are not as long as the place they stand in")
