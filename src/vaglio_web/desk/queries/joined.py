"""The entries that a claim tells of: who else does, and why they were joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vaglio_web.store.models import Claim, Entry

_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Hold one thing that speaks for or against a join."""

    words: str
    """What it is."""
    weight: float
    """In bits: above 0 for one incident, below against it."""

    @property
    def size(self) -> int:
        """Give how long its bar is, from 0 to 10."""
        return min(10, round(abs(self.weight) * 1.5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Hold why the accounts of two reports were joined."""

    one: Claim | None
    """The first claim of the one account; None where it is no longer there."""
    other: Claim | None
    """The first claim of the other."""
    start: float
    """The starting odds, in bits."""
    bars: list[Bar]
    """What was compared."""
    total: float
    """All of it together."""
    needed: float
    """From which total accounts are joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Hold one entry that a claim tells of."""

    entry: Entry
    """The entry."""
    reference: str
    """Its reference code, where it has one."""
    claims: list[Claim]
    """The other claims that tell of it, oldest first."""
    count: int
    """How many others there are, also those not listed."""
    why: list[Why]
    """Why this claim's account stands with the others'."""


def joined_with(claim: Claim) -> list[Joined]:
    """Give the entries that a claim tells of, each with its other claims."""
    entries = claim.entries.select_related("dossier").order_by("id")
    return [_joined(entry, claim) for entry in entries]


def _joined(entry: Entry, claim: Claim) -> Joined:
    """Put together one entry as it stands beside a claim."""
    others = entry.claims.exclude(pk=claim.pk).select_related("report").order_by("id")
    listed = list(others[:_MOST])
    reference = entry.references.order_by("-first", "id").first()
    return Joined(
        entry=entry,
        reference=reference.code if reference else "",
        claims=listed,
        count=len(listed) if len(listed) < _MOST else others.count(),
        why=_reasons(entry, claim, listed),
    )


def _reasons(entry: Entry, claim: Claim, others: list[Claim]) -> list[Why]:
    """Give the joins that this claim's report has a part in."""
    by_key = {each.key: each for each in [*others, claim]}
    report = {key for key, each in by_key.items() if each.report_id == claim.report_id}
    return [
        _why(join, by_key)
        for join in entry.body.get("joins") or []
        if {join["one"], join["other"]} & report
    ]


def all_joins(entry: Entry, claims: Mapping[str, Claim]) -> list[Why]:
    """Give every join of an entry, with the claims that are listed."""
    return [_why(join, claims) for join in entry.body.get("joins") or []]


def _why(join: Mapping[str, Any], claims: Mapping[str, Claim]) -> Why:
    """Put together one join."""
    return Why(
        one=claims.get(join["one"]),
        other=claims.get(join["other"]),
        start=join["start"],
        bars=[Bar(words=each["words"], weight=each["weight"]) for each in join["evidence"]],
        total=join["total"],
        needed=join["needed"],
    )
