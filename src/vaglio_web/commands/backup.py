"""`vaglio backup` and `vaglio restore`: all in one file, for every database."""

from __future__ import annotations

from pathlib import Path

import click

from vaglio.cli._shell import Refusal
from vaglio_web.commands._django import make_tables, start_django


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write everything the desk keeps into one FILE, while it goes on working.

    Reports, claims, decisions, the log, people and their second factors: keep the file as safe
    as the desk itself. It can be restored into SQLite or PostgreSQL alike.
    """
    start_django()
    from vaglio_web.store.actions import back_up

    made = back_up(file)
    click.echo(f"{file}: {made.rows} rows, {made.decisions} decisions, last hash {made.hash}")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def restore(file: Path) -> None:
    """Bring back what a backup FILE holds, into an installation that holds nothing.

    The log is verified before anything is kept; a damaged file brings nothing back.
    """
    start_django()
    from vaglio_web.store.actions import Conflict
    from vaglio_web.store.actions import restore as bring_back

    make_tables()
    try:
        made = bring_back(file)
    except Conflict as error:
        raise Refusal(f"{file}: {error}") from error
    click.echo(f"{made.rows} rows and {made.decisions} decisions are back; last hash {made.hash}")
