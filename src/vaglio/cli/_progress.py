"""How far the reading has come, for a person who waits."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import click

Item = TypeVar("Item")


def shows_progress(output: Path | None) -> bool:
    """Tell whether somebody waits: standard error is a terminal, and the claims go elsewhere."""
    return sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())


def with_progress(items: Iterable[Item], *, total: int | None) -> Iterator[Item]:
    """Pass items on and show how many have passed; one alone shows nothing."""
    if total == 1:
        yield from items
        return
    with click.progressbar(
        items, length=total, label="reading", show_pos=True, file=sys.stderr
    ) as bar:
        yield from bar


def clear_line() -> None:
    """Make room for a line where the bar stands."""
    click.echo("\r\033[K", nl=False, err=True)
