"""Who stands on which side of an incident, as far as the claims agree on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from vaglio.codebook import Codebook
from vaglio.codebook.code_rows import Target
from vaglio.codebook.name_rows import ActorRow
from vaglio.export._outgoing import Outgoing
from vaglio.model.claim import SpeakerType, Who
from vaglio.model.incident import Incident

_CIVILIANS = frozenset({Who.CIVILIAN, Who.CHILDREN, Who.WOMEN})


class Sort(StrEnum):
    """Name what sort of party the codebook or its own words say it is."""

    GOVERNMENT = "government"
    PARTY = "party"
    FIGHTERS = "fighters"
    CIVILIANS = "civilians"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Hold one side of an incident."""

    name: str
    """As the codebook names it, else as written."""
    sort: Sort
    """What sort of party."""
    country: str | None = None
    """ISO 3166 alpha-3 code of the codebook; None where it has none."""
    actor: str | None = None
    """The codebook's id."""

    @property
    def armed(self) -> bool:
        """Whether it is known to be armed."""
        return self.sort in (Sort.GOVERNMENT, Sort.PARTY, Sort.FIGHTERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Hold both sides; None where no claim names one or claims differ."""

    a: Party | None = None
    b: Party | None = None

    @property
    def target(self) -> Target:
        """Whom the act was aimed at."""
        if self.b is None:
            return Target.ANY
        if self.b.sort is Sort.CIVILIANS:
            return Target.CIVILIAN
        return Target.ARMED if self.b.armed else Target.ANY


def sides_of(going: Outgoing, *, codebook: Codebook) -> Sides:
    """Say who stands on which side, where the claims leave no doubt.

    One party that is named is side A, and whom the claims name as attacked is
    side B. Two that the same claim names fought each other. Where claims name
    different parties, neither side is filled: a format with one cell for it
    would hide the disagreement.
    """
    incident = going.entry
    if not isinstance(incident, Incident):
        return Sides()
    named = incident.actors
    if len(named) == 2 and set(named[0].claims) & set(named[1].claims):
        first, second = (party_of(each.name, each.actor, codebook) for each in named)
        return Sides(a=first, b=second)
    if len(named) > 1:
        return Sides()
    a = party_of(named[0].name, named[0].actor, codebook) if named else None
    b = _attacked(going, codebook)
    return Sides(a=a, b=None if a and b and a.name == b.name else b)


def party_of(name: str, actor: str | None, codebook: Codebook) -> Party:
    """Say what sort of party a name is."""
    row = _actors(codebook).get(actor) if actor else None
    if row is not None:
        sort = {
            SpeakerType.GOVERNMENT: Sort.GOVERNMENT,
            SpeakerType.PARTY: Sort.PARTY,
            SpeakerType.GROUP: Sort.UNKNOWN,
        }.get(row.type, Sort.UNKNOWN)
        return Party(name=row.name, sort=sort, country=row.country, actor=row.id)
    hits = codebook.group_words.find(name.lower().split())
    whos = {hit.row.who for hit in hits}
    if whos and whos <= _CIVILIANS:
        return Party(name=name, sort=Sort.CIVILIANS)
    return Party(name=name, sort=Sort.FIGHTERS if whos == {Who.COMBATANT} else Sort.UNKNOWN)


@lru_cache(maxsize=4)
def _actors(codebook: Codebook) -> dict[str, ActorRow]:
    """Index the codebook's actors by their ids."""
    return {row.id: row for row in codebook.actors}


def _attacked(going: Outgoing, codebook: Codebook) -> Party | None:
    """Give the one party that the claims name as attacked; things and counts are none."""
    found: dict[str, Party] = {}
    for each in going.claims:
        for target in each.claim.targets:
            party = party_of(target.name, target.actor, codebook)
            if party.sort is Sort.CIVILIANS:
                party = Party(name="Civilians", sort=Sort.CIVILIANS)
            if party.sort is not Sort.UNKNOWN or party.actor:
                found.setdefault(party.actor or party.name.lower(), party)
    return next(iter(found.values())) if len(found) == 1 else None
