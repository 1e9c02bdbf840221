"""Lines of negotiation: who meets whom, through whom, and what came of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from vaglio.model.claim import Claim, Kind, Place, Reality
from vaglio.model.record import Reported
from vaglio.model.track import Meeting, MeetingState, Track
from vaglio.reconcile._agreement import Verdict, of_days, of_places
from vaglio.reconcile._groups import (
    day_of_claim,
    each_once,
    first_time,
    grouped,
    ids_of,
    negotiators,
    parties_of,
    places_once,
    reports_of,
)
from vaglio.reconcile._known_as import all_known_as

_LONGEST_DAYS = 120
"""A track of which nothing was told for so long is over."""

_NO_MEETING = frozenset({Reality.HYPOTHETICAL, Reality.DEMANDED})
"""What is called for or feared: it belongs to a track, and announces no meeting."""


def tracks_in(claims: Sequence[Reported]) -> list[Track]:
    """Bring together what claims say of each line of negotiation.

    Claims are of one track where they share a mediator, or two parties, or
    one party and the place.

    Args:
        claims: All claims, in their order.

    Returns:
        The tracks, in the order in which they were first told of.
    """
    lines: list[_Line] = []
    known: defaultdict[str, set[int]] = defaultdict(set)
    for each in claims:
        if each.claim.kind is not Kind.NEGOTIATION:
            continue
        told = _told_by(each)
        # Only a line that shares a mediator, a party or the report can be the one.
        near = {at for word in told.words() for at in known[word]}
        at = next((at for at in sorted(near, reverse=True) if lines[at].takes(told)), len(lines))
        for word in told.words():
            known[word].add(at)
        if at == len(lines):
            lines.append(told)
        else:
            lines[at].add(told)
    return [make_track(line.claims) for line in lines]


@dataclass(slots=True, kw_only=True)
class _Line:
    """Hold a line of negotiation while claims are put to it."""

    claims: list[Reported]
    day: dt.date | None
    mediators: set[str]
    parties: set[str]
    reports: set[str]
    where: dict[Place, None]

    def words(self) -> set[str]:
        """Name all of which a claim of this line shares one."""
        named = (("m", self.mediators), ("p", self.parties), ("r", self.reports))
        return {f"{kind} {name}" for kind, names in named for name in names}

    def takes(self, told: _Line) -> bool:
        """Tell whether what one claim tells is of this line."""
        if self.day is not None and told.day is not None:
            if abs((self.day - told.day).days) > _LONGEST_DAYS:
                return False
        if self.mediators & told.mediators:
            return True
        shared = self.parties & told.parties
        if len(shared) > 1:
            return True
        if not shared and not self.reports & told.reports:
            return False
        return of_places(self.where, told.where) is Verdict.SAME

    def add(self, told: _Line) -> None:
        """Put a claim to this line."""
        self.claims += told.claims
        self.day = told.day
        self.mediators |= told.mediators
        self.parties |= told.parties
        self.reports |= told.reports
        self.where |= told.where


def _told_by(each: Reported) -> _Line:
    """Give the line that one claim tells of by itself."""
    return _Line(
        claims=[each],
        day=day_of_claim(each),
        mediators=all_known_as(each.claim.mediators),
        parties=all_known_as(parties_of(each.claim)),
        reports={each.report.id},
        where=dict.fromkeys(each.claim.where),
    )


def make_track(group: Sequence[Reported]) -> Track:
    """Make the track of the claims that tell of it."""
    first = group[0].claim
    met = [each for each in group if each.claim.reality not in _NO_MEETING]
    meetings = sorted(
        (_meeting(told) for told in grouped(met, _is_one_meeting)),
        key=lambda meeting: (
            (meeting.when.start or meeting.when.end or dt.date.max) if meeting.when else dt.date.max
        ),
    )
    return Track(
        id="t:" + hashlib.sha256(first.id.encode()).hexdigest()[:16],
        title=first.quote,
        parties=negotiators(group),
        mediators=each_once(actor for each in group for actor in each.claim.mediators),
        state=meetings[-1].state if meetings else None,
        meetings=tuple(meetings),
        claims=ids_of(group),
        reports=reports_of(group),
    )


def _is_one_meeting(group: Sequence[Reported], each: Reported) -> bool:
    """Tell whether a claim is of the meeting that a group tells of."""
    when = first_time(group)
    if of_days(when, each.claim.when) is Verdict.APART:
        return False
    where = [place for other in group for place in other.claim.where]
    return of_places(where, each.claim.where) is not Verdict.APART


def _meeting(group: Sequence[Reported]) -> Meeting:
    """Make one meeting of the claims that tell of it: the latest says what came of it."""
    latest = max(group, key=day_of_report)
    return Meeting(
        state=state_of(latest.claim),
        when=first_time(group),
        where=places_once(place for each in group for place in each.claim.where),
        claims=ids_of(group),
    )


def day_of_report(each: Reported) -> dt.date:
    """Give the day on which a claim was made."""
    return each.report.published or day_of_claim(each) or dt.date.min


def state_of(claim: Claim) -> MeetingState:
    """Say what a claim tells of a meeting: announced, held, put off or failed."""
    kind = claim.event.type if claim.event is not None else None
    if kind == "SANCTION":
        return MeetingState.POSTPONED if claim.reality is Reality.PLANNED else MeetingState.FAILED
    if claim.reality is Reality.DENIED or kind == "REJECT":
        return MeetingState.FAILED
    return MeetingState.ANNOUNCED if claim.reality is Reality.PLANNED else MeetingState.HELD
