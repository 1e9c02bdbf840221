"""Other people's codes: what GED, ACLED and POLECAT call what we hold."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from vaglio.codebook import code_rows
from vaglio.codebook.code_rows import Target
from vaglio.codebook.tables import TABLES, read_table
from vaglio.model.claim import Event, Place

Row = TypeVar("Row")

LISTS = TABLES / "codes"
"""The folder of the code lists shipped with the project."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Codes:
    """Hold the code lists of the formats that a record is written in.

    Source:
        The CSV tables in `vaglio/codebook/tables/codes`; each row names its own source.
    """

    countries: tuple[code_rows.CountryRow, ...]
    acled: tuple[code_rows.AcledCodeRow, ...]
    acled_events: tuple[code_rows.AcledEventRow, ...]
    acled_inter: tuple[code_rows.NumberedRow, ...]
    acled_days: tuple[code_rows.DaysRow, ...]
    ged_violence: tuple[code_rows.ViolenceRow, ...]
    ged_days: tuple[code_rows.DaysRow, ...]
    places: tuple[code_rows.PlaceCodeRow, ...]

    @cached_property
    def country_by_iso3(self) -> dict[str, code_rows.CountryRow]:
        """Countries by their alpha-3 code."""
        return {row.iso3: row for row in self.countries}

    @cached_property
    def disorder_types(self) -> dict[tuple[str, str], str]:
        """ACLED's disorder types, by event type and sub-type."""
        return {(row.event_type, row.sub_event_type): row.disorder_type for row in self.acled}

    def place_codes(self, place: Place) -> code_rows.PlaceCodeRow:
        """Give the codes of a place: the first row of its precision that is wide enough."""
        radius = place.radius_km or 0.0
        return next(
            row
            for row in self.places
            if row.precision is place.precision and (row.most_km is None or radius <= row.most_km)
        )

    def acled_event(self, event: Event, target: Target) -> code_rows.AcledEventRow | None:
        """Give ACLED's code for a PLOVER code; None where none fits for certain."""
        fits = (
            row
            for row in self.acled_events
            if (row.type, row.mode) == (event.type, event.mode)
            and row.target in (Target.ANY, target)
        )
        return next(fits, None)


def days_code(rows: tuple[code_rows.DaysRow, ...], days: int) -> int | None:
    """Give the code of a stretch of days; None where it is longer than any code.

    Example:
        >>> days_code(load_codes().ged_days, 5), days_code(load_codes().acled_days, 90)
        (2, None)
    """
    fits = (row.code for row in rows if row.most_days is None or days <= row.most_days)
    return next(fits, None)


@functools.cache
def load_codes(folder: Path = LISTS) -> Codes:
    """Load the code lists and check them.

    Args:
        folder: A folder of code lists; the shipped ones by default.

    Returns:
        The codes. The same folder gives the same object within a process.

    Raises:
        CodebookInvalid: A table is missing or a row breaks its table's rules.

    Example:
        >>> load_codes().country_by_iso3["ARM"].numeric
        51
    """

    def table(name: str, row_type: type[Row]) -> tuple[Row, ...]:
        return read_table(folder / f"{name}.csv", row_type)

    return Codes(
        countries=table("countries", code_rows.CountryRow),
        acled=table("acled_codes", code_rows.AcledCodeRow),
        acled_events=table("acled_events", code_rows.AcledEventRow),
        acled_inter=table("acled_inter", code_rows.NumberedRow),
        acled_days=table("acled_days", code_rows.DaysRow),
        ged_violence=table("ged_violence", code_rows.ViolenceRow),
        ged_days=table("ged_days", code_rows.DaysRow),
        places=table("place_codes", code_rows.PlaceCodeRow),
    )
