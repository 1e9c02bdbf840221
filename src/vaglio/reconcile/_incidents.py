"""An incident made of the claims joined in it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import chain

from vaglio.codebook import Codebook
from vaglio.model.claim import Claim, Event, Harm, Kind, SpeakerType, Stance, Toll, When
from vaglio.model.incident import Incident
from vaglio.reconcile._attested import alleged_by, disagreements_of, grade_of
from vaglio.reconcile._figures import figures_of, sources_of
from vaglio.reconcile._tolls import tolls_of_incident
from vaglio.reconcile._whereabouts import places_of_incident

_ACCUSING = frozenset({Stance.ACCUSES, Stance.ALLEGES, Stance.DENIES, Stance.SUSPECTS})
"""Stances whose words are no title where there are others."""


def make_incident(
    claims: Sequence[Claim], *, codebook: Codebook, copied: frozenset[str] = frozenset()
) -> Incident:
    """Make an incident of the claims that tell of it.

    Args:
        claims: The claims, in the order of their reports and of the text.
        codebook: The definitions in force.
        copied: Ids of reports that copy another of them: they tell of it and
            count as no source of their own. Of their numbers only those count
            that the text they copy does not give: an edition that corrects it.

    Returns:
        The incident; what no claim says is None or empty.
    """
    original = [claim for claim in claims if claim.report_id not in copied]
    sources = sources_of(original)
    figures = figures_of(_with_corrections(claims, original), codebook=codebook)
    actors = alleged_by(original)
    grade, reason = grade_of(original, sources, actors)
    return Incident(
        id=_identity(claims),
        title=_title(claims),
        kind=Kind.INCIDENT,
        event=_event(claims),
        when=_when(claims),
        where=places_of_incident(claims),
        actors=actors,
        claims=tuple(claim.id for claim in claims),
        reports=tuple(dict.fromkeys(claim.report_id for claim in claims)),
        sources=sources,
        tolls=tolls_of_incident(figures),
        toll_history=figures,
        grade=grade,
        grade_reason=reason,
        disagreements=disagreements_of(figures, actors),
    )


def _with_corrections(claims: Sequence[Claim], original: Sequence[Claim]) -> list[Claim]:
    """Give the claims that set numbers: no copy's, unless it gives another number."""
    given = {_number(toll) for claim in original for toll in claim.tolls}
    kept = {claim.id for claim in original}
    return [
        claim
        for claim in claims
        if claim.id in kept or any(_number(toll) not in given for toll in claim.tolls)
    ]


def _number(toll: Toll) -> tuple[Harm, int | None, int | None, int | None]:
    """Give what a toll counts, whoever they are."""
    return (toll.harm, toll.low, toll.best, toll.high)


def _identity(claims: Sequence[Claim]) -> str:
    """Make the incident's id from the claim that tells of it first."""
    return "i:" + hashlib.sha256(claims[0].id.encode()).hexdigest()[:16]


def _title(claims: Sequence[Claim]) -> str:
    """Give the words of the first claim in a report's own voice; what a party says is no title.

    Where every claim is a party's, whoever tells it first has the word; an accusation
    has it only where there is nothing else.
    """
    own = (claim for claim in claims if claim.speaker.type is SpeakerType.PUBLISHER)
    calm = (claim for claim in claims if claim.stance not in _ACCUSING)
    return next(chain(own, calm, claims)).quote


def _event(claims: Sequence[Claim]) -> Event | None:
    """Give the first code that names a mode, else the first."""
    codes = [claim.event for claim in claims if claim.event is not None]
    return next((code for code in codes if code.mode is not None), codes[0] if codes else None)


def _when(claims: Sequence[Claim]) -> When | None:
    """Give the first single day, else the first stretch of days."""
    given = [claim.when for claim in claims if claim.when is not None]
    days = [when for when in given if when.start is not None and when.start == when.end]
    return next(iter(days or given), None)
