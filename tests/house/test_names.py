"""Names of modules say what is in them."""

from __future__ import annotations

from tests.house.sources import WEB, library_files, python_files, shown, web_files

EMPTY_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "misc", "common", "lib", "core", "base", "manager"}
)

# Inside an app: what it is made of, and what Django itself looks for under these names.
APP_NAMES = frozenset({"models", "queries", "actions", "access", "forms", "views", "urls"})
DJANGO_NAMES = frozenset({"__init__", "apps", "migrations", "templatetags", "management"})
APPS = frozenset({"store", "desk", "public", "comments"})


def test_no_module_has_a_name_that_says_nothing() -> None:
    """No file or folder is called utils, helpers, misc and the like."""
    files = python_files("src", "tests", "scripts", "benchmark")
    found = [
        shown(p) for p in files if {s.strip("_") for s in (p.stem, p.parent.name)} & EMPTY_NAMES
    ]
    assert found == []


def test_a_package_has_its_docstring_file() -> None:
    """Every folder under `src` that holds Python is a package with an `__init__.py`."""
    folders = {path.parent for path in (*library_files(), *web_files())}
    assert [
        shown(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()
    ] == []


def test_an_app_has_no_modules_but_those_that_everyone_looks_for() -> None:
    """Who knows one app of the desk knows where to look in the next."""
    apps = {path.parent for path in web_files() if path.name == "apps.py"}
    inside = [path.relative_to(app) for path in web_files() for app in apps & {*path.parents}]
    names = APP_NAMES | DJANGO_NAMES
    odd = [str(path) for path in inside if path.with_suffix("").parts[0] not in names]
    assert {app.name for app in apps} <= APPS
    assert {WEB / "store", WEB / "desk"} <= apps
    assert odd == []
