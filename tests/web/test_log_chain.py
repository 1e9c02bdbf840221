"""The log cannot be changed; and where somebody changed it all the same, it shows."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.web.people import make_person
from vaglio_web.store import actions
from vaglio_web.store.models import (
    Claim,
    ClaimVersion,
    Entry,
    LogHead,
    Publication,
    Reading,
    Report,
    ReportBytes,
    Role,
)

pytestmark = pytest.mark.django_db

APPEND_ONLY = (
    "store_logentry store_claimversion store_publication store_note store_reportbytes store_reading"
).split()


@pytest.fixture
def log() -> None:
    """Write a log of nine decisions."""
    owner = make_person(Role.OWNER)
    for number in range(9):
        actions.make_dossier(who=owner, title=f"Dossier {number}")


def _tear(*words: str) -> None:
    """Change the log as somebody with the database's password would: triggers off first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER store_logentry_no_update")
            cursor.execute("DROP TRIGGER store_logentry_no_delete")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE store_logentry DISABLE TRIGGER USER")
        for each in words:
            cursor.execute(each)


def _broken() -> list[int]:
    """Give the numbers at which the log does not fit; stretches have to find each of them too."""
    whole = [number for number, _ in actions.broken_at()]
    stretches = [*actions.broken_at(last=4), *actions.broken_at(first=5, last=7)]
    stretches += actions.broken_at(first=8)
    assert {number for number, _ in stretches} >= set(whole)
    return whole


@pytest.mark.usefixtures("log")
def test_a_log_that_nobody_touched_is_whole() -> None:
    """Nothing is found where nothing was done."""
    assert LogHead.objects.get().number == 9
    assert _broken() == []


def test_an_empty_log_is_whole() -> None:
    """A desk that has decided nothing has nothing to hide."""
    assert list(actions.broken_at()) == []


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["UPDATE store_logentry SET why = 'another' WHERE number = 3"], [3]),
        (["UPDATE store_logentry SET who_name = 'Nobody' WHERE number = 9"], [9]),
        (["UPDATE store_logentry SET hash = previous WHERE number = 5"], [5, 6]),
        (["DELETE FROM store_logentry WHERE number = 4"], [4]),
        (["DELETE FROM store_logentry WHERE number IN (4, 5, 6)"], [4]),
        (["DELETE FROM store_logentry WHERE number = 1"], [1]),
        (["DELETE FROM store_logentry WHERE number >= 8"], [8]),
        (["DELETE FROM store_logentry"], [1]),
        (["UPDATE store_loghead SET hash = 'x'"], [9]),
    ],
)
def test_what_was_changed_or_taken_out_is_found(words: list[str], found: list[int]) -> None:
    """Changed words, a deleted row, a cut tail: the entry is named at which it happened."""
    _tear(*words)
    assert _broken() == found


_COPY = (
    "INSERT INTO store_logentry (number, at, who_id, who_name, action, subject, why, before, after,"
    " undoes, previous, hash) SELECT {}, at, who_id, who_name, action, subject, why, before, after,"
    " undoes, previous, hash FROM store_logentry WHERE number = 5"
)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("number", [0, -3, 10, 40])
def test_a_row_that_was_put_in_is_found(number: int) -> None:
    """Before the first entry, or after the last: the row itself is named."""
    _tear(_COPY.format(number))
    assert _broken() == [number]


@pytest.mark.usefixtures("log")
def test_a_row_that_was_put_in_between_is_found() -> None:
    """Room made in the middle by moving the rest on is found at the first row that moved."""
    moved = [f"UPDATE store_logentry SET number = {n + 1} WHERE number = {n}" for n in (9, 8, 7, 6)]
    _tear(*moved, _COPY.format(6))
    assert min(_broken()) == 6


@pytest.fixture
def history() -> None:
    """Write one row into each table that only grows."""
    owner, now = make_person(Role.OWNER), timezone.now()
    dossier = actions.make_dossier(who=owner, title="Oranja")
    report = Report.objects.create(
        key="r:1", dossier=dossier, source="a.txt", medium="text", encoding="utf-8", arrived_at=now
    )
    ReportBytes.objects.create(report=report, data=b"text")
    reading = Reading.objects.create(report=report, number=1, paragraphs=[], read_at=now)
    claim = Claim.objects.create(
        key="c:1", report=report, reading=reading, dossier=dossier, body={}, arrived_at=now
    )
    ClaimVersion.objects.create(claim=claim, number=0, body={}, made_at=now)
    entry = Entry.objects.create(
        key="i:1", kind="incident", dossier=dossier, body={}, arrived_at=now
    )
    Publication.objects.create(entry=entry, number=1, act="published", made_by=owner, made_at=now)
    actions.write_note(who=owner, subject="c:1", text="It stays.")


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_database_itself_refuses(table: str) -> None:
    """No program that has the database's password changes or empties history by mistake."""
    with connection.cursor() as cursor:
        column = connection.introspection.get_table_description(cursor, table)[0].name
    words = [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]
    if connection.vendor != "sqlite":  # which has no such statement
        words.append(f"TRUNCATE {table} CASCADE")
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    for each in words:
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            connection.cursor().execute(each)
