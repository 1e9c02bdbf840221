"""`vaglio serve`: the desk for several people, behind a proxy."""

from __future__ import annotations

import os
import sys

import click

from vaglio_web.commands._django import make_tables, start_django
from vaglio_web.commands._stopping import stoppable, wait_with_signals


@click.command("serve")
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Address and port.")
@click.option(
    "--processes", default=2, show_default=True, type=click.IntRange(1, 64), help="Web processes."
)
@click.option(
    "--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="Threads in each."
)
def serve(bind: str, processes: int, threads: int) -> None:
    """Serve the desk in production; put a proxy that speaks HTTPS in front.

    The database is brought up to date first. `vaglio work` reads reports; run it beside. Asked
    to stop, it answers what was begun and ends. `/healthz` says whether all is well.
    """
    with stoppable("Stopped; the next start goes on."):
        start_django()
        make_tables()
        _say_first_link(bind)
        become_web_server(bind=bind, processes=processes, threads=threads)


def _say_first_link(bind: str) -> None:
    """Print the link that makes the first account, where there is none."""
    from django.conf import settings

    from vaglio_web.store.actions import invite_first

    token = invite_first()
    if token is not None:
        site = next(iter(settings.CSRF_TRUSTED_ORIGINS), f"http://{bind}")
        click.echo(f"First account, the link works once: {site}/welcome/{token}/")
        sys.stdout.flush()


def become_web_server(*, bind: str, processes: int, threads: int) -> None:
    """Become the web server, which hears itself when it is asked to stop."""
    command = [sys.executable, "-m", "vaglio_web.commands._web_server", "--bind", bind]
    command += ["--workers", str(processes), "--threads", str(threads), "--preload"]
    wait_with_signals()
    os.execv(sys.executable, command)
