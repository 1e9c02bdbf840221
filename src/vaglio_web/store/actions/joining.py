"""The claims of a dossier joined into entries, once its reports are read."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from vaglio_web.store.actions._keeping import by_what_is_joined
from vaglio_web.store.actions._leases import LEASE, kept_alive, watch
from vaglio_web.store.actions._planning import plan
from vaglio_web.store.actions._settling import settle
from vaglio_web.store.models import (
    Delivery,
    DeliveryState,
    Joining,
    LogHead,
    Report,
    ReportState,
)

PATIENCE = dt.timedelta(minutes=5)
"""How long a dossier into which reports keep coming waits to be joined."""
_PAUSE = dt.timedelta(seconds=30)
"""How long a join waits that has to be made again for what people decided meanwhile."""


def want_join(dossier_id: int, now: dt.datetime) -> None:
    """Note that a dossier has to be joined anew, with what was read."""
    joining, _ = Joining.objects.get_or_create(dossier_id=dossier_id)
    joining.wanted += 1
    joining.since = joining.since or now
    joining.save(update_fields=["wanted", "since"])


def join_when_quiet(dossier_id: int) -> None:
    """Have a dossier joined where that is wanted and its reports are read."""
    joining = Joining.objects.filter(dossier_id=dossier_id, wanted__gt=F("done")).first()
    if joining is None:
        return
    now = timezone.now()
    tired = joining.since is not None and joining.since + PATIENCE <= now
    if tired or not _is_busy(dossier_id):
        _queue_join(dossier_id, after=None)


def _is_busy(dossier_id: int) -> bool:
    """Tell whether reports of a dossier are on their way."""
    reports = Report.objects.filter(
        dossier_id=dossier_id, state__in=(ReportState.WAITING, ReportState.READING)
    )
    deliveries = Delivery.objects.filter(
        dossier_id=dossier_id, state__in=(DeliveryState.WAITING, DeliveryState.FETCHING)
    )
    return reports.exists() or deliveries.exists()


def _queue_join(dossier_id: int, *, after: dt.timedelta | None) -> None:
    """Queue a join, unless one of the same dossier waits already."""
    planned = DBTaskResult.objects.filter(
        queue_name="join", status="READY", args_kwargs={"args": [dossier_id], "kwargs": {}}
    )
    if planned.exists():
        return
    work = join_dossier if after is None else join_dossier.using(run_after=timezone.now() + after)
    work.enqueue(dossier_id)


@task(queue_name="join")
def join_dossier(dossier_id: int) -> None:
    """Join the claims of a dossier anew, and propose what has to be decided."""
    joining = _take(dossier_id)
    if joining is None:
        return  # another worker is at it, and looks at its end whether more came
    with kept_alive(joining):
        began = LogHead.objects.get().number
        planned = by_what_is_joined(dossier_id, plan)
        left = settle(joining, planned, began=began)
    _give_back(joining, is_whole=not left)
    if left:
        _queue_join(dossier_id, after=_PAUSE)
    else:
        join_when_quiet(dossier_id)


def _take(dossier_id: int) -> Joining | None:
    """Take a dossier up for joining, unless another worker has it."""
    now = timezone.now()
    with transaction.atomic():
        LogHead.objects.select_for_update().get()
        joining, _ = Joining.objects.get_or_create(dossier_id=dossier_id)
        if joining.lease_until is not None and joining.lease_until > now:
            return None
        joining.lease, joining.lease_until = uuid.uuid4().hex, now + LEASE
        joining.save(update_fields=["lease", "lease_until"])
    watch(until=now + LEASE)
    return joining


def _give_back(joining: Joining, *, is_whole: bool) -> None:
    """Say how far a dossier is joined; what was read meanwhile waits for the next join."""
    mine = Joining.objects.filter(pk=joining.pk, lease=joining.lease)
    if not is_whole:
        mine.update(lease_until=None)
        return
    with transaction.atomic():
        LogHead.objects.select_for_update().get()
        mine.update(lease_until=None, done=joining.wanted)
        mine.filter(wanted=joining.wanted).update(since=None)
        mine.filter(wanted__gt=joining.wanted).update(since=timezone.now())
