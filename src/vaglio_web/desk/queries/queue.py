"""The queue: which claims wait, oldest first, however many there are.

With a million claims no page may walk through all of them. One filter is
answered by its own index. Of several, the one that fits fewest claims is
answered by its index, and the others are looked at in what that gives, in
steps of `STEP` claims: a page that found nothing in one step says where to go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from vaglio_web.desk.queries.queue_filter import QueueFilter
from vaglio_web.desk.queries.queue_walk import Walk, behind, beside, cursor
from vaglio_web.store.models import Claim, ClaimState, User
from vaglio_web.store.queries.waiting import WAITS

PAGE = 50
"""Claims on one page."""
STEP = 10_000
"""Claims that are counted, or looked through, at most."""
_FEW = 200
"""Claims that are fetched first: mostly what is looked for is among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Hold how many there are, as far as they were counted."""

    number: int
    """How many were counted."""
    more: bool
    """Whether there are, or may be, more."""

    def __str__(self) -> str:
        """Write it as people read it."""
        return f"{self.number:,}{'+' if self.more else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Hold one page of the queue."""

    claims: list[Claim]
    """The claims, oldest first."""
    after: str
    """Where the next page begins; empty at the end."""
    cut: bool
    """Whether looking was broken off before the page was full."""


def look(wanted: QueueFilter, *, after: str = "") -> tuple[Page, Count]:
    """Give one page of the queue, and how many claims a filter fits in all.

    What the count looks through anyway gives the first page, too.

    Args:
        wanted: What it is narrowed to.
        after: Where the page before ended, as it said.
    """
    walk = _walk(wanted)
    if walk is None:
        return Page(claims=[], after="", cut=False), Count(number=0, more=False)
    if after or walk.is_plain:
        return _page(walk, after), _count(walk)
    rows = list(_steps(walk, walk.ordered(), *walk.place))
    fitting = [row for row in rows if row[1]]
    whole = len(rows) < STEP
    shown = fitting[:PAGE]
    last = ""
    if len(fitting) > PAGE:
        last = cursor(walk, shown[-1])
    elif not whole:
        last = cursor(walk, rows[-1])
    page = Page(
        claims=_whole([row[0] for row in shown]),
        after=last,
        cut=not whole and len(fitting) <= PAGE,
    )
    return page, Count(number=len(fitting), more=not whole)


def _page(walk: Walk, after: str) -> Page:
    """Walk until a page is full, or one step is gone."""
    rows: list[int] = []
    last, seen = "", 0
    for row in _steps(walk, behind(walk, after), *walk.place):
        seen += 1
        if len(rows) == PAGE:
            return Page(claims=_whole(rows), after=last, cut=False)
        last = cursor(walk, row)
        if row[1]:
            rows.append(row[0])
    cut = seen >= STEP
    return Page(claims=_whole(rows), after=last if cut else "", cut=cut)


def _count(walk: Walk) -> Count:
    """Count what a walk fits, as far as one step goes."""
    if walk.is_plain:
        return _bounded(walk.claims)
    fits = [row[1] for row in _steps(walk, walk.ordered())]
    return Count(number=sum(fits), more=len(fits) >= STEP)


def waiting_count() -> Count:
    """Count all claims that wait for somebody."""
    return _bounded(Claim.objects.filter(WAITS))


def second_look_count() -> Count:
    """Count the claims that wait for a second look."""
    return _bounded(Claim.objects.filter(state=ClaimState.SECOND_LOOK))


def oldest_waiting() -> Claim | None:
    """Give the claim that has waited longest."""
    return Claim.objects.filter(WAITS).order_by("id").first()


def neighbour(wanted: QueueFilter, claim: Claim, *, who: User, back: bool = False) -> Claim | None:
    """Give the claim that comes next in the queue, or the one before.

    What somebody else has open is passed over. Behind the last comes the oldest
    again, so that nothing that was passed over stays behind.

    Args:
        wanted: What the queue is narrowed to.
        claim: Where to go on from; it need not be in the queue any more.
        who: The person.
        back: Whether the one before is asked for.
    """
    walk = _walk(wanted)
    if walk is None:
        return None
    found = _first_free(walk, beside(walk, claim, back=back), claim, who)
    return found or (None if back else _first_free(walk, walk.ordered(), claim, who))


def _first_free(walk: Walk, claims: QuerySet[Claim], but: Claim, who: User) -> Claim | None:
    """Give the first claim that fits and that nobody else has open."""
    now = timezone.now()
    for number, fits, holder, until in _steps(walk, claims, "held_by_id", "held_until"):
        held = holder not in (None, who.pk) and until is not None and until > now
        if fits and not held and number != but.pk:
            return Claim.objects.only("key", "day", "held_by", "held_until").get(pk=number)
    return None


def _walk(wanted: QueueFilter) -> Walk | None:
    """Choose the index that answers a filter; None where nothing can fit."""
    equal = wanted.equal()
    if equal is None:
        return None
    if not wanted.is_open:
        state = equal.pop("state")
        claims = Claim.objects.filter(state=state)
        return Walk(claims=claims, by_day=False, rest=equal, since=wanted.since, until=wanted.until)
    waiting = Claim.objects.filter(WAITS)
    if wanted.since is not None or wanted.until is not None:
        days = Q(day__isnull=False)
        if wanted.since is not None:
            days &= Q(day__gte=wanted.since)
        if wanted.until is not None:
            days &= Q(day__lte=wanted.until)
        ways = {name: _way(name, value) for name, value in equal.items()}
        by_day = Walk(claims=waiting.filter(days), by_day=True, rest=equal)
        found = _fewest(ways, below=STEP) if ways else None
        if found is None or _bounded(by_day.claims).number <= found[1]:
            return by_day
        rest = {name: value for name, value in equal.items() if name != found[0]}
        return Walk(
            claims=ways[found[0]], by_day=False, rest=rest, since=wanted.since, until=wanted.until
        )
    if not equal:
        return Walk(claims=waiting, by_day=False, rest={})
    ways = {name: _way(name, value) for name, value in equal.items()}
    found = _fewest(ways, below=STEP + 1) if len(ways) > 1 else None
    fewest = found[0] if found else next(iter(ways))
    rest = {name: value for name, value in equal.items() if name != fewest}
    return Walk(claims=ways[fewest], by_day=False, rest=rest)


def _fewest(ways: Mapping[str, QuerySet[Claim]], *, below: int) -> tuple[str, int] | None:
    """Give the way with the fewest claims, where there are fewer than so many, and how many."""
    numbers = {name: _bounded(claims).number for name, claims in ways.items()}
    fewest = min(numbers, key=lambda name: numbers[name])
    return (fewest, numbers[fewest]) if numbers[fewest] < below else None


def _way(name: str, value: object) -> QuerySet[Claim]:
    """Give the open claims with one value in one column, which has an index of its own."""
    if name == "state":
        return Claim.objects.filter(state=value)
    return Claim.objects.filter(WAITS, **{name: value})


def _bounded(claims: QuerySet[Claim]) -> Count:
    """Count, and stop at the bound."""
    number = claims.order_by()[: STEP + 1].count()
    return Count(number=min(number, STEP), more=number > STEP)


def _steps(walk: Walk, claims: QuerySet[Claim], *more: str) -> Iterator[tuple[Any, ...]]:
    """Give the claims of one step: number, whether it fits, and what else is asked for.

    The database tells what fits: a row of two numbers costs far less than one compared here.
    """
    fits: Case | Value = Value(1)
    if not walk.is_plain:
        fits = Case(When(walk.condition, then=1), default=0, output_field=IntegerField())
    rows = claims.annotate(fits=fits).values_list("id", "fits", *more)
    few = list(rows[: min(_FEW, STEP)])
    yield from few
    if len(few) == _FEW < STEP:
        seen = {row[0] for row in few}
        yield from (row for row in rows[:STEP] if row[0] not in seen)


def _whole(numbers: list[int]) -> list[Claim]:
    """Fetch claims with what a row of the queue shows, in the order given."""
    found = Claim.objects.select_related("report", "held_by").in_bulk(numbers)
    return [found[number] for number in numbers if number in found]
