"""Exports as GeoJSON, JSON-LD and Web Annotations, read back by programs of their fields."""

from __future__ import annotations

import io
import json
import warnings
from dataclasses import replace

import geopandas
import jsonschema
import pytest
import rdflib

from tests.library.export_readers import REFERENCES, export
from tests.library.export_records import NAIROBI, NAMED, RECORD, REGION, TEXT, incident
from vaglio.export import export_record
from vaglio.export._geojson import COLUMNS
from vaglio.model.claim import Place, Precision
from vaglio.model.exported import ExportForm

SCHEMA, PROV = "https://schema.org/", "http://www.w3.org/ns/prov#"

TEXT_BODY = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"const": "TextualBody"},
        "purpose": {"enum": ["describing", "tagging"]},
        "format": {"const": "text/plain"},
        "value": {"type": "string"},
    },
    "additionalProperties": False,
}
SELECTOR = {
    "type": "object",
    "required": ["type", "exact", "refinedBy"],
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        "exact": {"type": "string", "minLength": 1},
        "refinedBy": {
            "type": "object",
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
PAGE = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "type", "body", "target"],
                "properties": {
                    "id": {"type": "string", "pattern": "^urn:"},
                    "type": {"const": "Annotation"},
                    "motivation": {"const": "describing"},
                    "generator": {"type": "object", "required": ["type", "name"]},
                    "body": {"type": "array", "items": TEXT_BODY},
                    "target": {
                        "type": "object",
                        "required": ["type", "source", "selector"],
                        "properties": {
                            "type": {"const": "SpecificResource"},
                            "source": {"type": "string", "pattern": "^urn:"},
                            "selector": SELECTOR,
                            "scope": {"type": "string", "pattern": "^https?://"},
                        },
                        "additionalProperties": False,
                    },
                },
                "additionalProperties": False,
            },
        },
    },
}
"""The part of the W3C Web Annotation Data Model that is written."""


def frame(data: bytes) -> geopandas.GeoDataFrame:
    """Read GeoJSON as those who map it do."""
    return geopandas.read_file(io.BytesIO(data))


def graph(*, proposals: bool = False) -> rdflib.Graph:
    """Read JSON-LD as triples; no context is fetched."""
    exported = export_record(
        RECORD, form=ExportForm.JSONLD, references=REFERENCES, proposals=proposals
    )
    with warnings.catch_warnings():
        # rdflib's own parser still uses a class that rdflib deprecates.
        warnings.filterwarnings("ignore", "ConjunctiveGraph", DeprecationWarning)
        return rdflib.Graph().parse(data=exported.data, format="json-ld")


def test_geojson_draws_points_areas_and_nothing() -> None:
    """A town is a point, a region is an area, a name alone is not drawn."""
    read = frame(export(ExportForm.GEOJSON).data).set_index("ref")
    kinds = {ref: shape.geom_type if shape else None for ref, shape in read.geometry.items()}
    assert kinds == {
        "D-7": "Point", "8": "Polygon", "i:00000000000000cc": None,
        "g:1": "Point", "t:1": "Point", "a:1": "Polygon",
    }  # fmt: skip
    assert read.crs == "EPSG:4326"


def test_a_town_that_reaches_far_is_an_area() -> None:
    """A point would say more than is known."""
    wide = replace(NAIROBI, radius_km=40.0)
    [shape] = frame(export(ExportForm.GEOJSON, incident("i:1", where=(wide,))).data).geometry
    assert shape.geom_type == "Polygon"


def test_geojson_has_the_same_properties_everywhere() -> None:
    """Whoever loads it gets one table."""
    read = frame(export(ExportForm.GEOJSON).data)
    assert set(read.columns) == {*COLUMNS, "geometry"}
    assert set(read["entry"]) == {"incident", "agreement", "track", "access"}


@pytest.mark.parametrize("latitude", [-80.0, -1.0, 0.0, 45.0, 80.0])
@pytest.mark.parametrize("radius", [0.5, 60.0, 400.0])
def test_an_area_is_as_wide_as_it_says(latitude: float, radius: float) -> None:
    """The circle is closed, crosses itself nowhere, turns left, and holds its middle."""
    place = replace(REGION, latitude=latitude, radius_km=radius)
    read = frame(export(ExportForm.GEOJSON, incident("i:1", where=(place,))).data)
    [shape] = read.geometry
    assert shape.is_valid
    assert shape.exterior.is_ccw
    north = max(y for _, y in shape.exterior.coords)
    assert (north - latitude) * 111.195 == pytest.approx(radius, rel=0.01)


@pytest.mark.parametrize(
    "place",
    [
        replace(REGION, longitude=179.9),
        replace(REGION, latitude=89.9),
        replace(REGION, radius_km=None),
        replace(REGION, radius_km=5000.0),
        replace(REGION, precision=Precision.COUNTRY),
        NAMED,
    ],
)
def test_an_area_that_cannot_be_drawn_is_left_open(place: Place) -> None:
    """It is never squeezed into a point; the properties say what is known."""
    data = json.loads(export(ExportForm.GEOJSON, incident("i:1", where=(place,))).data)
    [feature] = data["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["places"][0]["name"] == place.name


def test_jsonld_ties_claims_to_reports_and_speakers() -> None:
    """A claim has its words, its author and the report that it was read in."""
    [row] = graph().query(
        f"""PREFIX s: <{SCHEMA}> PREFIX p: <{PROV}>
        SELECT ?text ?name ?publisher WHERE {{
          ?claim a s:Claim; s:text ?text; s:author/s:name ?name; s:appearance ?report;
                 p:wasDerivedFrom ?report .
          ?report a s:NewsArticle; s:publisher/s:name ?publisher }}"""
    )
    assert [str(value) for value in row] == [TEXT, "The mayor", "Valley Post"]


def test_jsonld_tells_what_made_each_thing() -> None:
    """Report, reading by software, claim, decision by a role: each step is named."""
    found = graph().query(
        f"""PREFIX s: <{SCHEMA}> PREFIX p: <{PROV}>
        SELECT ?reader ?role ?day WHERE {{
          ?event a s:Event; p:wasDerivedFrom/p:wasGeneratedBy/p:wasAssociatedWith/s:name ?reader;
                 p:wasGeneratedBy ?decision .
          ?decision p:wasAssociatedWith/s:name ?role; p:endedAtTime ?day }}"""
    )
    rows = {tuple(str(value) for value in row) for row in found}
    assert rows == {("rules/1, codebook 1", "desk", "2031-05-03")}


def test_jsonld_gives_no_point_of_a_vague_place() -> None:
    """A vague place is a circle with a radius."""
    points = graph().query(
        f"""PREFIX s: <{SCHEMA}>
        SELECT ?name WHERE {{ ?place s:geo/a s:GeoCoordinates . ?place s:name ?name }}"""
    )
    assert {str(name) for (name,) in points} == {"Nairobi"}
    circles = graph().query(
        f"PREFIX s: <{SCHEMA}> SELECT ?metres WHERE {{ ?place s:geo/s:geoRadius ?metres }}"
    )
    assert {float(metres) for (metres,) in circles} == {60_000.0}


def test_jsonld_marks_proposals() -> None:
    """What nobody has accepted has another status, and no decision."""
    status = graph(proposals=True).query(
        f"""PREFIX s: <{SCHEMA}> PREFIX p: <{PROV}>
        SELECT ?name ?status WHERE {{ ?event a s:Event; s:name ?name; <urn:vaglio:term:status>
          ?status . FILTER NOT EXISTS {{ ?event p:wasGeneratedBy ?decision }} }}"""
    )
    assert {tuple(map(str, row)) for row in status} == {("hidden-proposed", "PROPOSAL, not vetted")}


def test_annotations_select_the_words_by_quote_and_by_place() -> None:
    """The quotation is the stretch of the text that the position marks."""
    page = json.loads(export(ExportForm.ANNOTATIONS).data)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    [annotation] = page["items"]
    selector = annotation["target"]["selector"]
    position = selector["refinedBy"]
    assert (selector["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert TEXT[position["start"] : position["end"]] == selector["exact"]


def test_annotations_keep_to_the_model() -> None:
    """A schema of the Web Annotation Data Model takes the page, proposals too."""
    for proposals in (False, True):
        exported = export_record(
            RECORD, form=ExportForm.ANNOTATIONS, references=REFERENCES, proposals=proposals
        )
        jsonschema.validate(json.loads(exported.data), PAGE)


def test_annotations_mark_proposals() -> None:
    """Each annotation of a claim that nobody accepted has a tag that says so."""
    exported = export_record(
        RECORD, form=ExportForm.ANNOTATIONS, references=REFERENCES, proposals=True
    )
    tags = {
        item["target"]["selector"]["exact"]: item["body"][1]["value"]
        for item in json.loads(exported.data)["items"]
    }
    assert tags == {TEXT: "accepted", "hidden-quote-2": "PROPOSAL, not vetted"}


def test_two_places_stand_side_by_side() -> None:
    """The most exact place is drawn, and all are named."""
    data = export(ExportForm.GEOJSON, incident("i:1", where=(NAIROBI, REGION))).data
    [feature] = json.loads(data)["features"]
    assert [place["name"] for place in feature["properties"]["places"]] == [
        "Nairobi", "the Orlo valley",
    ]  # fmt: skip
