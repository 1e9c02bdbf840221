"""`vaglio log`: the log of decisions."""

from __future__ import annotations

import sys

import click

from vaglio_web.commands._django import start_django


@click.group("log")
def log() -> None:
    """Look at the log of decisions."""


@log.command("verify")
def verify() -> None:
    """Check that no decision was changed, taken out or put in since it was written.

    Exit status 1 where one was; each place is named by its number.
    """
    start_django()
    from vaglio_web.store.actions import broken_at
    from vaglio_web.store.models import LogHead

    broken = list(broken_at())
    for number, problem in broken:
        click.echo(f"decision {number}: {problem}")
    if broken:
        sys.exit(1)
    head = LogHead.objects.get()
    click.echo(f"{head.number} decisions, none changed; the last hash is {head.hash}")
