"""Reports brought in: kept as they came, read in the background."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from vaglio.model.errors import VaglioError
from vaglio.model.report import Report as CameReport
from vaglio.pipeline import Hints, gather_bytes
from vaglio_web.store.access import Absent, require
from vaglio_web.store.actions._deciding import Conflict
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.actions.reading import read_next
from vaglio_web.store.models import (
    Delivery,
    DeliveryReport,
    Dossier,
    LogHead,
    Report,
    ReportBytes,
    ReportState,
    User,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """Say what became of something that was brought in."""

    fresh: tuple[Report, ...]
    """Reports that were not there before; they wait to be read."""
    known: tuple[Report, ...]
    """Reports whose bytes were there already."""
    refused: tuple[VaglioError, ...]
    """What could not be taken in, and why."""


def bring_in(
    *,
    who: User | None,
    data: bytes,
    source: str,
    dossier: Dossier,
    hints: Hints | None = None,
    delivery: Delivery | None = None,
) -> BroughtIn:
    """Take in what somebody pasted, sent or had fetched, and have it read.

    The same bytes twice are one report.

    Args:
        who: The person; None where the machine supplies the examples.
        data: The bytes as they came: one report, or JSON Lines of many.
        source: A file's name, an address, or "pasted".
        dossier: The dossier they belong to.
        hints: What the person knows about them.
        delivery: What they came with, where they came with one; taken in a second time
            it counts the same reports as new.

    Returns:
        What is new, what was known, and what was refused.
    """
    require(who, "report.bring" if who is not None else "report.supply")
    fresh: list[Report] = []
    known: list[Report] = []
    refused: list[VaglioError] = []
    for item in gather_bytes(data, source=source, hints=hints):
        if isinstance(item, VaglioError):
            refused.append(item)
            continue
        with transaction.atomic():
            # Who brings in takes their turn at the log's head: the same bytes cannot come twice.
            LogHead.objects.select_for_update().get()
            report = Report.objects.filter(key=item.id).first()
            is_known = report is not None
            if report is None:
                report = _keep(item, who=who, dossier=dossier)
            if delivery is not None:
                is_known = _came_with(report, delivery, is_known)
        (known if is_known else fresh).append(report)
    return BroughtIn(fresh=tuple(fresh), known=tuple(known), refused=tuple(refused))


def _came_with(report: Report, delivery: Delivery, is_known: bool) -> bool:
    """Keep that a report came with a delivery, and whether it was known before that."""
    link, _ = DeliveryReport.objects.get_or_create(
        delivery=delivery, report=report, defaults={"was_known": is_known}
    )
    return link.was_known


def _keep(item: CameReport, *, who: User | None, dossier: Dossier) -> Report:
    """Keep one report and have it read."""
    report = Report.objects.create(
        key=item.id,
        dossier=dossier,
        source=item.source[:500],
        medium=item.medium.value,
        encoding=item.encoding,
        ref=_fitting(item.ref, 200),
        publisher=_fitting(item.publisher, 300),
        title=_fitting(item.title, 1000),
        byline=_fitting(item.byline, 500),
        published=item.published,
        url=_fitting(item.url, 2000),
        language=_fitting(item.language, 20),
        arrived_at=timezone.now(),
        brought_by=who,
    )
    ReportBytes.objects.create(report=report, data=item.data)
    append(
        Written(
            who=who,
            action="report.bring" if who is not None else "report.supply",
            subject=report.key,
            before={},
            after={"source": report.source, "dossier": dossier.slug, "bytes": len(item.data)},
        )
    )
    read_next.enqueue()
    return report


def _fitting(words: str | None, most: int) -> str | None:
    """Cut what a page says of itself to the length that is kept."""
    return words if words is None else words[:most]


def retry_report(*, who: User, key: str) -> Report:
    """Have a report read again that could not be read."""
    return _have_read(who, "report.retry", key, only_from=ReportState.FAILED)


def reread_report(*, who: User, key: str) -> Report:
    """Have a report read anew by the codebook in force; what differs is proposed."""
    return _have_read(who, "report.reread", key, only_from=ReportState.READ)


def _have_read(who: User, action: str, key: str, *, only_from: ReportState) -> Report:
    """Put a report back among those that wait."""
    require(who, action)
    with transaction.atomic():
        LogHead.objects.select_for_update().get()
        report = Report.objects.select_for_update().filter(key=key).first()
        if report is None:
            raise Absent(key)
        if report.state != only_from:
            raise Conflict(f"it is {report.get_state_display().lower()}")
        before = {"state": report.state, "problem": report.problem}
        report.state, report.attempts = ReportState.WAITING, 0
        report.problem, report.next_step = "", ""
        report.save()
        append(
            Written(
                who=who,
                action=action,
                subject=report.key,
                before=before,
                after={"state": report.state},
            )
        )
        read_next.enqueue()
    return report
