"""`vaglio run`: reports in, a record out, and on from where it was stopped."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaglio.cli._options import codebook_option, hint_options
from vaglio.cli._shell import WRONG, complain
from vaglio.model.errors import VaglioError

if TYPE_CHECKING:
    from vaglio.pipeline import Hints


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder of the record; a run that was stopped goes on from what it holds.",
)
@hint_options
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, help="Processes to read in; 1 by default."
)
@codebook_option
def run(files: tuple[str, ...], out: Path, jobs: int, codebook: Path, hints: Hints) -> None:
    """Read reports and join what they tell into a record, in one go.

    FILE is what `vaglio read` takes. DIR then holds claims.jsonl, incidents.jsonl,
    agreements.jsonl, tracks.jsonl, access.jsonl, what was set aside, and each as Parquet.
    Run again it reads only what is new, and ends in the same record however often it was
    stopped. What people decided in the record stays as it is.
    """
    from vaglio.cli._progress import clear_line, with_progress
    from vaglio.model.moved_in import finish
    from vaglio.pipeline import count_files, gather, write_parquet
    from vaglio.runs import read_into, record_of

    finish(out)
    steps = read_into(
        gather(files, hints=hints, stdin=sys.stdin.buffer), out, jobs=jobs, codebook=codebook
    )
    read = kept = wrong = 0
    watched = sys.stderr.isatty()
    for step in with_progress(steps, total=count_files(files)) if watched else steps:
        if isinstance(step, VaglioError):
            if watched:
                clear_line()
            complain(step)
            wrong += 1
            continue
        read, kept = read + (not step.kept), kept + step.kept
    size = record_of(out, codebook=codebook)
    write_parquet(out)
    click.echo(
        f"{read} reports read, {kept} read before; {size.claims} claims, "
        f"{size.incidents} incidents, {size.agreements} agreements, "
        f"{size.tracks} tracks, {size.access} roads and crossings, "
        f"{size.proposals} proposals, {size.set_aside} set aside: {out}"
    )
    if wrong:
        complain(f"{wrong} reports could not be read")
        sys.exit(WRONG)
