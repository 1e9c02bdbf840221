"""Where a thing happened: the places of a claim's own words, the closest ones first."""

from __future__ import annotations

import math
from collections.abc import Collection

from vaglio.extract._clauses import clauses_of
from vaglio.extract._names import Names
from vaglio.extract._places import PlaceMention
from vaglio.extract._view import View
from vaglio.model.claim import Place, Precision

_LOCATIVE = frozenset(
    "in at near around through via along across outside inside into from to toward towards on over "
    "between above off of within beyond throughout for beside opposite under".split()
)
_KM_A_DEGREE = 111.2
_VAGUE = (Precision.COUNTRY, Precision.REGION)


def places_of(
    view: View, names: Names, *, tokens: Collection[int], taken: Collection[int]
) -> tuple[Place, ...]:
    """Give the places where a claim's happening is, leaving out names that act or speak.

    Args:
        view: The sentence.
        names: Its actors.
        tokens: The claim's own tokens.
        taken: Tokens that name its speaker or its parties.
    """
    found: list[Place] = []
    for mention in view.places:
        if mention.first not in tokens or mention.first in taken:
            continue
        if not _is_locative(view, names, mention) or _explains_another(view, mention):
            continue
        if all(place.name != mention.place.name for place in found):
            found.append(mention.place)
    return tuple(place for place in found if not _is_wider(place, found))


def places_of_word(view: View, names: Names, at: int) -> tuple[Place, ...]:
    """Give the places of what one word tells of: those of its clause."""
    clause = next((c for c in clauses_of(view) if at in c.tokens), None)
    tokens = clause.tokens if clause is not None else frozenset(view.subtree(at))
    return places_of(view, names, tokens=tokens, taken=())


def _is_locative(view: View, names: Names, mention: PlaceMention) -> bool:
    """Tell whether a place's name stands where a place should: after "in", before "region"."""
    if mention.last - mention.first > 1 and view.lowers[mention.last - 1] in _features(view):
        return True
    at = mention.last - 1
    for _ in range(4):
        token = view.tokens[at]
        if token.dep == "pobj":
            return view.lowers[token.head] in _LOCATIVE and not _is_party_to(view, names, at)
        if token.dep in ("conj", "appos", "nmod", "compound") and token.head != at:
            if token.dep == "compound" and names.is_party(token.head):
                return False
            at = token.head
            continue
        break
    before = mention.first - 1
    while before >= 0 and view.lowers[before] in ("the", "former", "city", "town", "village", "of"):
        before -= 1
    if before >= 0 and view.lowers[before] in _LOCATIVE - {"of", "for", "to", "from"}:
        return True
    return view.tokens[mention.first].dep in ("npadvmod", "dep") or _is_object(view, mention)


def _explains_another(view: View, mention: PlaceMention) -> bool:
    """Tell whether a place stands in the apposition of another: "the X Corridor, a road to Y"."""
    first = mention.first
    if first >= 2 and view.lowers[first - 1] == "(":
        return any(m.last == first - 1 for m in view.places)
    at = mention.last - 1
    while view.tokens[at].head != at:
        token = view.tokens[at]
        if token.dep == "appos" and at != mention.last - 1:
            return view.in_place(token.head)
        at = token.head
    return False


def _features(view: View) -> frozenset[str]:
    """Give the nouns of settlements and roads that make a name a place."""
    return frozenset(
        row.word for row in view.codebook.things if row.thing in ("settlement", "route")
    )


def _is_object(view: View, mention: PlaceMention) -> bool:
    """Tell whether a place is what a verb acts on: "shelled Marsk", "hit the town"."""
    token = view.tokens[mention.last - 1]
    return token.dep in ("dobj", "nsubjpass")


def _is_party_to(view: View, names: Names, at: int) -> bool:
    """Tell whether "with X", "by X", "to X" names a party and no place."""
    token = view.tokens[at]
    if at in names.by_token and view.lowers[token.head] in ("of", "to", "from", "on", "for"):
        return True
    return view.lowers[token.head] in ("with", "by")


def _is_wider(place: Place, others: list[Place]) -> bool:
    """Tell whether another place of the claim lies within this vague one."""
    if place.precision not in _VAGUE:
        return False
    for other in others:
        way = _distance_km(place, other) if other.precision not in _VAGUE else None
        if other is not place and way is not None and way <= (place.radius_km or 0.0) * 1.5:
            return True
    return False


def _distance_km(one: Place, other: Place) -> float | None:
    """Measure the way between two places in kilometres; None where one is only named."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    north = (one.latitude - other.latitude) * _KM_A_DEGREE
    east = (one.longitude - other.longitude) * _KM_A_DEGREE
    return math.hypot(north, east * math.cos(math.radians(one.latitude)))
