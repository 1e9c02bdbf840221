"""A desk as its owner opens it: `vaglio open` in a process of its own, stopped by Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.web.installations import Installation

_PATIENCE = 120
_LINK = re.compile(r"http://localhost:\d+(/welcome/\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One start of the desk."""

    process: subprocess.Popen[bytes]
    printed: Path
    """What it printed."""

    @property
    def link(self) -> str | None:
        """Give the path of the link that makes the first account, if it was printed."""
        found = _LINK.search(self.printed.read_text())
        return found[1] if found else None

    def stop(self) -> int:
        """Press Ctrl-C, and give how the process ended."""
        os.killpg(self.process.pid, signal.SIGINT)  # a terminal tells all that run in front
        return self.process.wait(timeout=_PATIENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDesk:
    """A desk on this machine, which is started and stopped."""

    installation: Installation
    port: int

    @property
    def address(self) -> str:
        """Give where it is reached."""
        return f"http://localhost:{self.port}"

    @contextmanager
    def opened(self) -> Iterator[Start]:
        """Open the desk, and wait until it answers; it is stopped in the end at the latest."""
        printed = self.installation.data.parent / f"printed-{time.monotonic_ns()}.txt"
        command = [sys.executable, "-m", "vaglio.cli", "open", "--port", str(self.port)]
        with printed.open("wb") as output:
            process = subprocess.Popen(
                command,
                env=self.installation.environment,
                cwd=printed.parent,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        start = Start(process=process, printed=printed)
        try:
            self._wait(start)
            yield start
        finally:
            if process.poll() is None:
                start.stop()

    def _wait(self, start: Start) -> None:
        """Wait until the desk answers."""
        until = time.monotonic() + _PATIENCE
        while start.process.poll() is None and time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.address}/accounts/login/", timeout=_PATIENCE).close()
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"the desk did not open:\n{start.printed.read_text()}")


def free_port() -> int:
    """Find a port of this machine that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
