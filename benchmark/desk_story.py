"""Invented reports for a desk: each with its text, and the claims that its words make."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from benchmark.claims import invented_claims
from vaglio.model.claim_json import claim_to_json
from vaglio.model.record import Reported

_ACCOUNTS = 5
"""Incidents that one report tells of: it is a round-up of the day."""
CLAIMS = 20
"""Claims of a report: two of each incident, and as many of what was said besides."""
_PER_DAY = 30
_KINDS = ("statement",) * 6 + ("politics",) * 2 + ("negotiation", "access")
_TOLD = (
    "{quote}, {speaker} said on the day after, while people of the quarter near the old bridge "
    "were still waiting for water."
)
_SAID = (
    "“We shall answer at a time of our choosing and in {place},” {speaker} said, and spoke of a "
    "meeting number {number} that was to be held before the end of the week."
)
_FILL = (
    "Nobody who was there would give a name. The market had opened late, the road to the north "
    "was wet from the night's rain, and the buses that leave from the square ran half empty.\n\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Hold one claim of a report."""

    key: str
    """Its key."""
    line: dict[str, Any]
    """Its line, as the contract has it."""
    incident: int | None
    """The number of the incident that it tells of; None where it tells of none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Hold one report."""

    number: int
    """Counts up."""
    day: dt.date
    """The day on which it came out."""
    outlet: str
    """Who published it."""
    title: str
    """Its headline."""
    text: str
    """Its text."""
    paragraphs: list[tuple[int, int, str, int]]
    """Start, end, section and how often each paragraph stands there."""
    claims: list[Told] = field(default_factory=list)
    """Its claims, in the order of the text."""


def stories(count: int, *, seed: int = 1) -> Iterator[list[Story]]:
    """Give reports with so many claims in all, day by day.

    What an outlet tells of an incident comes from `benchmark/claims.py`; five
    such accounts of one day make a report, and as many claims again are words
    of somebody about something else.
    """
    chance = random.Random(seed)
    number = 0
    accounts = (
        list(given) for _, given in groupby(invented_claims(count // 2), key=lambda r: r.report.id)
    )
    for day, told in groupby(accounts, key=lambda one: _incident(one[0]) // _PER_DAY):
        # First accounts first: a report tells of five incidents, hardly ever of one twice.
        mixed = sorted(told, key=lambda one: one[0].report.id.rpartition("-")[2].zfill(3))
        made = []
        for at in range(0, len(mixed), _ACCOUNTS):
            made.append(_story(number, day, mixed[at : at + _ACCOUNTS], chance))
            number += 1
        yield made


def _incident(told: Reported) -> int:
    """Give the number of the incident that a claim tells of."""
    return int(told.report.id.removeprefix("r:").partition("-")[0])


def _story(
    number: int, day: int, accounts: Sequence[list[Reported]], chance: random.Random
) -> Story:
    """Write one report."""
    published = dt.date(2030, 1, 1) + dt.timedelta(days=day + 1)
    outlet = f"Outlet {min(int(chance.paretovariate(0.6)), 300)}"
    writer = _Writer(number=number, outlet=outlet, day=published, chance=chance)
    for account in accounts:
        town = account[0].claim.where[0].name
        for each in account:
            writer.tell(each)
        for _ in account:
            writer.say(town)
        writer.pieces.append(_FILL)
    text = "".join(writer.pieces)
    spots, start = [], 0
    for piece in text.split("\n\n"):
        if piece:
            spots.append((start, start + len(piece), "body", 1))
        start += len(piece) + 2
    return Story(
        number=number,
        day=published,
        outlet=outlet,
        title=f"What is known of day {day + 1}: {len(accounts)} places hit",
        text=text,
        paragraphs=spots,
        claims=writer.claims,
    )


class _Writer:
    """Write the text of a report, and the claims with where their words stand."""

    def __init__(self, *, number: int, outlet: str, day: dt.date, chance: random.Random) -> None:
        """Begin an empty report."""
        self.pieces: list[str] = []
        self.claims: list[Told] = []
        self._number = number
        self._day = day
        self._chance = chance
        self._header = {
            "id": f"r:{number:016x}",
            "ref": None,
            "source": outlet,
            "title": f"Day {day}",
            "published": day.isoformat(),
            "url": None,
        }

    def tell(self, told: Reported) -> None:
        """Write a sentence about an incident, and its claim."""
        claim = told.claim
        line = json.loads(claim_to_json(claim, told.report)) if not _MODEL else dict(_MODEL)
        _MODEL.update(line)
        line["event"] = {"type": "ASSAULT", "mode": claim.event.mode if claim.event else None}
        speaker = self._speaker()
        sentence = _TOLD.format(quote=claim.quote, speaker=speaker)
        start = self._put(sentence)
        line |= self._voice(speaker, start + sentence.index(speaker, len(claim.quote)))
        line |= {
            "kind": "incident",
            "where": [self._place(each, start) for each in claim.where],
            "when": self._when(claim, start),
            "tolls": [self._toll(each, start) for each in claim.tolls],
        }
        self._keep(line, claim.quote, start, len(sentence), _incident(told))

    def say(self, town: str) -> None:
        """Write a sentence that somebody said about something else, and its claim."""
        number = len(self.claims)
        speaker = self._speaker()
        sentence = _SAID.format(place=town, speaker=speaker, number=number)
        start = self._put(sentence)
        line = dict(_MODEL) | self._voice(speaker, start + sentence.index(speaker))
        line |= {"kind": self._chance.choice(_KINDS), "event": None, "where": [], "when": None}
        line |= {"tolls": [], "reality": "planned", "stance": "announces"}
        self._keep(line, sentence[: sentence.index("”") + 1], start, len(sentence), None)

    def _put(self, sentence: str) -> int:
        """Put a sentence at the end of the text, and give where it begins."""
        start = sum(map(len, self.pieces))
        self.pieces.append(sentence + "\n\n" if len(self.pieces) % 2 else sentence + " ")
        return start

    def _keep(
        self, line: dict[str, Any], quote: str, start: int, length: int, incident: int | None
    ) -> None:
        """Keep a claim."""
        key = f"c:{self._number * 100 + len(self.claims):016x}"
        line |= {"id": key, "report": self._header, "quote": quote, "as_of": self._day.isoformat()}
        line |= {"span": [start, start + len(quote)], "sentence": [start, start + length]}
        self.claims.append(Told(key=key, line=line, incident=incident))

    def _speaker(self) -> str:
        """Choose who says so: some speak far more often than others."""
        number = min(int(self._chance.paretovariate(0.5)), 5_000)
        return f"ministry {number}" if number % 2 else f"the mayor of Town {number}"

    def _voice(self, name: str, at: int) -> dict[str, Any]:
        """Give who speaks, as the contract has it."""
        span = [at, at + len(name)]
        kind = "government" if name.startswith("ministry") else "person"
        speaker = {"name": name, "span": span, "type": kind, "actor": None, "via": []}
        cue = {"text": "said", "span": [span[1] + 1, span[1] + 5]}
        return {"speaker": {**_MODEL["speaker"], **speaker}, "cue": cue, "stance": "states"}

    @staticmethod
    def _place(place: Any, start: int) -> dict[str, Any]:  # noqa: ANN401
        """Give a place where its words stand now."""
        return {
            "name": place.name,
            "span": [start + place.span.start, start + place.span.end],
            "place": place.place,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "radius_km": place.radius_km,
            "precision": place.precision.value,
        }

    @staticmethod
    def _when(claim: Any, start: int) -> dict[str, Any] | None:  # noqa: ANN401
        """Give a day where its words stand now."""
        if claim.when is None:
            return None
        at = start + claim.quote.index(claim.when.text)
        return {
            "start": claim.when.text,
            "end": claim.when.text,
            "text": claim.when.text,
            "span": [at, at + len(claim.when.text)],
        }

    @staticmethod
    def _toll(toll: Any, start: int) -> dict[str, Any]:  # noqa: ANN401
        """Give a number where its words stand now."""
        figures = {"low": toll.low, "best": toll.best, "high": toll.high, "part_of": None}
        words = {"quote": toll.quote, "span": [start, start + len(toll.quote)]}
        return {"harm": "killed", "who": "unspecified", "side": None, **figures, **words}


_MODEL: dict[str, Any] = {}
"""The fields of a claim's line, as the library writes them; the first claim fills it."""
