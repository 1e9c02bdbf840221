"""A road, corridor or crossing, and whether it could be used."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.claim import Place


class AccessState(StrEnum):
    """Name whether people and aid can pass."""

    OPEN = "open"
    DISRUPTED = "disrupted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessChange:
    """Hold what one claim says of a way, and from when it holds."""

    state: AccessState
    """What it says."""
    since: dt.date | None
    """From which day, local to the place; None if unsaid."""
    until: dt.date | None
    """To which day; None where it is open or unsaid."""
    claim: str
    """Id of the claim."""
    source: str
    """Name of its speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Hold one way and its state over time, as claims tell it.

    Source:
        The access contract, `vaglio.access/1` (docs/record.md).
    """

    id: str
    """`a:` and 16 hexadecimal digits made from the claims joined in it."""
    title: str
    """The words of the claim that tells of it first."""
    way: str | None
    """Name of the road, corridor or crossing, as written; None if unsaid."""
    where: tuple[Place, ...]
    """The places it joins or lies in; empty if unsaid."""
    state: AccessState
    """What the latest claim says."""
    changes: tuple[AccessChange, ...]
    """Its state over time, oldest first; a claim without a day stands where its report does."""
    claims: tuple[str, ...]
    """Ids of the claims that tell of it, in order."""
    reports: tuple[str, ...]
    """Ids of the reports they were read in, in order."""
