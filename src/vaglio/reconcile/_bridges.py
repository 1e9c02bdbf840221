"""Accounts that say too little to bring together what others tell apart."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio.model.claim import Harm
from vaglio.model.distance import distance_km
from vaglio.reconcile._told import Told

_NEAR_KM = 40.0
"""How far apart the places of one incident are told at most."""
_CLOSE = 2
"""By how many a number may be off, and still be of the same people."""

Attack = tuple[str, int, float]
"""A weapon, with the least and the most killed; infinite where the end is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Hold where one or more accounts put a thing, and with what weapon and number."""

    names: frozenset[str]
    """The places, by id and name."""
    points: frozenset[tuple[float, float]]
    """Their points, latitude and longitude in degrees."""
    attacks: frozenset[Attack]
    """The weapons with their numbers of killed."""

    def __or__(self, other: Telling) -> Telling:
        """Put together what two groups of accounts tell."""
        return Telling(
            names=self.names | other.names,
            points=self.points | other.points,
            attacks=self.attacks | other.attacks,
        )


def telling_of(told: Told) -> Telling:
    """Say where an account puts a thing, and with what weapon and number."""
    place, mode, killed = told.point(), told.mode(), told.number(Harm.KILLED)
    attack: frozenset[Attack] = frozenset()
    if mode is not None and killed is not None:
        low, high = killed
        attack = frozenset({(mode, low or 0, float("inf") if high is None else high)})
    point: frozenset[tuple[float, float]] = frozenset()
    if place is not None and place.latitude is not None and place.longitude is not None:
        point = frozenset({(place.latitude, place.longitude)})
    return Telling(names=frozenset(told.places()), points=point, attacks=attack)


def is_bridge(one: Telling, other: Telling, *, ones: Telling, others: Telling) -> bool:
    """Tell whether two accounts bring two towns, or two attacks, into one incident.

    "Twelve were killed on Sunday" fits twelve dead in Marsk and twelve dead in
    Velia, and says nothing of their being the same twelve.

    Args:
        one: An account.
        other: Another, which goes together with it.
        ones: All accounts that the first would bring in.
        others: All that the second would bring in.
    """
    if not (one.names and other.names) and not _places_meet(ones, others):
        return True
    if one.attacks and other.attacks:
        return False
    return any(_differ(first, second) for first in ones.attacks for second in others.attacks)


def _places_meet(ones: Telling, others: Telling) -> bool:
    """Tell whether both sides tell of one place, or of two that lie close together."""
    if not ones.names or not others.names or not ones.names.isdisjoint(others.names):
        return True
    return any(
        distance_km(*first, *second) <= _NEAR_KM
        for first in ones.points
        for second in others.points
    )


def _differ(one: Attack, other: Attack) -> bool:
    """Tell whether two attacks were made with other weapons and killed other numbers."""
    if one[0] == other[0]:
        return False
    return one[2] + _CLOSE < other[1] or other[2] + _CLOSE < one[1]
