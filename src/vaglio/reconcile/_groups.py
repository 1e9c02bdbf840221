"""Claims of one dealing put together, in the order in which they were told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from vaglio.model.claim import Actor, Claim, Place, SpeakerType, When
from vaglio.model.record import Reported
from vaglio.reconcile._known_as import known_as

Group = TypeVar("Group")

_SPOKEN_FOR = frozenset({SpeakerType.GOVERNMENT, SpeakerType.PARTY, SpeakerType.GROUP})
"""Speakers who can be party to what they announce."""

_TOGETHER = frozenset({"sides", "parties", "both", "two"})
"""Words that name all parties at once: they are no party where each has its name."""


def grouped(
    claims: Iterable[Reported], same: Callable[[Sequence[Reported], Reported], bool]
) -> list[list[Reported]]:
    """Put claims together: each joins the latest group that it belongs to.

    Args:
        claims: The claims, in their order.
        same: Whether a claim belongs to a group.

    Returns:
        The groups, in the order of their first claims.
    """
    groups: list[list[Reported]] = []
    for each in claims:
        home = next((group for group in reversed(groups) if same(group, each)), None)
        if home is None:
            groups.append([each])
        else:
            home.append(each)
    return groups


def parties_of(claim: Claim) -> list[Actor]:
    """List who is party to a dealing: those who act, and whoever announces it for itself."""
    named = [*claim.actors, *claim.targets]
    speaker = claim.speaker
    if not claim.actors and speaker.span is not None and speaker.type in _SPOKEN_FOR:
        named.append(Actor(name=speaker.name, span=speaker.span, actor=speaker.actor))
    return named


def each_once(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """List parties, each once: by what the codebook knows them as, or by name alone."""
    found: list[Actor] = []
    for actor in actors:
        same = next((at for at, other in enumerate(found) if _is_one(actor, other)), None)
        if same is None:
            found.append(actor)
        elif found[same].actor is None and actor.actor is not None:
            found[same] = actor
    return tuple(found)


def _is_one(one: Actor, other: Actor) -> bool:
    """Tell whether two namings are of one party."""
    if one.actor is not None and other.actor is not None:
        return one.actor == other.actor
    return known_as(one.name) == known_as(other.name)


def negotiators(group: Iterable[Reported]) -> tuple[Actor, ...]:
    """List the parties of a dealing: who mediates is none, nor are all of them in one word."""
    claims = [each.claim for each in group]
    between = [actor for claim in claims for actor in claim.mediators]
    parties = each_once(actor for claim in claims for actor in parties_of(claim))
    found = [each for each in parties if not any(_is_one(each, other) for other in between)]
    named = [each for each in found if not is_all_together(each.name)]
    return tuple(named if len(named) > 1 else found)


def is_all_together(name: str) -> bool:
    """Tell whether a name means all parties at once: "the two sides"."""
    return name.lower().split()[-1] in _TOGETHER


def places_once(places: Iterable[Place]) -> tuple[Place, ...]:
    """List places, each once."""
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.place or place.name.lower(), place)
    return tuple(found.values())


def day_of_claim(each: Reported) -> dt.date | None:
    """Give the day a claim is about, else the day of its report."""
    when = each.claim.when
    return (when.start or when.end if when else None) or each.report.published


def days_between(one: Reported, other: Reported) -> int | None:
    """Count the days between what two claims are about; None where one has no day."""
    first, second = day_of_claim(one), day_of_claim(other)
    return None if first is None or second is None else abs((first - second).days)


def first_time(claims: Iterable[Reported]) -> When | None:
    """Give the first time that a claim gives."""
    return next((each.claim.when for each in claims if each.claim.when is not None), None)


def ids_of(claims: Iterable[Reported]) -> tuple[str, ...]:
    """List the ids of claims."""
    return tuple(each.claim.id for each in claims)


def reports_of(claims: Iterable[Reported]) -> tuple[str, ...]:
    """List the reports of claims, each once."""
    return tuple(dict.fromkeys(each.report.id for each in claims))
