"""What was brought in at one go, and how far each part of it has come."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q

from vaglio_web.store.access import Absent
from vaglio_web.store.models import (
    Delivery,
    DeliveryReport,
    DeliveryState,
    Dossier,
    Report,
    ReportState,
    User,
)

_MOST_ROWS = 200
_MOST_REPORTS = 5
_LATELY = 3000
_UNDER_WAY = (DeliveryState.WAITING, DeliveryState.FETCHING)
_UNREAD = (ReportState.WAITING, ReportState.READING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Hold one report that came with a delivery."""

    report: Report
    """The report."""
    was_known: bool
    """Whether its bytes were there before."""
    claims: int
    """How many claims it makes, once it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Hold one delivery as the list shows it."""

    delivery: Delivery
    """What was brought in."""
    came: list[Came]
    """The first reports that came of it."""
    more: int
    """How many came besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Hold what was brought in at one go."""

    name: str
    """The name of the batch."""
    dossier: Dossier
    """Where its reports go."""
    brought_by: User
    """Who brought it."""
    arrived_at: dt.datetime
    """When."""
    rows: list[Row]
    """Its deliveries, or the first of many and those that failed."""
    things: int
    """How many deliveries it has."""
    taken: int
    """How many of them were brought in or failed."""
    reports: int
    """How many reports came of it."""
    read: int
    """How many of these are read or could not be."""
    known: int
    """How many of these were there before."""
    failed: int
    """How many deliveries could not be brought in."""
    unreadable: int
    """How many reports could not be read."""

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to wait for."""
        return self.taken == self.things and self.read == self.reports

    @property
    def hidden(self) -> int:
        """Give how many deliveries the list leaves out."""
        return self.things - len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Hold one batch among the latest."""

    name: str
    """The name of the batch."""
    arrived_at: dt.datetime
    """When it was brought in."""
    things: int
    """How many deliveries it has."""
    under_way: int
    """How many of them are not yet taken in."""
    failed: int
    """How many could not be."""


def find_batch(name: str) -> Batch:
    """Give a batch as its page shows it.

    Raises:
        Absent: There is none.
    """
    deliveries = Delivery.objects.filter(batch=name)
    states = Counter(dict(deliveries.values_list("state").annotate(n=Count("id"))))
    first = deliveries.select_related("dossier", "brought_by").order_by("id").first()
    if first is None:
        raise Absent(name)
    links = DeliveryReport.objects.filter(delivery__batch=name)
    counts = links.aggregate(
        reports=Count("id"),
        unread=Count("id", filter=Q(report__state__in=_UNREAD)),
        known=Count("id", filter=Q(was_known=True)),
        unreadable=Count("id", filter=Q(report__state=ReportState.FAILED)),
    )
    things = sum(states.values())
    return Batch(
        name=name,
        dossier=first.dossier,
        brought_by=first.brought_by,
        arrived_at=first.arrived_at,
        rows=_rows(name),
        things=things,
        taken=things - sum(states[state] for state in _UNDER_WAY),
        reports=counts["reports"],
        read=counts["reports"] - counts["unread"],
        known=counts["known"],
        failed=states[DeliveryState.FAILED],
        unreadable=counts["unreadable"],
    )


def _rows(name: str) -> list[Row]:
    """Give the first deliveries of a batch, and the first that failed."""
    deliveries = Delivery.objects.filter(batch=name).order_by("id")
    shown = {each.pk: each for each in deliveries[:_MOST_ROWS]}
    failed = deliveries.filter(state=DeliveryState.FAILED)[:_MOST_ROWS]
    shown |= {each.pk: each for each in failed}
    came: defaultdict[int, list[DeliveryReport]] = defaultdict(list)
    counts: Counter[int] = Counter(
        dict(
            DeliveryReport.objects.filter(delivery__in=shown)
            .values_list("delivery")
            .annotate(n=Count("id"))
        )
    )
    few = [pk for pk in shown if counts[pk] <= _MOST_REPORTS]
    for link in DeliveryReport.objects.filter(delivery__in=few).select_related("report__dossier"):
        came[link.delivery_id].append(link)
    for pk in counts.keys() - few:
        links = DeliveryReport.objects.filter(delivery=pk).select_related("report__dossier")
        came[pk] = list(links.order_by("id")[:_MOST_REPORTS])
    claims = _claims([link.report_id for links in came.values() for link in links])
    return [
        Row(
            delivery=each,
            came=[
                Came(
                    report=link.report,
                    was_known=link.was_known,
                    claims=claims[link.report_id],
                )
                for link in came[pk]
            ],
            more=counts[pk] - len(came[pk]),
        )
        for pk, each in sorted(shown.items())
    ]


def _claims(reports: list[int]) -> Counter[int]:
    """Count the claims of some reports."""
    found = Report.objects.filter(pk__in=reports).values_list("pk").annotate(n=Count("claims"))
    return Counter(dict(found))


def latest_batches(most: int = 10) -> list[Summary]:
    """Give what was brought in last."""
    lately = Delivery.objects.order_by("-id").values_list("batch", flat=True)[:_LATELY]
    names = list(dict.fromkeys(lately))[:most]
    rows = (
        Delivery.objects.filter(batch__in=names)
        .values("batch")
        .annotate(
            last=Max("id"),
            at=Min("arrived_at"),
            things=Count("id"),
            under_way=Count("id", filter=Q(state__in=_UNDER_WAY)),
            failed=Count("id", filter=Q(state=DeliveryState.FAILED)),
        )
        .order_by("-last")
    )
    return [
        Summary(
            name=row["batch"],
            arrived_at=row["at"],
            things=row["things"],
            under_way=row["under_way"],
            failed=row["failed"],
        )
        for row in rows
    ]
