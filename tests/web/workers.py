"""Workers in processes of their own, that can be killed where it hurts most."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import Any

from tests.web.installations import Installation

_START = """
import datetime as dt, json, sys, time
import django
django.setup()
from django.core.management import call_command
from django.db.models import Count
from django_tasks_db.models import DBTaskResult
from vaglio_web.store import actions
from vaglio_web.store.actions import _leases, _settling, joining, reading, working
from vaglio_web.store.models import *
_leases.LEASE = joining.LEASE = dt.timedelta(seconds=2)
_leases.BEAT_SECONDS = 0.3
joining._PAUSE = dt.timedelta(seconds=0.2)
def stop_here(*_, **__):
    print("here", flush=True)
    time.sleep(300)
def work():
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0, queue_name="*")
"""
_BRING = """
who = User.objects.create_user(email="c@desk.example", name="C", role="coder", password="p" * 14)
place = actions.make_dossier(who=None, title="Oranja")
things = [actions.Brought(source="pasted", data=text.encode()) for text in json.loads(sys.argv[1])]
actions.deliver(who=who, dossier=place, things=things)
"""
_FINISH = """
actions.wake()
until = time.monotonic() + 50
def left():
    yield Report.objects.filter(state__in=("waiting", "reading")).exists()
    yield Delivery.objects.filter(state__in=("waiting", "fetching")).exists()
    yield any(each.wanted > each.done for each in Joining.objects.all())
while any(left()) and time.monotonic() < until:
    work()
    time.sleep(0.1)
"""
_TELL = """
by_kind = Claim.objects.values("key", "entries__kind").annotate(n=Count("entries"))
print(json.dumps({
    "reports": sorted(Report.objects.values_list("state", flat=True)),
    "readings": [each.readings.count() for each in Report.objects.all()],
    "deliveries": sorted(Delivery.objects.values_list("state", flat=True)),
    "known": DeliveryReport.objects.filter(was_known=True).count(),
    "claims": Claim.objects.count(),
    "versions": ClaimVersion.objects.count(),
    "entries": Entry.objects.count(),
    "twice": [row["key"] for row in by_kind if row["n"] > 1],
    "empty": Entry.objects.filter(claims=None).count(),
    "broken": list(actions.broken_at()),
    "unjoined": [each.wanted - each.done for each in Joining.objects.all()],
    "failed": [each.traceback for each in DBTaskResult.objects.filter(status="FAILED")],
}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Hold an installation whose workers are tried."""

    installation: Installation

    def bring(self, *texts: str) -> None:
        """Bring texts in."""
        self.installation.run("-c", _START + _BRING, json.dumps(texts))

    def kill_at(self, place: str) -> None:
        """Let a worker take up what the last one dropped, and kill it in a function."""
        work = f"{place} = stop_here\nactions.drop_leases()\nactions.wake()\nwork()"
        worker = self.installation.start("-c", f"{_START}\n{work}")
        assert worker.stdout is not None
        heard = []
        for line in worker.stdout:
            heard.append(line)
            if line == "here\n":
                break
        worker.kill()
        worker.communicate()
        assert heard[-1:] == ["here\n"], "".join(heard)

    def start(self) -> subprocess.Popen[str]:
        """Start a worker that ends when nothing is left to do."""
        return self.installation.start("-c", _START + _FINISH)

    def finish(self) -> dict[str, Any]:
        """Have another worker do what is left, and tell how things stand."""
        last = self.installation.run("-c", _START + _FINISH + _TELL).stdout.splitlines()[-1]
        told: dict[str, Any] = json.loads(last)
        return told

    def look(self) -> dict[str, Any]:
        """Tell how things stand."""
        last = self.installation.run("-c", _START + _TELL).stdout.splitlines()[-1]
        told: dict[str, Any] = json.loads(last)
        return told
