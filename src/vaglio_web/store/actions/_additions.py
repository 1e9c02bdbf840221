"""Fresh claims that a join finds for an agreement, track or access that was decided on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vaglio.model.record import Proposal as Proposed
from vaglio.runs.joined import Line
from vaglio_web.store.models import Entry


def additions(
    found: Iterable[Line], owner: Mapping[str, str], decided: Mapping[str, Entry]
) -> list[Proposed]:
    """Propose that fresh claims join an agreement, track or access that was decided on."""
    made = []
    for told in found:
        homes = list(dict.fromkeys(owner[key] for key in told.own if key in owner))
        there = {claim.key for claim in decided[homes[0]].claims.all()} if homes else set()
        fresh = tuple(key for key in told.claims if key not in owner and key not in there)
        if homes and fresh:
            why = "a new claim tells of it"
            if len(fresh) > 1:
                why = f"{len(fresh)} new claims tell of it"
            made.append(Proposed(entry=homes[0], change="add claims", claims=fresh, why=why))
    return made
