"""Which place of the gazetteer a name in a report means, as somebody chose it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vaglio.codebook.gazetteer import PlaceKind, PlaceRecord, load_gazetteer
from vaglio.model.claim import Precision

_PRECISION = {
    PlaceKind.TOWN: Precision.TOWN,
    PlaceKind.COUNTRY: Precision.COUNTRY,
    PlaceKind.DIVISION: Precision.REGION,
    PlaceKind.DISTRICT: Precision.DISTRICT,
}
_MOST = 12
NAMED_ONLY: Mapping[str, Any] = {
    "place": None,
    "latitude": None,
    "longitude": None,
    "radius_km": None,
    "precision": Precision.NAMED_ONLY.value,
}
"""A place that could not be pinned down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChoice:
    """Hold one place that can be chosen for a name."""

    value: str
    """What the form sends."""
    words: str
    """What it says."""


def choices_for(name: str) -> list[PlaceChoice]:
    """Give the places of a name, the most populous first."""
    return [PlaceChoice(value=record.key, words=_in_words(record)) for record in _records(name)]


def place_for(name: str, chosen: str, old: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Give what is known of a chosen place.

    Args:
        name: The name as it stands in the report.
        chosen: The place's key; empty for one that is only named.
        old: The places of the claim as it was, which may stay.

    Returns:
        The fields of a place but for its words; None where there is no such place.
    """
    if not chosen:
        return dict(NAMED_ONLY)
    for place in old:
        if place["place"] == chosen:
            return {field: place[field] for field in NAMED_ONLY}
    for record in _records(name):
        if record.key == chosen:
            return {
                "place": record.key,
                "latitude": record.latitude,
                "longitude": record.longitude,
                "radius_km": record.radius_km,
                "precision": _PRECISION[record.kind].value,
            }
    return None


def _records(name: str) -> Sequence[PlaceRecord]:
    """Give the gazetteer's places of a name."""
    return load_gazetteer().lookup(name)[:_MOST] if name.strip() else ()


def _in_words(record: PlaceRecord) -> str:
    """Say which place it is."""
    people = f", {record.population:,} people" if record.population else ""
    point = f"{record.latitude:.2f}, {record.longitude:.2f}"
    return f"{record.name}, {record.kind} in {record.country}{people} ({point})"
