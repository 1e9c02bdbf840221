"""Data that the project uses have an origin, a licence and a digest."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

from tests.house.sources import ROOT, shown, tracked_files
from tests.web.screens import FOLDER, digests

DIGEST = re.compile(r"^[0-9a-f]{64}$")
FIELDS = frozenset({"name", "version", "origin", "licence", "digest", "command", "used_for"})


def _entries() -> list[dict[str, str]]:
    """Read DATA.toml."""
    entries: list[dict[str, str]] = tomllib.loads((ROOT / "DATA.toml").read_text())["data"]
    return entries


def _is_binary(path: Path) -> bool:
    """Tell whether a file is no UTF-8 text."""
    data = path.read_bytes()
    if b"\0" in data:
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def test_every_entry_is_complete() -> None:
    """Nobody has to guess where data came from or whether they may pass them on."""
    for entry in _entries():
        assert entry.keys() - {"path", "credit"} == FIELDS, entry.get("name")
        assert DIGEST.match(entry["digest"]), entry["name"]
        assert all(value.strip() for value in entry.values()), entry["name"]


def test_every_binary_file_is_listed_with_its_digest() -> None:
    """A file that nobody can read in a diff is vouched for in DATA.toml, or beside screenshots."""
    listed = {entry["path"]: entry["digest"] for entry in _entries() if "path" in entry}
    listed |= {shown(FOLDER / name): digest for name, digest in digests().items()}
    binary = {
        shown(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in tracked_files()
        if _is_binary(path)
    }
    assert binary.items() <= listed.items()


def test_every_screenshot_that_is_listed_is_there() -> None:
    """A picture that is gone, or was changed by hand, is noticed."""
    there = {path for path in tracked_files() if FOLDER in path.parents and path.suffix == ".png"}
    assert {FOLDER / name for name in digests()} == there


def test_every_listed_file_is_as_listed() -> None:
    """A committed data file has the bytes that DATA.toml says."""
    for entry in _entries():
        if "path" in entry:
            found = hashlib.sha256((ROOT / entry["path"]).read_bytes()).hexdigest()
            assert found == entry["digest"], entry["path"]


def test_packaged_data_are_pinned_in_the_lock() -> None:
    """What the package installer fetches is the version and digest that DATA.toml says."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for entry in _entries():
        if "path" not in entry:
            name, version, digest = entry["name"], entry["version"], entry["digest"]
            pin = lock.partition(f"\n{name}=={version} \\\n")[2].partition("# via")[0]
            assert f"sha256:{digest}" in pin, name


def test_every_credit_is_given_in_the_notice() -> None:
    """A licence that asks for a credit gets it in NOTICE."""
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for entry in _entries():
        assert entry.get("credit", "") in notice, entry["name"]
