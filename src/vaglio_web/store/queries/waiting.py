"""What waits for somebody, asked for in words that the indexes know."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q
from django.db.models.sql.compiler import SQLCompiler

from vaglio_web.store.models import ClaimState

OPEN_STATES = (ClaimState.WAITING, ClaimState.SECOND_LOOK)
"""States in which a claim or an entry waits for somebody."""


class _Waits(Func):
    """Ask whether a row waits for somebody, as the partial indexes have it.

    SQLite knows a partial index again only by the very words of its condition:
    values that are bound to a query afterwards are not looked at when it
    chooses. And it must not take the index of states for a short way: of all
    rows of a queue nearly all wait.
    """

    template = "%(expressions)s IN ('waiting', 'second look')"
    output_field = BooleanField()

    def as_sqlite(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        **more: Any,  # noqa: ANN401 - as Django has it
    ) -> tuple[str, Any]:
        """Write it for SQLite, with how likely it is."""
        template = f"likelihood({self.template}, 0.99)"
        return self.as_sql(compiler, connection, template=template, **more)


WAITS = Q(_Waits(F("state")))
"""Narrow claims or entries to those that wait for somebody."""
