"""Asked to stop, by Ctrl-C or by a service manager: what was begun is ended, and status 0."""

from __future__ import annotations

import contextlib
import http.client
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from tests.web.installations import Installation
from tests.web.opened import free_port
from tests.web.workers import Workplace

PATIENCE = 60
ASKED = pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["term", "int"])
SHELLING = "Shells killed seven civilians in Tarsk on 3 May 2031, the governor of Oranja said."
_SLOW_READER = """
import sys, time
import django
django.setup()
from vaglio_web.store.actions import reading
read = reading.read_report
def slowly(came):
    print("here", flush=True)
    time.sleep(1)
    return read(came)
reading.read_report = slowly
from vaglio.cli import main
main(["work"])
"""
_EXAMPLES_BROKEN_OFF = """
import django
django.setup()
from vaglio_web.commands import open as opening
from vaglio_web.store import actions
bring, brought = actions.bring_in, []
def breaking_off(**row):
    if brought:
        raise KeyboardInterrupt
    brought.append(bring(**row))
actions.bring_in = breaking_off
try:
    opening._bring_examples()
except KeyboardInterrupt:
    from vaglio_web.store.models import Dossier, Report
    print(Dossier.objects.count(), Report.objects.count())
"""

Starting = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def starting(installation: Installation) -> Iterator[Starting]:
    """Give what starts a command; what is left of it in the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        started.append(process := installation.start(*arguments))
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _heard(process: subprocess.Popen[str], until: str) -> str:
    """Read what a process says until a word comes, or it ends."""
    assert process.stdout is not None
    late = threading.Timer(PATIENCE, process.kill)
    late.start()
    said = ""
    for line in process.stdout:
        said += line
        if until in line:
            break
    late.cancel()
    return said


def _ended(process: subprocess.Popen[str], how: signal.Signals) -> tuple[int, str]:
    """Ask a process to stop; give its exit status and what it said from then on."""
    process.send_signal(how)
    said = process.communicate(timeout=PATIENCE)[0]
    return process.returncode, said


def _answering(port: int, process: subprocess.Popen[str]) -> None:
    """Wait until the desk answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        with contextlib.closing(asking), contextlib.suppress(ConnectionError):
            asking.request("GET", "/healthz")
            if asking.getresponse().read() == b"ok\n":
                return
        time.sleep(0.1)
    raise AssertionError("it did not answer")


@ASKED
def test_a_request_under_way_is_answered(starting: Starting, how: signal.Signals) -> None:
    """What was half sent when the server was asked to stop gets its whole answer."""
    port = free_port()
    server = starting("-m", "vaglio.cli", "serve", "--bind", f"127.0.0.1:{port}")
    _answering(port, server)
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as asking:
        head = f"POST /accounts/login/ HTTP/1.1\r\nHost: localhost:{port}\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\n"
        asking.sendall((head + kind + "login=some").encode())
        time.sleep(0.5)  # the server has taken it up, and waits for the rest
        server.send_signal(how)
        time.sleep(1)
        assert server.poll() is None
        asking.sendall(b"body&more=")
        answer = b"".join(iter(lambda: asking.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 403")
    assert b"</html>" in answer
    said = server.communicate(timeout=PATIENCE)[0]
    assert server.returncode == 0
    assert "Traceback" not in said


@ASKED
def test_a_read_under_way_is_ended(
    installation: Installation, starting: Starting, how: signal.Signals
) -> None:
    """The worker keeps what it was reading, leaves the others, and another start reads them."""
    place = Workplace(installation=installation)
    place.bring(SHELLING, SHELLING.replace("seven", "eight"))
    worker = starting("-c", _SLOW_READER)
    assert _heard(worker, "here").endswith("here\n")
    status, said = _ended(worker, how)
    assert (status, "Traceback" in said) == (0, False), said
    told = place.look()
    assert told["reports"] == ["read", "waiting"]
    told = place.finish()
    assert (told["reports"], told["broken"], told["failed"]) == (["read", "read"], [], [])


@ASKED
@pytest.mark.parametrize(
    ("command", "word"),
    [
        (("open", "--port", "0"), "Data:"),
        (("serve", "--bind", "127.0.0.1:0"), "First account"),
        (("work",), ""),
    ],
    ids=["open", "serve", "work"],
)
def test_asked_before_it_is_up_it_says_so_and_ends(
    starting: Starting, how: signal.Signals, command: tuple[str, ...], word: str
) -> None:
    """Status 0, no trace, and the next start goes on as if nothing had been."""
    first = starting("-m", "vaglio.cli", *command)
    if word:
        _heard(first, word)
    else:
        time.sleep(1.5)
    status, said = _ended(first, how)
    assert (status, "Traceback" in said) == (0, False), said
    second = starting("-m", "vaglio.cli", "open", "--port", "0")
    assert "/welcome/" in _heard(second, "/welcome/")
    status, said = _ended(second, signal.SIGINT)
    assert (status, said.splitlines()[-1]) == (0, "Stopped; the next start goes on.")


def test_example_reports_are_all_brought_in_or_none(installation: Installation) -> None:
    """Broken off among them, the next start begins anew."""
    said = installation.run("-c", _EXAMPLES_BROKEN_OFF).stdout
    assert said.splitlines()[-1] == "0 0"
