"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from vaglio.model.errors import DateInvalid

Command = TypeVar("Command", bound=Callable[..., object])


def hint_options(command: Callable[..., None]) -> Callable[..., None]:
    """Ask for what a plain text cannot say; the command gets it as `hints`."""

    @click.option("--published", metavar="DATE", help="Day of publication, as 2024-03-12.")
    @click.option("--publisher", metavar="NAME", help="Who published the reports.")
    @click.option("--language", metavar="CODE", help="Language of the reports, as en or en-US.")
    @click.option("--url", metavar="URL", help="Address of the page; it is never opened.")
    @functools.wraps(command)
    def with_hints(
        *args: Any,  # noqa: ANN401 - passed on as they are
        published: str | None,
        publisher: str | None,
        language: str | None,
        url: str | None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        """Gather the hints."""
        from vaglio.pipeline import Hints

        day = _past_day(published) if published is not None else None
        hints = Hints(published=day, publisher=publisher, language=language, url=url)
        command(*args, hints=hints, **options)

    return with_hints


def codebook_option(command: Command) -> Command:
    """Ask for the definitions in force; the command gets their folder as `codebook`."""
    return click.option(
        "--codebook",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        callback=_codebook,
        help="Folder of definitions to use instead of those that come with Vaglio.",
    )(command)


def _codebook(_: click.Context, __: click.Parameter, folder: Path | None) -> Path:
    """Give the folder of the definitions; refuse one that says no version."""
    from vaglio.codebook.tables import TABLES

    if folder is None:
        return TABLES
    try:
        tomllib.loads((folder / "version.toml").read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError) as error:
        raise click.BadParameter(
            f"{folder} holds no version.toml that gives a version, so it is no codebook"
        ) from error
    return folder.resolve()


def day_of(written: str, *, option: str = "--published") -> dt.date:
    """Read a calendar day that was typed."""
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        raise DateInvalid(
            input=f"{option} {written}",
            problem="this is no calendar day",
            next_step="write it as 2024-03-12",
        ) from error


def _past_day(written: str) -> dt.date:
    """Read the day of publication; one that is still to come is a slip."""
    day = day_of(written)
    # A day ahead may be today elsewhere.
    if day > dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1):
        raise DateInvalid(
            input=f"--published {written}",
            problem="this day is still to come",
            next_step="check the year",
        )
    return day


def output_option(command: Command) -> Command:
    """Ask for a file; the command gets its path as `output`, None for standard output."""
    return click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path),
        help="File to write to; it appears when all is written.",
    )(command)
