"""What holds for every test: no network, no silent skips, the same random examples."""

from __future__ import annotations

import ipaddress
import os
import socket
import tomllib
from pathlib import Path

import pytest
from hypothesis import settings

# As the command line does: one thread, so that the same sums are made on every machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

SKIPS = Path(__file__).with_name("skips.toml")

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


class NetworkTouched(RuntimeError):
    """Say that a test tried to reach another machine."""


def _refuse_if_far(address: object) -> None:
    """Raise unless the address is this machine's own."""
    host = address[0] if isinstance(address, tuple) else address
    if not isinstance(host, str) or host in {"", "localhost"} or host.startswith("/"):
        return
    try:
        near = ipaddress.ip_address(host).is_loopback
    except ValueError:
        near = False
    if not near:
        raise NetworkTouched(f"{host}: tests run without a network; read from a file instead")


def _block_network(patch: pytest.MonkeyPatch) -> None:
    """Make every way out of this machine raise."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    getaddrinfo = socket.getaddrinfo

    def near_connect(self: socket.socket, address: object) -> None:
        _refuse_if_far(address)
        connect(self, address)  # type: ignore[arg-type]

    def near_connect_ex(self: socket.socket, address: object) -> int:
        _refuse_if_far(address)
        return connect_ex(self, address)  # type: ignore[arg-type]

    def near_getaddrinfo(host: object, *args: object, **options: object) -> object:
        _refuse_if_far(host.decode() if isinstance(host, bytes) else host)
        return getaddrinfo(host, *args, **options)  # type: ignore[arg-type]

    patch.setattr(socket.socket, "connect", near_connect)
    patch.setattr(socket.socket, "connect_ex", near_connect_ex)
    patch.setattr(socket, "getaddrinfo", near_getaddrinfo)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person ask for new screenshots of the desk."""
    parser.addoption(
        "--screens", action="store_true", help="write the screenshots under docs/screens anew"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Block the network before anything is imported, so that doctests are covered too."""
    patch = pytest.MonkeyPatch()
    _block_network(patch)
    config.add_cleanup(patch.undo)


def _skipped(config: pytest.Config) -> int:
    """Count the tests skipped so far."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return 0 if reporter is None else len(reporter.stats.get("skipped", ()))


def _allowed() -> int:
    """Give the pinned number of skipped tests."""
    return int(tomllib.loads(SKIPS.read_text(encoding="utf-8"))["skipped"])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when more tests were skipped than the pin allows."""
    if _skipped(session.config) > _allowed() and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why a run without a failed test failed."""
    skipped, allowed = _skipped(terminalreporter.config), _allowed()
    if skipped > allowed:
        terminalreporter.write_line(
            f"FAILED: {skipped} tests were skipped, tests/skips.toml allows {allowed}", red=True
        )
