"""The independent voices that tell of an incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vaglio.model.claim import Claim, Harm, Reality
from vaglio.model.incident import Source
from vaglio.reconcile._voices import Voice, is_own_voice

Number = tuple[Harm, int | None]


def sources_of(claims: Sequence[Claim], voices: Mapping[str, Voice]) -> tuple[Source, ...]:
    """List the independent voices that tell of an incident.

    An outlet is a source of its own where it quotes nobody, or gives a number
    that none of those gives whom it quotes. Else it passes on what they say.

    Args:
        claims: The claims, in the order of their reports and of the text.
        voices: For each claim, by its id, whose voice it is.

    Returns:
        One source for each voice, in the order in which they speak.
    """
    told = [claim for claim in claims if claim.reality is not Reality.DENIED]
    quoted: dict[str, set[Number]] = {}
    for claim in told:
        if not is_own_voice(claim.speaker):
            quoted.setdefault(claim.report_id, set()).update(_numbers(claim))
    own: dict[str, set[Number]] = {}
    for claim in told:
        if is_own_voice(claim.speaker):
            own.setdefault(claim.report_id, set()).update(_numbers(claim))
    passed_on = {id for id, given in own.items() if id in quoted and given <= quoted[id]}
    found: dict[Voice, list[Claim]] = {}
    for claim in told:
        if not is_own_voice(claim.speaker) or claim.report_id not in passed_on:
            found.setdefault(voices[claim.id], []).append(claim)
    return tuple(
        Source(
            name=given[0].speaker.name,
            type=given[0].speaker.type,
            actor=given[0].speaker.actor,
            outlet=voice.outlet,
            claims=tuple(claim.id for claim in given),
        )
        for voice, given in found.items()
    )


def _numbers(claim: Claim) -> set[Number]:
    """List what a claim counts, whoever they are; what it counts in another number left out."""
    return {
        (toll.harm, next((n for n in (toll.best, toll.low, toll.high) if n is not None), None))
        for toll in claim.tolls
        if toll.part_of is None
    }
