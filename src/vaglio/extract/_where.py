"""Where a thing happened: the places of a claim's own words, the closest ones first."""

from __future__ import annotations

import math
from collections.abc import Collection

from vaglio.extract._clauses import Clause, clauses_of
from vaglio.extract._names import Names
from vaglio.extract._place_words import FEATURES, TITLES
from vaglio.extract._places import PlaceMention
from vaglio.extract._view import View
from vaglio.model.claim import Place, Precision
from vaglio.model.span import Span

_LOCATIVE = frozenset(
    "in at near around through via along across outside inside into from to toward towards on over "
    "between above off of within beyond throughout for beside opposite under".split()
)
_TOLD_AT = frozenset({"in", "at", "from", "near", "outside", "to"})
"""Words that say where a thing was told, right beside the verb of saying."""
_HITS = frozenset({"on", "against", "of"})
"""Words before whom a deed is done to: "an attack on the mayor of"."""
_KM_A_DEGREE = 111.2
_VAGUE = (Precision.COUNTRY, Precision.REGION)
_LONGEST_LIST = 8
"""How many names that are joined by commas are followed back to what governs the first."""


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
        if _speaks(view, mention):
            continue
        if all(place.name != mention.place.name for place in found):
            found.append(mention.place)
    return narrowest(found)


def narrowest(places: list[Place]) -> tuple[Place, ...]:
    """Leave out the vague places in which another of them lies."""
    return tuple(place for place in places if not _is_wider(place, places))


def places_beside(
    view: View, names: Names, *, head: int, taken: Collection[int]
) -> tuple[Place, ...]:
    """Give the places of the clause beside: "five were hurt when a shell hit the town of Marsk".

    Clauses are asked in the order of the text, those after the head first; one
    with a day of its own tells of something else, and so does one that tells
    of more harm.

    Args:
        view: The sentence.
        names: Its actors.
        head: The word on which the claim's own clause hangs.
        taken: Tokens that name its speaker or its parties.
    """
    clauses = sorted(clauses_of(view), key=lambda clause: (clause.head < head, clause.head))
    for clause in clauses:
        if clause.head != head and _tells_another(view, clause):
            continue
        found = places_of(view, names, tokens=clause.tokens, taken=taken)
        if found:
            return found
    return ()


def told_by(view: View, cue: tuple[int, int], speaker: Span | None) -> set[int]:
    """List the words that say who tells of a thing, and where: "the clinic in Marsk said"."""
    found: set[int] = set()
    for at in range(*cue):
        for child in view.children[at]:
            here = view.tokens[child].dep == "prep" and view.lowers[child] in _TOLD_AT
            if here or view.tokens[child].dep in ("nsubj", "nsubjpass", "agent"):
                found.update(view.subtree(child))
    for token in view.tokens:
        if speaker is not None and speaker.start <= token.start and token.end <= speaker.end:
            for child in view.with_dep(token.index, "prep", "appos"):
                found.update(view.subtree(child))
    return found


def _tells_another(view: View, clause: Clause) -> bool:
    """Tell whether a clause tells of harm or of a day of its own."""
    if view.tokens[clause.head].dep == "ROOT":
        return False
    return view.is_dated(clause.tokens) or any(hit.first in clause.tokens for hit in view.harms)


def places_of_word(view: View, names: Names, at: int) -> tuple[Place, ...]:
    """Give the places of what one word tells of: those of its clause."""
    clause = next((c for c in clauses_of(view) if at in c.tokens), None)
    tokens = clause.tokens if clause is not None else frozenset(view.subtree(at))
    return places_of(view, names, tokens=tokens, taken=())


def _is_locative(view: View, names: Names, mention: PlaceMention) -> bool:
    """Tell whether a place's name stands where a place should: after "in", before "region"."""
    if mention.last - mention.first > 1 and view.lowers[mention.last - 1] in _features(view):
        return True
    at, of_thing = mention.last - 1, False
    for _ in range(_LONGEST_LIST):
        token = view.tokens[at]
        if token.dep == "pobj":
            if not _is_where(view, token.head):
                return False
            return not _is_party_to(view, names, at)
        if token.dep in ("conj", "appos", "nmod", "compound") and token.head != at:
            whose = token.dep in ("nmod", "compound") and not _is_feature(view, token.head)
            if whose and token.dep == "compound" and names.is_party(token.head):
                return False
            of_thing |= whose
            at = token.head
            continue
        break
    before = mention.first - 1
    while before >= 0 and view.lowers[before] in ("the", "former", "city", "town", "village", "of"):
        before -= 1
    if before >= 0 and view.lowers[before] in _LOCATIVE - {"of", "for", "to", "from"}:
        return True
    if view.tokens[mention.first].dep in ("npadvmod", "dep"):
        return True
    # What a verb acts on: "shelled Marsk", "hit Marsk and Velia city"
    return not of_thing and view.tokens[at].dep in ("dobj", "nsubjpass")


def _is_where(view: View, preposition: int) -> bool:
    """Tell whether a preposition says where: not where somebody is from or holds office."""
    locative = view.lowers[preposition] in _LOCATIVE
    return locative and not _is_origin(view, preposition) and not _is_bystander(view, preposition)


def _speaks(view: View, mention: PlaceMention) -> bool:
    """Tell whether a country speaks: "Russia: the strike killed four"."""
    colon = view.lowers[mention.last : mention.last + 1] == [":"]
    return colon and mention.first == 0 and mention.state is not None


def _is_feature(view: View, at: int) -> bool:
    """Tell whether a word says what sort of place a name is: "Marsk city", "Velia outskirts"."""
    word = view.lowers[at]
    return word in FEATURES or word in _features(view)


def _is_origin(view: View, preposition: int) -> bool:
    """Tell whether "from" says where somebody comes from: "a man from Marsk was killed"."""
    if view.lowers[preposition] != "from" or view.tokens[preposition].dep != "prep":
        return False
    whose = view.tokens[preposition].head
    return any(hit.first <= whose < hit.last for hit in view.groups)


def _is_bystander(view: View, preposition: int) -> bool:
    """Tell whether "of" says whose office stood by: "metres from the archbishops of Marsk".

    The mayor of Marsk who was shot, or whose death is told, was mostly shot there.
    """
    if view.lowers[preposition] != "of" or view.tokens[preposition].dep != "prep":
        return False
    at = view.tokens[preposition].head
    office = view.lowers[at]
    if office not in TITLES and office.removesuffix("s") not in TITLES:
        return False
    while view.tokens[at].dep in ("conj", "appos"):
        at = view.tokens[at].head
    return view.tokens[at].dep == "pobj" and view.lowers[view.tokens[at].head] not in _HITS


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
