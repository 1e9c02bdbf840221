"""Files and functions stay short enough to read in one go."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.sources import (
    FunctionNode,
    definitions,
    is_generated,
    python_files,
    shown,
    tree_of,
)

FILE_LIMIT = 300
FUNCTION_LIMIT = 40

# "path" or "path:function" -> (its size now, why it may be longer). It may shrink, never grow.
EXCEPTIONS: dict[str, tuple[int, str]] = {}

FOLDERS = ("src", "tests", "scripts", "benchmark")


def _written() -> list[Path]:
    """List the Python files that people write."""
    return [path for path in python_files(*FOLDERS) if not is_generated(path)]


def _length(node: FunctionNode) -> int:
    """Count the lines of a function, decorators and docstring left out."""
    first, end = node.body[0], node.end_lineno or node.lineno
    lines = end - node.lineno + 1
    if ast.get_docstring(node) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def _over(name: str, size: int, limit: int) -> bool:
    """Tell whether a size is over the limit, or over the size it was excepted with."""
    return size > EXCEPTIONS.get(name, (limit, ""))[0]


def test_files_are_at_most_300_lines() -> None:
    """One idea a file."""
    sizes = {shown(p): len(p.read_text(encoding="utf-8").splitlines()) for p in _written()}
    assert {name: size for name, size in sizes.items() if _over(name, size, FILE_LIMIT)} == {}


def test_functions_are_at_most_40_lines() -> None:
    """A function's body is seen at a glance; its docstring may be longer."""
    sizes = {
        f"{shown(path)}:{node.name}": _length(node)
        for path in _written()
        for node in definitions(tree_of(path))
        if not isinstance(node, ast.ClassDef)
    }
    assert {name: size for name, size in sizes.items() if _over(name, size, FUNCTION_LIMIT)} == {}


def test_every_exception_is_still_needed_and_says_why() -> None:
    """An exception outlives neither its reason nor its file."""
    names = {shown(path) for path in python_files(*FOLDERS)}
    for name, (_, why) in EXCEPTIONS.items():
        assert why.strip(), name
        assert name.partition(":")[0] in names, name
