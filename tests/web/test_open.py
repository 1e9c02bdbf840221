"""`vaglio open`: one desk on one computer, that starts and stops as a whole."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.web.installations import Installation

PATIENCE = 60
_ADDRESS = re.compile(r"Desk: http://localhost:(\d+)/")
_LINK = re.compile(r"/welcome/([\w-]+)/")
_RESTLESS = """
import os, sys
from vaglio_web.commands._supervising import supervise
nothing = os.open(os.devnull, os.O_RDONLY)
print(supervise(serve=["http.server", "0", "--bind", "127.0.0.1"], work=["this"], listener=nothing))
"""
_OPENS = """
import sys, django; django.setup()
from vaglio_web.store import actions
actions.open_invitation(sys.argv[1])
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Hold a desk that was opened."""

    process: subprocess.Popen[str]
    """What was started."""
    port: str
    """Where it answers."""
    said: str
    """What it said so far."""

    def children(self) -> list[int]:
        """Give the web server and the worker, in this order, once both were started."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        until = time.monotonic() + PATIENCE
        found: list[str] = []
        while len(found) != 2 and time.monotonic() < until:
            time.sleep(0.1)
            found = listed.read_text().split()
        return [int(word) for word in found]

    def end(self, how: signal.Signals) -> str:
        """Send a signal, wait for the end, and give what it said from now on."""
        self.process.send_signal(how)
        return self.process.communicate(timeout=PATIENCE)[0]


@pytest.fixture
def opening() -> Iterator[Callable[[Installation], Opened]]:
    """Give what opens a desk, as a person does."""
    started: list[subprocess.Popen[str]] = []

    def start(desk: Installation) -> Opened:
        command = ("-m", "vaglio.cli", "open", "--port", "0", "--no-examples")
        started.append(process := desk.start(*command))
        said = _heard(process, until="/welcome/")
        address = _ADDRESS.search(said)
        assert address is not None, said
        return Opened(process=process, port=address[1], said=said)

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_it_starts_stops_and_goes_on(
    installation: Installation, opening: Callable[[Installation], Opened]
) -> None:
    """Ctrl-C ends it and its children; the next start gives another link and voids the first."""
    first = opening(installation)
    assert _answer(f"http://localhost:{first.port}/healthz") == "ok\n"
    children = first.children()
    refused = installation.run("-m", "vaglio.cli", "open", "--port", "0", check=False)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert f"open already: http://localhost:{first.port}/" in refused.stderr

    said = first.end(signal.SIGINT)
    assert (first.process.returncode, said.splitlines()[-1]) == (
        0,
        "Stopped; the next start goes on.",
    ), said
    assert "Traceback" not in said
    assert (len(children), _left(children, seconds=5)) == (2, [])

    second = opening(installation)
    links = [_LINK.findall(each.said) for each in (first, second)]
    assert installation.run("-c", _OPENS, links[1][0]).returncode == 0
    assert "Absent" in installation.run("-c", _OPENS, links[0][0], check=False).stderr
    assert second.end(signal.SIGTERM).splitlines()[-1] == "Stopped; the next start goes on."


def test_a_port_that_is_taken_is_told_in_a_line(
    new_installation: Callable[[str], Installation], opening: Callable[[Installation], Opened]
) -> None:
    """Nothing was begun, and the line says what to do."""
    there = opening(new_installation("there"))
    command = ("-m", "vaglio.cli", "open", "--port", there.port)
    refused = new_installation("late").run(*command, check=False)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"vaglio: port {there.port} is taken; try another: vaglio open --port 8001\n"
    )


def test_children_never_outlive_the_desk(
    installation: Installation, opening: Callable[[Installation], Opened]
) -> None:
    """Killed outright, it takes the web server and the worker with it."""
    desk = opening(installation)
    children = desk.children()
    assert len(children) == 2
    desk.end(signal.SIGKILL)
    assert _left(children, seconds=30) == []


def test_a_worker_that_dies_is_replaced_and_a_server_is_not(
    installation: Installation, opening: Callable[[Installation], Opened]
) -> None:
    """The first is told and made good; the second ends the desk, with a line and status 1."""
    desk = opening(installation)
    server, worker = desk.children()
    os.kill(worker, signal.SIGKILL)
    said = _heard(desk.process, until="started again")
    assert "ended (by SIGKILL)" in said
    assert worker not in desk.children()
    assert server in desk.children()
    os.kill(server, signal.SIGKILL)
    last = desk.process.communicate(timeout=PATIENCE)[0].splitlines()[-1]
    assert (desk.process.returncode, last) == (
        1,
        "vaglio: the web server ended by itself; see the lines above, then start again",
    )


def test_a_worker_that_cannot_live_is_given_up(installation: Installation) -> None:
    """After some tries no other is started, and the desk stays open."""
    restless = installation.start("-c", _RESTLESS)
    said = _heard(restless, until="no more is read")
    assert said.count("started again and goes on") == 4
    assert restless.poll() is None
    restless.send_signal(signal.SIGINT)
    assert restless.communicate(timeout=PATIENCE)[0].splitlines()[-1] == "True"


def _heard(process: subprocess.Popen[str], *, until: str) -> str:
    """Read what a process says until a word comes."""
    assert process.stdout is not None
    said = ""
    late = threading.Timer(PATIENCE, process.kill)
    late.start()
    try:
        for line in process.stdout:
            said += line
            if until in line:
                return said
    finally:
        late.cancel()
    raise AssertionError(f"it ended without {until!r}:\n{said}")


def _answer(address: str) -> str:
    """Ask for an address."""
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def _left(processes: list[int], *, seconds: float) -> list[int]:
    """Wait until processes are gone, and give those that are not."""
    until = time.monotonic() + seconds
    left = processes
    while left and time.monotonic() < until:
        left = [each for each in left if _is_there(each)]
        time.sleep(0.1)
    return left


def _is_there(process: int) -> bool:
    """Tell whether a process runs; one that ended and was not asked for does not."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
