"""Which claims of one report tell of the same thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from vaglio.codebook import Codebook
from vaglio.model.claim import Claim, Kind, Place, Reality, Scope, When
from vaglio.model.document import Document
from vaglio.reconcile._agreement import Verdict, of_days, of_places, of_tolls, tolls_of
from vaglio.reconcile._asides import item_of, opens_aside

_TOLD = frozenset({Reality.HAPPENED, Reality.ONGOING, Reality.DENIED})
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_NEWS_DAYS = 7
"""How long before it was printed a report's news may have happened, where no day is told."""


@dataclass(slots=True, kw_only=True)
class Joined:
    """Collect the claims of one report that tell of one thing."""

    claims: list[Claim] = field(default_factory=list)
    """In the order of the text."""
    paragraph: int = -1
    """The paragraph in which it was told last."""
    item: int | None = None
    """Where the item of a list begins that tells of it alone."""
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

    def add(self, claim: Claim, paragraph: int) -> None:
        """Take a claim in."""
        self.claims.append(claim)
        self.paragraph = paragraph


def join(document: Document, claims: Sequence[Claim], *, codebook: Codebook) -> list[Joined]:
    """Join the claims of one report into the incidents that they tell of.

    The report is taken to be about what it tells first: a claim that names
    neither day nor place of its own belongs to what its paragraph tells, and
    at the head of a paragraph to what the report is about. Items of a list,
    and what the report itself calls an aside, are things of their own.

    Args:
        document: The report that was read.
        claims: Its claims, in the order of the text.
        codebook: The definitions in force.

    Returns:
        The claims that were joined, the main incident first.
    """
    found: list[Joined] = []
    for claim in claims:
        if not tells_of_incident(claim):
            continue
        paragraph = _paragraph_of(document, claim)
        item = item_of(document, claim) if found else None
        aside = opens_aside(document, claim, codebook=codebook)
        home = _home(found, claim, paragraph=paragraph, item=item, aside=aside)
        if home is None:
            home = Joined(item=item, published=document.published)
            found.append(home)
        home.add(claim, paragraph)
    return [joined for joined in found if _is_told(joined)]


def tells_of_incident(claim: Claim) -> bool:
    """Tell whether a claim is of something that was done to people or things."""
    if claim.scope is not Scope.INCIDENT or claim.reality not in _TOLD:
        return False
    if claim.kind is not Kind.INCIDENT:
        return False
    return bool(claim.tolls) or claim.event is None or claim.event.type in _VIOLENT


def _is_told(joined: Joined) -> bool:
    """Tell whether an incident is more than a denial."""
    return any(claim.reality is not Reality.DENIED for claim in joined.claims)


def _home(
    found: list[Joined], claim: Claim, *, paragraph: int, item: int | None, aside: bool
) -> Joined | None:
    """Choose the incident that a claim tells of; None where it begins another."""
    if not found:
        return None
    here = max(found, key=lambda joined: joined.claims[-1].span.start)
    main = found[0]
    goes_on = here.paragraph == paragraph
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


def _paragraph_of(document: Document, claim: Claim) -> int:
    """Give the paragraph in which a claim stands."""
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.span.start <= claim.span.start < paragraph.span.end:
            return index
    return -1
