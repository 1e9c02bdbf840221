"""An older desk is brought forwards: the record and the log stay as they were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.clusters import Cluster
from tests.web.installations import Installation

OLD = "0002_append_only"
_START = """
import datetime as dt, json
import django
django.setup()
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from vaglio_web.store.actions._log import broken_at, hash_of
"""
_FILL = f"""
apps = MigrationExecutor(connection).loader.project_state(("store", {OLD!r})).apps
of = lambda name: apps.get_model("store", name)
now = dt.datetime(2031, 5, 4, 12, 30, 0, 123456, tzinfo=dt.UTC)
who = of("User").objects.create(email="a@desk.example", name="A", role="editor", password="!")
dossier = of("Dossier").objects.create(slug="oranja", title="Oranja", made_at=now)
report = of("Report").objects.create(key="r:1", dossier=dossier, source="a.txt", medium="text",
    encoding="utf-8", publisher="The wire", arrived_at=now, state="read")
of("ReportBytes").objects.create(report=report, data=b"Seven were killed.")
reading = of("Reading").objects.create(report=report, number=1, codebook="1", reader="rules/1",
    text="Seven were killed.", paragraphs=[], read_at=now)
entry = of("Entry").objects.create(key="i:1", kind="incident", dossier=dossier, state="accepted",
    body={{"title": "Tarsk"}}, title="Tarsk", arrived_at=now)
of("Reference").objects.create(code="ORA-1", entry=entry)
of("Publication").objects.create(entry=entry, number=1, act="published", body={{}}, made_by=who,
    made_at=now)
previous = "0" * 64
for number in range(1, 41):
    claim = of("Claim").objects.create(key=f"c:{{number}}", report=report, reading=reading,
        dossier=dossier, body={{"quote": "Seven"}}, quote="Seven", kind="incident", speaker="he",
        arrived_at=now, state="accepted")
    of("ClaimVersion").objects.create(claim=claim, number=0, body=claim.body, origin="machine",
        made_at=now)
    of("EntryClaim").objects.create(entry=entry, claim=claim)
    line = of("LogEntry")(number=number, at=now, who=who, who_name="A", action="claim.accept",
        subject=claim.key, before={{claim.key: {{"version": 0}}}}, previous=previous,
        after={{claim.key: {{"version": 1}}}})
    line.hash = previous = hash_of(line)
    line.save(force_insert=True)
of("LogHead").objects.update(number=40, hash=previous)
"""
_TELL = """
def kept(old):
    with connection.cursor() as cursor:
        for table, columns in sorted(old.items()):
            names = ", ".join(f'"{name}"' for name in columns)
            cursor.execute(f"SELECT {names} FROM {table}")
            yield table, sorted([str(value) for value in row] for row in cursor.fetchall())
def columns():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("store_"):
                found = connection.introspection.get_table_description(cursor, table)
                yield table, [column.name for column in found]
"""
_BEFORE = _TELL + "old = dict(columns())\nprint(json.dumps([old, dict(kept(old))]))"
_AFTER = (
    _TELL
    + """
import sys
old = json.loads(sys.argv[1])
refused = []
for table in ("store_logentry", "store_claimversion", "store_publication", "store_reportbytes"):
    for act in (f"DELETE FROM {table}", f"UPDATE {table} SET {old[table][0]} = {old[table][0]}"):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(act)
        except DatabaseError:
            refused.append(act)
print(json.dumps([len(refused), list(broken_at()), dict(kept(old))]))
"""
)


@pytest.fixture
def empty(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[Installation]:
    """Give an installation without a table."""
    if database == "sqlite":
        yield Installation(data=tmp_path, database_url=f"sqlite:///{tmp_path / 'desk.sqlite3'}")
        return
    running: Cluster = request.getfixturevalue("cluster")
    name = running.new_database()
    yield Installation(data=tmp_path, database_url=running.url(name))
    running.drop_database(name)


def test_a_filled_desk_is_brought_forwards(empty: Installation) -> None:
    """Every row is as it was, the log is whole, and what is append-only still is."""
    migrate = ("-m", "django", "migrate", "--verbosity", "0")
    empty.run(*migrate, "store", OLD)
    empty.run("-c", _START + _FILL)
    columns, before = _told(empty.run("-c", _START + _BEFORE).stdout)
    assert len(before["store_logentry"]) == len(before["store_claim"]) == 40
    empty.run(*migrate)
    refused, broken, after = _told(empty.run("-c", _START + _AFTER, json.dumps(columns)).stdout)
    assert after == before
    assert (refused, broken) == (8, [])


def _told(output: str) -> list[Any]:
    """Read what a process told last."""
    last: list[Any] = json.loads(output.splitlines()[-1])
    return last
