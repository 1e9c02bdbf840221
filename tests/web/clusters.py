"""A PostgreSQL of the tests' own: made in a temporary folder, gone when the tests are."""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

_USER = "vaglio"
_PATIENCE = 60
# The server ends when this process does, however it ends: its shell then reads the end of a pipe.
_UNTIL_LEFT_ALONE = '"$0" "$@" & read -r line; kill -INT $!; wait $!'
IN_HASTE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60")
"""For tests: what is written need not survive the machine."""
SAFE = ("max_connections=60",)
"""For measuring: as an installation has it."""


class PostgresMissing(RuntimeError):
    """Say that no PostgreSQL is installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A running server, reached through a socket in its own folder."""

    folder: Path

    def url(self, name: str) -> str:
        """Give the address of a database, as `VAGLIO_DATABASE_URL` has it."""
        return f"postgres://{_USER}@{quote(str(self.folder), safe='')}/{name}"

    def new_database(self, *, like: str = "template1") -> str:
        """Make a database, empty or like another, and give its name."""
        name = f"desk_{secrets.token_hex(6)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return name

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is connected."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def execute(self, words: str) -> None:
        """Run one statement outside any database of the tests."""
        with psycopg.connect(
            host=str(self.folder), user=_USER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(words.encode())


@contextlib.contextmanager
def running_cluster(*, options: Sequence[str] = IN_HASTE) -> Iterator[Cluster]:
    """Run a server for as long as the block lasts."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="vaglio-postgres-"))
    account = _account()
    try:
        if account is not None:
            os.chown(folder, account.pw_uid, account.pw_gid)
        with _server(programs, folder, account, options) as process:
            cluster = Cluster(folder=folder)
            _wait(cluster, process)
            yield cluster
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Find the folder of PostgreSQL's programs: Debian keeps the server's outside the path."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4])
    )
    if not installed:
        raise PostgresMissing("PostgreSQL is not installed: run scripts/system_packages.sh")
    return installed[-1].parent


def _account() -> pwd.struct_passwd | None:
    """Choose who runs the server: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


@contextlib.contextmanager
def _server(
    programs: Path, folder: Path, account: pwd.struct_passwd | None, chosen: Sequence[str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Make the cluster's files and start its server."""
    data, log = folder / "data", folder / "server.log"
    user, group = (account.pw_uid, account.pw_gid) if account else (None, None)
    groups = [] if account else None
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
    make = [str(programs / "initdb"), "--pgdata", str(data), "--username", _USER]
    make += ["--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"]
    subprocess.run(
        make,
        cwd=folder,
        env=environment,
        user=user,
        group=group,
        extra_groups=groups,
        check=True,
        capture_output=True,
    )
    options = ["listen_addresses=", f"unix_socket_directories={folder}", *chosen]
    serve = ["sh", "-c", _UNTIL_LEFT_ALONE, str(programs / "postgres"), "-D", str(data)]
    serve += [part for option in options for part in ("-c", option)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            serve,
            cwd=folder,
            env=environment,
            user=user,
            group=group,
            extra_groups=groups,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.communicate(timeout=_PATIENCE)


def _wait(cluster: Cluster, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            cluster.execute("SELECT 1")
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
