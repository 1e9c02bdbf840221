"""What waits for a worker or was dropped by one, put before the others."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F, Min, Q
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from vaglio_web.store.actions._leases import watch
from vaglio_web.store.actions.deliveries import deliver_next
from vaglio_web.store.actions.exports import write_next_export
from vaglio_web.store.actions.joining import join_when_quiet
from vaglio_web.store.actions.reading import read_next
from vaglio_web.store.models import (
    Delivery,
    DeliveryState,
    Export,
    ExportState,
    Joining,
    Report,
    ReportState,
)

AT_ONCE = 500
"""How many reports are queued at once; the others follow when these are done."""
_KEPT = dt.timedelta(days=7)
"""How long it is kept what became of a task, and an export."""


@task(queue_name="watch", priority=10)
def look_again() -> None:
    """Have taken up again what a worker that died has dropped."""
    wake()


@task(priority=-10)
def go_on() -> None:
    """Have more done of what waits, once all that was queued before is done."""
    wake()


def wake() -> int:
    """Have everything done that waits or was dropped; at the start of a worker.

    Any number of workers may start at once: what is queued already is not queued again.

    Returns:
        How many reports and deliveries wait.
    """
    now = timezone.now()
    dropped = Q(lease_until__lte=now)
    reports = Report.objects.filter(
        Q(state=ReportState.WAITING) | dropped & Q(state=ReportState.READING)
    ).count()
    deliveries = Delivery.objects.filter(
        Q(state=DeliveryState.WAITING) | dropped & Q(state=DeliveryState.FETCHING)
    ).count()
    exports = Export.objects.filter(
        Q(state=ExportState.WAITING) | dropped & Q(state=ExportState.WRITING)
    ).count()
    _queue(read_next, min(reports, AT_ONCE))
    _queue(deliver_next, min(deliveries, AT_ONCE))
    _queue(write_next_export, exports)
    if max(reports, deliveries) > AT_ONCE:
        _go_on_later()
    for joining in Joining.objects.filter(wanted__gt=F("done")):
        join_when_quiet(joining.dossier_id)
    _watch_what_is_being_done(now)
    _forget(now)
    return reports + deliveries


def drop_leases() -> None:
    """Let everything go that is being done: no worker is there that does it."""
    now = timezone.now()
    Report.objects.filter(state=ReportState.READING).update(lease_until=now)
    Delivery.objects.filter(state=DeliveryState.FETCHING).update(lease_until=now)
    Export.objects.filter(state=ExportState.WRITING).update(lease_until=now)
    Joining.objects.exclude(lease_until=None).update(lease_until=now)


def _queue(work: Task[[], None], wanted: int) -> None:
    """Queue a task as often as it is wanted, less what is queued already."""
    queued = DBTaskResult.objects.filter(status="READY", task_path=work.module_path).count()
    with transaction.atomic():
        for _ in range(wanted - queued):
            work.enqueue()


def _go_on_later() -> None:
    """Have the rest queued once what is queued now is done: a start waits for no queue."""
    planned = DBTaskResult.objects.filter(status="READY", task_path=go_on.module_path)
    if not planned.exists():
        go_on.enqueue()


def _watch_what_is_being_done(now: dt.datetime) -> None:
    """Look again when the first lease ends that somebody holds."""
    held = [
        Report.objects.filter(state=ReportState.READING, lease_until__gt=now),
        Delivery.objects.filter(state=DeliveryState.FETCHING, lease_until__gt=now),
        Export.objects.filter(state=ExportState.WRITING, lease_until__gt=now),
        Joining.objects.filter(lease_until__gt=now),
    ]
    ends = [rows.aggregate(end=Min("lease_until"))["end"] for rows in held]
    if any(ends):
        watch(until=min(filter(None, ends)))


def _forget(now: dt.datetime) -> None:
    """Forget tasks that ended long ago, those whose worker died, and old exports."""
    Export.objects.filter(arrived_at__lt=now - _KEPT).delete()
    old = Q(finished_at__lt=now - _KEPT) | Q(status="RUNNING", started_at__lt=now - _KEPT)
    DBTaskResult.objects.filter(old).exclude(status="READY").delete()
