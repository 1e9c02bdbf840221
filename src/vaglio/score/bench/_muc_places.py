"""Where an incident was, as the keys of MUC-4 write it: from the country down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from vaglio.codebook import load_codebook
from vaglio.codebook.gazetteer import PlaceRecord, load_gazetteer
from vaglio.model.claim import Claim, Place, Precision
from vaglio.score.bench._muc_keys import fold

COUNTRIES = frozenset(
    "argentina,bolivia,chile,colombia,ecuador,el salvador,guatemala,honduras,peru".split(",")
)
"""The countries whose incidents the task asks for."""
_RANKS = {Precision.REGION: 0, Precision.DISTRICT: 1, Precision.EXACT: 3}


def first_places(claims: Iterable[Claim]) -> tuple[Place, ...]:
    """Give the places of the first claim that says where, by something smaller than a country."""
    placed = [claim.where for claim in claims if claim.where]
    exact = (w for w in placed if any(p.precision is not Precision.COUNTRY for p in w))
    return next(exact, placed[0] if placed else ())


def paths_of(places: Sequence[Place], country: str | None) -> tuple[tuple[str, ...], ...]:
    """Name a place from the country down, once as written and once as the gazetteer has it."""
    country = next((name for place in places if (name := country_of(place))), country)
    below = [place for place in places if place.precision is not Precision.COUNTRY]
    below.sort(key=lambda place: _RANKS.get(place.precision, 2))
    if country is None:
        return ()
    written = (country, *(place.name for place in below))
    listed = (country, *(_listed_name(place) for place in below))
    return (written,) if written == listed else (written, listed)


def _listed_name(place: Place) -> str:
    """Give a place's main name in the gazetteer; as written where it has none."""
    record = _record(place)
    return record.name if record is not None else place.name


def _record(place: Place) -> PlaceRecord | None:
    """Find the gazetteer's record of a place."""
    for record in load_gazetteer().lookup(" ".join(place.name.split())):
        if record.key == place.place:
            return record
    return None


def country_of(place: Place) -> str | None:
    """Name the country in which a place lies, where the gazetteer knows it."""
    record = _record(place)
    iso3 = record.country if record is not None else _region_country(place.place)
    found = load_gazetteer().country(iso3) if iso3 else None
    return found.name if found else None


def _region_country(key: str | None) -> str | None:
    """Give the country of one of the codebook's regions."""
    regions = load_codebook().regions
    return next((row.country for row in regions if key == f"region:{row.id}"), None)


def main_country(places: Iterable[Place]) -> str | None:
    """Name the country in which most of a report's places lie."""
    names = Counter(name for place in places if (name := country_of(place)))
    asked = [name for name, _ in names.most_common() if fold(name) in COUNTRIES]
    return asked[0] if asked else next(iter(names), None)
