"""Which claims of one report tell of the same thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from vaglio.model.claim import Claim, Kind, Place, Reality, Scope, When
from vaglio.model.setting import Setting
from vaglio.model.span import Span
from vaglio.reconcile._agreement import Verdict, of_days, of_places, of_tolls, tolls_of

_TOLD = frozenset({Reality.HAPPENED, Reality.ONGOING, Reality.DENIED})
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
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
        self.paragraph = _paragraph_of(claim)


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
    for claim in claims:
        if not tells_of_incident(claim):
            continue
        setting = claim.setting
        home = _home(found, claim, setting)
        if home is None:
            item = setting.item if setting is not None and found else None
            home = Joined(item=item, published=published)
            found.append(home)
        home.add(claim)
    return found


def tells_of_incident(claim: Claim) -> bool:
    """Tell whether a claim is of something that was done to people or things."""
    if claim.scope is not Scope.INCIDENT or claim.reality not in _TOLD:
        return False
    if claim.kind is not Kind.INCIDENT:
        return False
    return bool(claim.tolls) or claim.event is None or claim.event.type in _VIOLENT


def is_told(claims: Sequence[Claim]) -> bool:
    """Tell whether claims tell of something that happened, and not only of a denial."""
    return any(claim.reality is not Reality.DENIED for claim in claims)


def _home(found: list[Joined], claim: Claim, setting: Setting | None) -> Joined | None:
    """Choose the incident that a claim tells of; None where it begins another."""
    if not found:
        return None
    here = max(found, key=lambda joined: joined.claims[-1].span.start)
    main = found[0]
    goes_on = here.paragraph == _paragraph_of(claim)
    item = setting.item if setting is not None else None
    aside = setting is not None and setting.aside
    if item is not None and (here.item != item or not goes_on):
        return next((joined for joined in found if _is_same(joined, claim)), None)
    if aside and claim.tolls and not goes_on:
        return next((joined for joined in found if _is_same(joined, claim)), None)
    for joined in [here, main] if goes_on else [main, here]:
        if not is_apart(joined, claim):
            return joined
    return next((joined for joined in found if _is_same(joined, claim)), None)


def is_apart(joined: Joined, claim: Claim) -> bool:
    """Tell whether a claim cannot be of an incident: another day, place or number."""
    if of_days(joined.when or _news(joined), claim.when) is Verdict.APART:
        return True
    where = of_places(joined.where, claim.where)
    if where is Verdict.APART:
        return True
    own = [other for other in joined.claims if other.speaker.name == claim.speaker.name]
    tolls = of_tolls(tolls_of(own), claim.tolls)
    return tolls is Verdict.APART and bool(claim.where) and where is not Verdict.SAME


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


def _paragraph_of(claim: Claim) -> Span:
    """Give the paragraph in which a claim stands; its sentence where that is not known."""
    return claim.setting.paragraph if claim.setting is not None else claim.sentence
