"""Invented claims in any number, spread over days, places and outlets as those of a war are."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from vaglio.model.claim import (
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
    Toll,
    When,
    Who,
)
from vaglio.model.claim_json import ReportHeader
from vaglio.model.record import Reported
from vaglio.model.span import Span

_MODES = ("aerial", "heavy-weapons", "firearms", "explosives", "drone")
_FIRST = dt.date(2030, 1, 1)
_PER_DAY = 30
"""Incidents a day, as in a large war."""
_REPORTS = 3
"""Reports an incident, on average: most have one, some have a dozen."""
_CLAIMS = 2
"""Claims that a report makes of one incident."""
_TOWNS = 2_000


def invented_claims(count: int, *, seed: int = 1) -> Iterator[Reported]:
    """Give so many claims, the same for the same seed.

    Incidents are spread over days, thirty a day, and over two thousand towns,
    some of which are hit far more often than others; each is told by one to a
    dozen outlets within three days, whose numbers differ a little.
    """
    chance = random.Random(seed)
    towns = [
        (f"Town {i}", 30 + chance.random() * 6, 35 + chance.random() * 8) for i in range(_TOWNS)
    ]
    made = incident = 0
    while made < count:
        day = _FIRST + dt.timedelta(days=incident // _PER_DAY)
        town = towns[min(int(chance.paretovariate(0.7)) - 1, _TOWNS - 1)]
        mode, killed = chance.choice(_MODES), int(chance.paretovariate(1.1)) - 1
        told = min(1 + int(chance.expovariate(1 / (_REPORTS - 1))), 12)
        for report in range(told):
            number = max(0, killed + chance.choice((0, 0, 0, 1, -1, 2)))
            header = _header(f"{incident}-{report}", day, chance)
            for index in range(_CLAIMS):
                if made == count:
                    return
                made += 1
                yield Reported(claim=_claim(header, index, day, town, mode, number), report=header)
        incident += 1


def _header(name: str, day: dt.date, chance: random.Random) -> ReportHeader:
    """Make the header of one report."""
    return ReportHeader(
        id=f"r:{name}",
        ref=name,
        source=f"Outlet {chance.randrange(200)}",
        title=None,
        published=day + dt.timedelta(days=chance.choice((0, 0, 1, 1, 2))),
        url=None,
    )


def _claim(
    header: ReportHeader,
    index: int,
    day: dt.date,
    town: tuple[str, float, float],
    mode: str,
    number: int,
) -> Claim:
    """Make one claim of a report: the first gives day and place, the second a number."""
    name = town[0]
    quote = f"An attack hit {name} on {day}" if index == 0 else f"{number} people were killed"
    start = index * 100
    span = Span(start=start, end=start + len(quote))
    return Claim(
        id=f"c:{header.ref}-{index}",
        report_id=header.id,
        kind=Kind.INCIDENT,
        quote=quote,
        span=span,
        sentence=span,
        speaker=Speaker(name=header.source, span=None, type=SpeakerType.PUBLISHER),
        cue=None,
        stance=Stance.STATES,
        reality=Reality.HAPPENED,
        event=Event(type="ASSAULT", mode=mode),
        where=(_place(town),) if index == 0 else (),
        when=_when(day, span) if index == 0 else None,
        tolls=(_toll(number, quote, span),) if index else (),
        as_of=header.published,
        codebook="1",
        reader="invented/1",
    )


def _when(day: dt.date, span: Span) -> When:
    """Make the day of a claim, which its last word names."""
    text = str(day)
    return When(start=day, end=day, text=text, span=Span(start=span.end - len(text), end=span.end))


def _place(town: tuple[str, float, float]) -> Place:
    """Make the place of a claim, as its words name it."""
    name, north, east = town
    return Place(
        name=name,
        span=Span(start=14, end=14 + len(name)),
        place=f"geonames:{name}",
        latitude=north,
        longitude=east,
        radius_km=5.0,
        precision=Precision.TOWN,
    )


def _toll(number: int, quote: str, span: Span) -> Toll:
    """Make the number of a claim."""
    return Toll(
        harm=Harm.KILLED,
        who=Who.UNSPECIFIED,
        side=None,
        low=number,
        best=number,
        high=number,
        quote=quote,
        span=span,
    )
