"""The figures of an incident: who gave which number, as of when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vaglio.codebook import Codebook, split_words
from vaglio.model.claim import Claim, Reality, Speaker, SpeakerType
from vaglio.model.incident import Figure, Source
from vaglio.reconcile._known_as import known_as

UNNAMED = "unnamed"
"""The name of a speaker whom the text does not name at all: "it was reported"."""

_ASIDE = re.compile(r"\([^)]*\)?")
_OF_THE_WOUNDED = re.compile(r"\b(?:of|among) (?:the|those) (?:injured|wounded)\b", re.IGNORECASE)
_KNOWN = frozenset({"the", "their", "his", "her", "its", "these", "those", "both", "my", "our"})
_ADDED = frozenset({"additional", "another", "more", "further"})
_MARKS = ".,;:()“”\"'’"
PUBLISHER = "publisher"
"""The name of a publisher that is not known."""

_KNOWN_AGAIN = frozenset({SpeakerType.GOVERNMENT, SpeakerType.INSTITUTION, SpeakerType.MEDIA})
"""Speakers whose name means the same in another report, unlike "residents" or "he"."""

_NUMBERS = frozenset({"unit", "tens", "scale", "vague", "none"})


def sources_of(claims: Sequence[Claim]) -> tuple[Source, ...]:
    """List the independent voices that tell of an incident; one actor is one voice."""
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.reality is not Reality.DENIED:
            told.setdefault(voice(claim.speaker), []).append(claim)
    return tuple(
        Source(
            name=own[0].speaker.name,
            type=own[0].speaker.type,
            actor=own[0].speaker.actor,
            claims=tuple(claim.id for claim in own),
        )
        for own in told.values()
    )


def voice(speaker: Speaker) -> str:
    """Name the voice behind a speaker: the actor where the codebook knows it."""
    if speaker.type is SpeakerType.UNNAMED:
        return f"unnamed {speaker.name.lower()}"
    return known_as(speaker.name, speaker.actor)


def is_own_voice(speaker: Speaker) -> bool:
    """Tell whether nobody stands behind the words but the report: "was reportedly killed"."""
    return speaker.type is SpeakerType.PUBLISHER or speaker.name == UNNAMED


def _is_named(speaker: Speaker) -> bool:
    """Tell whether a speaker can be known again: an actor, or an outlet with its name."""
    if speaker.type is SpeakerType.PUBLISHER:
        return speaker.name != PUBLISHER
    return speaker.actor is not None or speaker.type in _KNOWN_AGAIN


def _is_counted(quote: str, codebook: Codebook) -> bool:
    """Tell whether a new number of people stands in the words of a toll.

    An age is none; nor are people known already ("their two sons") or added
    to others ("two more bodies"), nor those who are counted as wounded.
    """
    words = [word.strip(_MARKS).lower() for word in split_words(_ASIDE.sub(" ", quote))]
    if words[0] in _KNOWN or not _ADDED.isdisjoint(words) or is_of_wounds(quote):
        return False
    roles = {hit.first: hit for hit in codebook.number_words.find(words)}
    for at, word in enumerate(words):
        hit = roles.get(at)
        if not word[:1].isdigit() and (hit is None or hit.row.role not in _NUMBERS):
            continue
        last = at + 1 if hit is None else hit.last
        if not any(word.startswith("year") for word in words[last : last + 2]):
            return True
    return False


def is_of_wounds(quote: str) -> bool:
    """Tell whether people were wounded in what was told before: "one of the injured"."""
    return _OF_THE_WOUNDED.search(quote) is not None


def figures_of(claims: Sequence[Claim], *, codebook: Codebook) -> tuple[Figure, ...]:
    """List every number that the claims of an incident give, oldest first."""
    figures = [
        Figure(
            claim=claim.id,
            toll=index,
            report_id=claim.report_id,
            voice=voice(claim.speaker),
            own_voice=is_own_voice(claim.speaker),
            named=_is_named(claim.speaker),
            as_of=claim.as_of,
            harm=toll.harm,
            who=toll.who,
            side=toll.side,
            low=toll.low,
            best=toll.best,
            high=toll.high,
            part=toll.part_of is not None,
            counted=_is_counted(toll.quote, codebook),
            provisional=claim.provisional,
        )
        for claim in claims
        if claim.reality is not Reality.DENIED
        for index, toll in enumerate(claim.tolls)
    ]
    # An unknown day sorts first; the order of the text stands within a day.
    return tuple(sorted(figures, key=lambda f: f.as_of.toordinal() if f.as_of else 0))
