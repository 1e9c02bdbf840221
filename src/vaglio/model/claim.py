"""One speaker's account of one thing, tied to the words that make it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.setting import Setting
from vaglio.model.span import Span


class Kind(StrEnum):
    """Name what a claim is about."""

    INCIDENT = "incident"
    AGREEMENT = "agreement"
    COMMITMENT = "commitment"
    NEGOTIATION = "negotiation"
    ACCESS = "access"
    STATEMENT = "statement"
    POLITICS = "politics"


class SpeakerType(StrEnum):
    """Name what sort of speaker says so."""

    PUBLISHER = "publisher"
    PERSON = "person"
    GOVERNMENT = "government"
    INSTITUTION = "institution"
    PARTY = "party"
    GROUP = "group"
    MEDIA = "media"
    UNNAMED = "unnamed"


class Stance(StrEnum):
    """Name how the speaker says it."""

    STATES = "states"
    CLAIMS = "claims"
    ALLEGES = "alleges"
    DENIES = "denies"
    SUSPECTS = "suspects"
    FEARS = "fears"
    PREDICTS = "predicts"
    ANNOUNCES = "announces"
    PROMISES = "promises"
    CALLS_FOR = "calls_for"
    ACCUSES = "accuses"


class Reality(StrEnum):
    """Name how the thing stands in the claim."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    DEMANDED = "demanded"


class Harm(StrEnum):
    """Name what was done to the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    MISSING = "missing"
    DETAINED = "detained"
    CAPTURED = "captured"
    DISPLACED = "displaced"


class Who(StrEnum):
    """Name whom a number counts."""

    TOTAL = "total"
    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    CHILDREN = "children"
    WOMEN = "women"
    UNSPECIFIED = "unspecified"


class Scope(StrEnum):
    """Name how far a claim's numbers reach: one incident, or a stretch of time."""

    INCIDENT = "incident"
    PERIOD = "period"


class Precision(StrEnum):
    """Name how exactly a place is known; from a point to only a name."""

    EXACT = "exact"
    TOWN = "town"
    DISTRICT = "district"
    REGION = "region"
    ROUTE = "route"
    COUNTRY = "country"
    NAMED_ONLY = "named_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Say who makes a claim."""

    name: str
    """As written; the publisher's name, or "publisher", for the report's own voice."""
    span: Span | None
    """Where the name stands; None only for the publisher."""
    type: SpeakerType
    """What sort of speaker."""
    actor: str | None = None
    """The codebook's id of the actor spoken for."""
    via: tuple[str, ...] = ()
    """Through whom the words came, outermost last."""
    mention: Span | None = None
    """Where a pronoun stands that means them; None where the name itself stands by the cue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Hold the words that show that somebody says so."""

    text: str
    """As written."""
    span: Span
    """Where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Give the field's code for what happened."""

    type: str
    """One of the 16 PLOVER event types."""
    mode: str | None = None
    """The PLOVER mode of that type; None where the text gives none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Name one party to what happened."""

    name: str
    """As written."""
    span: Span
    """Where the name stands."""
    actor: str | None = None
    """The codebook's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Say where, as exactly as the text allows and no more."""

    name: str
    """As written."""
    span: Span
    """Where the name stands."""
    place: str | None = None
    """`geonames:ID`, `region:ID` or `route:ID`; None where it could not be pinned down."""
    latitude: float | None = None
    """WGS 84 degrees; None for a place that is only named."""
    longitude: float | None = None
    """WGS 84 degrees; None for a place that is only named."""
    radius_km: float | None = None
    """How far from that point the place reaches, in kilometres."""
    precision: Precision = Precision.NAMED_ONLY
    """How exactly the place is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Say when, in calendar days local to the place."""

    start: dt.date | None
    """First day; None where that side is open."""
    end: dt.date | None
    """Last day; None where that side is open."""
    text: str
    """The words that give the time, as written."""
    span: Span
    """Where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """Give a number of people harmed, as low / best / high.

    An open end is None: "at least 12" is 12 / 12 / None, and never zero.
    """

    harm: Harm
    """What was done to them."""
    who: Who
    """Whom the number counts."""
    side: str | None
    """Whose people, as written or as the codebook names them; None if unsaid."""
    low: int | None
    """Smallest number of people; None where open."""
    best: int | None
    """The number the speaker gives; None where only a vague word stands."""
    high: int | None
    """Largest number of people; None where open."""
    part_of: int | None = None
    """Index of the toll, in the same claim, that this one is counted in."""
    quote: str
    """The words that give it."""
    span: Span
    """Where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Hold one thing that one party takes upon itself."""

    debtor: str | None
    """Who owes it, as written."""
    text: str
    """What is owed, as written."""
    span: Span
    """Where that stands."""
    due: When | None = None
    """By when, where the text says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Hold one speaker's account of one thing, with its evidence.

    A claim has a span of stored text or it is not a claim: `extract` builds
    each one through `ground`, which refuses words that are not in the text.

    Source:
        The claim contract, `vaglio.claim/1` (docs/claim.md).
    """

    id: str
    """`c:` and 16 hexadecimal digits made from report, span, kind and speaker."""
    report_id: str
    """The report it was read in."""
    kind: Kind
    """What it is about."""
    quote: str
    """The words that make the claim."""
    span: Span
    """Where they stand."""
    sentence: Span
    """The sentence (or sentences) around them."""
    setting: Setting | None = None
    """In what part of the text they stand; None in a line written before this was kept."""
    speaker: Speaker
    """Who says so."""
    cue: Cue | None
    """The word that shows it; None for the report's own voice."""
    said: tuple[Span, ...] = ()
    """All the words that the cue is for, of which this claim may tell a part."""
    stance: Stance
    """How they say it."""
    reality: Reality
    """How the thing stands in the claim."""
    event: Event | None
    """The field's code; None where none fits."""
    actors: tuple[Actor, ...] = ()
    """Who did it, according to the speaker."""
    targets: tuple[Actor, ...] = ()
    """To whom, or at whom."""
    mediators: tuple[Actor, ...] = ()
    """Who stands between the parties."""
    where: tuple[Place, ...] = ()
    """Where; empty where the claim does not say."""
    when: When | None = None
    """When; None where the claim does not say."""
    tolls: tuple[Toll, ...] = ()
    """How many people were harmed."""
    scope: Scope = Scope.INCIDENT
    """Whether the numbers are one incident's or a longer stretch's."""
    commitments: tuple[Commitment, ...] = ()
    """What is owed under an agreement."""
    as_of: dt.date | None = None
    """The day up to which the speaker counts; usually the day of publication."""
    provisional: bool = False
    """True where the text says that the figure may change."""
    rules: tuple[str, ...] = ()
    """Names of the rules that fired, in the order they fired."""
    codebook: str
    """Version of the codebook in force."""
    reader: str
    """The reader that made the claim, with its version."""
