"""The ordinary words by which a place name is known, widened or doubted."""

from __future__ import annotations

import csv
from enum import StrEnum
from functools import cache
from pathlib import Path

import vaglio.codebook
from vaglio.codebook.word_lists import ordinary_words

TABLE = Path(vaglio.codebook.__file__).with_name("place_words.csv")


class Effect(StrEnum):
    """Name what a feature word beside a name makes of the place."""

    TOWN = "town"
    DISTRICT = "district"
    REGION = "region"
    ROUTE = "route"
    SITE = "site"
    WATER = "water"


@cache
def _roles() -> dict[str, list[str]]:
    """Read the table of words, by role."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["role"]: row["words"].split() for row in csv.DictReader(file)}


def _words(role: str) -> frozenset[str]:
    """Give the words of one role."""
    return frozenset(_roles()[role])


FEATURES = {word: effect for effect in Effect for word in _words(f"feature-{effect.value}")}
"""Words that stand after a name, or before it with "of"."""
NAMING = _words("naming")
"""Feature words that belong to the name even in lower case."""
UNLISTED = _words("unlisted")
"""Feature words strong enough to make a name that no gazetteer has a place."""
ADJOINING = _words("adjoining")
"""Words that stand between a name and its feature word: "X refugee camp"."""
DIRECTIONS = _words("direction")
"""Words that make a name stand for a part of the place: "northern X"."""
LOCATIVES = _words("locative")
"""Words after which a name is a place's."""
STRONG_LOCATIVES = _words("strong-locative")
"""Words after which even an unknown name is a place's."""
PLACE_VERBS = _words("place-verb")
"""Verbs before a place: "shelled X"."""
PLACE_NOUNS = _words("place-noun")
"""Nouns before "of", "on", "for", "to" and a place: "the siege of X"."""
GENERIC = tuple(phrase.split("_") for phrase in _roles()["generic"])
"""Places named by ordinary words only: "the line of contact"."""
LINKS = _words("link")
"""Small words inside names: "San Marsk del Rayo"."""
WEAK_LOCATIVES = _words("weak-locative")
"""Words after which a name may be a place's; enough beside other evidence."""
TITLES = _words("title")
"""Words after which a name is a person's."""
SAYING = _words("saying")
"""Words before which a name is a speaker's."""
BODIES = _words("body")
"""Capitalised words after a town that name a body which sits there."""
NOT_PLACES = _words("no-place")
"""Capitalised words after a town that name something which is not a place."""
HEADS = _words("head")
"""Words with which names begin, and which are no name alone: "Tel", "Puerto"."""
PERSON_HEADS = _words("person-head")
"""Of these, the ones with which names of people begin too: "Abu"."""
STREETS = _words("street")
"""Capitalised words after a name that make it a street's."""
CALENDAR = _words("calendar")
"""Days and months."""
OFFICE_WORDS = _words("office")
"""Last words of names of a state that are not its country's."""
STATE_SHORT: dict[str, str] = {
    short: code for short, _, code in (pair.partition("=") for pair in _roles()["us-state"])
}
"""Newspaper abbreviations of the states of the USA, as used after a town."""

STATE_NAMES: dict[str, str] = {
    code: name.replace("_", " ").lower()
    for code, _, name in (pair.partition("=") for pair in _roles()["us-state-name"])
}
"""Normal forms of the names of the states of the USA, by their code."""
COMMON = _words("common")
"""Ordinary words that no name is made of, chosen by hand."""

COUNTS = {
    word: float(number) for word, _, number in (pair.partition("=") for pair in _roles()["count"])
}
"""Number words before a unit of distance."""

PEOPLE_OF: dict[str, str] = {
    word.replace("_", " "): place.replace("_", " ")
    for word, _, place in (pair.partition("=") for pair in _roles()["people-of"])
}
"""Normal forms of words for the people of a region or division, and its name."""

JOINERS = frozenset({",", "and", "or", "&", "/", ";", "–", "as", "well"})
"""Words that join places named side by side."""
CONTAINER_GAPS = (
    DIRECTIONS
    | frozenset({",", "in", "(", "the", "of", "'s", "’s", "-", "countryside", "coastal"})
    | frozenset({"province", "region", "district", "governorate", "area", "state", "county"})
    | frozenset({"suburbs", "outskirts", "neighbourhood", "neighborhood", "quarter", "suburb"})
)
"""Words that may stand between a place and the larger place it lies in."""


@cache
def common_words() -> frozenset[str]:
    """Give ordinary English words, most of them also places' names: "of", "nice".

    Source:
        `common_words.csv`, made by `scripts/write_common_words.py` from SCOWL;
        the role `common` of `place_words.csv`, written by hand.
    """
    return (ordinary_words() - _words("uncommon")) | COMMON
