"""What joining leaves behind: accounts, groups of them, and what an index of these answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from vaglio.model.agreement import Agreement
from vaglio.model.claim import Kind
from vaglio.model.incident import Incident
from vaglio.model.record import Record, Reported
from vaglio.reconcile._blocks import Key
from vaglio.reconcile._told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Hold the accounts that were joined into one incident."""

    members: tuple[int, ...]
    """Numbers of the accounts."""
    kept: tuple[tuple[int, int], ...]
    """The pairs of accounts whose links hold it together, the strongest first."""
    incident: Incident
    """What they come to."""
    told_as: Incident | None
    """What stands in the record for it: itself, or where some of its claims belong to a decided
    incident the others alone; None where there are no others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workings:
    """Hold a record with the accounts from which it was joined."""

    record: Record
    """The record."""
    told: tuple[Told, ...]
    """The accounts, in their order; a group names them by their places here."""
    groups: tuple[Group, ...]
    """What was joined, before what people decided was put back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Name what a record no longer holds, and what has to be joined again besides."""

    accounts: frozenset[int] = frozenset()
    """Numbers of the accounts that are no more; the index still gives them."""
    groups: frozenset[int] = frozenset()
    """Numbers of the groups that are joined again, such as those of these accounts."""
    claims: tuple[Reported, ...] = ()
    """The claims that are no more, as they were."""


class Index(Protocol):
    """Answer what joining one more report has to know of those before."""

    def next_number(self) -> int:
        """Give the first number that no account has."""
        ...

    def block(self, key: Key) -> Sequence[tuple[int, str]]:
        """Give the accounts of a block, each with the part that it stands in."""
        ...

    def told(self, numbers: Collection[int]) -> Mapping[int, Told]:
        """Give accounts by their numbers."""
        ...

    def homes(self, numbers: Collection[int]) -> Mapping[int, int]:
        """Give the number of the group of each account."""
        ...

    def group(self, number: int) -> tuple[Sequence[int], Sequence[tuple[int, int]]]:
        """Give the accounts of a group, and the pairs that hold it together."""
        ...

    def claims_of(self, reports: Collection[str]) -> Iterable[Reported]:
        """Give all claims of some reports."""
        ...

    def dealings(self, kinds: Collection[Kind]) -> Iterable[Reported]:
        """Give all claims of some kinds, of those that are no incidents."""
        ...

    def naming(self, names: Collection[str]) -> Collection[str]:
        """Give the reports with a claim by which one of these parties may keep or break a deal."""
        ...

    def owners(self, claims: Collection[str]) -> Mapping[str, str]:
        """Give for those claims that belong to a decided incident its id."""
        ...

    def owing(self, names: Collection[str]) -> Collection[str]:
        """Name those of some parties who owe something under an agreement."""
        ...

    def agreements(self) -> Iterable[Agreement]:
        """Give the agreements as they stand."""
        ...
