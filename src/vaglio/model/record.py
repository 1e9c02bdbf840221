"""The record: what many reports tell, and what people decided of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.claim import Claim
from vaglio.model.claim_json import ReportHeader
from vaglio.model.incident import Incident
from vaglio.model.track import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Hold one claim with the report that it was read in."""

    claim: Claim
    """The claim."""
    report: ReportHeader
    """What is known of its report."""


class Standing(StrEnum):
    """Name what people have decided of an entry of the record."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Hold what people decided of one entry: an incident, agreement, track or access."""

    id: str
    """The entry's id."""
    standing: Standing
    """What was decided; an entry that nobody has decided on is proposed."""
    ref: str | None = None
    """The desk's own reference code, which the entry keeps."""
    on: dt.date | None = None
    """The day of the decision."""
    note: str | None = None
    """The public note, for a correction, withdrawal or merger."""
    corrected: bool = False
    """Whether the published entry was corrected, as the note says."""
    into: str | None = None
    """The id of the entry that it was merged into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Hold what the machine would change in an entry that people have decided on."""

    entry: str
    """Id of the decided entry."""
    change: str
    """What it proposes, in words: "join", "split", "add claims"."""
    claims: tuple[str, ...]
    """Ids of the claims that it is about."""
    others: tuple[str, ...] = ()
    """Ids of the other entries that it is about."""
    why: str
    """Why, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Name one thing that was not taken into the record, or not compared, and why."""

    input: str
    """The file and line it came from, or the day of accounts that are too many to compare."""
    claim: str | None
    """Id of the claim; None where it could not be read, or more than one is meant."""
    why: str
    """Why, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Hold all that is known, every entry with the claims that tell of it."""

    claims: tuple[Reported, ...]
    """Every claim, in the order of their reports' days, reports and text."""
    incidents: tuple[Incident, ...]
    """What happened, oldest first."""
    agreements: tuple[Agreement, ...] = ()
    """Deals, oldest first."""
    tracks: tuple[Track, ...] = ()
    """Lines of negotiation."""
    access: tuple[Access, ...] = ()
    """Roads, corridors and crossings."""
    decided: tuple[Decided, ...] = ()
    """What people decided, by the ids of the entries."""
    proposals: tuple[Proposal, ...] = ()
    """What the machine would change in decided entries."""
    set_aside: tuple[SetAside, ...] = ()
    """What was not taken in."""

    def standing_of(self, id: str) -> Standing:
        """Give what was decided of an entry; proposed where nothing was."""
        found = (each.standing for each in self.decided if each.id == id)
        return next(found, Standing.PROPOSED)
