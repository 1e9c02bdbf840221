"""A table for what all processes share, such as wrong tries to sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _make(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ANN401, ARG001
    """Make the table as Django's cache wants it."""
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


def _drop(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ANN401, ARG001
    """Take the table away."""
    editor.execute("DROP TABLE IF EXISTS vaglio_cache")


class Migration(migrations.Migration):
    """Make the cache that processes share."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("store", "0004_deliveries_and_leases")]
    operations: ClassVar[list[migrations.RunPython]] = [migrations.RunPython(_make, _drop)]
