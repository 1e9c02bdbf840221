"""Who is said to have done it, and how well it is attested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from vaglio.model.claim import Actor, Claim, Reality, SpeakerType, Stance
from vaglio.model.incident import Alleged, Grade, Source
from vaglio.reconcile._known_as import all_known_as, known_as

_ARTICLES = frozenset({"the", "a", "an"})
_OWNING = frozenset({Stance.STATES, Stance.ANNOUNCES})
_TAKEN_ON = "responsibility"
_CAN_DO_IT = frozenset({SpeakerType.PARTY, SpeakerType.GOVERNMENT, SpeakerType.INSTITUTION})
"""Speakers who can say of themselves that they attacked, where the codebook knows no actor."""


def alleged_by(claims: Sequence[Claim]) -> tuple[Alleged, ...]:
    """List who is said to have done it, with who says so and who denies it."""
    named: dict[str, list[tuple[Actor, Claim]]] = {}
    for claim in claims:
        for actor in claim.actors:
            named.setdefault(known_as(actor.name, actor.actor), []).append((actor, claim))
    return tuple(
        Alleged(
            name=given[0][0].name,
            actor=next((actor.actor for actor, _ in given if actor.actor), None),
            said_by=_voices(claim for _, claim in given if claim.reality is not Reality.DENIED),
            denied_by=_voices(claim for _, claim in given if claim.reality is Reality.DENIED),
            claims=tuple(dict.fromkeys(claim.id for _, claim in given)),
        )
        for given in named.values()
    )


def _voices(claims: Iterable[Claim]) -> tuple[str, ...]:
    """List the speakers of some claims, each once."""
    return tuple(dict.fromkeys(claim.speaker.name for claim in claims))


def grade_of(
    claims: Sequence[Claim], sources: Sequence[Source], actors: Sequence[Alleged]
) -> tuple[Grade, str]:
    """Grade how well an incident is attested, as casualty recorders do, with the reason."""
    if all(claim.reality is Reality.DENIED for claim in claims):
        return Grade.DISCOUNTED, "nobody says that it happened; it is only denied"
    for claim in claims:
        if _owns(claim):
            return Grade.CONFIRMED, f"{claim.speaker.name} says that it did it"
    rivals = _rivals([actor for actor in actors if actor.said_by and _is_named(actor)])
    if rivals is not None:
        names = " and ".join(actor.name for actor in rivals)
        return Grade.CONTESTED, f"both {names} are said to have done it"
    if len(sources) > 1:
        return Grade.FAIR, f"{len(sources)} sources tell of it"
    return Grade.WEAK, "one source tells of it"


def _owns(claim: Claim) -> bool:
    """Tell whether who speaks says to have done it: "The Dawn Brigade claimed responsibility"."""
    speaker = claim.speaker
    if claim.reality is not Reality.HAPPENED or speaker.span is None:
        return False
    cue = claim.cue.text.lower() if claim.cue is not None else ""
    owning = claim.stance in _OWNING or (claim.stance is Stance.CLAIMS and _TAKEN_ON in cue)
    if not owning or (speaker.actor is None and speaker.type not in _CAN_DO_IT):
        return False
    return known_as(speaker.name, speaker.actor) in all_known_as(claim.actors)


def _rivals(held: Sequence[Alleged]) -> tuple[Alleged, Alleged] | None:
    """Give two parties of whom different voices say that they did it; None where all agree.

    "Orlian forces" and "Orlia" are no two parties.
    """
    for one, other in combinations(held, 2):
        apart = not (_words(one) <= _words(other) or _words(other) <= _words(one))
        if apart and one.said_by != other.said_by:
            return one, other
    return None


def _is_named(actor: Alleged) -> bool:
    """Tell whether a party has a name: "the gunmen" may be anybody's."""
    return actor.actor is not None or any(word[0].isupper() for word in _words(actor))


def _words(actor: Alleged) -> frozenset[str]:
    """Give the words of a party's name, articles left out."""
    return frozenset(word for word in actor.name.split() if word.lower() not in _ARTICLES)
