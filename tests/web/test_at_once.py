"""Several people decide at once, with real commits: one wins, and nothing is lost."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from tests.web.installations import Installation

ROOT = Path(__file__).parents[2]
_START = f"""
import json, pathlib, sys, threading, time
sys.path.insert(0, {str(ROOT)!r})
import django
django.setup()
from django.db import connection
from vaglio_web.store import actions
from vaglio_web.store.models import *
"""
_FILL = """
from tests.web.claims import make_claims
from tests.web.people import make_person
for name in ("ann", "bo"):
    make_person(email=f"{name}@desk.example")
make_claims(20)
"""
_RIVAL = """
name, verb = sys.argv[1:3]
who = User.objects.get(email=f"{name}@desk.example")
shown = list(Claim.objects.order_by("id").values_list("key", "version"))
print("ready", flush=True)
go = pathlib.Path("go")
while not go.exists():
    time.sleep(0.01)
begin = float(go.read_text())
won, lost = [], []
for number, (key, version) in enumerate(shown):
    time.sleep(max(0, begin + number / 20 - time.time()))
    try:
        if verb == "accept":
            actions.accept_claim(who=who, key=key, seen=version)
        else:
            actions.reject_claim(who=who, key=key, seen=version, reason="twice")
        won.append(key)
    except actions.Moved as moved:
        lost.append(str(moved))
print(json.dumps({"won": won, "lost": lost}))
"""
_TOGETHER = """
who = User.objects.get(email="ann@desk.example")
keys = list(Claim.objects.values_list("key", flat=True))
gate = threading.Barrier(len(keys))
problems = []
def decide(key):
    gate.wait()
    try:
        actions.accept_claim(who=who, key=key, seen=0)
    except Exception as problem:
        problems.append(repr(problem))
    finally:
        connection.close()
people = [threading.Thread(target=decide, args=(key,)) for key in keys]
for each in people: each.start()
for each in people: each.join()
print(json.dumps(problems))
"""
_TELL = """
verdicts = LogEntry.objects.filter(action__in=("claim.accept", "claim.reject"))
print(json.dumps({
    "states": dict(Claim.objects.values_list("key", "state")),
    "decided": sorted(verdicts.values_list("subject", flat=True)),
    "numbers": list(LogEntry.objects.order_by("number").values_list("number", flat=True)),
    "broken": list(actions.broken_at()),
}))
"""


def test_of_two_on_one_item_one_wins_and_the_other_is_told(installation: Installation) -> None:
    """Twenty times two people judge one claim: one decision each, and the loser knows whose."""
    installation.run("-c", _START + _FILL)
    words = (("ann", "accept"), ("bo", "reject"))
    rivals = [installation.start("-c", _START + _RIVAL, *each) for each in words]
    for rival in rivals:
        assert rival.stdout is not None
        assert rival.stdout.readline() == "ready\n"
    (installation.data / "going").write_text(str(time.time() + 0.5))
    (installation.data / "going").rename(installation.data / "go")
    ann, bo = (_last(rival.communicate(timeout=90)[0]) for rival in rivals)

    after = _look(installation)
    assert sorted([*ann["won"], *bo["won"]]) == sorted(after["states"]) == after["decided"]
    assert [word for word in ann["lost"] if not word.startswith("The bo was first: rejected")] == []
    assert [word for word in bo["lost"] if not word.startswith("The ann was first: accepted")] == []
    assert len(ann["lost"]) + len(bo["lost"]) == len(after["states"]) == 20
    assert {key for key, state in after["states"].items() if state == "accepted"} == set(ann["won"])
    assert after["broken"] == []


def test_twenty_decisions_at_once_are_all_in_the_log(installation: Installation) -> None:
    """None waits in vain, none is lost, and the chain is whole."""
    installation.run("-c", _START + _FILL)
    assert _last(installation.run("-c", _START + _TOGETHER).stdout) == []
    after = _look(installation)
    assert after["decided"] == sorted(after["states"])
    assert set(after["states"].values()) == {"accepted"}
    assert after["numbers"] == list(range(1, len(after["numbers"]) + 1))
    assert after["broken"] == []


def _look(installation: Installation) -> Any:  # noqa: ANN401 - what JSON holds
    """Tell how things stand."""
    return _last(installation.run("-c", _START + _TELL).stdout)


def _last(output: str) -> Any:  # noqa: ANN401 - what JSON holds
    """Read what a process told last."""
    return json.loads(output.splitlines()[-1])
