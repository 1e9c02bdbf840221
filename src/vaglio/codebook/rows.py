"""The rows of the codebook's tables, one class a table.

The fields of a class are the columns of its CSV file, in order; their types
say what a cell may hold. Every row ends with `source` (where the definition
comes from) and `example` (an invented sentence or phrase that shows it).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.claim import Harm, Kind, Reality, SpeakerType, Stance, Who


class Part(StrEnum):
    """Name the part of speech of a codebook word."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    PREPOSITION = "preposition"
    PRONOUN = "pronoun"
    CONJUNCTION = "conjunction"
    MODAL = "modal"
    PHRASE = "phrase"


class Takes(StrEnum):
    """Name what a cue takes: where the words that somebody says are to be found.

    content: a clause or a quotation ("said that ..."); object: a noun phrase
    ("denied the attack"); label: another name for a thing ("what they term X",
    "described it as X"); target: somebody and a clause ("called on X to Y",
    "accused X of Y").
    """

    CONTENT = "content"
    OBJECT = "object"
    LABEL = "label"
    TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRow:
    """Define one word of saying."""

    word: str
    part: Part
    stance: Stance
    takes: tuple[Takes, ...]
    reality: Reality | None
    event: str | None
    mode: str | None
    forms: tuple[str, ...]
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """Define one word that tells of an event; `type` is empty where PLOVER has none."""

    word: str
    part: Part
    type: str | None
    mode: str | None
    kind: Kind
    needs: tuple[str, ...]
    forms: tuple[str, ...]
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingRow:
    """Put one noun into a class of things that events act on or with."""

    word: str
    thing: str
    mode: str | None
    forms: tuple[str, ...]
    source: str
    example: str


class Counts(StrEnum):
    """Name where the people counted stand, seen from the word of harm.

    subject: "ten people died"; object: "shelling killed ten"; itself: "ten
    deaths", "ten dead"; of: "the death of ten people"; figure: "the death
    toll rose to ten".
    """

    SUBJECT = "subject"
    OBJECT = "object"
    ITSELF = "itself"
    OF = "of"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmRow:
    """Define one word that says that people were harmed."""

    word: str
    part: Part
    harm: Harm
    counts: tuple[Counts, ...]
    forms: tuple[str, ...]
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """Say which people a noun counts."""

    word: str
    who: Who
    size: int | None
    forms: tuple[str, ...]
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """Give the value of a number word, of a vague one, or the effect of a bound.

    role: unit ("seven"), tens ("forty"), scale ("thousand"), vague ("dozens"),
    floor ("at least"), ceiling ("up to"), about ("some"), nearly ("almost"),
    none ("no"), part (what follows is counted in the toll before it: "including"),
    measure (what stands before it counts no people: "km").
    """

    word: str
    role: str
    value: int | None
    low: int | None
    best: int | None
    high: int | None
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeRow:
    """Say what a word does to how a thing stands: a modal, a negation, a condition."""

    word: str
    part: Part
    reality: Reality
    forms: tuple[str, ...]
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionalRow:
    """Define a phrase that says that a figure may change."""

    word: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """Define a phrase that makes a number a total over a stretch of time."""

    word: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideRow:
    """Define a phrase that turns to what the report is not about."""

    word: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """Give the meaning of a word of time; a word has a row for each role it plays.

    Words that name a time (in brackets what `value` holds): month, weekday
    (number of it), season (its first month), holiday (month and day, 1224),
    decade (first year), day (days from publication: yesterday -1), night (the
    same: overnight -1), unit (days in it; hour 0), weekend, part (of a day:
    evening), number, ordinal (the number; none where it is not told), suffix
    ("th"), vague (-1 before publication, 0 about then, 1 after), latest and
    period (the quarter that a report tells of), spelled (first year of the
    century: "nineteen" of "nineteen ninety-six" 1900).

    Words that move a time: shift (last -1, this 0, next 1), open (those that
    count from publication and not in calendar units: past), narrative (the
    same, from the last day the text names: following 1), ago, later (direction
    of "two days ago" and of "two days later"), phase (third of a stretch: early
    1, mid 2, end 3), sooner (earlier this month -1).

    Edges: since, from, until, before, after, during, by, between, on; to (joins
    two ends), within, for (before a length of time).

    Words that decide: doubtful (also a verb, noun or name: May), adjective
    (vague only beside a unit), noun (vague after an article), future and past
    (verbs that look ahead or back), counted (a number before it is no date),
    year_lead, every (a date after it recurs), article, approx, filler, stop (a
    phrase may end before it), order (language or region of a report: 1 day
    before month, 2 month before day).
    """

    word: str
    role: str
    value: int | None
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRow:
    """Say what sort of speaker a noun or pronoun names."""

    word: str
    part: Part
    type: SpeakerType
    forms: tuple[str, ...]
    source: str
    example: str


class Match(StrEnum):
    """Name how a furniture phrase is compared; headlines follow one that `opens`."""

    WHOLE = "whole"
    OPENS = "opens"
    START = "start"
    CONTAINS = "contains"


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRow:
    """Define a phrase by which a page's furniture is known."""

    text: str
    match: Match
    language: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverRow:
    """List one PLOVER event type with one of its modes."""

    type: str
    mode: str | None
    quad: str
    gloss: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationRow:
    """Define one word by which a mediator is known: "brokered by"."""

    word: str
    part: Part
    forms: tuple[str, ...]
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierRow:
    """Define one verb that carries an event noun: fighting *broke out*."""

    word: str
    part: Part
    reality: Reality
    forms: tuple[str, ...]
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseRow:
    """Define one cause of death that is no violence."""

    word: str
    part: Part
    forms: tuple[str, ...]
    source: str
    example: str
