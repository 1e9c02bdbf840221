"""What makes an entry unfit for any export: data that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.claim import Place, When
from vaglio.model.incident import Incident, IncidentToll
from vaglio.model.record import Reported
from vaglio.model.track import Track

_MOST = 1_000_000_000
"""No toll counts more people than this; a larger number is a slip."""


def flaw_of(entry: Incident | Agreement | Track | Access, claims: Sequence[Reported]) -> str | None:
    """Say in one sentence why an entry cannot go out; None where it can."""
    if any(len(each.claim.quote) != len(each.claim.span) for each in claims):
        return "the words of a claim are not as long as the place they stand in"
    return next(_flaws(entry), None)


def _flaws(entry: Incident | Agreement | Track | Access) -> Iterator[str]:
    """Give everything that is wrong with an entry."""
    if not entry.id.strip():
        yield "it has no id"
    if isinstance(entry, Incident):
        yield from _of_tolls(entry.tolls)
    if isinstance(entry, Track):
        for meeting in entry.meetings:
            yield from _of_places(meeting.where)
            yield from _of_when(meeting.when)
        return
    yield from _of_places(entry.where)
    if isinstance(entry, Access):
        if any(c.since and c.until and c.since > c.until for c in entry.changes):
            yield "a state of it ends before it begins"
    else:
        yield from _of_when(entry.when)


def _of_tolls(tolls: Sequence[IncidentToll]) -> Iterator[str]:
    """Check that low <= best <= high, and that parts name their whole."""
    for index, toll in enumerate(tolls):
        given = [n for n in (toll.low, toll.best, toll.high) if n is not None]
        if any(not 0 <= n <= _MOST for n in given):
            yield "a toll is no number of people"
        if given != sorted(given):
            yield "a toll has low above best, or best above high"
        whole = toll.part_of
        if whole is not None and (not 0 <= whole < len(tolls) or whole == index):
            yield "a toll is part of one that is not there"
        elif _runs_in_a_circle(tolls, index):
            yield "a toll is part of itself, by way of others"


def _runs_in_a_circle(tolls: Sequence[IncidentToll], index: int) -> bool:
    """Tell whether going from part to whole never ends."""
    seen: set[int] = set()
    at: int | None = index
    while at is not None and 0 <= at < len(tolls):
        if at in seen:
            return True
        seen.add(at)
        at = tolls[at].part_of
    return False


def _of_places(places: Sequence[Place]) -> Iterator[str]:
    """Check that coordinates lie on the earth."""
    for place in places:
        latitude, longitude = place.latitude, place.longitude
        if (latitude is None) != (longitude is None):
            yield "a place has one coordinate without the other"
        elif latitude is not None and longitude is not None:
            if not (abs(latitude) <= 90 and abs(longitude) <= 180):
                yield "a place has coordinates that are not on the earth"
        if place.radius_km is not None and not 0 <= place.radius_km <= 20_100:
            yield "a place has a radius that is not on the earth"


def _of_when(when: When | None) -> Iterator[str]:
    """Check that a time does not end before it begins."""
    if when is not None and when.start and when.end and when.start > when.end:
        yield "it ends before it begins"
