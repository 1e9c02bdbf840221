"""Who is said to have done it, what sources tell differently, how well it is attested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vaglio.model.claim import Actor, Claim, Reality, Stance
from vaglio.model.incident import Alleged, Disagreement, Field, Figure, Grade, Source
from vaglio.reconcile._known_as import all_known_as, known_as
from vaglio.reconcile._people import by_people

_OWNING = frozenset({Stance.STATES, Stance.ANNOUNCES})


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
        if claim.stance in _OWNING and claim.speaker.actor is not None:
            if claim.speaker.actor in all_known_as(claim.actors):
                return Grade.CONFIRMED, f"{claim.speaker.name} says that it did it"
    held = [actor for actor in actors if actor.said_by]
    if len(held) > 1 and len({actor.said_by for actor in held}) > 1:
        names = " and ".join(actor.name for actor in held[:2])
        return Grade.CONTESTED, f"both {names} are said to have done it"
    if len(sources) > 1:
        return Grade.FAIR, f"{len(sources)} sources tell of it"
    return Grade.WEAK, "one source tells of it"


def disagreements_of(
    figures: Sequence[Figure], actors: Sequence[Alleged]
) -> tuple[Disagreement, ...]:
    """List what sources tell differently: numbers of the same people, and who did it."""
    found = []
    given_whole = [f for f in figures if not f.part and f.best is not None]
    for people, wholes in by_people(given_whole).items():
        given = {f"{f.best} {people.harm} ({f.voice})": f.claim for f in wholes}
        if len({f.best for f in wholes}) > 1 and len({f.voice for f in wholes}) > 1:
            found.append(
                Disagreement(
                    about=Field.TOLL,
                    accounts=tuple(given),
                    claims=tuple(dict.fromkeys(given.values())),
                )
            )
    denied = [actor for actor in actors if actor.denied_by]
    if denied:
        found.append(
            Disagreement(
                about=Field.ACTOR,
                accounts=tuple(
                    f"{actor.name}: denied by {', '.join(actor.denied_by)}" for actor in denied
                ),
                claims=tuple(dict.fromkeys(c for actor in denied for c in actor.claims)),
            )
        )
    return tuple(found)
