"""Where an entry is: coordinates, country and division, and how exactly that is known."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import vaglio.codebook
from vaglio.codebook import Codebook
from vaglio.codebook.code_rows import CountryRow
from vaglio.codebook.gazetteer import PlaceKind, PlaceRecord
from vaglio.export._references import References
from vaglio.model.claim import Place, Precision

_DIVISIONS = Path(vaglio.codebook.__file__).with_name("divisions.csv")
POINT_KM = 25.0
"""A town that reaches further is no point."""
_FUZZY = 5
"""GED's code of a line or fuzzy area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Hold where an entry is, as exactly as its first place is known."""

    place: Place
    """The place; of several the most exact."""
    country: CountryRow | None
    """The one country that the places lie in; None where unknown or where they differ."""
    division: str | None
    """Name of the first-level division."""
    geonames: str | None
    """The place's GeoNames number."""
    feature: str | None
    """What sort of place the gazetteer has it as."""
    ged: int | None
    """GED's code for how exactly it is known."""
    acled: int | None
    """ACLED's code for how exactly it is known."""

    @property
    def located(self) -> bool:
        """Whether it has coordinates, and more is known of it than its name."""
        return located(self.place)

    @property
    def latitude(self) -> float | None:
        """WGS 84 degrees, to five decimals; None for a place that is only named."""
        return _rounded(self.place.latitude) if self.located else None

    @property
    def longitude(self) -> float | None:
        """WGS 84 degrees, to five decimals; None for a place that is only named."""
        return _rounded(self.place.longitude) if self.located else None

    @property
    def point(self) -> bool:
        """Whether it may be drawn as a point: coordinates, and no wider than a town."""
        return is_point(self.place)


def located(place: Place) -> bool:
    """Tell whether a place has coordinates, and more is known of it than its name."""
    return place.latitude is not None and place.precision is not Precision.NAMED_ONLY


def is_point(place: Place) -> bool:
    """Tell whether a place may be drawn as a point: no wider than a town."""
    if place.latitude is None or place.precision not in (Precision.EXACT, Precision.TOWN):
        return False
    return (place.radius_km or 0.0) <= POINT_KM


def spot_of(places: Sequence[Place], references: References) -> Spot | None:
    """Say where an entry is; None where no claim says."""
    if not places:
        return None
    place = places[0]
    record = _record(place, references)
    codes = references.codes.place_codes(place)
    number = place.place.removeprefix("geonames:") if place.place else ""
    return Spot(
        place=place,
        country=_country(places, references),
        division=_division(record),
        geonames=number if number.isdigit() else None,
        feature=record.kind.value if record else None,
        ged=_unit(codes.ged, place, record) if located(place) else None,
        acled=codes.acled if located(place) else None,
    )


def _unit(code: int | None, place: Place, record: PlaceRecord | None) -> int | None:
    """Call an area a unit only where it is one; land around a town is a fuzzy area."""
    units = {Precision.REGION: PlaceKind.DIVISION, Precision.DISTRICT: PlaceKind.DISTRICT}
    wanted = units.get(place.precision)
    if wanted is None or (record is not None and record.kind is wanted):
        return code
    return _FUZZY


def _record(place: Place, references: References) -> PlaceRecord | None:
    """Find the gazetteer's record of a place that the reader pinned down."""
    if place.place is None:
        return None
    found = references.gazetteer.lookup(place.name)
    return next((record for record in found if record.key == place.place), None)


def _country(places: Sequence[Place], references: References) -> CountryRow | None:
    """Give the country that all places with a known one share."""
    found = {code for code in (_iso3(place, references) for place in places) if code}
    return references.codes.country_by_iso3.get(found.pop()) if len(found) == 1 else None


def _iso3(place: Place, references: References) -> str | None:
    """Give the country of a place, from the gazetteer or the codebook's regions and roads."""
    record = _record(place, references)
    if record is not None:
        return record.country
    return _named_countries(references.codebook).get(place.place) if place.place else None


@lru_cache(maxsize=4)
def _named_countries(codebook: Codebook) -> dict[str, str | None]:
    """Give the countries of the codebook's regions and roads by their keys."""
    named = {f"region:{row.id}": row.country for row in codebook.regions}
    return named | {f"route:{row.id}": row.country for row in codebook.routes}


def _division(record: PlaceRecord | None) -> str | None:
    """Give the name of the first-level division that a place lies in."""
    if record is None or record.kind is PlaceKind.COUNTRY:
        return None
    return _division_names().get((record.country2, record.admin1))


@lru_cache(maxsize=1)
def _division_names() -> dict[tuple[str, str], str]:
    """Read the names of first-level divisions."""
    with _DIVISIONS.open(encoding="utf-8", newline="") as file:
        return {
            (row["country"], row["admin1"]): row["name"]
            for row in csv.DictReader(file)
            if row["level"] == "1"
        }


def _rounded(degrees: float | None) -> float | None:
    """Give degrees to about a metre; zero is zero, without a sign."""
    return None if degrees is None else round(degrees, 5) + 0.0
