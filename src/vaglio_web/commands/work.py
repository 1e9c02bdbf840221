"""`vaglio work`: read what waits, in the background."""

from __future__ import annotations

import click

from vaglio_web.commands._django import start_django
from vaglio_web.commands._stopping import stoppable
from vaglio_web.commands._supervising import say


@click.command("work")
def work() -> None:
    """Read waiting reports and join dossiers, until stopped.

    Run one or several beside `vaglio serve`. Asked to stop, it ends the report that it
    reads. Killed at any moment, nothing is half done: another start goes on with what waits.
    """
    with stoppable("Stopped; the next start goes on."):
        start_django()
        from django.core.management import call_command

        from vaglio_web.store.actions import wake

        waiting = wake()
        if waiting:
            say(f"{waiting} reports wait to be read")
        # From here the worker itself hears when it is asked to stop, and ends what it reads.
        call_command("db_worker", interval=0.5, startup_delay=False, verbosity=0, queue_name="*")
