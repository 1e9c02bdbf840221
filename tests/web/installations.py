"""Whole installations of the desk: a data folder, a database and processes of their own.

For what a test inside one transaction cannot show: real commits, several
processes, a process that is killed, a browser in front of a server.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

_PATIENCE = 60
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One desk, with its data folder and its database."""

    data: Path
    database_url: str
    settings: dict[str, str] = field(default_factory=dict)
    """What the environment says besides."""

    def having(self, **settings: str) -> Installation:
        """Give the same desk with other settings, such as `VAGLIO_HTTPS="yes"`."""
        return replace(self, settings=self.settings | settings)

    @property
    def environment(self) -> dict[str, str]:
        """Give what the environment says to the processes of this desk."""
        kept = {name: word for name, word in os.environ.items() if not name.startswith("VAGLIO_")}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "vaglio_web.settings",
            "PYTHONUNBUFFERED": "1",
            "VAGLIO_DATA": str(self.data),
            "VAGLIO_DATABASE_URL": self.database_url,
            **self.settings,
        }

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run Python in a process of its own: `run("-m", "django", "check")`."""
        result = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=self.data,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
        assert not check or result.returncode == 0, result.stdout + result.stderr
        return result

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start Python in a process of its own, and do not wait for it."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=self.data,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @contextlib.contextmanager
    def served(self) -> Iterator[str]:
        """Serve the desk on a free port of this machine, and give its address."""
        options = ["--bind", "127.0.0.1:0", "--threads", "4", "--no-control-socket"]
        log = self.data / "server.log"
        with log.open("w") as output:
            server = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *options, "vaglio_web.wsgi"],
                env=self.environment,
                cwd=self.data,
                stdout=output,
                stderr=output,
            )
        try:
            yield _answering(server, log)
        finally:
            server.terminate()
            server.wait(timeout=_PATIENCE)


def _answering(server: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the server answers, and give its address."""
    until = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < until:
        address = _ADDRESS.search(log.read_text())
        if address:
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(f"{address[0]}/accounts/login/", timeout=_PATIENCE).close()
                return address[0]
        time.sleep(0.05)
    raise AssertionError(f"the server did not answer:\n{log.read_text()}")


def copied_sqlite(pattern: Installation, data: Path) -> Installation:
    """Copy an installation on SQLite that nothing runs on."""
    shutil.copytree(pattern.data, data)
    return Installation(data=data, database_url=f"sqlite:///{data / 'desk.sqlite3'}")
