"""An incident made of the claims joined in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from vaglio.codebook import Codebook
from vaglio.model.claim import Claim, Event, Harm, Kind, SpeakerType, Stance, Toll, When
from vaglio.model.incident import Incident
from vaglio.reconcile._attested import alleged_by, grade_of
from vaglio.reconcile._disagreements import disagreements_of
from vaglio.reconcile._figures import figures_of
from vaglio.reconcile._sources import sources_of
from vaglio.reconcile._tolls import tolls_of_incident
from vaglio.reconcile._voices import voices_of
from vaglio.reconcile._whereabouts import places_of_incident

_ACCUSING = frozenset({Stance.ACCUSES, Stance.ALLEGES, Stance.DENIES, Stance.SUSPECTS})
"""Stances whose words are no title where there are others."""


def make_incident(
    claims: Sequence[Claim],
    *,
    codebook: Codebook,
    outlets: Mapping[str, str | None],
    copied: frozenset[str] = frozenset(),
) -> Incident:
    """Make an incident of the claims that tell of it.

    Args:
        claims: The claims, in the order of their reports and of the text.
        codebook: The definitions in force.
        outlets: For each report its outlet; None where it is not known.
        copied: Ids of reports that copy another of them: they tell of it and
            count as no source of their own. Of their numbers only those count
            that the text they copy does not give: an edition that corrects it.

    Returns:
        The incident; what no claim says is None or empty.
    """
    original = [claim for claim in claims if claim.report_id not in copied]
    voices = voices_of(claims, outlets=outlets)
    sources = sources_of(original, voices)
    figures = figures_of(_with_corrections(claims, original), voices, codebook=codebook)
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
        disagreements=disagreements_of(original, figures, actors, voices),
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
    """Give the words that say best what happened; of equals the first.

    Words that say where or how many come before those that do not, a sentence
    before the end of one, and a report's own voice before that of others. An
    accusation has the word only where there is nothing else.
    """
    return min(claims, key=_as_title).quote


def _as_title(claim: Claim) -> tuple[bool, bool, bool, bool]:
    """Say what speaks against a claim's words as a title, the gravest first."""
    bare = not claim.where and not claim.tolls
    fragment = claim.quote[:1].islower()
    own = claim.speaker.type is SpeakerType.PUBLISHER
    return (claim.stance in _ACCUSING, bare, fragment, not own)


def _event(claims: Sequence[Claim]) -> Event | None:
    """Give the first code that names a mode, else the first."""
    codes = [claim.event for claim in claims if claim.event is not None]
    return next((code for code in codes if code.mode is not None), codes[0] if codes else None)


def _when(claims: Sequence[Claim]) -> When | None:
    """Give the first single day, else the first stretch of days."""
    given = [claim.when for claim in claims if claim.when is not None]
    days = [when for when in given if when.start is not None and when.start == when.end]
    return next(iter(days or given), None)
