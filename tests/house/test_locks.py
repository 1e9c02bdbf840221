"""What is installed is pinned, hashed and explained, and names no place to fetch it from."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata

import pytest
from packaging.specifiers import SpecifierSet

from tests.house.sources import ROOT

OLDEST_PYTHON = "3.11.2"
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ;]+)", re.MULTILINE)
LINE = re.compile(
    r"^(?:[a-z0-9][a-z0-9._-]*==\S+(?: ; .+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?| *#.*)?$"
)


def _pins(name: str) -> dict[str, str]:
    """Read the versions that a lock pins."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {hit["name"]: hit["version"] for hit in PIN.finditer(text)}


def _normal(requirement: str) -> str:
    """Give the name of a requirement as an installer compares it."""
    name = re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_pins_and_hashes_only(name: str) -> None:
    """No option of the installer, and so no index or file location, is in a lock."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not LINE.match(line)] == []


def test_the_development_lock_installs_the_same_runtime() -> None:
    """What is tested is what is shipped."""
    development = _pins("requirements-dev.lock")
    assert _pins("requirements.lock").items() <= development.items()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    """A dependency added to pyproject.toml is locked in the same change."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = {_normal(line) for line in project["dependencies"]}
    development = {_normal(line) for line in project["optional-dependencies"]["dev"]}
    assert runtime <= _pins("requirements.lock").keys()
    assert development <= _pins("requirements-dev.lock").keys()


def test_the_locks_install_on_the_oldest_python() -> None:
    """Debian 12 has Python 3.11.2; a package may ask for a later 3.11 and shut it out."""
    shut_out = {
        name: asked
        for name in _pins("requirements-dev.lock")
        if (asked := metadata.metadata(name).get("Requires-Python"))
        and not SpecifierSet(asked).contains(OLDEST_PYTHON)
    }
    assert shut_out == {}


def test_every_direct_dependency_is_explained() -> None:
    """docs/dependencies.md has a row for each dependency that we chose, and for no other."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
        *project["build-system"]["requires"],
    ]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE))
    assert rows == {_normal(line) for line in asked}
