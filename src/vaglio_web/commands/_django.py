"""Django made ready for a command, with settings that are wrong told in one line."""

from __future__ import annotations

import os

from vaglio.cli._shell import Refusal
from vaglio_web.environment import SettingInvalid


def start_django() -> None:
    """Load Django and the settings of this installation.

    Raises:
        Refusal: A setting is wrong.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vaglio_web.settings")
    try:
        django.setup()
    except SettingInvalid as error:
        raise Refusal(f"{error}; see docs/settings.md") from error


def make_tables() -> None:
    """Bring the database to the form that this version needs, and gather the static files."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
