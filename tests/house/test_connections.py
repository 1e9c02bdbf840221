"""The desk fetches through the library's `ingest`, which knows what may be fetched."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.sources import WEB, python_files, shown, tree_of

CLIENTS = frozenset(
    {"socket", "ssl", "http.client", "urllib.request", "ftplib", "smtplib", "asyncio"}
    | {"requests", "httpx", "urllib3", "aiohttp"}
)


def _imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the dotted name of everything imported, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def test_the_desk_opens_no_connection_of_its_own() -> None:
    """Every address that somebody gives goes through the one place that refuses private ones."""
    found = [
        f"{shown(path, line)} {name}"
        for path in python_files("src")
        if WEB in path.parents
        for line, name in _imports(tree_of(path))
        if name in CLIENTS
    ]
    assert found == []
