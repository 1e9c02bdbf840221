"""A record on its way out, in a form that others load."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ExportForm(StrEnum):
    """Name the forms in which a record goes out."""

    GED = "ged"
    ACLED = "acled"
    POLECAT = "polecat"
    GEOJSON = "geojson"
    HXL = "hxl"
    JSONLD = "jsonld"
    ANNOTATIONS = "annotations"
    CSV = "csv"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Name an entry that a form of the record does not hold, and why."""

    id: str
    """The entry's id."""
    ref: str
    """The desk's reference code, else the entry's id."""
    vetted: bool
    """Whether people have accepted it."""
    why: str
    """Why, in a few words that go on from "since"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Hold a record in one form, with what has changed and what is left out."""

    data: bytes
    """The export itself, whole."""
    changes: bytes
    """Its companion: deletions, corrections and what is left out, as CSV."""
    count: int
    """How many entries are in it."""
    left_out: tuple[LeftOut, ...]
    """Entries that the form does not hold, each with the reason."""
