"""Say how exactly a place is known, from its sort and the words beside it."""

from __future__ import annotations

import re
from typing import NamedTuple

from vaglio.extract._place_candidates import Candidate, Sort
from vaglio.extract._place_found import Found, Line
from vaglio.extract._place_words import COUNTS, Effect
from vaglio.model.claim import Precision

WITHIN_TOWN_KM = 10.0
"""A part of a town reaches no farther."""
LONG_KM = 60.0
"""A road or river that reaches farther is no point on a map."""
VAGUE_KM = 10.0
"""What "several kilometres from" adds, or "west of"."""
BETWEEN_KM = 30.0
"""How far from either end a place on the way between two towns may lie at least."""
AWAY = re.compile(
    r"(?P<number>[\w.,]+) (?P<unit>km|kms|kilomet(?:er|re)s?|miles?) "
    r"(?:\) )?(?:to the )?(?:due )?"
    r"(?:(?:north|south|east|west)(?:ern|east|west)?(?: - (?:east|west))? )?"
    r"(?:of|from|outside|off|away from|beyond)(?: (?:the )?(?:city|town|village|port)(?: of)?)?"
    r"(?: the)?$"
)
BESIDE = re.compile(r"\b(?:north|south|east|west)(?: - )?(?:east|west)? of(?: the)?$")
"""A side of a place that is given without a distance: "west of Marsk"."""
KM = {"k": 1.0, "m": 1.609}


class Reach(NamedTuple):
    """Say how far a mention reaches from its point, and how exactly it is known."""

    radius_km: float
    precision: Precision


def distance_before(line: Line, first: int) -> float:
    """Read "20 km north of" before a name, in kilometres; 0 where there is none."""
    words = " ".join(token.lower for token in line.tokens[max(0, first - 12) : first])
    match = AWAY.search(words)
    if match is None:
        return VAGUE_KM if BESIDE.search(words) else 0.0
    number = match["number"].replace(",", "")
    if number in COUNTS:
        count = COUNTS[number]
    else:
        count = float(number) if re.fullmatch(r"\d+(?:\.\d+)?", number) else 0.0
    return count * KM[match["unit"][0]] if count else VAGUE_KM


def reach_of(hit: Found, candidate: Candidate) -> Reach:
    """Say how exactly a place is known."""
    reach = _reach(hit, candidate)
    if hit.between and candidate.sort is Sort.TOWN:
        return Reach(max(reach.radius_km, BETWEEN_KM), Precision.ROUTE)
    if hit.away_km:
        radius = reach.radius_km + hit.away_km
        vague = reach.precision in (Precision.REGION, Precision.COUNTRY) or radius > LONG_KM
        return Reach(radius, Precision.REGION if vague else Precision.DISTRICT)
    return reach


def _reach(hit: Found, candidate: Candidate) -> Reach:
    """Say how exactly a place is known, were it not for a distance from it."""
    radius, precision = candidate.radius_km, candidate.precision
    if candidate.sort is Sort.COUNTRY and hit.direction:
        return Reach(radius, Precision.REGION)
    if candidate.sort is Sort.ROUTE and radius > LONG_KM:
        return Reach(radius, Precision.REGION)
    if hit.part:
        return Reach(min(radius, WITHIN_TOWN_KM), Precision.DISTRICT)
    if candidate.sort is not Sort.TOWN:
        return Reach(radius, precision)
    if hit.direction and hit.effect is None:
        return Reach(max(radius, WITHIN_TOWN_KM), Precision.DISTRICT)
    if hit.effect is Effect.REGION:
        return Reach(max(radius, 60.0), Precision.REGION)
    if hit.effect in (Effect.DISTRICT, Effect.WATER):
        return Reach(max(radius, 30.0), Precision.DISTRICT)
    if hit.effect is Effect.ROUTE and hit.last > hit.core_last:
        return Reach(max(radius, 30.0), Precision.ROUTE)
    if hit.effect is Effect.SITE and hit.last > hit.core_last:
        return Reach(max(radius, 10.0), Precision.TOWN)
    return Reach(radius, precision)
