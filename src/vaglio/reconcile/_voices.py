"""Who stands behind a speaker, and where that voice is known again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vaglio.model.claim import Claim, Speaker, SpeakerType
from vaglio.model.claim_json import ReportHeader
from vaglio.model.record import Reported
from vaglio.reconcile._known_as import known_as

UNNAMED = "unnamed"
"""The name of a speaker whom the text does not name at all: "it was reported"."""

PUBLISHER = "publisher"
"""The name of a publisher that is not known."""

_KNOWN_AGAIN = frozenset({SpeakerType.GOVERNMENT, SpeakerType.INSTITUTION, SpeakerType.MEDIA})
"""Speakers whose name means the same in every outlet, unlike "residents" or "the mayor"."""

_ANYBODY = frozenset({"he", "she", "they", "i", "who", "one", "some", "others", "another", "many"})
"""Words that stand for somebody else in every report."""

_OURS = frozenset({"we", "us", "our"})
_ARTICLES = frozenset({"the", "a", "an"})
_INDEFINITE = ("a ", "an ", "one ", "another ")
_OTHERS = frozenset(
    "another other second third deputy vice former separate one two three both some several many "
    "few most various multiple numerous different".split()
)
"""Words that make somebody else of whom they stand before: "the deputy mayor", "two officials"."""

_WHOEVER = frozenset(
    {"source", "sources", "report", "reports", "people", "media", "video", "videos"}
)
"""Nouns that name nobody: "sources" are not the "local sources" of another sentence."""

_BEFORE_MORE = frozenset({"of", "in", "at", "for", "from", "on", "with"})
"""Words after the noun that a name is about: "the ministry of health"."""

_WORD = re.compile(r"[\w-]+(?:['’]s?)?")
_FILE = re.compile(
    r"(?:-|pasted|https?://.*|.*(?::\d+|\.(?:txt|md|html?|pdf|docx?|eml|xml|csv|jsonl?|gz)))$",
    re.DOTALL,
)
"""What names a report whose publisher is not known: how it came in, an address, a file, a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Name who speaks, and where that is the same speaker again."""

    name: str
    """By what it is known: the codebook's id of an actor, else the fullest name given."""
    outlet: str | None = None
    """The outlet in whose reports alone it is known again; None where that is everywhere."""
    report: str | None = None
    """The report in which alone it is known; None where that is in others too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """Hold the words by which a speaker is named."""

    words: frozenset[str]
    owners: frozenset[str]
    head: str


def outlet_of(report: ReportHeader) -> str | None:
    """Name the outlet of a report; None where only the file is known that it came from."""
    known = report.source != PUBLISHER and _FILE.match(report.source) is None
    return report.source if known else None


def outlets_of(claims: Iterable[Reported]) -> dict[str, str | None]:
    """Name the outlet of each report that claims were read in."""
    return {each.report.id: outlet_of(each.report) for each in claims}


def is_own_voice(speaker: Speaker) -> bool:
    """Tell whether nobody stands behind the words but the report: "was reportedly killed"."""
    return (
        speaker.type is SpeakerType.PUBLISHER
        or speaker.name == UNNAMED
        or speaker.name.lower().split(" ")[0] in _OURS
    )


def voices_of(claims: Sequence[Claim], *, outlets: Mapping[str, str | None]) -> dict[str, Voice]:
    """Say whose voice each claim of an incident is.

    Within one outlet a shorter name means the speaker of the fuller one:
    "officials" are the "local officials", "the committee" is the "doctors'
    committee". A person or a nameless speaker is known again in the same
    outlet alone; a pronoun that stands for nobody known in its report alone.

    Args:
        claims: The claims, in the order of their reports and of the text.
        outlets: For each report its outlet; None where it is not known.

    Returns:
        For each claim, by its id, the voice.
    """
    known = _outlets(claims, outlets)
    named: dict[str, list[Speaker]] = {}
    for claim in claims:
        outlet = known[claim.report_id]
        given = named.setdefault(outlet or claim.report_id, [_publisher(outlet)])
        speaker = _own(claim.speaker, outlet)
        if all(speaker.name != each.name for each in given):
            given.append(speaker)
    actors = _actors(claims)
    fullest = {
        (home, speaker.name): _fullest(at, given)
        for home, given in named.items()
        for at, speaker in enumerate(given)
    }
    voices: dict[str, Voice] = {}
    for claim in claims:
        outlet = known[claim.report_id]
        name = _own(claim.speaker, outlet).name
        speaker = fullest[outlet or claim.report_id, name]
        voices[claim.id] = _voice(speaker, outlet, claim.report_id, actors)
    return voices


def _outlets(claims: Sequence[Claim], outlets: Mapping[str, str | None]) -> dict[str, str | None]:
    """Name the outlet of each report, by its header or by what it says in its own voice."""
    said = {
        claim.report_id: claim.speaker.name
        for claim in claims
        if claim.speaker.type is SpeakerType.PUBLISHER and claim.speaker.name != PUBLISHER
    }
    return {
        id: outlets.get(id) or said.get(id)
        for id in dict.fromkeys(claim.report_id for claim in claims)
    }


def _publisher(outlet: str | None) -> Speaker:
    """Give the speaker of what a report says in its own voice."""
    return Speaker(name=outlet or PUBLISHER, span=None, type=SpeakerType.PUBLISHER)


def _own(speaker: Speaker, outlet: str | None) -> Speaker:
    """Give who speaks: the publisher for what nobody else stands behind."""
    return _publisher(outlet) if is_own_voice(speaker) else speaker


def _actors(claims: Sequence[Claim]) -> dict[str, str]:
    """Give the actors that the speakers' names mean, so that a publisher of the name is one."""
    known: dict[str, str] = {}
    for claim in claims:
        actor = claim.speaker.actor
        if actor is not None:
            name = known_as(claim.speaker.name)
            known[name] = min(actor, known.get(name, actor))
    return known


def _fullest(at: int, given: Sequence[Speaker]) -> Speaker:
    """Give the fullest name of a speaker in one outlet; of several the one named last before."""
    seen = at
    while True:
        fuller = [i for i, each in enumerate(given) if _is_short_for(given[seen], each)]
        if not fuller:
            return given[seen]
        seen = max((i for i in fuller if i < seen), default=fuller[0])


def _is_short_for(short: Speaker, full: Speaker) -> bool:
    """Tell whether one name is a shorter one of the same speaker: "the committee"."""
    if short is full or short.type is SpeakerType.PUBLISHER or short.actor is not None:
        return False
    one, other = _form(short.name), _form(full.name)
    if not one.words < other.words or other.words & _OTHERS or one.head in _WHOEVER | {""}:
        return False
    if one.head == other.head:
        return True
    return full.type is not SpeakerType.PUBLISHER and one.words == {one.head} <= other.owners


@lru_cache(maxsize=4096)
def _form(name: str) -> _Form:
    """Take a name apart: its words, the noun it is about, and whose that is."""
    found = [word for word in _WORD.findall(name.lower()) if word not in _ARTICLES]
    bare = [re.sub("['’]s?$", "", word) for word in found]
    more = next((i for i, word in enumerate(bare) if i and word in _BEFORE_MORE), len(bare))
    return _Form(
        words=frozenset(bare) - _BEFORE_MORE,
        owners=frozenset(b for b, word in zip(bare, found, strict=True) if b != word),
        head=bare[more - 1] if bare else "",
    )


def _voice(
    speaker: Speaker, outlet: str | None, report_id: str, actors: Mapping[str, str]
) -> Voice:
    """Say where a speaker is known again."""
    name = known_as(speaker.name, speaker.actor)
    name = actors.get(name, name)
    if speaker.type is SpeakerType.PUBLISHER:
        return Voice(name=name, report=None if outlet else report_id)
    if speaker.type is SpeakerType.UNNAMED:
        name = f"unnamed {speaker.name.lower()}"
    elif _is_known_everywhere(speaker):
        return Voice(name=name)
    if outlet is None or speaker.name.lower() in _ANYBODY:
        return Voice(name=name, report=report_id)
    return Voice(name=name, outlet=outlet)


def _is_known_everywhere(speaker: Speaker) -> bool:
    """Tell whether another outlet means the same speaker by the name."""
    if speaker.actor is not None:
        return True
    if speaker.type in _KNOWN_AGAIN:
        return not speaker.name.lower().startswith(_INDEFINITE)
    capitals = [word for word in speaker.name.split() if word[0].isupper()]
    if speaker.type is SpeakerType.PARTY:
        return any(word.lower() not in _ARTICLES for word in capitals)
    return speaker.type is SpeakerType.PERSON and len(capitals) > 1
