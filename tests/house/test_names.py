"""Names of modules say what is in them."""

from __future__ import annotations

from tests.house.sources import library_files, python_files, shown

EMPTY_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "misc", "common", "lib", "core", "base", "manager"}
)


def test_no_module_has_a_name_that_says_nothing() -> None:
    """No file or folder is called utils, helpers, misc and the like."""
    files = python_files("src", "tests", "scripts", "benchmark")
    found = [
        shown(p) for p in files if {s.strip("_") for s in (p.stem, p.parent.name)} & EMPTY_NAMES
    ]
    assert found == []


def test_a_package_has_its_docstring_file() -> None:
    """Every folder of the library that holds Python is a package with an `__init__.py`."""
    folders = {path.parent for path in library_files()}
    assert [
        shown(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()
    ] == []
