"""Everything the desk keeps in one file, and back: the same for every database."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from vaglio_web.store.actions._deciding import Conflict
from vaglio_web.store.actions._log import broken_at
from vaglio_web.store.models import DeskPolicy, LogEntry, LogHead, Report, User

FORM = "vaglio.backup/1"
_MANIFEST = "manifest.json"
_APPS = ("store", "account", "mfa")
"""Whose tables are kept."""
NOT_KEPT = MappingProxyType(
    {
        "auth.group": "roles are a person's own; the desk knows no groups",
        "auth.permission": "Django makes them anew, and the desk does not ask them",
        "contenttypes.contenttype": "Django makes them anew",
        "django_tasks_database.dbtaskresult": "made anew from what waits, at the start of a worker",
        "store.export": "written anew where somebody asks for it",
        "store.exportpart": "goes with the exports",
        "sessions.session": "people sign in again",
        "usersessions.usersession": "goes with the sessions",
    }
)
"""Tables that no backup holds, and why."""
_AT_ONCE = 500
_SNAPSHOT = "snapshot"


class BackupInvalid(Conflict):
    """Say that a file is no backup, or that it cannot be brought back here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """Say what a backup holds."""

    rows: int
    """How many rows, of all tables."""
    decisions: int
    """How many decisions the log holds."""
    hash: str
    """The hash of the last decision."""


def back_up(path: Path) -> BackedUp:
    """Write everything the desk keeps into one file, while it goes on working.

    The file holds passwords' hashes and two-factor keys: only its owner may
    read it. It appears whole or not at all.

    Args:
        path: The file to write.

    Returns:
        What it holds.
    """
    waiting = path.with_name(path.name + ".part")
    descriptor = os.open(waiting, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file, _standing_still() as database:
            made = _write(file, database)
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
    return made


@contextmanager
def _standing_still() -> Iterator[str]:
    """Give a database that does not change while it is read: its name in `connections`."""
    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield DEFAULT_DB_ALIAS
        return
    with tempfile.TemporaryDirectory(prefix="vaglio-backup-") as folder:
        copy = Path(folder) / "desk.sqlite3"
        connection.ensure_connection()
        with sqlite3.connect(copy) as target:
            connection.connection.backup(target)
        target.close()
        connections.databases[_SNAPSHOT] = {
            **connections.databases[DEFAULT_DB_ALIAS],
            "NAME": str(copy),
            "OPTIONS": {},
        }
        try:
            yield _SNAPSHOT
        finally:
            connections[_SNAPSHOT].close()
            del connections[_SNAPSHOT]
            del connections.databases[_SNAPSHOT]


def _write(file: IO[bytes], database: str) -> BackedUp:
    """Write all tables, and what is in them."""
    counts: dict[str, int] = {}
    head = LogHead.objects.using(database).get()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in _tables():
            with archive.open(f"{table._meta.label_lower}.jsonl", "w", force_zip64=True) as raw:
                counts[table._meta.label_lower] = _write_table(table, raw, database)
        manifest = {
            "form": FORM,
            "rows": counts,
            "decisions": head.number,
            "hash": head.hash,
            "migrations": _migrations(database),
        }
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
    return BackedUp(rows=sum(counts.values()), decisions=head.number, hash=head.hash)


def _write_table(table: type[Model], raw: IO[bytes], database: str) -> int:
    """Write the rows of one table, a line each."""
    count = 0
    rows = iter(table._default_manager.using(database).order_by("pk").iterator(_AT_ONCE))
    while some := list(islice(rows, _AT_ONCE)):
        raw.write(serializers.serialize("jsonl", some, cls=_ToTheMicrosecond).encode())
        count += len(some)
    return count


class _ToTheMicrosecond(DjangoJSONEncoder):
    """Write times whole: the log's hashes are made from them."""

    def default(self, o: object) -> object:
        """Write what JSON does not know."""
        return o.isoformat() if isinstance(o, dt.datetime) else super().default(o)


def _tables() -> list[type[Model]]:
    """List the tables, those that others point to first."""
    there = [table for app in _APPS for table in apps.get_app_config(app).get_models()]
    return [table for table in there if table._meta.label_lower not in NOT_KEPT]


def restore(path: Path) -> BackedUp:
    """Bring back what a backup holds, into an installation that holds nothing.

    Args:
        path: The file.

    Returns:
        What was brought back.

    Raises:
        BackupInvalid: It is no backup, it is damaged, or the desk holds something.
    """
    if Report.objects.exists() or User.objects.exists() or LogEntry.objects.exists():
        raise BackupInvalid("this desk holds something already; restore into an empty data folder")
    try:
        with zipfile.ZipFile(path) as archive, transaction.atomic():
            manifest = _manifest(archive)
            _refuse_other_tables(manifest)
            LogHead.objects.all().delete()
            DeskPolicy.objects.all().delete()
            for table in _tables():
                with archive.open(f"{table._meta.label_lower}.jsonl") as raw:
                    _read_table(table, raw, expected=manifest["rows"][table._meta.label_lower])
            with connection.cursor() as cursor:
                for line in connection.ops.sequence_reset_sql(no_style(), _tables()):
                    cursor.execute(line)
            broken = next(broken_at(), None)
            if broken is not None:
                raise BackupInvalid(f"its log is broken at decision {broken[0]}: {broken[1]}")
    except (zipfile.BadZipFile, KeyError, serializers.base.DeserializationError) as error:
        raise BackupInvalid(f"it is no whole backup of this version ({error})") from error
    rows = sum(manifest["rows"].values())
    return BackedUp(rows=rows, decisions=manifest["decisions"], hash=manifest["hash"])


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Read what a backup says of itself."""
    manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
    if manifest.get("form") != FORM:
        raise BackupInvalid(f"it is of the form {manifest.get('form')}, not {FORM}")
    return manifest


def _migrations(database: str) -> list[str]:
    """List the steps that brought the tables to their present form."""
    made = MigrationRecorder(connections[database]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in made if app in _APPS)


def _refuse_other_tables(manifest: dict[str, Any]) -> None:
    """Refuse a backup whose tables are of an older or a newer form than these."""
    theirs, ours = set(manifest["migrations"]), set(_migrations(DEFAULT_DB_ALIAS))
    if theirs - ours:
        raise BackupInvalid(
            f"a newer version of Vaglio made it ({min(theirs - ours)}); update, then restore it"
        )
    if ours - theirs:
        raise BackupInvalid(
            f"an older version of Vaglio made it (before {min(ours - theirs)}); "
            "restore it with that version, then update"
        )


def _read_table(table: type[Model], raw: IO[bytes], *, expected: int) -> None:
    """Read the rows of one table."""
    lines = io.TextIOWrapper(raw, encoding="utf-8")
    count = 0
    while some := list(islice(lines, _AT_ONCE)):
        made = [each.object for each in serializers.deserialize("jsonl", "".join(some))]
        table._default_manager.bulk_create(made)
        count += len(made)
    if count != expected:
        raise BackupInvalid(f"{table._meta.label_lower} holds {count} rows and not {expected}")
