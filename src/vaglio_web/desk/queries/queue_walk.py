"""A walk through the queue: which index it goes by, and where it goes on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from vaglio_web.store.models import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Hold how a filter is answered: by one index, the rest looked at by the way."""

    claims: QuerySet[Claim]
    """What the index gives."""
    by_day: bool
    """Whether it gives them by the day told of, else by arrival."""
    rest: dict[str, object]
    """Columns that have to have one value besides."""
    since: dt.date | None = None
    """The first day told of, where the index does not see to that."""
    until: dt.date | None = None
    """The last."""

    @property
    def is_plain(self) -> bool:
        """Tell whether the index alone answers the filter."""
        return not self.rest and self.since is None and self.until is None

    @property
    def place(self) -> tuple[str, ...]:
        """Name what tells a place in the queue besides the number."""
        return ("day",) if self.by_day else ()

    def ordered(self, *, back: bool = False) -> QuerySet[Claim]:
        """Give the claims in the order of the queue, or back from its end."""
        names = ("day", "id") if self.by_day else ("id",)
        return self.claims.order_by(*(f"-{name}" if back else name for name in names))

    @property
    def condition(self) -> Q:
        """Say what the index does not answer."""
        wanted = Q(**self.rest)
        if self.since is not None:
            wanted &= Q(day__gte=self.since)
        if self.until is not None:
            wanted &= Q(day__lte=self.until)
        return wanted


def behind(walk: Walk, after: str) -> QuerySet[Claim]:
    """Give the claims behind a place in the queue."""
    claims = walk.ordered()
    day, _, number = after.rpartition("_")
    if not number.isdigit():
        return claims
    if not walk.by_day:
        return claims.filter(id__gt=int(number))
    try:
        return claims.filter(_past(dt.date.fromisoformat(day), int(number), back=False))
    except ValueError:
        return claims


def beside(walk: Walk, claim: Claim, *, back: bool) -> QuerySet[Claim]:
    """Give the claims behind one claim, or before it."""
    claims = walk.ordered(back=back)
    if walk.by_day and claim.day is not None:
        return claims.filter(_past(claim.day, claim.pk, back=back))
    return claims.filter(id__lt=claim.pk) if back else claims.filter(id__gt=claim.pk)


def _past(day: dt.date, number: int, *, back: bool) -> Q:
    """Give what lies past a place in the order of days, so that an index finds it."""
    if back:
        return Q(day__lte=day) & (Q(day__lt=day) | Q(id__lt=number))
    return Q(day__gte=day) & (Q(day__gt=day) | Q(id__gt=number))


def cursor(walk: Walk, row: tuple[Any, ...]) -> str:
    """Write down a place in the queue."""
    return f"{row[2]}_{row[0]}" if walk.by_day else str(row[0])
