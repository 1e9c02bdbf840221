"""The project's own files, found and parsed for the house tests."""

from __future__ import annotations

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "src" / "vaglio"

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
DefinitionNode = FunctionNode | ast.ClassDef


@functools.cache
def tracked_files() -> tuple[Path, ...]:
    """List the files that are, or are about to be, part of the project."""
    # A clone may belong to another user than the one who tests it.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    command += ["--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    names = filter(None, listing.stdout.decode().split("\0"))
    return tuple(sorted(path for path in (ROOT / name for name in names) if path.is_file()))


def python_files(*folders: str) -> list[Path]:
    """List the Python files of the given top folders."""
    tops = {ROOT / folder for folder in folders}
    return [
        path for path in tracked_files() if path.suffix == ".py" and tops.intersection(path.parents)
    ]


def library_files() -> list[Path]:
    """List the Python files of the library."""
    return python_files("src")


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """Parse one Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def definitions(tree: ast.AST) -> Iterator[DefinitionNode]:
    """Give every function and class, however deep."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


def public_definitions(tree: ast.Module | ast.ClassDef) -> Iterator[DefinitionNode]:
    """Give the public functions and classes, and the public methods of these."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if node.name.startswith("_"):
            continue
        yield node
        if isinstance(node, ast.ClassDef):
            yield from public_definitions(node)


def dotted(node: ast.AST) -> str:
    """Write `a.b.c` for a chain of names; an empty string for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        start = dotted(node.value)
        return f"{start}.{node.attr}" if start else ""
    return ""


def shown(path: Path, line: int | None = None) -> str:
    """Name a place in the project as an editor does: `file:line`."""
    name = path.relative_to(ROOT).as_posix()
    return name if line is None else f"{name}:{line}"
