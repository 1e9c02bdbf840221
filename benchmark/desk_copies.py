"""A filled desk made many times as large inside its database: the same war, year after year.

Each copy has numbers, keys and days of its own; all else is as in the first year.
In the first copies people have decided as in the first year, in the others all waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Field

YEAR = 2030
"""The year of the rows that are copied."""
_TABLES = ("Report", "ReportBytes", "Reading", "Claim", "ClaimVersion", "Entry", "EntryClaim")
_OF_DECISIONS = ("Verdict", "Reference")
_NUMBERS = {"report": "Report", "reading": "Reading", "claim": "Claim", "entry": "Entry"}
_WORDS = frozenset({"key", "body", "code", "text"})
"""Columns in which keys and days are written."""
_DAYS_A_COPY = 5


def renamed(words: str, copy: int) -> str:
    """Give the words of the first year as they stand in a copy."""
    return words.replace(":0000", f":{copy:04x}").replace(f"{YEAR}-", f"{YEAR + copy}-")


def copy_desk(
    connection: BaseDatabaseWrapper, first: Mapping[str, int], *, copies: int, decided: int
) -> None:
    """Copy the first year into later ones.

    Args:
        connection: To the database.
        first: How many rows each table holds of the first year.
        copies: How many copies to make.
        decided: In how many of them people have decided.
    """
    with connection.cursor() as cursor:
        for copy in range(1, copies + 1):
            tables = _TABLES + (_OF_DECISIONS if copy <= decided else ())
            for name in tables:
                cursor.execute(_statement(connection, name, first, copy, copy <= decided))


def _statement(
    connection: BaseDatabaseWrapper, name: str, first: Mapping[str, int], copy: int, decided: bool
) -> str:
    """Write what copies one table once."""
    from django.apps import apps

    meta = apps.get_model("store", name)._meta
    fields = meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(
        _value(field, connection.vendor == "sqlite", first, copy, None if decided else name)
        for field in fields
    )
    return (
        f"INSERT INTO {meta.db_table} ({columns}) SELECT {values} FROM {meta.db_table} "
        f'WHERE "{fields[0].column}" <= {first[name]}'
    )


def _value(
    field: Field[object, object],
    is_sqlite: bool,
    first: Mapping[str, int],
    copy: int,
    waiting: str | None,
) -> str:
    """Give what a column of a copy holds."""
    column, name = f'"{field.column}"', field.model.__name__
    if field.primary_key:
        return f"{column} + {first[name] * copy}"
    if field.is_relation and field.name in _NUMBERS:
        return f"{column} + {first[_NUMBERS[field.name]] * copy}"
    if waiting in ("Claim", "Entry") and field.name == "state":
        return "CASE WHEN id % 200 = 0 THEN 'second look' ELSE 'waiting' END"
    if waiting in ("Claim", "Entry") and field.name == "version":
        return "0"
    if field.name in _WORDS:
        return _replaced(column, copy, "jsonb" if field.name == "body" and not is_sqlite else "")
    if field.name == "day":
        return _replaced(column, copy, "" if is_sqlite else "date")
    if field.get_internal_type() == "DateTimeField" and field.name != "held_until":
        days = f"{copy * _DAYS_A_COPY} days"
        if is_sqlite:
            return f"datetime({column}, '+{days}')"
        return f"{column} + interval '{days}'"
    return column


def _replaced(column: str, copy: int, kind: str) -> str:
    """Give the words of a column with keys and days of a copy."""
    cast = f"{column}::text" if kind else column
    keys = f"replace({cast}, ':0000', ':{copy:04x}')"
    words = f"replace({keys}, '{YEAR}-', '{YEAR + copy}-')"
    return f"({words})::{kind}" if kind else words
