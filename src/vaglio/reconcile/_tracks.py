"""Lines of negotiation: who meets whom, through whom, and what came of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from vaglio.model.claim import Claim, Kind, Reality
from vaglio.model.record import Reported
from vaglio.model.track import Meeting, MeetingState, Track
from vaglio.reconcile._agreement import Verdict, of_days, of_places
from vaglio.reconcile._groups import (
    day_of_claim,
    days_between,
    each_once,
    first_time,
    grouped,
    ids_of,
    parties_of,
    places_once,
    reports_of,
)
from vaglio.reconcile._known_as import all_known_as

_LONGEST_DAYS = 120
"""A track of which nothing was told for so long is over."""

_NO_MEETING = frozenset({Reality.HYPOTHETICAL, Reality.DEMANDED})
"""What is called for or feared: it belongs to a track, and announces no meeting."""


_BROKEN_OFF = ("SANCTION", "discontinue")
"""The PLOVER code of talks that collapse, fail or are broken off."""


def tracks_in(claims: Sequence[Reported]) -> list[Track]:
    """Bring together what claims say of each line of negotiation.

    Claims are of one track where they share a mediator, or two parties, or
    one party and the place.

    Args:
        claims: All claims, in their order.

    Returns:
        The tracks, in the order in which they were first told of.
    """
    talks = (each for each in claims if each.claim.kind is Kind.NEGOTIATION)
    return [make_track(group) for group in grouped(talks, _is_of)]


def _is_of(group: Sequence[Reported], each: Reported) -> bool:
    """Tell whether a claim is of the track that a group tells of."""
    apart = days_between(group[-1], each)
    if apart is not None and apart > _LONGEST_DAYS:
        return False
    mediators = all_known_as(actor for other in group for actor in other.claim.mediators)
    if mediators & all_known_as(each.claim.mediators):
        return True
    parties = all_known_as(actor for other in group for actor in parties_of(other.claim))
    shared = parties & all_known_as(parties_of(each.claim))
    where = [place for other in group for place in other.claim.where]
    same_place = of_places(where, each.claim.where) is Verdict.SAME
    same_report = any(other.report.id == each.report.id for other in group)
    return len(shared) > 1 or (bool(shared) and same_place) or (same_report and same_place)


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
        parties=each_once(actor for each in group for actor in parties_of(each.claim)),
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
    """Say what a claim tells of a meeting: announced, held or failed."""
    code = (claim.event.type, claim.event.mode) if claim.event is not None else ("", None)
    if claim.reality is Reality.DENIED or code[0] == "REJECT" or code == _BROKEN_OFF:
        return MeetingState.FAILED
    return MeetingState.ANNOUNCED if claim.reality is Reality.PLANNED else MeetingState.HELD
