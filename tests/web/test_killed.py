"""Killed in the middle of a decision: nothing is half done, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.web.installations import Installation

ROOT = Path(__file__).parents[2]
_START = f"""
import hashlib, json, pathlib, sys, time
sys.path.insert(0, {str(ROOT)!r})
import django
django.setup()
from vaglio_web.store import actions
from vaglio_web.store.actions import _deciding, _log, backups, claims
from vaglio_web.store.models import *
def stop_here(*_, **__):
    print("here", flush=True)
    time.sleep(300)
def of(role):
    return User.objects.get(role=role)
def incidents():
    return Entry.objects.filter(kind="incident").exclude(state="merged").order_by("id")
def waiting():
    return Claim.objects.filter(state="waiting").earliest("id").key
def merge():
    kept, other = incidents()[:2]
    actions.merge_entries(who=of("coder"), key=kept.key, other_key=other.key)
def publish():
    actions.publish_entry(who=of("editor"), key=incidents()[0].key)
def tell():
    tables = backups._tables()
    rows = [list(table.objects.order_by("pk").values_list()) for table in tables]
    print(json.dumps({{
        "digest": hashlib.sha256(repr(rows).encode()).hexdigest(),
        "decisions": LogHead.objects.get().number,
        "broken": list(actions.broken_at()),
        "backup": sorted(each.name for each in pathlib.Path().glob("*.zip")),
    }}))
"""
_FILL = """
from tests.web.claims import make_claims
from tests.web.desks import SHELLING, make_desk
other = SHELLING.replace("Tarsk", "Veldo").replace("3 May", "9 July").replace("even", "ine")
desk = make_desk(SHELLING, other.replace("4 May", "10 July"))
for entry in incidents():
    for claim in entry.claims.all():
        actions.accept_claim(who=desk.coder, key=claim.key)
    actions.accept_entry(who=desk.coder, key=entry.key)
make_claims(3)
tell()
"""
ACTS = (
    # Where the process is killed, and what it was about to do.
    ("_deciding.append", "actions.accept_claim(who=of('coder'), key=waiting())"),
    ("LogHead.save", "actions.reject_claim(who=of('coder'), key=waiting(), reason='twice')"),
    ("_deciding.append", "merge()"),
    ("LogEntry.save", "publish()"),
)


@pytest.fixture
def desk(installation: Installation) -> Installation:
    """Give a desk with two accepted incidents and claims that wait."""
    told(installation.run("-c", _START + _FILL).stdout)
    return installation


def test_a_decision_that_is_killed_was_never_begun(desk: Installation) -> None:
    """Each row of each table is as before; taken again, the decision goes through."""
    before = told(desk.run("-c", f"{_START}tell()").stdout)
    for where, act in ACTS:
        kill_in(desk, where, act)
        again = f"{_START}tell()\n{act}\ntell()"
        after, done = (json.loads(line) for line in desk.run("-c", again).stdout.splitlines())
        assert after == before, act
        assert (done["broken"], done["decisions"]) == ([], before["decisions"] + 1), act
        before = done
    assert "none changed" in desk.run("-m", "vaglio.cli", "log", "verify").stdout


def test_a_backup_that_is_killed_leaves_the_last_one_whole(desk: Installation) -> None:
    """A file under a backup's name is a whole backup; the next one is made as ever."""
    act = "actions.back_up(pathlib.Path('desk.zip'))"
    kill_in(desk, "backups._write_table", act)
    assert told(desk.run("-c", f"{_START}tell()").stdout)["backup"] == []
    desk.run("-m", "vaglio.cli", "backup", "desk.zip")
    whole = (desk.data / "desk.zip").read_bytes()
    kill_in(desk, "zipfile.ZipFile.close", act)
    assert (desk.data / "desk.zip").read_bytes() == whole
    desk.run("-m", "vaglio.cli", "backup", "desk.zip")
    assert (desk.data / "desk.zip").stat().st_size > 0


def kill_in(desk: Installation, where: str, act: str) -> None:
    """Have a process begin something, and kill it where it says that it has come to."""
    process = desk.start("-c", f"{_START}import zipfile\n{where} = stop_here\n{act}")
    assert process.stdout is not None
    heard = []
    for line in process.stdout:
        heard.append(line)
        if line == "here\n":
            break
    process.kill()
    process.communicate()
    assert heard[-1:] == ["here\n"], "".join(heard)


def told(output: str) -> dict[str, Any]:
    """Read what a process told last."""
    last: dict[str, Any] = json.loads(output.splitlines()[-1])
    return last
