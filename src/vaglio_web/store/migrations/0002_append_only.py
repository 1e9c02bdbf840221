"""What is written once stays: the database itself refuses to change or delete it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = (
    "store_logentry",
    "store_claimversion",
    "store_publication",
    "store_note",
    "store_reportbytes",
    "store_reading",
)

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION vaglio_append_only() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = 'rows of ' || TG_TABLE_NAME || ' are never changed or deleted';
END;
$$ LANGUAGE plpgsql
"""


def _enforce(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ANN401, ARG001
    """Put the triggers up."""
    if editor.connection.vendor == "sqlite":
        for table in TABLES:
            for act in ("UPDATE", "DELETE"):
                editor.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN "
                    f"SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted'); END"
                )
        return
    editor.execute(_POSTGRES_FUNCTION)
    for table in TABLES:
        editor.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION vaglio_append_only()"
        )
        editor.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION vaglio_append_only()"
        )


def _lift(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ANN401, ARG001
    """Take the triggers down again, to go back to the migration before."""
    if editor.connection.vendor == "sqlite":
        for table in TABLES:
            for act in ("update", "delete"):
                editor.execute(f"DROP TRIGGER {table}_no_{act}")
        return
    for table in TABLES:
        editor.execute(f"DROP TRIGGER {table}_no_change ON {table}")
        editor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
    editor.execute("DROP FUNCTION vaglio_append_only()")


def _begin(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ANN401, ARG001
    """Begin the log, and the desk's rules."""
    apps.get_model("store", "LogHead").objects.create()
    apps.get_model("store", "DeskPolicy").objects.create()


def _end(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ANN401, ARG001
    """Leave the tables empty."""
    apps.get_model("store", "LogHead").objects.all().delete()
    apps.get_model("store", "DeskPolicy").objects.all().delete()


class Migration(migrations.Migration):
    """Make the log and all history append-only."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("store", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [
        migrations.RunPython(_begin, _end),
        migrations.RunPython(_enforce, _lift),
    ]
