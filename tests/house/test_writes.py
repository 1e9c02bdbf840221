"""Only the store's actions write: each checks who asks, and tells the log."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import WEB, python_files, shown, tree_of

ACTIONS = WEB / "store" / "actions"

# What a table or a set of rows is written with, and nothing else that the desk uses.
ALWAYS = frozenset(
    {"save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
    | {"create_user", "create_superuser"}
)
# SQL of one's own; what begins with SELECT only reads.
SQL = frozenset({"execute", "executemany", "executescript"})
# Words that a dictionary, a set or a hash has too. Those are given what they take without a name;
# rows are updated by named columns, and deleted with no word at all.
BY_NAME = frozenset({"update"})
BARE = frozenset({"delete"})
# Words of a set, and of what a row points to in numbers: there by way of a manager.
OF_MANAGER = frozenset({"add", "remove", "clear", "set"})
MANAGERS = frozenset({"groups", "user_permissions", "claims", "entries", "links", "objects"})

# "path:function" -> why it may write.
EXCEPTIONS = {
    "src/vaglio_web/store/models/people.py:create_user": "Django's own way to make an account",
}


def _writers() -> list[Path]:
    """List the files that may not write."""
    return [
        path
        for path in python_files("src")
        if WEB in path.parents and not {ACTIONS, *_migrations()} & {path, *path.parents}
    ]


def _migrations() -> set[Path]:
    """List the folders of migrations, which write the tables themselves."""
    return {path.parent for path in python_files("src") if path.parent.name == "migrations"}


def _is_write(call: ast.Call) -> bool:
    """Tell whether a call writes rows, by its name and how it is called."""
    if not isinstance(call.func, ast.Attribute):
        return False
    # Django's asynchronous twins begin with an a.
    names, owner = {call.func.attr, call.func.attr.removeprefix("a")}, call.func.value
    if names & SQL:
        return not (call.args and _reads_only(call.args[0]))
    if names & BY_NAME:
        return bool(call.keywords) and not call.args
    if names & BARE:
        return not call.args and not call.keywords
    if names & OF_MANAGER:
        return isinstance(owner, ast.Attribute) and owner.attr in MANAGERS
    return bool(names & ALWAYS)


def _reads_only(words: ast.expr) -> bool:
    """Tell whether SQL that is written out only reads."""
    return isinstance(words, ast.Constant) and str(words.value).lstrip().startswith("SELECT ")


def _writes(tree: ast.AST, function: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Give each call that writes, with the function it stands in."""
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else function
        if isinstance(node, ast.Call) and _is_write(node):
            yield inside, node
        yield from _writes(node, inside)


def test_only_actions_write() -> None:
    """No page changes the record past the one function that checks and logs it."""
    found = {
        f"{shown(path)}:{function}": f"line {call.lineno}: {ast.unparse(call)[:60]}"
        for path in _writers()
        for function, call in _writes(tree_of(path))
    }
    assert {place: call for place, call in found.items() if place not in EXCEPTIONS} == {}
    assert EXCEPTIONS.keys() <= found.keys()


@pytest.mark.parametrize(
    "line",
    [
        "claim.save()",
        "Claim.objects.create(key=key)",
        "claims.filter(state=state).update(state=other)",
        "Claim.objects.filter(key=key).delete()",
        "Claim.objects.bulk_create(claims)",
        "entry.claims.add(claim)",
        "cursor.execute(words)",
        "await claim.asave()",
    ],
)
def test_a_write_is_known_when_it_is_seen(line: str) -> None:
    """The rule sees each way in which Django writes."""
    tree = ast.parse(f"async def view(): {line}")
    assert [function for function, _ in _writes(tree)] == ["view"]


@pytest.mark.parametrize(
    "line",
    [
        "words.update(more)",
        "seen.add(key)",
        "cache.delete(key)",
        "digest.update(data)",
        "cursor.execute('SELECT 1')",
    ],
)
def test_what_looks_like_a_write_is_let_be(line: str) -> None:
    """Dictionaries, sets and hashes are not tables."""
    assert list(_writes(ast.parse(line))) == []
