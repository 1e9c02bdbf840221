"""The state of things: versions, queues, the worker, what was read last."""

from __future__ import annotations

import datetime as dt
import platform
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from vaglio.codebook import load_codebook
from vaglio_web.store.actions import policy
from vaglio_web.store.models import (
    Claim,
    ClaimState,
    Entry,
    EntryState,
    LogHead,
    Proposal,
    ProposalState,
    Reading,
    Report,
    ReportState,
)

LATE = dt.timedelta(minutes=1)
"""A task that waits longer, while none runs, waits for a worker that is not there."""
_FEW = 10
_OPEN = (ClaimState.WAITING, ClaimState.SECOND_LOOK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Hold what is known of the work in the background."""

    verdict: str
    """idle, working or not there."""
    waiting: int
    """Tasks that wait."""
    running: int
    """Tasks that are being done."""
    failed: int
    """Tasks that broke off and are kept to be looked at."""
    oldest_waiting: dt.datetime | None
    """Since when the oldest of them has waited."""
    last_finished: dt.datetime | None
    """When a task was finished last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Hold one reading of a report, or one that failed."""

    report: str
    """The report's key."""
    title: str
    """What people know it by."""
    at: dt.datetime
    """When it was read; for one that failed, when it arrived."""
    problem: str
    """What went wrong; empty where nothing did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Hold the state of things."""

    versions: Mapping[str, str]
    """Each program with its version."""
    queues: Mapping[str, int]
    """How much waits, by what it is."""
    worker: Worker
    """The work in the background."""
    last_read: Sequence[Read]
    """The reports read last."""
    last_failed: Sequence[Read]
    """The reports that could not be read, the newest first."""
    disk_free: int
    """Bytes free where the data folder lies."""
    disk_whole: int
    """Bytes there in all."""
    database_size: int
    """Bytes that the database takes up."""
    decisions: int
    """How many the log holds."""
    last_hash: str
    """The hash of the last."""
    policy: Mapping[str, object]
    """The rules in force."""


def state() -> State:
    """Look at everything once."""
    disk, head = shutil.disk_usage(settings.DATA_FOLDER), LogHead.objects.get()
    return State(
        versions=_versions(),
        queues=_queues(),
        worker=_worker(timezone.now()),
        last_read=_last_read(),
        last_failed=_last_failed(),
        disk_free=disk.free,
        disk_whole=disk.total,
        database_size=_database_size(),
        decisions=head.number,
        last_hash=head.hash,
        policy=_policy(),
    )


def _versions() -> dict[str, str]:
    """Give the version of each program that the desk stands on."""
    newest = Reading.objects.exclude(reader="").order_by("-id").first()
    return {
        "Vaglio": version("vaglio"),
        "Codebook": load_codebook().version,
        "Reader of the last report": newest.reader if newest is not None else "none yet",
        "Django": django.get_version(),
        "allauth": version("django-allauth"),
        "Database": _database_version(),
        "Python": platform.python_version(),
    }


def _database_version() -> str:
    """Give the database's name and version."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
        else:
            cursor.execute("SELECT current_setting('server_version')")
        return f"{connection.vendor} {cursor.fetchone()[0]}"


def _database_size() -> int:
    """Give how many bytes the database takes up."""
    if connection.vendor == "sqlite":
        return Path(str(connection.settings_dict["NAME"])).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _queues() -> dict[str, int]:
    """Count what waits for people and for the machine."""
    reports = Report.objects
    return {
        "Reports that wait to be read": reports.filter(state=ReportState.WAITING).count(),
        "Reports being read": reports.filter(state=ReportState.READING).count(),
        "Reports that could not be read": reports.filter(state=ReportState.FAILED).count(),
        "Claims to vet": Claim.objects.filter(state__in=_OPEN).count(),
        "Entries to vet": Entry.objects.filter(
            state__in=(EntryState.WAITING, EntryState.SECOND_LOOK)
        ).count(),
        "Proposals to look at": Proposal.objects.filter(state=ProposalState.WAITING).count(),
    }


def _worker(now: dt.datetime) -> Worker:
    """Tell how the work in the background goes."""
    ready = DBTaskResult.objects.ready()
    running, oldest = DBTaskResult.objects.running().count(), _oldest(ready)
    finished = DBTaskResult.objects.finished().filter(finished_at__isnull=False)
    last = finished.order_by("-finished_at").first()
    is_late = oldest is not None and oldest < now - LATE
    is_busy = running or (last is not None and (last.finished_at or now) > now - LATE)
    verdict = "not there" if is_late and not is_busy else "working" if running else "idle"
    return Worker(
        verdict=verdict,
        waiting=ready.count(),
        running=running,
        failed=DBTaskResult.objects.failed().count(),
        oldest_waiting=oldest,
        last_finished=last.finished_at if last is not None else None,
    )


def _oldest(ready: QuerySet[DBTaskResult[..., Any]]) -> dt.datetime | None:
    """Give since when the oldest task has waited: since it came, or since its time has come."""
    came = ready.filter(run_after=get_date_max()).order_by("enqueued_at").first()
    due = ready.exclude(run_after=get_date_max()).order_by("run_after").first()
    times = [came.enqueued_at] if came is not None else []
    times += [due.run_after] if due is not None else []
    return min(times, default=None)


def _last_read() -> list[Read]:
    """Give the reports that were read last."""
    newest = Reading.objects.select_related("report").order_by("-id")[:_FEW]
    return [
        Read(report=each.report.key, title=str(each.report), at=each.read_at, problem="")
        for each in newest
    ]


def _last_failed() -> list[Read]:
    """Give the reports that could not be read."""
    failed = Report.objects.filter(state=ReportState.FAILED).order_by("-arrived_at")[:_FEW]
    return [
        Read(report=each.key, title=str(each), at=each.arrived_at, problem=each.problem)
        for each in failed
    ]


def _policy() -> dict[str, object]:
    """Give the rules in force, in words."""
    rules = policy()
    return {
        "Two people publish": rules.two_people_publish,
        "Victims' names are veiled": rules.names_veiled,
        "Everybody signs in with two factors": rules.two_factor_required,
        "Minutes for which an opened item is held": rules.hold_minutes,
    }
