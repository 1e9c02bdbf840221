"""`vaglio golden`: what the code says now, and what a person accepted."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vaglio.cli._options import day_of
from vaglio.cli._readers import GOLDEN, read_source
from vaglio.cli._shell import NO

_KINDS = ("agency", "newspaper", "broadcaster", "government", "ngo", "institution", "blog")
_folder = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=GOLDEN,
    help="Folder of the golden cases; tests/golden by default.",
)


@click.group(invoke_without_command=True)
@click.pass_context
def golden(context: click.Context) -> None:
    """Compare what the code says with what was accepted.

    Without a command it checks all cases.
    """
    if context.invoked_subcommand is None:
        context.invoke(check)


@golden.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@_folder
def check(names: tuple[str, ...], folder: Path = GOLDEN) -> None:
    """Show in words what has changed, case by case.

    Exit status 1 where a case no longer holds.
    """
    from vaglio.score import check_golden, golden_in_words

    results = check_golden(folder, reader=read_source, names=names)
    click.echo(golden_in_words(results), nl=False)
    if not all(result.holds for result in results):
        sys.exit(NO)


@golden.command()
@click.argument("name")
@_folder
def accept(name: str, folder: Path) -> None:
    """Accept what the code says now of one case, after looking at it.

    There is no way to accept all cases at once.
    """
    from vaglio.score import accept_golden

    accepted = accept_golden(name, folder=folder, reader=read_source)
    click.echo(f"{name}: {'accepted' if accepted.changed else 'nothing has changed'}")
    for mark in accepted.marks_removed:
        click.echo(f"{name}: this error is gone, its mark went with it: {mark}")


@golden.command()
@click.argument("page", metavar="FILE", type=click.Path(path_type=Path))
@_folder
@click.option("--name", prompt="Name of the case", help="The phenomenon, words with hyphens.")
@click.option("--why", prompt="Why it is kept", help="One sentence: the phenomenon it shows.")
@click.option("--issue", type=int, prompt="Number of the issue", help="The issue that asked.")
@click.option(
    "--publisher-kind",
    type=click.Choice(_KINDS),
    prompt="Sort of publisher",
    help="What sort of outlet published it.",
)
@click.option("--publisher", help="Who published it.")
@click.option("--published", metavar="DATE", help="Day of publication, as 2031-05-04.")
@click.option("--language", metavar="CODE", help="Language of the report, as en.")
def new(page: Path, folder: Path, name: str, **answers: str | None) -> None:
    """Make a golden case from a report with invented people and places.

    Asks the questions whose answers about.toml holds.
    """
    from vaglio.score import About, PublisherKind, new_golden

    published = answers["published"]
    about = About(
        why=str(answers["why"]),
        issue=int(str(answers["issue"])),
        language=answers["language"],
        publisher=answers["publisher"],
        publisher_kind=PublisherKind(str(answers["publisher_kind"])),
        published=day_of(published) if published else None,
    )
    case = new_golden(page, folder=folder, name=name, about=about)
    click.echo(f"made {case.folder}; now look at: vaglio golden check {case.name}")
