"""`vaglio backup` and `vaglio restore`."""

from __future__ import annotations

from pathlib import Path

import click

from vaglio_web.commands._django import start_django


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write everything the desk keeps into one FILE."""
    start_django()
    raise click.ClickException(f"{file}: not written")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def restore(file: Path) -> None:
    """Bring back what a backup FILE holds, into an empty installation."""
    start_django()
    raise click.ClickException(f"{file}: not read")
