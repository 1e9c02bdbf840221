"""Who is said to have done it, what sources tell differently, how well it is attested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from vaglio.model.claim import Actor, Claim, Reality, Stance
from vaglio.model.incident import Alleged, Disagreement, Field, Figure, Grade, Source
from vaglio.reconcile._known_as import all_known_as, known_as
from vaglio.reconcile._people import by_people

_ARTICLES = frozenset({"the", "a", "an"})
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
    rivals = _rivals([actor for actor in actors if actor.said_by and _is_named(actor)])
    if rivals is not None:
        names = " and ".join(actor.name for actor in rivals)
        return Grade.CONTESTED, f"both {names} are said to have done it"
    if len(sources) > 1:
        return Grade.FAIR, f"{len(sources)} sources tell of it"
    return Grade.WEAK, "one source tells of it"


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


def disagreements_of(
    figures: Sequence[Figure], actors: Sequence[Alleged]
) -> tuple[Disagreement, ...]:
    """List what sources tell differently: numbers of the same people, and who did it."""
    found = []
    given_whole = [f for f in figures if not f.part and f.best is not None and f.counted]
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
