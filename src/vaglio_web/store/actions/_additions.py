"""Fresh claims that a join finds for an agreement, track or access that was decided on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vaglio.model.agreement import Agreement
from vaglio.model.record import Proposal as Proposed
from vaglio.pipeline import Told
from vaglio_web.store.models import Entry


def told_by_itself(told: Told) -> tuple[str, ...]:
    """Give the claims that make an entry: of an agreement not those on what became of it.

    One claim may say what became of two agreements.
    """
    return told.deal if isinstance(told, Agreement) else told.claims


def additions(
    found: Iterable[Told], owner: Mapping[str, str], decided: Mapping[str, Entry]
) -> list[Proposed]:
    """Propose that fresh claims join an agreement, track or access that was decided on."""
    made = []
    for told in found:
        homes = list(dict.fromkeys(owner[key] for key in told_by_itself(told) if key in owner))
        there = {claim.key for claim in decided[homes[0]].claims.all()} if homes else set()
        fresh = tuple(key for key in told.claims if key not in owner and key not in there)
        if homes and fresh:
            why = "a new claim tells of it"
            if len(fresh) > 1:
                why = f"{len(fresh)} new claims tell of it"
            made.append(Proposed(entry=homes[0], change="add claims", claims=fresh, why=why))
    return made
