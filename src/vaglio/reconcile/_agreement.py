"""Whether two accounts can be of one thing: their days, their places, their numbers."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from enum import StrEnum

from vaglio.model import distance
from vaglio.model.claim import Claim, Place, Precision, Toll, When

_SLACK_KM = 15.0
"""How far apart two points of one place may be drawn."""

_WIDE = frozenset({Precision.REGION, Precision.COUNTRY, Precision.ROUTE})
"""Places so wide that being in both says little."""


class Verdict(StrEnum):
    """Name what a comparison of one field says."""

    SAME = "same"
    APART = "apart"
    UNKNOWN = "unknown"


def of_days(one: When | None, other: When | None) -> Verdict:
    """Compare two stretches of days; an open side reaches on."""
    if one is None or other is None:
        return Verdict.UNKNOWN
    starts = [day for day in (one.start, other.start) if day is not None]
    ends = [day for day in (one.end, other.end) if day is not None]
    if starts and ends and max(starts) > min(ends):
        return Verdict.APART
    single = all(each.start is not None and each.start == each.end for each in (one, other))
    return Verdict.SAME if single else Verdict.UNKNOWN


def of_places(ones: Iterable[Place], others: Iterable[Place]) -> Verdict:
    """Compare two lists of places: one near place in common is enough."""
    pairs = list(itertools.product(ones, others))
    if any(_of_two(one, other) is Verdict.SAME for one, other in pairs):
        return Verdict.SAME
    # What is only a name, or as wide as a country, does not bring two far points together.
    told = {_of_two(one, other) for one, other in pairs if _are_points(one, other)}
    return Verdict.APART if told == {Verdict.APART} else Verdict.UNKNOWN


def _are_points(one: Place, other: Place) -> bool:
    """Tell whether two places are on the map, and not wide."""
    wide = one.precision in _WIDE or other.precision in _WIDE
    return not wide and distance_km(one, other) is not None


def _of_two(one: Place, other: Place) -> Verdict:
    """Compare two places by id, name and distance."""
    if one.precision in _WIDE or other.precision in _WIDE:
        return Verdict.UNKNOWN
    if (one.place is not None and one.place == other.place) or one.name == other.name:
        return Verdict.SAME
    away = distance_km(one, other)
    if away is None:
        return Verdict.UNKNOWN
    reach = (one.radius_km or 0.0) + (other.radius_km or 0.0) + _SLACK_KM
    if away > reach:
        return Verdict.APART
    return Verdict.SAME if away <= _SLACK_KM else Verdict.UNKNOWN


def distance_km(one: Place, other: Place) -> float | None:
    """Give the distance of two places over the ground; None where one has no point."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    return distance.distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def of_tolls(ones: Iterable[Toll], others: Iterable[Toll]) -> Verdict:
    """Compare the numbers of two accounts, whole with whole of the same harm and group."""
    verdicts = {
        Verdict.SAME if _ranges_meet(one, other) else Verdict.APART
        for one in ones
        for other in others
        if one.harm is other.harm
        and one.who is other.who
        and one.part_of is None
        and other.part_of is None
    }
    if Verdict.APART in verdicts:
        return Verdict.APART
    return Verdict.SAME if verdicts else Verdict.UNKNOWN


def _ranges_meet(one: Toll, other: Toll) -> bool:
    """Tell whether some number fits both."""
    lows = [low for low in (one.low, other.low) if low is not None]
    highs = [high for high in (one.high, other.high) if high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def tolls_of(claims: Iterable[Claim]) -> list[Toll]:
    """Give the numbers of several claims."""
    return [toll for claim in claims for toll in claim.tolls]
