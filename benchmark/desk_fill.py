"""Rows written into a desk's database in bulk, as fast as the database takes them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from benchmark.desk_copies import copy_desk, renamed
from benchmark.desk_rows import rows_of

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_AT_ONCE = 4_000
"""Rows of one table that are sent together."""
YEARLY = 50_000
"""Claims that are made one by one; more are copies of these."""
_DECIDED = 0.15
"""In which part of the copies people have decided: the oldest claims."""
_LOOKED_AGAIN = ("claim.look", "decision.undo")
PEOPLE, PASSWORD = 20, "a long enough password"
_FILLED = ("Report", "ReportBytes", "Reading", "Claim", "ClaimVersion", "Verdict")
_FILLED += ("Entry", "EntryClaim", "Reference", "LogEntry")


def fill(claims: int, log: int) -> None:
    """Fill the desk of this process's settings; its tables are there and empty.

    Args:
        claims: How many claims are kept: whole years of `YEARLY`, or less than one.
        log: How many decisions the log holds.
    """
    from django.db import connection

    copies = max(claims // YEARLY, 1) - 1
    decided = round(copies * _DECIDED)
    people, dossiers = _people(), _dossiers()
    with _without_indexes(connection):
        tables = {name: _Table(name, connection) for name in _FILLED}
        decisions: list[dict[str, Any]] = []
        for name, values in rows_of(min(claims, YEARLY), people=people, dossiers=dossiers):
            if name == "LogEntry":
                decisions.append(values)
            else:
                tables[name].add(values)
        for table in tables.values():
            table.flush()
        first = {name: table.number for name, table in tables.items()}
        copy_desk(connection, first, copies=copies, decided=decided)
        _write_log(decisions, tables["LogEntry"], copies=decided, wanted=log)
    _settle(connection)


def _people() -> list[int]:
    """Make the desk's editors."""
    from vaglio_web.store.models import User

    return [
        User.objects.create_user(
            email=f"editor{n}@desk.example",
            name=f"Editor {n}",
            role="owner" if n == 0 else "editor",
            password=PASSWORD,
        ).pk
        for n in range(PEOPLE)
    ]


def _dossiers() -> list[int]:
    """Make the desk's dossiers."""
    from django.utils import timezone

    from vaglio_web.store.models import Dossier

    return [
        Dossier.objects.create(
            slug=f"war-{n}", title=f"Dossier {n}", note="", made_at=timezone.now()
        ).pk
        for n in range(3)
    ]


class _Table:
    """Gather the rows of one table, and send many at once."""

    def __init__(self, name: str, connection: BaseDatabaseWrapper) -> None:
        """Look up the table's columns and what they usually hold."""
        from django.apps import apps
        from django.db.models import AutoField

        fields = apps.get_model("store", name)._meta.concrete_fields
        self._usual = {
            field.column: field.get_db_prep_save(field.get_default(), connection)
            for field in fields
        }
        self._counted = any(isinstance(field, AutoField) for field in fields)
        self._name = apps.get_model("store", name)._meta.db_table
        self._send = _copy if connection.vendor == "postgresql" else _insert
        self._connection = connection
        self._rows: list[tuple[Any, ...]] = []
        self.number = 0

    def add(self, values: dict[str, Any]) -> None:
        """Add one row."""
        self.number += 1
        row = self._usual | ({"id": self.number} if self._counted else {}) | values
        if len(row) > len(self._usual):
            raise KeyError(f"{self._name}: {set(row) - set(self._usual)}")
        self._rows.append(tuple(row.values()))
        if len(self._rows) == _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Send what was gathered."""
        if self._rows:
            self._send(self._connection, self._name, tuple(self._usual), self._rows)
            self._rows = []


def _insert(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    """Send rows to SQLite."""
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def _copy(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    """Send rows to PostgreSQL."""
    names = ", ".join(f'"{name}"' for name in columns)
    with (
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _write_log(
    decisions: Sequence[dict[str, Any]], table: _Table, *, copies: int, wanted: int
) -> None:
    """Write each decision, then decisions taken and taken back until the log is long enough."""
    from vaglio_web.store.models import LogHead

    head = LogHead.objects.get()
    for copy in range(copies + 1):
        for values in decisions:
            _append(head, _copied(values, copy), table)
    for at in range(wanted - head.number):
        values = decisions[at // 2 % len(decisions)]
        undoes = head.number if at % 2 else None
        _append(head, {**values, "action": _LOOKED_AGAIN[at % 2], "undoes": undoes}, table)
    table.flush()
    head.save()


def _copied(values: dict[str, Any], copy: int) -> dict[str, Any]:
    """Give a decision as it was taken of a copy."""
    if not copy:
        return values
    changed: dict[str, Any] = json.loads(renamed(json.dumps(values), copy))
    return changed


def _append(head: Any, values: dict[str, Any], table: _Table) -> None:  # noqa: ANN401
    """Write one decision with the hash of the one before."""
    from vaglio_web.store.actions._log import hash_of
    from vaglio_web.store.models import LogEntry

    at = dt.datetime.fromisoformat(values["at"]).replace(tzinfo=dt.UTC)
    name = {"who_name": f"Editor {values['who_id']}"}
    entry = LogEntry(number=head.number + 1, previous=head.hash, **(values | name | {"at": at}))
    entry.hash = hash_of(entry)
    head.number, head.hash = entry.number, entry.hash
    bodies = {name: json.dumps(values[name]) for name in ("before", "after")}
    more = {"number": entry.number, "previous": entry.previous, "hash": entry.hash}
    table.add(values | name | bodies | more)


@contextmanager
def _without_indexes(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Fill tables in one go, and make their indexes at the end."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if is_sqlite:
            cursor.execute("PRAGMA journal_mode=OFF")
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
                "AND tbl_name LIKE 'store_%%' AND sql NOT LIKE 'CREATE UNIQUE%%'"
            )
        else:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET synchronous_commit = off")
            cursor.execute("SET maintenance_work_mem = '256MB'")
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'store_%%' "
                "AND indexdef NOT LIKE 'CREATE UNIQUE%%'"
            )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        if is_sqlite:
            cursor.execute("BEGIN")
        yield
        if is_sqlite:
            cursor.execute("COMMIT")
        for _, words in indexes:
            cursor.execute(words)


def _settle(connection: BaseDatabaseWrapper) -> None:
    """Count on from the last numbers, and let the database look at what it holds."""
    from django.apps import apps
    from django.core.management.color import no_style

    models = list(apps.get_app_config("store").get_models())
    with connection.cursor() as cursor:
        for words in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(words)
        if connection.vendor == "sqlite":
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")
    connection.close()
