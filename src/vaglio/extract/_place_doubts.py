"""Decline names that look like a place's but are a person's or a body's."""

from __future__ import annotations

from collections.abc import Iterable

from vaglio.codebook.gazetteer import ARTICLES, normalise
from vaglio.codebook.word_lists import given_names
from vaglio.extract._place_candidates import Sort
from vaglio.extract._place_found import Found, Line
from vaglio.extract._place_names import PlaceNames
from vaglio.extract._place_words import (
    BODIES,
    CALENDAR,
    DIRECTIONS,
    FEATURES,
    HEADS,
    NOT_PLACES,
    SAYING,
    STATE_SHORT,
    STREETS,
    TITLES,
    Effect,
)

KNOWN = frozenset({Sort.COUNTRY, Sort.REGION, Sort.ROUTE})
"""Sorts of places whose names are hardly ever anything else."""
SIZEABLE = 15_000
LARGE = 100_000


def people_of(lines: Iterable[Line]) -> set[str]:
    """Gather the last names of the people whom the text names in full."""
    known, people = given_names(), set()
    for line in lines:
        tokens, capital = line.tokens, line.capital
        for at in range(len(tokens) - 1):
            if not (capital[at] and capital[at + 1]) or line.shouted:
                continue
            word = tokens[at].lower.rstrip(".")
            if word not in known and word not in TITLES:
                continue
            last = at + 1
            while last + 1 < len(tokens) and last < at + 3 and capital[last + 1]:
                last += 1
            family = normalise(tokens[last].text)
            if tokens[last].text.isalpha() and family not in BODIES and family not in FEATURES:
                people.add(family)
    return people


def doubt(hit: Found, line: Line, names: PlaceNames, people: set[str]) -> str | None:
    """Say why a name is hardly a place's; None where nothing speaks against it."""
    known = _known(hit, names)
    fixed = known and any(c.sort is not Sort.DIVISION for c in hit.candidates if c.main)
    fixed = fixed and any(c.sort in KNOWN for c in hit.candidates)
    return (
        _no_name(hit, line, names, known=known)
        or _neighbour(hit, line, names, known=fixed)
        or (None if known else _alone(hit, line, names, people))
    )


def _no_name(hit: Found, line: Line, names: PlaceNames, *, known: bool) -> str | None:
    """Say why the words themselves are no place's name."""
    if hit.key in names.demonyms and not known:
        return "people: the name of a people, not of a place"
    if hit.key in HEADS or hit.key in ARTICLES:
        return "common word: only the beginning of a name"
    if hit.key in DIRECTIONS or _short_state(hit, line):
        return "common word: a direction or an abbreviation"
    return None


def _neighbour(hit: Found, line: Line, names: PlaceNames, *, known: bool) -> str | None:
    """Say why the words right beside a name make it another thing's."""
    if hit.first and _titled(hit, line, known=known):
        return "person: a title or first name stands before it"
    if _street(hit, line):
        return "street: the name is that of a street"
    followed = hit.last < len(line.tokens) and line.capital[hit.last]
    if followed and not line.headline and not line.shouted:
        return _longer_name(hit, line, names, known=known)
    return None


def _alone(hit: Found, line: Line, names: PlaceNames, people: set[str]) -> str | None:
    """Say why a name that is no country's is more likely something else's."""
    if _code(hit, line):
        return "code: capitals that stand for something else"
    if hit.first and line.capital[hit.first - 1] and _tail_of_name(hit, line, names):
        return "person: part of a longer name"
    if not hit.candidates and hit.key.rpartition(" ")[2] in people:
        return "person: the text names somebody so"
    if hit.evidence < 2:
        if hit.key in people:
            return "person: the text names somebody so"
        speaks = hit.last < len(line.tokens) and line.tokens[hit.last].lower in SAYING
        if speaks and not any(c.capital_of for c in hit.candidates):
            return "person: it is said to speak"
    if _ordinary(hit, line, names):
        return "common word: nothing beside it shows a place"
    return None


def _street(hit: Found, line: Line) -> bool:
    """Tell whether a name is that of a street: "Marsk Road"."""
    after = line.tokens[hit.core_last] if hit.core_last < len(line.tokens) else None
    return after is not None and after.text in STREETS and not line.headline


def _known(hit: Found, names: PlaceNames) -> bool:
    """Tell whether a name is a country's, a region's or a division's."""
    if not hit.candidates:
        return False
    if any(c.sort is Sort.COUNTRY for c in hit.candidates):
        return True
    if hit.key in names.common:
        return False
    if any(c.sort in KNOWN for c in hit.candidates):
        return True
    if " " in hit.key and any(c.sort is Sort.DISTRICT and c.main for c in hit.candidates):
        return True
    divisions = [c for c in hit.candidates if c.sort is Sort.DIVISION and c.main]
    if hit.key in given_names():
        return any(c.country == "USA" for c in divisions)
    return any(c.radius_km >= 40 for c in divisions)


def _short_state(hit: Found, line: Line) -> bool:
    """Tell whether a name is a state's abbreviation: "Kan."."""
    text = line.tokens[hit.first].text
    if any(c.sort is Sort.DIVISION and c.country == "USA" for c in hit.candidates):
        return False
    return hit.core_last - hit.first == 1 and text.endswith(".") and hit.key in STATE_SHORT


def _titled(hit: Found, line: Line, *, known: bool) -> bool:
    """Tell whether a title or a first name stands right before a name."""
    tokens, at = line.tokens, hit.first - 1
    word = tokens[at].lower.rstrip(".")
    if not line.capital[at]:
        return word in ("mr", "mrs", "named", "president", "minister") and not hit.effect
    if line.shouted:
        return word in TITLES
    if word in TITLES:
        return not known or hit.key in given_names()
    if at and tokens[at - 1].lower.rstrip(".") in TITLES and word in given_names():
        return True
    return word in given_names() and not hit.effect and not known


def _longer_name(hit: Found, line: Line, names: PlaceNames, *, known: bool) -> str | None:
    """Say whether the capitalised words after a name make it a person's or a body's."""
    after = line.tokens[hit.last]
    word = normalise(after.text)
    if word in NOT_PLACES:
        return "body: part of the name of something that is no place"
    if known and hit.key not in given_names():
        return None
    if hit.effect or (hit.evidence >= 2 and hit.key not in given_names()):
        return None
    if not after.text.isalpha() or after.text.isupper():
        return None
    if word in BODIES or word in FEATURES or word in names.common or word in names.demonyms:
        return None
    if hit.core_last - hit.first > 1:
        return None
    return "person: a last name seems to follow"


def _tail_of_name(hit: Found, line: Line, names: PlaceNames) -> bool:
    """Tell whether the capitalised word before a name makes both one longer name."""
    at = hit.first - 1
    token = line.tokens[at]
    word = normalise(token.text)
    if line.headline or line.shouted or hit.evidence >= 3 or not token.text.isalpha():
        return False
    if word in DIRECTIONS or word in names.demonyms or word in FEATURES:
        return False
    if word in names.common and at == 0:
        return False
    if names.candidates(word) and names.candidates(word)[0].sort in KNOWN:
        return False
    return hit.effect not in (Effect.TOWN, Effect.DISTRICT, Effect.REGION)


def _code(hit: Found, line: Line) -> bool:
    """Tell whether a word is an abbreviation rather than a name."""
    text = line.tokens[hit.first].text
    if hit.core_last - hit.first > 1 or hit.dateline or hit.key in STATE_SHORT:
        return False
    return len(text) < 6 and text.isupper() and not line.shouted and hit.evidence < 3


def _ordinary(hit: Found, line: Line, names: PlaceNames) -> bool:
    """Tell whether a name is more likely an ordinary word, a day or a first name."""
    if not hit.candidates:
        return False
    if hit.key in CALENDAR:
        return hit.effect is None and hit.container is None
    people = hit.candidates[0].population
    if " " in hit.key:
        ordinary = all(word in names.common for word in hit.key.split())
        if not ordinary or (people >= LARGE and hit.candidates[0].main):
            return False
    elif hit.key not in names.common and hit.key not in given_names():
        return False
    people += SIZEABLE * (hit.candidates[0].sort in KNOWN)
    comma = hit.container is not None and line.tokens[hit.last].text == ","
    if not comma and not (hit.preposition and (people >= SIZEABLE or hit.effect is Effect.TOWN)):
        return True
    tag = line.tokens[hit.first].tag
    return bool(tag) and not tag.startswith("NNP") and hit.effect is None


def unsupported(hit: Found, shown: set[str]) -> str | None:
    """Say why a name with nothing beside it is not taken; None where it is."""
    best = hit.candidates[0] if hit.candidates else None
    if best is None or best.sort in KNOWN or hit.container or hit.holds or hit.state:
        return None
    people = max(c.population for c in hit.candidates)
    division = any(c.sort is Sort.DIVISION and c.main for c in hit.candidates)
    if hit.shouted:
        if division or (hit.evidence >= 1 and people >= SIZEABLE) or hit.evidence >= 2:
            return None
        return "capitals: not enough shows that this is a place"
    if hit.evidence >= 2 or hit.key in shown or division:
        return None
    if hit.headline and people < LARGE:
        return "headline: nothing shows that this is a place"
    if " " in hit.key or people >= SIZEABLE:
        return None
    return "small place: nothing beside it shows a place"
