"""Docstrings begin with a line that fits, and keep one order of parts."""

from __future__ import annotations

import ast
import re

from tests.house.sources import library_files, public_definitions, shown, tree_of, web_files

FIRST_LINE = 79
PARTS = ("Args", "Returns", "Yields", "Raises", "Source", "Example")
HEADING = re.compile(rf"^(?:{'|'.join(PARTS)}):$", re.MULTILINE)


def _public_docstrings() -> dict[str, str]:
    """Give the docstrings of public modules and of what is public in them, by place."""
    found = {}
    for path in (*library_files(), *web_files()):
        if path.stem.startswith("_") and path.stem != "__init__":
            continue
        tree = tree_of(path)
        found[shown(path, 1)] = ast.get_docstring(tree) or ""
        for node in public_definitions(tree):
            overload = any(
                isinstance(d, ast.Name) and d.id == "overload" for d in node.decorator_list
            )
            # Django's inner class Meta holds options; there is nothing to say of it.
            if not overload and node.name != "Meta":
                found[f"{shown(path, node.lineno)} {node.name}"] = ast.get_docstring(node) or ""
    return found


def test_first_lines_fit_and_end_in_a_full_stop() -> None:
    """The first line can be shown alone, in a list or at a prompt."""
    first = {place: (text.splitlines() or [""])[0] for place, text in _public_docstrings().items()}
    long = {place: line for place, line in first.items() if len(line) > FIRST_LINE}
    open_ended = {place: line for place, line in first.items() if not line.endswith((".", "?"))}
    assert (long, open_ended) == ({}, {})


def test_parts_stand_in_one_order() -> None:
    """Args, Returns, Raises, Source, Example: always in this order, none empty."""
    wrong = {}
    for place, text in _public_docstrings().items():
        parts = [hit.group().rstrip(":") for hit in HEADING.finditer(text)]
        if parts != sorted(set(parts), key=PARTS.index) or re.search(r":\n*\Z", text):
            wrong[place] = parts
    assert wrong == {}


def test_examples_run() -> None:
    """An example is a doctest, so that it cannot go stale."""
    dead = [
        place
        for place, text in _public_docstrings().items()
        if re.search(r"^Example:$", text, re.MULTILINE) and ">>> " not in text
    ]
    assert dead == []
