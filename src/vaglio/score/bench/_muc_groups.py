"""Which claims of one report tell of the same incident."""

from __future__ import annotations

from collections.abc import Iterable

from vaglio.model.claim import Claim, When


def grouped(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Join claims that agree on kind, day and place."""
    groups: list[list[Claim]] = []
    for claim in claims:
        mate = next((g for g in reversed(groups) if all(_agree(c, claim) for c in g)), None)
        if mate is None:
            groups.append([claim])
        else:
            mate.append(claim)
    return groups


def _agree(one: Claim, other: Claim) -> bool:
    """Tell whether nothing that two claims say keeps them apart."""
    modes = {c.event.mode for c in (one, other) if c.event and c.event.mode}
    if len(modes) == 2 and "abduct" in modes:
        return False
    if one.when and other.when and not _overlap(one.when, other.when):
        return False
    places = {p.place for p in one.where} & {p.place for p in other.where}
    if one.where and other.where and not places:
        return False
    for mine in one.tolls:
        for theirs in other.tolls:
            if mine.harm is theirs.harm and mine.best != theirs.best:
                return False
    return True


def _overlap(one: When, other: When) -> bool:
    """Tell whether two stretches of days share a day."""
    late = one.start and other.end and one.start > other.end
    early = one.end and other.start and one.end < other.start
    return not (late or early)
