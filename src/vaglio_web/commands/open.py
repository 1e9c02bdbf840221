"""`vaglio open`: the desk on this computer, ready in one step."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import click

from vaglio_web.commands._django import make_tables, start_django

EXAMPLES = Path(__file__).parents[1] / "examples"


@click.command("open")
@click.option("--port", default=8000, show_default=True, help="Port on this computer.")
@click.option("--no-examples", is_flag=True, help="Begin with an empty desk.")
def open_(port: int, no_examples: bool) -> None:
    """Open the desk on this computer; Ctrl-C stops it, and the next start goes on.

    The first start makes the data folder and the database, has the example reports read, and
    prints a link that makes the first account. Nobody else can reach it.
    """
    start_django()
    from django.conf import settings

    make_tables()
    if not no_examples:
        _bring_examples()
    from vaglio_web.store.actions import drop_leases, invite_first

    drop_leases()
    token = invite_first()
    click.echo(f"Data: {settings.DATA_FOLDER}")
    if token is not None:
        click.echo(
            f"Make your account (the link works once): http://localhost:{port}/welcome/{token}/"
        )
    click.echo(f"Desk: http://localhost:{port}/  (Ctrl-C stops it)")
    sys.stdout.flush()
    _run(port)


def _bring_examples() -> None:
    """Bring the example reports in, where nothing was brought in before."""
    from vaglio_web.store.actions import bring_in, make_dossier
    from vaglio_web.store.models import Dossier

    if Dossier.objects.exists():
        return
    note = "Three invented outlets tell of one invented attack."
    dossier = make_dossier(who=None, title="Example: Omdara", note=note)
    for path in sorted(EXAMPLES.iterdir()):
        if path.suffix in {".txt", ".html"}:
            bring_in(who=None, data=path.read_bytes(), source=path.name, dossier=dossier)


def _run(port: int) -> None:
    """Run the web server and the worker until told to stop, or until one of them ends."""
    serve = [sys.executable, "-m", "gunicorn", "vaglio_web.wsgi", "--bind", f"127.0.0.1:{port}"]
    serve += ["--workers", "1", "--threads", "8", "--log-level", "warning", "--no-control-socket"]
    work = [sys.executable, "-m", "vaglio.cli", "work"]
    children = [subprocess.Popen(command, start_new_session=True) for command in (serve, work)]
    stopped = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    while not stopped and children[0].poll() is None:
        time.sleep(0.2)
        if children[1].poll() is not None:
            children[1] = subprocess.Popen(work, start_new_session=True)
            time.sleep(1)
    for child in children:
        child.terminate()
    for child in children:
        child.wait(timeout=30)
    if not stopped:
        raise click.ClickException("the web server ended by itself; see the lines above")
