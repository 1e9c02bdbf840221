"""Fill a desk and measure how long its pages take; run in a process of its own by `bench.py`.

Prints one line of JSON: how long filling took, how long each page, and how long editors waited.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmark.desk_fill import PEOPLE, fill
from benchmark.desk_pages import Opened, other_pages, queue_pages
from benchmark.desk_visits import Sitting, Visitor, vet

_TIMES, _WARM = 5, 8
"""How often each page is opened; rounds before, in which each process loads what it needs."""
_REVIEWS, _ENTRIES = 100, 40
_ACCEPTED = 200
"""Claims that one editor accepts, and twenty together: so many each."""
_TOGETHER, _THINK = 12, 3.0
_PROCESSES = {"sqlite": ("1", "8"), "postgresql": ("2", "4")}
"""Web processes and threads of each: as `vaglio open` and as `vaglio serve` have them."""
_PAUSE, _PATIENCE = 0.1, 120
_QUERIES = ("", "?kind=incident", "?kind=statement", "?dossier=war-0", "?source=Outlet+1")


def main() -> None:
    """Measure the desk on one database."""
    options = _options()
    with ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = options.url or stack.enter_context(_database(options.database, folder))
        os.environ |= {
            "VAGLIO_DATA": str(folder),
            "VAGLIO_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "vaglio_web.settings",
        }
        import django

        django.setup()
        found: dict[str, Any] = {"database": options.database, "filled": _filled(options)}
        address = stack.enter_context(_served(*_PROCESSES[options.database]))
        found |= _pages(address) | _editors(address, options.database)
    print(json.dumps(found))


def _options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("database", choices=sorted(_PROCESSES))
    parser.add_argument("--claims", type=int, default=1_000_000, help="how many are stored")
    parser.add_argument("--folder", type=Path, help="a data folder to fill, or filled before")
    parser.add_argument("--url", help="a database to fill, or filled before")
    return parser.parse_args()


@contextmanager
def _database(database: str, folder: Path) -> Iterator[str]:
    """Give the address of a database that nobody else uses."""
    if database == "sqlite":
        yield f"sqlite:///{folder / 'desk.sqlite3'}"
        return
    from tests.web.clusters import SAFE, running_cluster

    with running_cluster(options=SAFE) as cluster:
        yield cluster.url(cluster.new_database())


def _filled(options: argparse.Namespace) -> float:
    """Fill the desk, unless it is filled, and say how long that took."""
    from django.core.management import call_command

    from vaglio_web.store.models import Claim

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    if not Claim.objects.exists():
        fill(options.claims, options.claims)
    return time.perf_counter() - begun


@contextmanager
def _served(processes: str, threads: str) -> Iterator[str]:
    """Serve the desk as in production, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "vaglio.cli", "serve", "--bind", bind]
    command += ["--processes", processes, "--threads", threads]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://{bind}/accounts/login/", server)
        yield f"http://{bind}"
    finally:
        server.terminate()
        server.wait(timeout=_PATIENCE)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=_PATIENCE).close()
        except OSError:
            time.sleep(_PAUSE)
        else:
            return
    raise SystemExit("bench: the desk did not start")


def _visitors(address: str, count: int) -> list[Visitor]:
    """Sign editors in."""
    from django.contrib.auth import BACKEND_SESSION_KEY as BACKEND
    from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from vaglio_web.store.models import User

    made = []
    for person in User.objects.order_by("pk")[:count]:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        made.append(Visitor(address, str(session.session_key)))
    return made


def _pages(address: str) -> dict[str, Any]:
    """Open pages, each some times, and give the seconds of each."""
    [visitor] = _visitors(address, 1)
    for _ in range(_WARM):
        visitor.get("/desk/")
        vet(visitor, query="", claims=1, think=0, seed=0)
    opened: dict[str, dict[str, list[float]]] = {}
    for page in _opened():
        seconds = opened.setdefault(page.what, {}).setdefault(page.path, [])
        for _ in range(1 if page.what in ("review", "incident") else _TIMES):
            answer = visitor.get(page.path)
            if answer.status != 200:
                raise SystemExit(f"bench: {page.path} answered {answer.status}")
            seconds.append(answer.seconds)
    return {"pages": opened}


def _opened() -> list[Opened]:
    """Choose the pages; those of things are spread over all that is stored."""
    from django.db.models import Max
    from django.urls import NoReverseMatch, reverse

    from vaglio_web.store.models import Claim, Entry

    claims = Claim.objects.aggregate(last=Max("pk"))["last"]
    entries = Entry.objects.aggregate(last=Max("pk"))["last"]
    addresses = {}
    names = {"incident list": "desk:incident-list", "log": "desk:log-list", "state": "desk:state"}
    for what, name in names.items():
        try:
            addresses[what] = reverse(name)
        except NoReverseMatch:
            print(f"bench: the desk has no {name}", file=sys.stderr)
    pages = [*queue_pages(claims // 2), *other_pages(addresses)]
    numbers = [claims * n // _REVIEWS + 1 for n in range(_REVIEWS)]
    keys = Claim.objects.filter(pk__in=numbers).values_list("key", flat=True)
    pages += [Opened(what="review", path=reverse("desk:claim", args=[key])) for key in keys]
    if "incident list" in addresses:
        numbers = [entries * n // _ENTRIES + 1 for n in range(_ENTRIES)]
        keys = Entry.objects.filter(pk__in=numbers).values_list("key", flat=True)
        pages += [Opened(what="incident", path=reverse("desk:entry", args=[key])) for key in keys]
    return pages


def _editors(address: str, database: str) -> dict[str, Any]:
    """Have one editor accept claims, and on PostgreSQL twenty at once."""
    everyone = _visitors(address, PEOPLE)
    alone = vet(everyone[0], query="", claims=_ACCEPTED, think=0, seed=0)
    found = {"alone": _told([alone])}
    if database == "postgresql":
        with ThreadPoolExecutor(PEOPLE) as pool:
            sittings = pool.map(_sit, everyone, range(PEOPLE))
            found["together"] = _told(list(sittings))
    return found


def _sit(visitor: Visitor, number: int) -> Sitting:
    """Have one of twenty editors accept claims of the part of the queue that is theirs."""
    query = _QUERIES[number % len(_QUERIES)]
    return vet(visitor, query=query, claims=_TOGETHER, think=_THINK, seed=number)


def _told(sittings: Sequence[Sitting]) -> dict[str, Any]:
    """Put together what editors lived through."""
    return {
        "waits": [each for sitting in sittings for each in sitting.waits],
        "accepting": [each for sitting in sittings for each in sitting.accepting],
        "opening": [each for sitting in sittings for each in sitting.opening],
        "load": os.getloadavg()[0],
        "conflicts": sum(sitting.conflicts for sitting in sittings),
    }


if __name__ == "__main__":
    main()
