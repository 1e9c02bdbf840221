"""What several claims tell of: one thing, at one place, in one stretch of time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.claim import Event, Harm, Kind, Place, SpeakerType, When, Who

TOLL_RULE = "toll/1"
"""The rule by which figures become low, best and high, with its version."""


class Grade(StrEnum):
    """Name how well an incident is attested, as casualty recorders grade it."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Name one independent voice that tells of an incident."""

    name: str
    """As its first claim has it."""
    type: SpeakerType
    """What sort of speaker."""
    actor: str | None = None
    """The codebook's id of the actor spoken for."""
    outlet: str | None = None
    """The outlet whose "officials" or "mayor" it is; None where its name means the same in all."""
    claims: tuple[str, ...]
    """Ids of its claims, in order."""

    @property
    def full_name(self) -> str:
        """Its name, with the outlet where it is known again there alone."""
        return self.name if self.outlet is None else f"{self.name} ({self.outlet})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alleged:
    """Name a party said to have done it, who says so and who denies it."""

    name: str
    """As the first claim that names it has it."""
    actor: str | None = None
    """The codebook's id."""
    said_by: tuple[str, ...]
    """Names of the sources that say so."""
    denied_by: tuple[str, ...] = ()
    """Names of the sources that deny it."""
    claims: tuple[str, ...]
    """Ids of the claims that name it, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentToll:
    """Give how many people were harmed, with the claims that set each number."""

    harm: Harm
    """What was done to them."""
    who: Who
    """Whom the number counts."""
    side: str | None = None
    """Whose people; None if unsaid."""
    low: int | None
    """Smallest number that a source gives; None where open."""
    best: int | None
    """The number that most sources give; None where only vague words stand."""
    high: int | None
    """Largest number that a source gives; None where open."""
    part_of: int | None = None
    """Index of the incident's toll that this one is counted in."""
    rule: str = TOLL_RULE
    """The rule that made it, with its version."""
    low_set_by: tuple[str, ...]
    """Ids of the claims that give the smallest number."""
    best_set_by: tuple[str, ...]
    """Ids of the claims that give the best number."""
    best_why: str | None = None
    """Why it is the best, in words; None where no number is."""
    high_set_by: tuple[str, ...]
    """Ids of the claims that give the largest number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Hold one number that one claim gave, for the history of the toll."""

    claim: str
    """Id of the claim."""
    toll: int
    """Index of the number among the claim's tolls."""
    report_id: str
    """The report it was read in."""
    voice: str
    """Who gives it: the codebook's id of the actor spoken for, else the speaker's name."""
    own_voice: bool
    """Whether the report gives it in its own voice and quotes nobody by name."""
    as_of: dt.date | None
    """The day up to which it counts."""
    named: bool
    """Whether that voice is known again in other reports: in all, or in those of its outlet."""
    harm: Harm
    """What was done to them."""
    who: Who
    """Whom the number counts."""
    side: str | None
    """Whose people; None if unsaid."""
    low: int | None
    """Smallest number of people; None where open."""
    best: int | None
    """The number given; None where only a vague word stands."""
    high: int | None
    """Largest number of people; None where open."""
    part: bool
    """Whether the claim counts it in another of its numbers."""
    counted: bool
    """Whether a number is written, and people are not only named or told of one by one."""
    provisional: bool
    """True where the text says that the figure may change."""
    outlet: str | None = None
    """The outlet in whose reports alone that voice is known again; None where in all, or none."""
    party: bool = False
    """Whether a party to the conflict gives it: an armed one, or one said to have done it."""
    earlier: bool = False
    """Whether its own words say that it was given before: "first reported"."""
    revised: bool = False
    """Whether its own words say that it moved: "has risen to", "now"."""


class Field(StrEnum):
    """Name what sources disagree on."""

    TOLL = "toll"
    ACTOR = "actor"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Name one thing that sources tell differently."""

    about: Field
    """What they disagree on."""
    accounts: tuple[str, ...]
    """What they say, in words, each account once."""
    claims: tuple[str, ...]
    """Ids of the claims that say it, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Hold one thing that speaks for or against two accounts being of one incident."""

    words: str
    """What it is: "same day"."""
    weight: float
    """In bits: for one incident above 0, against it below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Say why the accounts of two reports were joined."""

    one: str
    """Id of the first claim of the one account."""
    other: str
    """Id of the first claim of the other."""
    start: float
    """The starting odds, in bits."""
    evidence: tuple[Evidence, ...]
    """What was compared, in the order of the codebook."""
    total: float
    """Starting odds and evidence together, in bits."""
    needed: float
    """The total from which accounts are joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Hold one thing that happened, as the claims joined in it tell it.

    Joining never overwrites: every number names the claims that set it, and
    what sources tell differently stays side by side.

    Source:
        The incident contract, `vaglio.incident/1`.
    """

    id: str
    """`i:` and 16 hexadecimal digits made from the claim that tells of it first."""
    title: str
    """The words of the claim that tells it first."""
    kind: Kind
    """What it is."""
    event: Event | None
    """The field's code; None where none fits."""
    when: When | None
    """When; None where no claim says."""
    reported: dt.date | None = None
    """The day of the earliest report that tells of it; None where none is known."""
    where: tuple[Place, ...]
    """Where, the most exact place first; empty where no claim says."""
    actors: tuple[Alleged, ...]
    """Who is said to have done it."""
    claims: tuple[str, ...]
    """Ids of the claims that tell of it, in order."""
    reports: tuple[str, ...]
    """Ids of the reports they were read in, in order."""
    sources: tuple[Source, ...]
    """Independent voices, in the order in which they speak."""
    tolls: tuple[IncidentToll, ...]
    """How many people were harmed; background totals never enter."""
    toll_history: tuple[Figure, ...]
    """Every figure given, oldest first."""
    grade: Grade
    """How well it is attested."""
    grade_reason: str
    """Why, in one sentence."""
    disagreements: tuple[Disagreement, ...] = ()
    """What sources tell differently."""
    joins: tuple[Join, ...] = ()
    """Why the reports' accounts were joined; empty where one report tells of it."""
