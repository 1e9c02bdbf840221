"""Invented records for the tests of exports."""

from __future__ import annotations

import datetime as dt

from vaglio.model.access import Access, AccessChange, AccessState
from vaglio.model.agreement import Agreement, CommitmentState, Owed
from vaglio.model.claim import (
    Actor,
    Claim,
    Event,
    Harm,
    Kind,
    Place,
    Precision,
    Reality,
    Speaker,
    SpeakerType,
    Stance,
    When,
    Who,
)
from vaglio.model.claim_json import ReportHeader
from vaglio.model.incident import Alleged, Grade, Incident, IncidentToll, Source
from vaglio.model.record import Decided, Record, Reported, Standing
from vaglio.model.span import Span
from vaglio.model.track import Meeting, MeetingState, Track

DAY = dt.date(2031, 5, 3)
TEXT = "The mayor said shelling killed 12 people, five of them civilians, in Nairobi on 3 May."
NAIROBI = Place(
    name="Nairobi", span=Span(start=69, end=76), place="geonames:184745",
    latitude=-1.28333, longitude=36.81667, radius_km=15.0, precision=Precision.TOWN,
)  # fmt: skip
REGION = Place(
    name="the Orlo valley", span=Span(start=0, end=15), place=None,
    latitude=39.9, longitude=46.75, radius_km=60.0, precision=Precision.REGION,
)  # fmt: skip
NAMED = Place(name="Marsk", span=Span(start=0, end=5))
WHEN = When(start=DAY, end=DAY, text="on 3 May", span=Span(start=77, end=85))
SHELLING = Event(type="ASSAULT", mode="heavy-weapons")


def reported(
    id: str, *, quote: str = TEXT, targets: tuple[str, ...] = (), title: str = "Shelling"
) -> Reported:
    """Make a claim of the mayor's, in a report of the Valley Post."""
    return Reported(
        claim=Claim(
            id=id,
            report_id="r:1",
            kind=Kind.INCIDENT,
            quote=quote,
            span=Span(start=0, end=len(quote)),
            sentence=Span(start=0, end=len(quote)),
            speaker=Speaker(
                name="The mayor", span=Span(start=0, end=9), type=SpeakerType.PERSON
            ),
            cue=None,
            stance=Stance.STATES,
            reality=Reality.HAPPENED,
            event=SHELLING,
            targets=tuple(Actor(name=n, span=Span(start=0, end=len(n))) for n in targets),
            codebook="1",
            reader="rules/1",
        ),
        report=ReportHeader(
            id="r:1", ref=None, source="Valley Post", title=title,
            published=dt.date(2031, 5, 4), url="https://valley.example/1",
        ),
    )  # fmt: skip


def toll(
    low: int | None, best: int | None, high: int | None, *, harm: Harm = Harm.KILLED,
    who: Who = Who.TOTAL, side: str | None = None, part_of: int | None = None,
) -> IncidentToll:  # fmt: skip
    """Make a toll that claim c:1 set."""
    ids = ("c:1",)
    return IncidentToll(
        harm=harm, who=who, side=side, low=low, best=best, high=high, part_of=part_of,
        low_set_by=ids, best_set_by=ids, high_set_by=ids,
    )  # fmt: skip


def incident(
    id: str,
    *,
    tolls: tuple[IncidentToll, ...] = (),
    where: tuple[Place, ...] = (NAIROBI,),
    when: When | None = WHEN,
    actors: tuple[Alleged, ...] = (),
    claims: tuple[str, ...] = ("c:1",),
    title: str = "Shelling killed 12 people",
) -> Incident:
    """Make an incident of the mayor's claim."""
    return Incident(
        id=id, title=title, kind=Kind.INCIDENT, event=SHELLING, when=when, where=where,
        actors=actors, claims=claims, reports=("r:1",),
        sources=(Source(name="The mayor", type=SpeakerType.PERSON, claims=claims),),
        tolls=tolls, toll_history=(), grade=Grade.WEAK, grade_reason="One source tells of it.",
    )  # fmt: skip


def alleged(name: str, *, actor: str | None = None, claims: tuple[str, ...] = ("c:1",)) -> Alleged:
    """Make a party that the mayor says did it."""
    return Alleged(name=name, actor=actor, said_by=("The mayor",), claims=claims)


SHELLED = incident(
    "i:00000000000000aa",
    tolls=(
        toll(9, 12, 15),
        toll(5, 5, 5, who=Who.CIVILIAN, part_of=0),
        toll(3, 3, None, harm=Harm.INJURED),
    ),
    actors=(alleged("Armenian forces", actor="ARM"),),
)
"""An incident with deaths in a town."""
VALLEY = incident(
    "i:00000000000000bb", tolls=(toll(24, None, None),), where=(REGION,), title="Dozens died"
)
"""An incident with deaths in a vague place, by a vague word."""
UNHARMED = incident("i:00000000000000cc", where=(NAMED,), title="A raid")
"""An incident without a death, at a place that is only named."""
PROPOSED = incident(
    "i:00000000000000dd", tolls=(toll(1, 1, 1),), claims=("c:2",), title="hidden-proposed"
)
"""An incident that nobody has decided on."""
REJECTED = incident(
    "i:00000000000000ee", tolls=(toll(2, 2, 2),), claims=("c:3",), title="hidden-rejected"
)
"""An incident that was rejected."""
WITHDRAWN = incident(
    "i:00000000000000ff", tolls=(toll(3, 3, 3),), claims=("c:4",), title="hidden-withdrawn"
)
"""An incident that was withdrawn."""
DEAL = Agreement(
    id="g:1", title="Both sides agreed on a truce",
    parties=(
        Actor(name="Armenia", span=Span(start=0, end=7), actor="ARM"),
        Actor(name="the Orlo council", span=Span(start=0, end=16)),
    ),
    mediators=(), when=WHEN, where=(NAIROBI,),
    commitments=(Owed(debtor=None, text="to stop firing", due=None,
                      state=CommitmentState.PROMISED, claims=("c:1",)),),
    claims=("c:1",), reports=("r:1",),
)  # fmt: skip
"""A deal."""
TALKS = Track(
    id="t:1", title="The envoys met", parties=DEAL.parties, mediators=(),
    state=MeetingState.HELD,
    meetings=(Meeting(state=MeetingState.HELD, when=WHEN, where=(NAIROBI,), claims=("c:1",)),),
    claims=("c:1",), reports=("r:1",),
)  # fmt: skip
"""A line of negotiation."""
ROAD = Access(
    id="a:1", title="The Orlo road was closed", way="Orlo road", where=(REGION,),
    state=AccessState.CLOSED,
    changes=(AccessChange(state=AccessState.CLOSED, since=DAY, until=None, claim="c:1",
                          source="The mayor"),),
    claims=("c:1",), reports=("r:1",),
)  # fmt: skip
"""A road."""

ACCEPTED = Standing.ACCEPTED
RECORD = Record(
    claims=(
        reported("c:1", targets=("civilians",)),
        *(reported(f"c:{n}", quote=f"hidden-quote-{n}", title="=HIDDEN()") for n in (2, 3, 4)),
    ),
    incidents=(PROPOSED, SHELLED, REJECTED, VALLEY, WITHDRAWN, UNHARMED),
    agreements=(DEAL,),
    tracks=(TALKS,),
    access=(ROAD,),
    decided=(
        Decided(id=SHELLED.id, standing=ACCEPTED, ref="D-7", on=DAY, corrected=True,
                note="-1 was a slip"),
        Decided(id=VALLEY.id, standing=ACCEPTED, ref="8", on=DAY),
        Decided(id=UNHARMED.id, standing=ACCEPTED),
        Decided(id=REJECTED.id, standing=Standing.REJECTED, note="hidden-note", corrected=True),
        Decided(id=WITHDRAWN.id, standing=Standing.WITHDRAWN, ref="D-9", on=DAY,
                note="Not an attack"),
        Decided(id="i:gone", standing=Standing.MERGED, ref="D-3", into=SHELLED.id),
        Decided(id="i:lost", standing=Standing.MERGED, ref="D-4", into=PROPOSED.id),
        *(Decided(id=entry.id, standing=ACCEPTED) for entry in (DEAL, TALKS, ROAD)),
    ),
)  # fmt: skip
"""A record with entries of every standing."""
