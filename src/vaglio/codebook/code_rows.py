"""The rows of the tables of other people's codes, which exports write."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.claim import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRow:
    """Name one country by its ISO 3166-1 codes."""

    iso3: str
    iso2: str
    numeric: int
    name: str
    source: str
    example: str


class Target(StrEnum):
    """Name whom an act has to be aimed at for a code to fit."""

    ANY = "any"
    ARMED = "armed"
    CIVILIAN = "civilian"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledCodeRow:
    """List one ACLED event type with one of its sub-types."""

    event_type: str
    sub_event_type: str
    disorder_type: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledEventRow:
    """Say which ACLED code a PLOVER code is; no sub-type where several may fit."""

    type: str
    mode: str | None
    target: Target
    event_type: str
    sub_event_type: str | None
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedRow:
    """Name one code that is a number."""

    code: int
    name: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ViolenceRow:
    """Name one GED type of violence, and the PLOVER modes that alone show it."""

    code: int
    name: str
    modes: tuple[str, ...]
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCodeRow:
    """Say which codes a place of some precision gets, up to some radius."""

    precision: Precision
    most_km: int | None
    ged: int | None
    acled: int | None
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysRow:
    """Say which code a stretch of so many days gets."""

    most_days: int | None
    code: int
    source: str
    example: str
