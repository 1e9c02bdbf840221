"""What a report's main incident says, in the terms that casualty recorders compare."""

from __future__ import annotations

from vaglio.model.claim import Harm, Place, Who
from vaglio.model.incident import Incident, IncidentToll
from vaglio.pipeline import Reading, incidents_of
from vaglio.score.bench._ranges import Range

_CIVILIANS = (Who.CIVILIAN, Who.UNSPECIFIED, Who.TOTAL)
"""Groups that count civilians, the surest first."""


def main_incident(reading: Reading) -> Incident | None:
    """Give the incident that a report is about; None where it tells of none."""
    return next(iter(incidents_of(reading.document, reading.claims)), None)


def civilians(incident: Incident, harm: Harm) -> Range | None:
    """Give how many civilians were harmed.

    An open end becomes the number beside it, since recorders who write
    "at least 12" count 12. Where only children and women are counted, they
    are added up. A vague number of killed and injured ("several were killed
    and injured") is noted as two of each, the least that a plural can be.

    Args:
        incident: What the report tells.
        harm: What was done to them.

    Returns:
        The range; None where no number of civilians is told.
    """
    own = [t for t in incident.tolls if t.harm is harm]
    named = [t for t in own if t.part_of is not None and t.who is Who.CIVILIAN]
    lines = [t for t in own if t.part_of is None]
    if named and not any(line.who is Who.CIVILIAN for line in lines):
        return closed(named[0])
    for who in _CIVILIANS:
        for line in lines:
            if line.who is who:
                return closed(line)
    vague = [t for t in incident.tolls if t.harm is Harm.CASUALTIES and t.best is None]
    parts = [closed(line) for line in lines if line.who in (Who.CHILDREN, Who.WOMEN)]
    if not parts:
        return Range(low=2, high=2) if any(t.low == 2 for t in vague) else None
    return Range(low=sum(p.low for p in parts), high=sum(p.high for p in parts))


def closed(toll: IncidentToll) -> Range:
    """Close the open ends of a range with the number that stands beside them."""
    low, best, high = toll.low, toll.best, toll.high
    nearest = next((n for n in (best, low, high) if n is not None), 0)
    return Range(
        low=low if low is not None else nearest,
        high=high if high is not None else max(nearest, low or 0),
    )


def point_of(incident: Incident) -> Place | None:
    """Give the most exact place told that has a point; None where none has one."""
    return next((place for place in incident.where if place.latitude is not None), None)
