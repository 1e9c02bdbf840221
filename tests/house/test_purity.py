"""The library prints nothing, and reads no clock and no setting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import LIBRARY, definitions, dotted, library_files, shown, tree_of

CLOCKS = frozenset({"now", "today", "utcnow"})
PROCESS_NAMES = frozenset(
    {"os.environ", "os.getenv", "os.environb", "sys.exit", "sys.stdout", "sys.stderr", "os._exit"}
)
PROCESS_CALLS = frozenset({"print", "input", "exit", "quit", "breakpoint"})
CLOCK_MODULES = frozenset({"time"})
RANDOM_MODULES = frozenset({"random", "secrets", "uuid"})


def _is_command_line(path: Path) -> bool:
    """Tell whether the file is the command line, which alone talks to a person."""
    return path == LIBRARY / "cli.py" or LIBRARY / "cli" in path.parents


def _names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give every dotted name that is used, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, dotted(node)


def _calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the dotted name of everything that is called, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, dotted(node.func)


def _imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the top name of every module imported, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module.partition(".")[0]


def _imported(path: Path) -> ast.Module:
    """Parse what runs on import: `if __name__ == "__main__":` is a command line of its own."""
    body = [
        node
        for node in tree_of(path).body
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'")
    ]
    return ast.Module(body=body, type_ignores=[])


def _library() -> list[Path]:
    """List the library's files, the command line left out."""
    return [path for path in library_files() if not _is_command_line(path)]


def test_only_the_command_line_prints_exits_or_reads_settings() -> None:
    """A caller of the library never sees a word on the terminal or a setting obeyed."""
    found = [
        f"{shown(path, line)} {name}"
        for path in _library()
        for line, name in (*_names(_imported(path)), *_calls(_imported(path)))
        if name in PROCESS_NAMES or name in PROCESS_CALLS
    ]
    assert found == []


def test_the_library_reads_no_clock() -> None:
    """Reading the same bytes tomorrow gives the same claims."""
    asked = [
        f"{shown(path, line)} {name}"
        for path in _library()
        for line, name in _calls(_imported(path))
        if "." in name and name.rpartition(".")[2] in CLOCKS
    ]
    imported = [
        f"{shown(path, line)} {name}"
        for path in _library()
        for line, name in _imports(_imported(path))
        if name in CLOCK_MODULES | RANDOM_MODULES
    ]
    assert asked + imported == []


def test_no_argument_has_a_default_that_can_change() -> None:
    """No function of the library remembers one call in the next."""
    found = [
        shown(path, node.lineno)
        for path in _library()
        for node in definitions(_imported(path))
        if not isinstance(node, ast.ClassDef)
        for default in (*node.args.defaults, *node.args.kw_defaults)
        if isinstance(default, ast.List | ast.Dict | ast.Set)
    ]
    assert found == []
