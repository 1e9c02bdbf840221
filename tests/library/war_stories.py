"""Invented reports of every sort for the tests of the record: attacks, copies, deals, roads."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from vaglio.model.claim import (
    Actor,
    Claim,
    Commitment,
    Event,
    Harm,
    Kind,
    Place,
    Precision,
    Reality,
    Speaker,
    SpeakerType,
    Stance,
    Toll,
    When,
    Who,
)
from vaglio.model.claim_json import ReportHeader
from vaglio.model.record import Reported
from vaglio.model.span import Span

Story = list[Reported]
"""The claims of one report."""

_FIRST = dt.date(2031, 3, 1)
_TOWNS = (
    ("Orlo", 40.0, 30.0),
    ("Marsk", 40.1, 30.1),
    ("Tevin", 40.3, 30.2),
    ("Bressk", 47.0, 39.0),
)
_PARTIES = ("the Army", "the Northern Front", "the Republic of Tev", "the League")
_WORDS = (
    "shells fell on houses near the market while people were queueing for bread and water".split()
)


def stories(count: int, *, seed: int) -> list[Story]:
    """Give so many reports, the same for the same seed.

    Few towns and days, so that many reports tell of what another tells; some
    copy another, some tell of talks, promises or roads, some give no day, no
    place or no number, and one in a dozen gives a claim twice.
    """
    chance = random.Random(seed)
    told: list[Story] = []
    for number in range(count):
        if told and chance.random() < 0.25:
            told.append(_copy(chance.choice(told), number, chance))
        else:
            told.append(_story(number, chance))
    return told


def _story(number: int, chance: random.Random) -> Story:
    """Make one report."""
    day = _FIRST + dt.timedelta(days=chance.randrange(6))
    header = ReportHeader(
        id=f"r:{number:03}",
        ref=None,
        source=f"Outlet {chance.randrange(8)}",
        title=None,
        published=day if chance.random() < 0.9 else None,
        url=None,
    )
    told = [
        Reported(claim=_claim(header, index, day, chance), report=header)
        for index in range(chance.randint(1, 4))
    ]
    return [*told, told[0]] if chance.random() < 1 / 12 else told


def _copy(story: Story, number: int, chance: random.Random) -> Story:
    """Print the words of a report again, a little later, under another name."""
    first = story[0].report
    published = (
        first.published + dt.timedelta(days=chance.randrange(2)) if first.published else None
    )
    header = replace(first, id=f"r:{number:03}", source="Daily", published=published)
    return [
        Reported(
            claim=replace(each.claim, id=f"c:{number:03}-{index}", report_id=header.id),
            report=header,
        )
        for index, each in enumerate(story)
    ]


def _claim(header: ReportHeader, index: int, day: dt.date, chance: random.Random) -> Claim:
    """Make one claim."""
    quote = " ".join(chance.choice(_WORDS) for _ in range(chance.randint(4, 20)))
    span = Span(start=index * 200, end=index * 200 + len(quote))
    claim = Claim(
        id=f"c:{header.id[2:]}-{index}",
        report_id=header.id,
        kind=Kind.INCIDENT,
        quote=quote,
        span=span,
        sentence=span,
        speaker=_speaker(header, chance),
        cue=None,
        stance=chance.choice((Stance.STATES, Stance.CLAIMS, Stance.DENIES)),
        reality=chance.choice((Reality.HAPPENED,) * 6 + (Reality.DENIED, Reality.PLANNED)),
        event=Event(type="ASSAULT", mode=chance.choice(("aerial", "firearms", None))),
        actors=_actors(chance),
        where=_places(chance),
        when=_when(day, chance),
        tolls=_tolls(chance),
        as_of=header.published,
        codebook="1",
        reader="invented/1",
    )
    return claim if chance.random() < 0.6 else _dealing(claim, chance)


def _dealing(claim: Claim, chance: random.Random) -> Claim:
    """Make a claim one of a deal, of talks, of a road or of what became of a promise."""
    kind = chance.choice((Kind.AGREEMENT, Kind.COMMITMENT, Kind.NEGOTIATION, Kind.ACCESS))
    claim = replace(claim, kind=kind, tolls=())
    if kind is Kind.NEGOTIATION:
        return replace(claim, event=None, mediators=_actors(chance), targets=_actors(chance))
    if kind is Kind.ACCESS:
        code = chance.choice((("RETREAT", "access"), ("COERCE", "restrict")))
        quote = f"the {chance.choice(('Orlo', 'Marsk'))} road {chance.choice(('opened', 'closed'))}"
        span = Span(start=claim.span.start, end=claim.span.start + len(quote))
        event = Event(type=code[0], mode=code[1])
        return replace(claim, event=event, quote=quote, span=span, sentence=span)
    text = "open the market near the houses"
    debtor = chance.choice((*_PARTIES, "both sides", None))
    owed = Commitment(debtor=debtor, text=text, span=_over(text))
    code_of = chance.choice((None, Event(type="ACCUSE", mode=None)))
    return replace(claim, event=code_of, commitments=(owed,), targets=_actors(chance))


def _over(text: str) -> Span:
    """Give a span as long as a text."""
    return Span(start=0, end=len(text))


def _speaker(header: ReportHeader, chance: random.Random) -> Speaker:
    """Let the outlet or a party speak."""
    if chance.random() < 0.7:
        return Speaker(name=header.source, span=None, type=SpeakerType.PUBLISHER)
    name = chance.choice(_PARTIES)
    return Speaker(name=name, span=_over(name), type=SpeakerType.PARTY)


def _actors(chance: random.Random) -> tuple[Actor, ...]:
    """Name none or one party."""
    name = chance.choice((None, *_PARTIES))
    code = chance.choice((None, f"codebook:{name}"))
    return (Actor(name=name, span=_over(name), actor=code),) if name else ()


def _places(chance: random.Random) -> tuple[Place, ...]:
    """Name none or one place, with or without a point."""
    if chance.random() < 0.3:
        return ()
    name, north, east = chance.choice(_TOWNS)
    named_only = chance.random() < 0.2
    return (
        Place(
            name=name,
            span=_over(name),
            place=None if named_only else f"geonames:{name}",
            latitude=None if named_only else north,
            longitude=None if named_only else east,
            radius_km=None if named_only else 5.0,
            precision=Precision.NAMED_ONLY if named_only else Precision.TOWN,
        ),
    )


def _when(day: dt.date, chance: random.Random) -> When | None:
    """Give no day, a day or a stretch of days."""
    if chance.random() < 0.3:
        return None
    start = day - dt.timedelta(days=chance.randrange(3))
    end = start + dt.timedelta(days=chance.choice((0, 0, 0, 0, 2, 20)))
    return When(start=start, end=end, text="then", span=_over("then"))


def _tolls(chance: random.Random) -> tuple[Toll, ...]:
    """Count the dead, the injured, both or none."""
    return tuple(
        Toll(
            harm=harm,
            who=chance.choice((Who.UNSPECIFIED, Who.CIVILIAN)),
            side=None,
            low=number,
            best=number,
            high=chance.choice((number, None)),
            quote=f"{number} people",
            span=_over(f"{number} people"),
        )
        for harm in (Harm.KILLED, Harm.INJURED)
        if chance.random() < 0.5
        for number in [chance.randrange(9)]
    )
