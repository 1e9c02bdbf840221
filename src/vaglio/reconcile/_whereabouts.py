"""Where an incident was: the place that its reports tell first, the others after it."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.model.claim import Claim, Place, Precision
from vaglio.reconcile._agreement import distance_km

_EXACTNESS = (
    Precision.EXACT,
    Precision.TOWN,
    Precision.DISTRICT,
    Precision.ROUTE,
    Precision.NAMED_ONLY,
    Precision.REGION,
    Precision.COUNTRY,
)
"""From the place that says most to the one that says least."""
_WIDE = frozenset({Precision.ROUTE, Precision.REGION, Precision.COUNTRY})
_SLACK_KM = 15.0
"""How far apart two points of one place may be drawn."""


def places_of_incident(claims: Sequence[Claim]) -> tuple[Place, ...]:
    """List the places of an incident: its own first, then what else its claims name.

    A report says where a thing was when it first tells of it; what it names
    further down is often the place of something else. So each report has one
    say, by its first claim with a place that has a point, and the place with
    which most reports agree is the incident's. Where they tie it is the one
    told first. Places near it follow, the most exact first, then the others.

    Args:
        claims: The claims, in the order of their reports and of the text.

    Returns:
        Each place once; none where no claim names one.
    """
    places: dict[str, Place] = {}
    for claim in claims:
        for place in claim.where:
            places.setdefault(place.place or place.name.lower(), place)
    found = sorted(places.values(), key=_exactness)
    own = _agreed(_first_of_each_report(claims))
    if own is None:
        return tuple(found)
    return tuple(sorted(found, key=lambda place: not _is_near(own, place)))


def _first_of_each_report(claims: Sequence[Claim]) -> list[Place]:
    """Give the place that each report tells first."""
    first: dict[str, Place] = {}
    for claim in claims:
        near = [place for place in claim.where if place.precision not in _WIDE]
        if near:
            first.setdefault(claim.report_id, min(near, key=_exactness))
    return list(first.values())


def _agreed(places: Sequence[Place]) -> Place | None:
    """Give the place with which most of the others agree, the first where that ties."""
    return max(
        places,
        key=lambda place: (sum(_is_near(place, other) for other in places), -_exactness(place)),
        default=None,
    )


def _is_near(one: Place, other: Place) -> bool:
    """Tell whether a place is another, or lies in its reach."""
    if one.name.lower() == other.name.lower():
        return True
    away = distance_km(one, other)
    if away is None or other.precision in _WIDE:
        return False
    return away <= max(one.radius_km or 0.0, other.radius_km or 0.0, _SLACK_KM)


def _exactness(place: Place) -> int:
    """Say how much a place says, to put the most exact first."""
    return _EXACTNESS.index(place.precision)
