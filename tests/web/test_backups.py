"""A backup brings back the same record, log and all, into either database."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.web.installations import Installation

ROOT = Path(__file__).parents[2]
FILL = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
import django; django.setup()
from tests.web.desks import make_desk
from vaglio_web.store import actions
desk = make_desk()
for claim in desk.claims():
    actions.accept_claim(who=desk.coder, key=claim.key)
"""


def test_a_backup_brings_everything_back_or_nothing(
    new_installation: Callable[[str], Installation], tmp_path: Path
) -> None:
    """A damaged file and a desk that holds something are refused; a whole one comes back."""
    first, second = new_installation("first"), new_installation("second")
    whole, bad, again = (tmp_path / f"{name}.zip" for name in ("whole", "bad", "again"))
    first.run("-c", FILL)
    _vaglio(first, "backup", str(whole))
    assert whole.stat().st_mode & 0o077 == 0
    assert len(_rows(whole)["store.claim.jsonl"]) > 1

    _with_a_changed_decision(whole, bad)
    refused = _vaglio(second, "restore", str(bad), status=2)
    assert "its words are not those that were written" in refused
    assert "holds something already" in _vaglio(first, "restore", str(whole), status=2)

    _vaglio(second, "restore", str(whole))
    assert "none changed" in _vaglio(second, "log", "verify")
    _vaglio(second, "backup", str(again))
    assert _rows(again) == _rows(whole)


def _vaglio(installation: Installation, *arguments: str, status: int = 0) -> str:
    """Run a command on a desk, and give what it says."""
    result = installation.run("-m", "vaglio.cli", *arguments, check=False)
    said = result.stdout + result.stderr
    assert result.returncode == status, said
    return said


def _rows(path: Path) -> dict[str, list[bytes]]:
    """Read what a backup holds, file by file."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).splitlines() for name in archive.namelist()}


def _with_a_changed_decision(whole: Path, bad: Path) -> None:
    """Copy a backup, with one word of the log changed."""
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "store.logentry.jsonl":
                assert b"claim.accept" in data
                data = data.replace(b"claim.accept", b"claim.reject", 1)
            new.writestr(name, data)
