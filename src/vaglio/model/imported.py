"""A team's own table of incidents on its way into a record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.claim import Precision
from vaglio.model.errors import TableInvalid
from vaglio.model.record import Record
from vaglio.model.report import Report


class ImportForm(StrEnum):
    """Name the tables that can be taken in."""

    GED = "ged"
    ACLED = "acled"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumns:
    """Name the columns of a table by what they hold; None where it has none."""

    start: str
    """First day."""
    end: str | None = None
    """Last day; where there is none, the first is also the last."""
    ref: str | None = None
    """The team's own reference code."""
    title: str | None = None
    """What happened, in words."""
    place: str | None = None
    """Name of the place."""
    latitude: str | None = None
    """WGS 84 degrees."""
    longitude: str | None = None
    """WGS 84 degrees."""
    precision: str | None = None
    """How exactly the place is known."""
    killed_low: str | None = None
    """Smallest number of people killed."""
    killed: str | None = None
    """Number of people killed."""
    killed_high: str | None = None
    """Largest number of people killed."""
    killed_civilians: str | None = None
    """How many of those killed were civilians."""
    injured_low: str | None = None
    """Smallest number of people injured."""
    injured: str | None = None
    """Number of people injured."""
    injured_high: str | None = None
    """Largest number of people injured."""
    actor: str | None = None
    """Who did it."""
    target: str | None = None
    """To whom."""
    event_type: str | None = None
    """PLOVER event type."""
    event_mode: str | None = None
    """PLOVER mode."""
    url: str | None = None
    """Address of the page that the row rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMap:
    """Say how a team's table is to be read."""

    columns: TableColumns
    """Which column holds what."""
    publisher: str | None = None
    """Who made the table; the speaker of its claims."""
    dates: str | None = None
    """How days are written, such as `%d/%m/%Y`; None where as 2031-05-03."""
    precision: Precision | None = None
    """How exactly places are known, where no column says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Hold what a table gave: a record and its reports, or what is wrong with it."""

    record: Record | None
    """The record; None where anything is wrong, so that nothing is taken in by halves."""
    reports: tuple[Report, ...]
    """Each row as a report: the text that its claim quotes."""
    errors: tuple[TableInvalid, ...]
    """What is wrong, by line and column, in the order of the table."""
    new: int = 0
    """How many of its incidents were not in the record before."""
