"""A line of negotiation, meeting by meeting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.claim import Actor, Place, When


class MeetingState(StrEnum):
    """Name what is reported of a meeting."""

    ANNOUNCED = "announced"
    POSTPONED = "postponed"
    HELD = "held"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Hold one meeting of a track."""

    state: MeetingState
    """What the latest claim says of it."""
    when: When | None
    """When it is or was to be; None if unsaid."""
    where: tuple[Place, ...]
    """Where; empty if unsaid."""
    claims: tuple[str, ...]
    """Ids of the claims that tell of it, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Hold one line of negotiation, as the claims joined in it tell it.

    Source:
        The track contract, `vaglio.track/1` (docs/record.md).
    """

    id: str
    """`t:` and 16 hexadecimal digits made from the claims joined in it."""
    title: str
    """The words of the claim that tells of it first."""
    parties: tuple[Actor, ...]
    """Who negotiates."""
    mediators: tuple[Actor, ...]
    """Who stands between them."""
    state: MeetingState | None
    """What became of its latest meeting; None where no meeting is told of."""
    meetings: tuple[Meeting, ...]
    """Its meetings, oldest first."""
    claims: tuple[str, ...]
    """Ids of the claims that tell of it, in order."""
    reports: tuple[str, ...]
    """Ids of the reports they were read in, in order."""
