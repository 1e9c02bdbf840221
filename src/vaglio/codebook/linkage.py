"""Which accounts tell of one incident: the evidence of each field."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vaglio.codebook.tables import TABLES
from vaglio.model.errors import CodebookInvalid

FILE = "linkage.toml"
"""The file of the weights, in the codebook's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLevel:
    """Hold one way in which two accounts can compare in a field."""

    words: str
    """What it is, as a person is told."""
    sql: str | None
    """The condition in DuckDB's SQL; None for what is left when no other holds."""
    m: float | None
    """How often it holds between accounts of one incident; None where it is no evidence."""
    u: float | None
    """How often it holds between accounts of two; None where it is no evidence."""
    source: str
    """Where the level comes from."""
    example: str
    """Two accounts that compare so."""

    @property
    def weight(self) -> float:
        """The evidence in bits: for one incident above 0, against it below."""
        if self.m is None or self.u is None:
            return 0.0
        return math.log2(self.m / self.u)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkComparison:
    """Hold the levels of one field, the first that holds counts."""

    field: str
    """What is compared: day, place, killed."""
    levels: tuple[LinkLevel, ...]
    """Its levels, tried in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """Hold how accounts are joined into incidents.

    Source:
        Fellegi and Sunter 1969, as Splink computes it.
    """

    version: str
    """Version of the weights."""
    prior: float
    """How likely two accounts that are compared at all tell of one incident."""
    threshold: float
    """The least probability at which they are joined."""
    comparisons: tuple[LinkComparison, ...]
    """The fields, in the order in which a person is told of them."""

    @property
    def start(self) -> float:
        """The starting odds, in bits."""
        return math.log2(self.prior / (1 - self.prior))

    @property
    def needed(self) -> float:
        """The total at which two accounts are joined, in bits."""
        return math.log2(self.threshold / (1 - self.threshold))

    def total(self, levels: Sequence[int]) -> float:
        """Add up the evidence of two accounts, by the level that holds in each field."""
        pairs = zip(self.comparisons, levels, strict=True)
        return math.fsum([self.start, *(each.levels[index].weight for each, index in pairs)])


@cache
def load_linkage(folder: Path = TABLES) -> Linkage:
    """Load the weights of a codebook, and check them.

    Args:
        folder: The codebook's folder.

    Returns:
        The comparisons.

    Raises:
        CodebookInvalid: The file is missing or a level is wrong.
    """
    path = folder / FILE
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        return Linkage(
            version=str(rows["version"]),
            prior=float(rows["prior"]),
            threshold=float(rows["threshold"]),
            comparisons=tuple(
                LinkComparison(
                    field=str(row["field"]), levels=tuple(_level(level) for level in row["level"])
                )
                for row in rows["comparison"]
            ),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise CodebookInvalid(
            input=FILE,
            problem=f"cannot be used ({error!r})",
            next_step="restore the file, or mend the level",
        ) from error


def _level(row: Mapping[str, str | float | bool]) -> LinkLevel:
    """Make one level of its table."""
    evidence = not row.get("unknown", False)
    m, u = (float(row["m"]), float(row["u"])) if evidence else (None, None)
    if any(share is not None and not 0 < share < 1 for share in (m, u)):
        raise ValueError(f"m and u of {row['words']!r} are no shares between 0 and 1")
    return LinkLevel(
        words=str(row["words"]),
        sql=str(row["sql"]) if "sql" in row else None,
        m=m,
        u=u,
        source=str(row["source"]),
        example=str(row["example"]),
    )
