"""Which claims of one report tell of the same thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from vaglio.model.claim import Claim, Kind, Place, Precision, Reality, Scope, Stance, When
from vaglio.model.setting import Setting
from vaglio.model.span import Span
from vaglio.reconcile._agreement import Verdict, of_days, of_places, of_tolls, tolls_of
from vaglio.reconcile._figures import is_of_wounds
from vaglio.reconcile._sums import sums_over

_TOLD = frozenset({Reality.HAPPENED, Reality.ONGOING, Reality.DENIED})
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_NEAR = frozenset({Precision.EXACT, Precision.TOWN, Precision.NAMED_ONLY, Precision.REGION})
"""Places of which two incidents of one report seldom share one."""
_FRESH_DAYS = 2
"""News without a day is rarely more than so many days old."""
_NEWS_DAYS = 7
"""How long before it was printed a report's news may have happened, where no day is told."""


@dataclass(slots=True, kw_only=True)
class Joined:
    """Collect the claims of one report that tell of one thing."""

    claims: list[Claim] = field(default_factory=list)
    """In the order of the text."""
    paragraph: Span | None = None
    """The paragraph in which it was told last."""
    item: Span | None = None
    """The item of a list that tells of it alone."""
    published: dt.date | None = None
    """The day on which the report was printed."""
    total: Claim | None = None
    """The total of several incidents that it goes on from."""

    @property
    def when(self) -> When | None:
        """The first single day that its claims give, else the first stretch of days."""
        given = [claim.when for claim in self.claims if claim.when is not None]
        days = [when for when in given if when.start is not None and when.start == when.end]
        return next(iter(days or given), None)

    @property
    def where(self) -> list[Place]:
        """Every place that its claims name."""
        return [place for claim in self.claims for place in claim.where]

    def add(self, claim: Claim) -> None:
        """Take a claim in."""
        self.claims.append(claim)
        self.paragraph = paragraph_of(claim)


def join(claims: Sequence[Claim], *, published: dt.date | None) -> list[Joined]:
    """Join the claims of one report into the incidents that they tell of.

    The report is taken to be about what it tells first: a claim that names
    neither day nor place of its own belongs to what its paragraph tells, and
    at the head of a paragraph to what the report is about. Items of a list,
    and what the report itself calls an aside, are things of their own.

    Args:
        claims: Its claims, in the order of the text.
        published: The day on which the report was printed.

    Returns:
        The claims that were joined, the main incident first.
    """
    found: list[Joined] = []
    total: Claim | None = None
    for claim in claims:
        if not tells_of_incident(claim) or _goes_back_far(claim.when, published):
            total = claim if claim.scope is Scope.PERIOD else total
            continue
        setting = claim.setting
        if total is not None and found and _is_of_total(found, claim, total):
            home = next((joined for joined in found if joined.total is total), None)
        else:
            home, total = _home(found, claim, setting), None
        if home is None:
            item = setting.item if setting is not None and found else None
            home = Joined(item=item, published=published, total=total)
            found.append(home)
        home.add(claim)
    return _without_sums(found)


def _is_of_total(found: list[Joined], claim: Claim, total: Claim) -> bool:
    """Tell whether a claim goes on from a total of elsewhere: "in Marsk raids killed six"."""
    if claim.where or claim.when is not None or paragraph_of(claim) != paragraph_of(total):
        return False
    near = [place for place in total.where if place.precision in _NEAR]
    return bool(near) and of_places(found[0].where, near) is not Verdict.SAME


def _without_sums(found: list[Joined]) -> list[Joined]:
    """Leave out the numbers in which the report sums up several incidents."""
    sums = sums_over([joined.claims for joined in found])
    for joined in found:
        joined.claims = [claim for claim in joined.claims if claim.id not in sums]
    return [joined for joined in found if joined.claims]


def tells_of_incident(claim: Claim) -> bool:
    """Tell whether a claim is of something that was done to people or things."""
    if claim.scope is not Scope.INCIDENT or claim.reality not in _TOLD:
        return False
    if claim.kind is not Kind.INCIDENT:
        return False
    return bool(claim.tolls) or claim.event is None or claim.event.type in _VIOLENT


def _goes_back_far(when: When | None, published: dt.date | None) -> bool:
    """Tell whether a time reaches from long ago until now: "since the beginning of the year"."""
    if when is None or when.start is None or when.end is not None or published is None:
        return False
    return when.start < published - dt.timedelta(days=_NEWS_DAYS)


def is_told(claims: Sequence[Claim]) -> bool:
    """Tell whether claims tell of something that happened, and not only of a denial."""
    return any(claim.reality is not Reality.DENIED for claim in claims)


def is_of_something(claims: Sequence[Claim]) -> bool:
    """Tell whether claims are of a thing that can be found again, and no denial at large."""
    return is_told(claims) or not _is_bare(claims)


def _home(found: list[Joined], claim: Claim, setting: Setting | None) -> Joined | None:
    """Choose the incident that a claim tells of; None where it begins another."""
    if not found:
        return None
    here = _here(found, claim)
    main = found[0]
    goes_on = here.paragraph == paragraph_of(claim)
    item = setting.item if setting is not None else None
    aside = _is_aside(claim)
    if item is not None and (here.item != item or not goes_on):
        return next((joined for joined in found if _is_same(joined, claim)), None)
    if aside:
        asides = [joined for joined in found if _is_aside(joined.claims[0])]
        return next((joined for joined in asides if _is_one_aside(joined, claim)), None)
    if claim.reality is Reality.DENIED and claim.stance is not Stance.DENIES and not goes_on:
        return next((joined for joined in found if _is_denied(joined, claim)), None)
    near = [here, main] if goes_on else [main, here]
    for joined in [*_of_place(found, near, claim), *near]:
        if not is_apart(joined, claim):
            return joined
    return next((joined for joined in found if _is_same(joined, claim)), None)


def _of_place(found: Sequence[Joined], near: Sequence[Joined], claim: Claim) -> list[Joined]:
    """List what names a place of a claim, where what it would go on from names none of them."""
    named = {place.name for place in claim.where if place.precision in _NEAR}
    if any(place.name in named for joined in near for place in joined.where):
        return []
    return [joined for joined in found if any(place.name in named for place in joined.where)]


def _here(found: Sequence[Joined], claim: Claim) -> Joined:
    """Give the incident that was told last; an aside within a sentence ends with it."""
    sentence = max(joined.claims[-1].sentence.start for joined in found)
    if claim.sentence.start == sentence:
        return max(found, key=lambda joined: joined.claims[-1].span.start)
    last = [each for joined in found for each in joined.claims if each.sentence.start == sentence]
    first = min(last, key=lambda each: each.span.start)
    return next(joined for joined in found if first in joined.claims)


def is_apart(joined: Joined, claim: Claim) -> bool:
    """Tell whether a claim cannot be of an incident: another day, place or number."""
    if _day_apart(joined, claim):
        return True
    where = of_places(joined.where, claim.where)
    if where is Verdict.APART or (where is not Verdict.SAME and _is_older(joined, claim)):
        return True
    own = [other for other in joined.claims if other.speaker.name == claim.speaker.name]
    tolls = of_tolls(tolls_of(own), claim.tolls)
    return tolls is Verdict.APART and bool(claim.where) and where is not Verdict.SAME


def _day_apart(joined: Joined, claim: Claim) -> bool:
    """Tell whether a claim is of another day; who dies of wounds may die on a later one."""
    if any(is_of_wounds(toll.quote) for toll in claim.tolls):
        return False
    if _is_counted_before(joined.when, claim.as_of):
        return True
    return of_days(joined.when or _news(joined), claim.when) is Verdict.APART


def _is_counted_before(when: When | None, counted: dt.date | None) -> bool:
    """Tell whether somebody counted before the thing had happened."""
    return (
        counted is not None and when is not None and when.start is not None and counted < when.start
    )


def _is_older(joined: Joined, claim: Claim) -> bool:
    """Tell whether a claim looks back to a day and a place, where the news gives no day."""
    day = claim.when.end if claim.when is not None else None
    if day is None or not claim.where or joined.when is not None or joined.published is None:
        return False
    return day < joined.published - dt.timedelta(days=_FRESH_DAYS)


def _news(joined: Joined) -> When | None:
    """Give the days on which an incident without a day can have been: news is fresh."""
    if joined.published is None or joined.item is not None:
        return None
    first = joined.published - dt.timedelta(days=_NEWS_DAYS)
    told = joined.claims[0]
    return When(start=first, end=joined.published, text=told.quote, span=told.span)


def _is_same(joined: Joined, claim: Claim) -> bool:
    """Tell whether a claim shares day or place with an incident and differs in nothing."""
    if is_apart(joined, claim):
        return False
    same_day = of_days(joined.when, claim.when) is Verdict.SAME
    return same_day or of_places(joined.where, claim.where) is Verdict.SAME


def _is_one_aside(joined: Joined, claim: Claim) -> bool:
    """Tell whether two asides are one: they stand in one sentence, or one says nothing of its own.

    "After a mine incident" and, further down, "the death of seven by mines".
    """
    if is_apart(joined, claim):
        return False
    one_sentence = joined.claims[-1].sentence == claim.sentence
    bare = _is_bare([claim]) or _is_bare(joined.claims)
    return one_sentence or bare or _is_same(joined, claim)


def _is_bare(claims: Sequence[Claim]) -> bool:
    """Tell whether claims give no day, no place and no number."""
    return not any(claim.tolls or claim.where or claim.when for claim in claims)


def _is_denied(joined: Joined, claim: Claim) -> bool:
    """Tell whether a claim denies what an incident tells: its day, its place or its weapon."""
    modes = {each.event.mode for each in joined.claims if each.event is not None} - {None}
    same = claim.event is not None and claim.event.mode in modes
    return _is_same(joined, claim) or (same and not is_apart(joined, claim))


def _is_aside(claim: Claim) -> bool:
    """Tell whether the report itself sets a claim apart from what it tells around it."""
    return claim.setting is not None and claim.setting.aside


def paragraph_of(claim: Claim) -> Span:
    """Give the paragraph in which a claim stands; its sentence where that is not known."""
    return claim.setting.paragraph if claim.setting is not None else claim.sentence
