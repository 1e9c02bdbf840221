"""One worker at a time on a row; where a worker dies, another takes the row up again."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from vaglio_web.store.models import Delivery, Export, Joining, Report

LEASE = dt.timedelta(minutes=3)
"""A row whose worker was not heard of for so long is taken to have been dropped."""
BEAT_SECONDS = 30.0
"""How often a worker says that it is still at it."""
MOST_TRIES = 3
"""A row that broke its worker so often is left alone."""

Leased = Delivery | Export | Joining | Report
_Row = TypeVar("_Row", Report, Delivery, Export)
_log = logging.getLogger(__name__)


def take_one(table: type[_Row], *, waiting: str, working: str) -> _Row | None:
    """Take up what was dropped, or else what has waited longest; no two get the same."""
    now = timezone.now()
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        rows = table.objects.select_for_update(skip_locked=skip)
        dropped = rows.filter(state=working, lease_until__lte=now).order_by("id").first()
        row = dropped or rows.filter(state=waiting).order_by("arrived_at", "id").first()
        if row is None:
            return None
        row.state = working
        row.attempts += 1
        row.lease, row.lease_until = uuid.uuid4().hex, now + LEASE
        row.save(update_fields=["state", "attempts", "lease", "lease_until"])
    watch(until=now + LEASE)
    return row


def is_mine(row: Leased) -> bool:
    """Tell whether nobody else took a row meanwhile; must run inside a transaction."""
    rows = type(row).objects.select_for_update()
    return rows.filter(pk=row.pk, lease=row.lease).exists()


@contextmanager
def kept_alive(row: Leased) -> Iterator[None]:
    """Say again and again that somebody is at work on a row, until the work is done."""
    done = threading.Event()
    beating = threading.Thread(target=_beat, args=(row, done), daemon=True)
    beating.start()
    try:
        yield
    finally:
        done.set()
        beating.join()


def _beat(row: Leased, done: threading.Event) -> None:
    """Renew a lease; a database that is busy is asked again at the next beat."""
    mine = type(row).objects.filter(pk=row.pk, lease=row.lease)
    while not done.wait(BEAT_SECONDS):
        try:
            mine.update(lease_until=timezone.now() + LEASE)
        except DatabaseError:
            _log.warning("%s: its lease could not be renewed", row)
    connections.close_all()


def watch(*, until: dt.datetime) -> None:
    """Have somebody look then whether a worker has died; one look at a time is planned."""
    from vaglio_web.store.actions.working import look_again  # which knows what there is to do

    planned = DBTaskResult.objects.filter(queue_name="watch", status="READY")
    if not planned.exists():
        look_again.using(run_after=until + dt.timedelta(seconds=1)).enqueue()
