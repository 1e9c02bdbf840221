"""Whether the desk can work: its database answers, with this version's tables."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor


def what_is_wrong() -> str | None:
    """Say what keeps the desk from working, without a word on where things are.

    Returns:
        The problem; None where all is well.
    """
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "the database does not answer"
    return "the database is not up to date" if behind else None
