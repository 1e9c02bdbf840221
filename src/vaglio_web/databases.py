"""The database of an installation, as Django wants it told."""

from __future__ import annotations

from typing import Any

import dj_database_url

_SQLITE = {
    # Writers take their turn instead of failing; readers are never kept waiting.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;"
        "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
    ),
}


def database_settings(url: str) -> dict[str, Any]:
    """Give Django's settings of the database at an address.

    Args:
        url: `postgres://user:password@host/name` or `sqlite:///path`.

    Returns:
        One entry of `DATABASES`.
    """
    database: dict[str, Any] = dict(dj_database_url.parse(url))
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = dict(_SQLITE)
    else:
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    return database
