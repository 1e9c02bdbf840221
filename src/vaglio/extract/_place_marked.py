"""What a name may stand for that somebody has marked as a place's."""

from __future__ import annotations

from dataclasses import replace

from vaglio.codebook.gazetteer import normalise
from vaglio.extract._place_candidates import Candidate, Sort
from vaglio.extract._place_names import PlaceNames
from vaglio.extract._place_words import DIRECTIONS, FEATURES, PEOPLE_OF

Candidates = tuple[Candidate, ...]

_COUNTY = 1.0
"""How much less likely a bare name is its county's than its town's."""
_BEFORE = DIRECTIONS | FEATURES.keys() | {"the", "of", "mid"}
"""Words before a name that say which part or sort of place it is."""


def readings_of(words: str, names: PlaceNames) -> Candidates:
    """Look a marked name up: as it is, as a people's name, without its feature word.

    Args:
        words: The name as written.
        names: The names of places.
    """
    key = normalise(words)
    # "L.A." is no state, and "La." is one.
    if not PEOPLE_OF.get(words.lower()) and (state := names.of_state(key)):
        return state
    if people := _of_people(words.lower(), names) or _of_people(key, names):
        return people
    return _named(key, names) or _in_larger(words, names) or _shortened(key, names)


def inner_readings(words: str, names: PlaceNames) -> Candidates:
    """Look up the places that an unknown name is called after: "Velia Academy".

    Args:
        words: The name as written.
        names: The names of places.
    """
    parts = normalise(words).split()
    for size in range(len(parts) - 1, 0, -1):
        for first in range(len(parts) - size + 1):
            key = " ".join(parts[first : first + size])
            if key in names.common or key in FEATURES or len(key) < 3:
                continue
            found = _of_people(key, names) or names.candidates(key)
            if found:
                return found
    return ()


def _of_people(key: str, names: PlaceNames) -> Candidates:
    """Look up the country or region whose people or things have that name."""
    if country := names.demonyms.get(key):
        return names.of_country(country)
    place = PEOPLE_OF.get(key)
    if place is None:
        return ()
    found = names.candidates(place)
    return tuple(c for c in found if c.sort is not Sort.TOWN) or found


def _named(key: str, names: PlaceNames) -> Candidates:
    """Look up a name as it is, as a town's and as a county's."""
    found = names.candidates(key)
    if any(c.sort is Sort.COUNTRY for c in found):
        return found
    counties = [
        replace(c, prior=c.prior - _COUNTY)
        for word in ("county", "parish")
        for c in names.candidates(f"{key} {word}")
        if c.sort is Sort.DISTRICT
    ]
    return (*found, *counties)


def _in_larger(words: str, names: PlaceNames) -> Candidates:
    """Look up a name that says itself what it lies in: "Velia, Texas", "Velia (Spain)"."""
    for mark in (",", "("):
        name, found, wider = words.partition(mark)
        if not found:
            continue
        inner = _named(normalise(name), names)
        holders = names.of_state(normalise(wider.strip(" )"))) or names.candidates(
            normalise(wider.strip(" )"))
        )
        inside = [c for c in inner if any(_within(c, holder) for holder in holders)]
        return tuple(inside) or inner
    return ()


def _within(candidate: Candidate, holder: Candidate) -> bool:
    """Tell whether a place lies in a country or division."""
    if holder.sort is Sort.COUNTRY:
        return candidate.country == holder.country
    if holder.sort is Sort.DIVISION:
        return (candidate.country, candidate.admin1) == (holder.country, holder.admin1)
    return False


def _shortened(key: str, names: PlaceNames) -> Candidates:
    """Look up a name without the words that say which part or sort of place it is."""
    parts = key.split()
    while len(parts) > 1:
        if parts[0] in _BEFORE:
            parts = parts[1:]
        elif parts[-1] in FEATURES:
            parts = parts[:-1]
        else:
            return ()
        if found := _of_people(" ".join(parts), names) or names.candidates(" ".join(parts)):
            return found
    return ()
