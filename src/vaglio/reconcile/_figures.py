"""The figures of an incident: who gave which number, as of when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vaglio.codebook import Codebook, split_words
from vaglio.model.claim import Claim, Reality, SpeakerType
from vaglio.model.incident import Figure
from vaglio.reconcile._known_as import all_known_as
from vaglio.reconcile._revised import is_earlier, is_revised
from vaglio.reconcile._voices import Voice, is_own_voice

_ASIDE = re.compile(r"\([^)]*\)?")
_OF_THE_WOUNDED = re.compile(r"\b(?:of|among) (?:the|those) (?:injured|wounded)\b", re.IGNORECASE)
_KNOWN = frozenset({"the", "their", "his", "her", "its", "these", "those", "both", "my", "our"})
_ADDED = frozenset({"additional", "another", "more", "further"})
_MARKS = ".,;:()“”\"'’"
_NUMBERS = frozenset({"unit", "tens", "scale", "vague", "none"})


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


def figures_of(
    claims: Sequence[Claim], voices: Mapping[str, Voice], *, codebook: Codebook
) -> tuple[Figure, ...]:
    """List every number that the claims of an incident give, oldest first."""
    doers = {known for claim in claims for known in all_known_as(claim.actors)}
    figures = [
        Figure(
            claim=claim.id,
            toll=index,
            report_id=claim.report_id,
            voice=voices[claim.id].name,
            own_voice=is_own_voice(claim.speaker),
            named=voices[claim.id].report is None,
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
            outlet=voices[claim.id].outlet,
            party=claim.speaker.type is SpeakerType.PARTY or voices[claim.id].name in doers,
            earlier=is_earlier(claim, toll),
            revised=is_revised(claim),
        )
        for claim in claims
        if claim.reality is not Reality.DENIED
        for index, toll in enumerate(claim.tolls)
    ]
    # An unknown day sorts first; the order of the text stands within a day.
    return tuple(sorted(figures, key=lambda f: f.as_of.toordinal() if f.as_of else 0))
