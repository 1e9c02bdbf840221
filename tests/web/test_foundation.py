"""The Django project itself: its tables, its checks, its database."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from tests.web.installations import Installation
from vaglio_web.store.models import User

_CHECK = """
from django.core.management import execute_from_command_line
execute_from_command_line(["manage", "check", "--deploy", "--fail-level", "WARNING"])
"""


@pytest.mark.django_db
def test_the_suite_runs_on_the_database_it_says(database: str) -> None:
    """What is said to hold on PostgreSQL was tried there."""
    assert connection.vendor == database
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_the_migrations_make_the_tables_that_the_models_say() -> None:
    """No change of a table was left without a migration."""
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_the_checks_of_django_pass_in_production(installation: Installation) -> None:
    """Behind a proxy with HTTPS, Django's list for a deployment has nothing to say."""
    production = installation.having(
        VAGLIO_HTTPS="yes", VAGLIO_HOSTS="desk.example.org", VAGLIO_PROXIES="1"
    )
    assert "no issues" in production.run("-W", "error", "-c", _CHECK).stdout


def test_processes_of_one_installation_share_its_database(
    installation: Installation, database: str
) -> None:
    """What one process wrote the next one reads, on the database that is being tried."""
    setup = "import django; django.setup(); from vaglio_web.store.models import Dossier;"
    make = "from django.utils import timezone; Dossier.objects.create(slug='a', title='A',"
    installation.run("-c", f"{setup} {make} made_at=timezone.now())")
    ask = "from django.db import connection; print(connection.vendor, Dossier.objects.get())"
    assert installation.run("-c", f"{setup} {ask}").stdout.split() == [database, "A"]
