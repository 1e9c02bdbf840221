"""A place that a name may stand for, and how likely it is before anything else is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from vaglio.codebook.gazetteer import Gazetteer, PlaceKind, PlaceRecord
from vaglio.model.claim import Precision


class Sort(StrEnum):
    """Name what sort of place a candidate is."""

    TOWN = "town"
    COUNTRY = "country"
    DIVISION = "division"
    DISTRICT = "district"
    REGION = "region"
    ROUTE = "route"


PRECISIONS = {
    Sort.TOWN: Precision.TOWN,
    Sort.COUNTRY: Precision.COUNTRY,
    Sort.DIVISION: Precision.REGION,
    Sort.DISTRICT: Precision.DISTRICT,
}
SORTS = {
    PlaceKind.TOWN: Sort.TOWN,
    PlaceKind.COUNTRY: Sort.COUNTRY,
    PlaceKind.DIVISION: Sort.DIVISION,
    PlaceKind.DISTRICT: Sort.DISTRICT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Hold one place that a name may stand for."""

    key: str
    name: str
    latitude: float
    longitude: float
    radius_km: float
    precision: Precision
    country: str | None
    admin1: str
    population: int
    sort: Sort
    main: bool
    capital_of: str | None
    prior: float
    hazy: bool = False
    """Whether its name only sounds so, and too much else does."""

    def distance(self, other: Candidate) -> float:
        """Give the distance in kilometres, near enough for comparing."""
        east = abs(self.longitude - other.longitude)
        east = min(east, 360 - east)
        north = self.latitude - other.latitude
        east *= math.cos((self.latitude + other.latitude) * 0.00872664626)
        return 111.2 * math.sqrt(north * north + east * east)


def from_record(record: PlaceRecord, gazetteer: Gazetteer) -> Candidate:
    """Make a candidate of a gazetteer's place."""
    sort = SORTS[record.kind]
    is_capital = sort is Sort.TOWN and gazetteer.is_capital(record)
    return Candidate(
        key=record.key,
        name=record.name,
        latitude=record.latitude,
        longitude=record.longitude,
        radius_km=record.radius_km,
        precision=PRECISIONS[sort],
        country=record.country,
        admin1=record.admin1,
        population=record.population,
        sort=sort,
        main=record.main,
        capital_of=record.country if is_capital else None,
        prior=_prior(record, sort, is_capital),
    )


def _prior(record: PlaceRecord, sort: Sort, is_capital: bool) -> float:
    """Say how likely a place is meant before anything else is known.

    The scale is that of the number of digits of a population: a city of a
    million has 6.
    """
    if sort is Sort.COUNTRY:
        return 8.0
    if sort is Sort.DIVISION:
        return 5.9 if record.country == "USA" else 5.0
    if sort is Sort.DISTRICT:
        return 4.0
    digits = math.log10(record.population + 10)
    return digits + (1.0 if is_capital else 0.0) - (0.0 if record.main else 0.6)
