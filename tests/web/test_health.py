"""The health address: it says whether the desk can work, and nothing else."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db


def test_a_desk_that_can_work_says_so(client: Client) -> None:
    """No sign-in, no redirect to HTTPS, nothing kept by a proxy."""
    with override_settings(SECURE_SSL_REDIRECT=True):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/healthz").status_code == 405


def test_a_database_of_another_version_is_told(client: Client) -> None:
    """A migration that was not made is a reason to send nobody here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE name ="
            " (SELECT max(name) FROM django_migrations WHERE app = 'store')"
        )
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"the database is not up to date\n")


def test_a_database_that_does_not_answer_is_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is and why stays with the administrator."""

    def refuse(*_: object) -> None:
        raise OperationalError("connection to server at 10.1.2.3 failed")

    monkeypatch.setattr(MigrationExecutor, "__init__", refuse)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"the database does not answer\n")
