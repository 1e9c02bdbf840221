"""`vaglio work`: read what waits, in the background."""

from __future__ import annotations

import click

from vaglio_web.commands._django import start_django


@click.command("work")
def work() -> None:
    """Read waiting reports and join dossiers, until stopped.

    Run one or several beside `vaglio serve`. Stopped or killed at any moment, nothing is half
    done: another start goes on with what waits.
    """
    start_django()
    from django.core.management import call_command

    from vaglio_web.store.actions import wake

    waiting = wake()
    if waiting:
        click.echo(f"{waiting} reports wait to be read")
    call_command("db_worker", interval=0.5, startup_delay=False, verbosity=0, queue_name="*")
