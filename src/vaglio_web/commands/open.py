"""`vaglio open`: the desk on this computer, ready in one step."""

from __future__ import annotations

import errno
import fcntl
import os
import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from vaglio.cli._shell import NO, Refusal
from vaglio_web.commands._django import make_tables, start_django
from vaglio_web.commands._stopping import stoppable
from vaglio_web.commands._supervising import say, supervise

EXAMPLES = Path(__file__).parents[1] / "examples"
_OUTLETS = {
    "ngo-bulletin.txt": "Civilian Harm Watch",
    "state-broadcaster.txt": "National Broadcasting Service",
}
"""Who published the examples that do not say so where it is read: two nameless outlets are one."""

_HERE = "127.0.0.1"
_MOST_WAITING = 64
_LAST_WORDS = "Stopped; the next start goes on."


@click.command("open")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port on this computer; 0 takes a free one.",
)
@click.option("--no-examples", is_flag=True, help="Begin with an empty desk.")
def open_(port: int, no_examples: bool) -> None:
    """Open the desk on this computer; Ctrl-C stops it, and the next start goes on.

    The first start makes the data folder and the database, has the example reports read, and
    prints a link that makes the first account. Nobody else can reach it.
    """
    with stoppable(_LAST_WORDS):
        _open(port, with_examples=not no_examples)
    say(_LAST_WORDS)


def _open(port: int, *, with_examples: bool) -> None:
    """Open the desk, and wait until somebody stops it.

    Raises:
        Refusal: It is open already, or the port cannot be had.
        Stopped: The web server ended by itself.
    """
    start_django()
    from django.conf import settings

    with _one_desk(settings.DATA_FOLDER) as note, _listening(port) as listener:
        address = f"http://localhost:{listener.server_address[1]}/"
        note(address)
        say(f"Data: {settings.DATA_FOLDER}")
        make_tables()
        if with_examples:
            _bring_examples()
        _say_where(address)
        if not _run(listener.fileno()):
            raise Stopped("the web server ended by itself; see the lines above, then start again")


class Stopped(click.ClickException):
    """Say that the desk ended though nobody asked for it."""

    exit_code = NO


@contextmanager
def _one_desk(folder: Path) -> Iterator[Callable[[str], None]]:
    """Hold a data folder, so that it is opened once; give what notes its address."""
    with (folder / "open.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Refusal(f"this desk is open already: {lock.read().strip() or folder}") from None

        def note(address: str) -> None:
            lock.truncate(0)
            lock.write(f"{address}\n")
            lock.flush()

        yield note


@contextmanager
def _listening(port: int) -> Iterator[socketserver.TCPServer]:
    """Take a port before anything is said of it; who comes early waits."""
    listener = socketserver.TCPServer(
        (_HERE, port), socketserver.BaseRequestHandler, bind_and_activate=False
    )
    listener.allow_reuse_address, listener.request_queue_size = True, _MOST_WAITING
    with listener:
        try:
            listener.server_bind()
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            why = "is taken" if error.errno == errno.EADDRINUSE else "is not for every user"
            raise Refusal(f"port {port} {why}; try another: vaglio open --port 8001") from error
        listener.server_activate()
        yield listener


def _bring_examples() -> None:
    """Bring the example reports in, all or none, where nothing was brought in before."""
    from django.db import transaction

    from vaglio.pipeline import Hints
    from vaglio_web.store.actions import bring_in, make_dossier
    from vaglio_web.store.models import Dossier

    if Dossier.objects.exists():
        return
    note = "Four invented outlets tell of one invented attack."
    with transaction.atomic():
        dossier = make_dossier(who=None, title="Example: Omdara", note=note)
        for path in sorted(EXAMPLES.iterdir()):
            if path.suffix in {".txt", ".html"}:
                bring_in(
                    who=None,
                    data=path.read_bytes(),
                    source=path.name,
                    dossier=dossier,
                    hints=Hints(publisher=_OUTLETS.get(path.name)),
                )


def _say_where(address: str) -> None:
    """Say where the desk is, and how the first account is made while there is none."""
    from vaglio_web.store.actions import drop_leases, invite_first

    drop_leases()
    token = invite_first()
    if token is None:
        say(f"Desk: {address}  (Ctrl-C stops it)")
        return
    say(f"Desk: {address}  (Ctrl-C stops it; the next start goes on)")
    say(f"Make your account, the link works once: {address}welcome/{token}/")


def _run(listener: int) -> bool:
    """Run the web server and the worker; tell whether somebody asked for the end."""
    from django.db import connections

    connections.close_all()
    os.set_inheritable(listener, True)
    serve = ["vaglio_web.commands._web_server", "--bind", f"fd://{listener}"]
    serve += ["--workers", "1", "--threads", "8"]
    return supervise(serve=serve, work=["vaglio.cli", "work"], listener=listener)
