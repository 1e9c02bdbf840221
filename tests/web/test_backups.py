"""A backup brings back the same record, log and all, into either database."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps

from tests.web.clusters import Cluster
from tests.web.installations import Installation
from vaglio_web.store.actions.backups import NOT_KEPT, _tables

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


_CLAIMS = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
import django; django.setup()
from tests.web.claims import make_claims
from tests.web.people import make_person
from vaglio_web.store import actions
from vaglio_web.store.models import Claim
who, claims = make_person(), make_claims(60)
"""
_DECIDE = """
print("begun", flush=True)
for claim in claims:
    actions.accept_claim(who=who, key=claim.key)
"""


def test_every_table_is_kept_or_has_a_reason() -> None:
    """A table that was added and that nobody thought of would be lost with the machine."""
    kept = {table._meta.label_lower for table in _tables()}
    assert {model._meta.label_lower for model in apps.get_models()} == kept | set(NOT_KEPT)
    assert kept & set(NOT_KEPT) == set()


def test_from_one_database_into_the_other_and_back(
    new_installation: Callable[[str], Installation],
    cluster: Cluster,
    database: str,
    tmp_path: Path,
) -> None:
    """SQLite and PostgreSQL keep the same: the third backup holds what the first did."""
    first, third = new_installation("first"), new_installation("third")
    (tmp_path / "second").mkdir()
    name = cluster.new_database()
    other = cluster.url(name) if database == "sqlite" else f"sqlite:///{tmp_path}/second/desk.db"
    second = Installation(data=tmp_path / "second", database_url=other)
    first.run("-c", _CLAIMS + _DECIDE)
    for number, desk in enumerate((first, second, third)):
        if number:
            _vaglio(desk, "restore", str(tmp_path / f"{number - 1}.zip"))
        _vaglio(desk, "backup", str(tmp_path / f"{number}.zip"))
    cluster.drop_database(name)
    rows = [_meant(_rows(tmp_path / f"{number}.zip")) for number in range(3)]
    assert rows[0] == rows[1] == rows[2]
    assert len(rows[0]["store.logentry.jsonl"]) == 60


def test_a_backup_while_people_decide_is_of_one_moment(
    installation: Installation, tmp_path: Path
) -> None:
    """It ends at one decision: the log, its head and the claims agree."""
    deciding = installation.start("-c", _CLAIMS + _DECIDE)
    assert deciding.stdout is not None
    assert deciding.stdout.readline() == "begun\n"
    _vaglio(installation, "backup", str(tmp_path / "middle.zip"))
    said = deciding.communicate(timeout=60)[0]
    assert deciding.returncode == 0, said
    rows = _rows(tmp_path / "middle.zip")
    manifest = json.loads(b"".join(rows["manifest.json"]))
    log = [json.loads(line) for line in rows["store.logentry.jsonl"]]
    [head] = [json.loads(line)["fields"] for line in rows["store.loghead.jsonl"]]
    accepted = sum(b'"state": "accepted"' in line for line in rows["store.claim.jsonl"])
    assert accepted == len(log) == head["number"] == manifest["decisions"]
    assert head["hash"] == manifest["hash"] == (log[-1]["fields"]["hash"] if log else "0" * 64)


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (lambda names: [*names, "store.9999_later"], "a newer version of Vaglio made it"),
        (lambda names: names[:-1], "restore it with that version, then update"),
    ],
)
def test_a_backup_of_another_version_is_refused(
    installation: Installation,
    tmp_path: Path,
    theirs: Callable[[list[str]], list[str]],
    said: str,
) -> None:
    """Its tables are not those of this version: the line says what to do."""
    whole, other = tmp_path / "whole.zip", tmp_path / "other.zip"
    _vaglio(installation, "backup", str(whole))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "manifest.json":
                manifest = json.loads(data)
                manifest["migrations"] = theirs(manifest["migrations"])
                data = json.dumps(manifest).encode()
            new.writestr(name, data)
    assert said in _vaglio(installation, "restore", str(other), status=2)


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


def _meant(rows: dict[str, list[bytes]]) -> dict[str, list[object]]:
    """Read each line: PostgreSQL keeps the names inside a line in an order of its own."""
    del rows["manifest.json"]
    return {name: [json.loads(line) for line in lines] for name, lines in rows.items()}


def _with_a_changed_decision(whole: Path, bad: Path) -> None:
    """Copy a backup, with one word of the log changed."""
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "store.logentry.jsonl":
                assert b"claim.accept" in data
                data = data.replace(b"claim.accept", b"claim.reject", 1)
            new.writestr(name, data)
