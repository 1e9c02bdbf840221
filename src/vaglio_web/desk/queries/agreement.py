"""How far people agree on claims that two of them decided on."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils import timezone

from vaglio_web.store.models import ClaimState, User, Verdict

TOLL_FIELDS = ("harm", "who", "low", "best", "high")
"""The fields of a toll that are compared."""
NEWEST = 5_000
"""How many verdicts the tolls are compared for: the newest, for each holds a whole claim."""
_ABSENT = "(none)"

Table = Mapping[tuple[object, object], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Hold how far two ways to see the same things agree."""

    n: int
    """How many things both have seen."""
    percent: float | None
    """In how many of a hundred they agree; None where there is none."""
    kappa: float | None
    """Cohen's kappa; None where chance alone would agree always, or there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Hold how far two people agree."""

    one: User
    """The person whose name comes first."""
    other: User
    """The other."""
    verdicts: Agreement
    """On whether a claim stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold how far the desk agrees."""

    since: dt.date
    """The first day that is counted."""
    over_all: Agreement
    """All pairs together, the earlier verdict against the later."""
    pairs: Sequence[Pair]
    """Each pair, who share most claims first."""
    tolls: Sequence[tuple[str, Agreement]]
    """For each field of a toll, on claims that both accepted."""


def agreement(table: Table) -> Agreement:
    """Measure how far two raters agree beyond chance.

    Args:
        table: How many things the first put into one class and the second into another.

    Returns:
        The share on which they agree, and Cohen's kappa.

    Source:
        Cohen, J. (1960). A coefficient of agreement for nominal scales.
        Educational and Psychological Measurement 20(1), 37-46.

    Example:
        >>> found = agreement({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15})
        >>> found.n, found.percent, round(found.kappa, 3)
        (50, 70.0, 0.4)
    """
    n = sum(table.values())
    if not n:
        return Agreement(n=0, percent=None, kappa=None)
    first: Counter[object] = Counter()
    second: Counter[object] = Counter()
    for (one, other), count in table.items():
        first[one] += count
        second[other] += count
    observed = sum(count for (one, other), count in table.items() if one == other) / n
    expected = sum(first[each] * second[each] for each in first) / (n * n)
    kappa = None if expected == 1 else (observed - expected) / (1 - expected)
    return Agreement(n=n, percent=100 * observed, kappa=kappa)


def report(since: dt.date) -> Report:
    """Measure how far the desk's people agree, from a day on."""
    start = timezone.make_aware(dt.datetime.combine(since, dt.time.min))
    over_all: Counter[tuple[object, object]] = Counter()
    each: defaultdict[tuple[int, int], Counter[tuple[object, object]]] = defaultdict(Counter)
    for earlier, later, said, said_later, count in _crossed(start):
        over_all[said, said_later] += count
        if earlier < later:
            each[earlier, later][said, said_later] += count
        else:
            each[later, earlier][said_later, said] += count
    people = User.objects.in_bulk({number for pair in each for number in pair})
    pairs = [
        Pair(one=people[one], other=people[other], verdicts=agreement(table))
        for (one, other), table in each.items()
    ]
    return Report(
        since=since,
        over_all=agreement(over_all),
        pairs=sorted(pairs, key=lambda pair: (-pair.verdicts.n, pair.one.name, pair.other.name)),
        tolls=_tolls(start),
    )


def _crossed(start: dt.datetime) -> QuerySet[Verdict, tuple[int, int, str, str, int]]:
    """Count how the earlier and the later verdict on each claim go together.

    A person has one verdict on a claim: whose is earlier is somebody else's.
    """
    later = Verdict.objects.filter(at__gte=start, claim__verdicts__at__lt=F("at"))
    return (
        later.order_by()
        .values_list("claim__verdicts__who", "who", "claim__verdicts__verdict", "verdict")
        .annotate(count=Count("pk"))
    )


def _tolls(start: dt.datetime) -> list[tuple[str, Agreement]]:
    """Compare the tolls of claims that two people accepted, field by field."""
    tables: dict[str, Counter[tuple[object, object]]] = {name: Counter() for name in TOLL_FIELDS}
    for one, other in _accepted_twice(start):
        for field, classes in _classes(one, other):
            tables[field][classes] += 1
    return [(field, agreement(table)) for field, table in tables.items()]


def _accepted_twice(start: dt.datetime) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Give what each two people accepted of one claim, the earlier first."""
    twice = (
        Verdict.objects.filter(verdict=ClaimState.ACCEPTED)
        .order_by()
        .values("claim")
        .annotate(count=Count("pk"))
        .filter(count__gt=1)
        .values("claim")
    )
    accepted = Verdict.objects.filter(
        verdict=ClaimState.ACCEPTED, at__gte=start, claim__in=twice
    ).order_by("-claim", "at")
    bodies: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for claim, body in accepted.values_list("claim", "body")[:NEWEST]:
        bodies[claim].append(body)
    for found in bodies.values():
        yield from pairwise(found)


def _classes(
    one: Mapping[str, Any], other: Mapping[str, Any]
) -> Iterable[tuple[str, tuple[object, object]]]:
    """Give how two people put each field of each toll."""
    tolls, theirs = one.get("tolls") or [], other.get("tolls") or []
    for place in range(max(len(tolls), len(theirs))):
        for field in TOLL_FIELDS:
            yield field, (_class(tolls, place, field), _class(theirs, place, field))


def _class(tolls: Sequence[Mapping[str, Any]], place: int, field: str) -> object:
    """Give how a field was put: its value, open, or no such toll at all."""
    return tolls[place].get(field) if place < len(tolls) else _ABSENT
