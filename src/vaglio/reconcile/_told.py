"""What one report tells of one thing, as it is compared with other reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from vaglio.codebook import Codebook
from vaglio.model.claim import Claim, Harm, Place, Precision, When, Who
from vaglio.model.claim_json import ReportHeader
from vaglio.model.incident import Incident
from vaglio.reconcile._incidents import make_incident
from vaglio.reconcile._known_as import known_as
from vaglio.reconcile._voices import outlet_of
from vaglio.reconcile._within_report import is_of_something, join, paragraph_of

_WIDE = frozenset({Precision.REGION, Precision.COUNTRY, Precision.ROUTE})

_STALE = dt.timedelta(days=7)
"""A report that gives no day tells of something no older than this."""

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Hold what one report tells of one thing."""

    report: ReportHeader
    """The report."""
    claims: tuple[Claim, ...]
    """Its claims that tell of it, in the order of the text."""
    incident: Incident
    """What they come to, by this report alone."""
    days: Days | None
    """First and last day; None where not even the report's day is known."""
    dated: bool
    """Whether the report gives the one day itself."""
    around: tuple[Place, ...] = ()
    """Places that the report names before it tells this, where this names none."""

    @property
    def id(self) -> str:
        """Name it by the claim that tells it first."""
        return self.claims[0].id

    def point(self) -> Place | None:
        """Give the most exact place that has a point; None where there is none."""
        return next((p for p in self._near() if p.latitude is not None), None)

    def places(self) -> list[str]:
        """List the ids and names of its places, those too wide to tell left out."""
        near = self._near()
        return sorted({p.place for p in near if p.place} | {p.name.lower() for p in near})

    def place_name(self) -> str | None:
        """Give the name of its first place, in lower case; None where there is none."""
        return next((place.name.lower() for place in self._near()), None)

    def _near(self) -> list[Place]:
        """List where it says that it was, those too wide to tell left out.

        What is named in passing, further down and without anybody harmed, is
        mostly the place of something else.
        """
        where = self.incident.where or self.around
        near = [place for place in where if place.precision not in _WIDE]
        own = self._told_of()
        return [p for p in near if p.name in own or p is near[0]] if own else near

    def _told_of(self) -> set[str]:
        """Name the places of the paragraph that places it first, and of the people harmed."""
        placed = [c for c in self.claims if any(p.precision not in _WIDE for p in c.where)]
        told = [c for c in placed if c.tolls or paragraph_of(c) == paragraph_of(placed[0])]
        return {place.name for claim in told for place in claim.where}

    def actors(self) -> list[str]:
        """List the parties said to have done it."""
        said = [actor for actor in self.incident.actors if actor.said_by]
        return sorted({known_as(actor.name, actor.actor) for actor in said})

    def mode(self) -> str | None:
        """Give the weapon or way, where it names one."""
        event = self.incident.event
        return event.mode if event is not None else None

    def number(self, harm: Harm) -> tuple[int | None, int | None] | None:
        """Give the range of all people harmed so; None where no number is given."""
        lines = [t for t in self.incident.tolls if t.harm is harm and t.part_of is None]
        if not lines:
            return None
        whole = next((t for t in lines if t.who is Who.TOTAL), None)
        if whole is not None:
            return whole.low, whole.high
        lows = [t.low for t in lines if t.low is not None]
        highs = [t.high for t in lines if t.high is not None]
        return (sum(lows) if lows else None), (sum(highs) if len(highs) == len(lines) else None)


def told_by(report: ReportHeader, claims: Sequence[Claim], *, codebook: Codebook) -> list[Told]:
    """Say what one report tells of, thing by thing.

    Args:
        report: The report.
        claims: Its claims, in the order of the text.
        codebook: The definitions in force.

    Returns:
        What it tells, the thing that it is about first.
    """
    found: list[Told] = []
    outlets = {report.id: outlet_of(report)}
    for joined in join(claims, published=report.published):
        if not is_of_something(joined.claims):
            continue
        incident = make_incident(joined.claims, codebook=codebook, outlets=outlets)
        days, dated = _days(incident.when, report.published)
        found.append(
            Told(
                report=report,
                claims=tuple(joined.claims),
                incident=incident,
                days=days,
                dated=dated,
                around=_around(joined.claims[0], claims) if not found else (),
            )
        )
    return found


def _around(first: Claim, claims: Sequence[Claim]) -> tuple[Place, ...]:
    """List the places of what a report says before the thing that it is about."""
    before = [claim for claim in claims if claim.span.start < first.span.start]
    return tuple(place for claim in before for place in claim.where)


def _days(when: When | None, published: dt.date | None) -> tuple[Days | None, bool]:
    """Give the days in which it may have happened, and whether the text gives the one day."""
    start, end = (when.start, when.end) if when is not None else (None, None)
    if start is not None and end is not None:
        return (start, end), start == end
    if published is None:
        known = start or end
        return ((known, known) if known else None), False
    end = end or published
    return (start or min(end, published - _STALE), end), False
