"""A deal between parties, and what became of each thing owed under it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.claim import Actor, Place, When


class CommitmentState(StrEnum):
    """Name what is reported of a thing that a party owes."""

    PROMISED = "promised"
    KEPT = "reported kept"
    BROKEN = "reported broken"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentNews:
    """Hold what one later claim says of a commitment."""

    state: CommitmentState
    """What it says: kept or broken."""
    claim: str
    """Id of the claim that says so."""
    source: str
    """Name of its speaker."""
    when: When | None
    """When that happened; None if unsaid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Hold one thing that one party owes under an agreement, and its state."""

    debtor: str | None
    """Who owes it, as written; None where the claim does not say."""
    text: str
    """What is owed, as the first claim words it."""
    due: When | None
    """By when; None where no claim says."""
    state: CommitmentState
    """What is reported of it; sources that differ make it disputed."""
    claims: tuple[str, ...]
    """Ids of the claims that tell of the promise, in order."""
    news: tuple[CommitmentNews, ...] = ()
    """What later claims say of it, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Hold one deal, as the claims joined in it tell it.

    Source:
        The agreement contract, `vaglio.agreement/1` (docs/record.md).
    """

    id: str
    """`g:` and 16 hexadecimal digits made from the claims joined in it."""
    title: str
    """The words of the claim that tells of it first."""
    parties: tuple[Actor, ...]
    """Between whom."""
    mediators: tuple[Actor, ...]
    """Who stood between them."""
    when: When | None
    """When it was made; None where no claim says."""
    where: tuple[Place, ...]
    """Where it was made; empty where no claim says."""
    commitments: tuple[Owed, ...]
    """What is owed under it."""
    claims: tuple[str, ...]
    """Ids of the claims that tell of the deal, then of those on what became of it, in order."""
    reports: tuple[str, ...]
    """Ids of the reports they were read in, in order."""

    @property
    def deal(self) -> tuple[str, ...]:
        """Give the ids of the claims that tell of the deal itself, in order."""
        news = {each.claim for owed in self.commitments for each in owed.news}
        return tuple(id for id in self.claims if id not in news)
