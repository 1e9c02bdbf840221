"""`vaglio reconcile`: claims of many reports in, incidents out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaglio.cli._options import codebook_option, output_option
from vaglio.cli._output import output_to
from vaglio.cli._shell import WRONG, complain
from vaglio.model.errors import VaglioError

if TYPE_CHECKING:
    from vaglio.model.record import Record, Reported

WORDS, LINES = "words", "jsonl"


@click.command()
@click.argument("files", metavar="CLAIMS.jsonl...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice([WORDS, LINES]),
    help="How to show the incidents; words on a terminal, jsonl in a pipe or a file.",
)
@output_option
@click.option(
    "--into",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of a record: it is read first where it is there, and written anew.",
)
@codebook_option
def reconcile(
    files: tuple[str, ...],
    form: str | None,
    output: Path | None,
    into: Path | None,
    codebook: Path,
) -> None:
    """Join claims of many reports into incidents, agreements, tracks and access.

    CLAIMS.jsonl is what `vaglio read` wrote, or - for standard input. A line that is no claim is
    named on standard error, and the others are still joined. What people decided in the record
    of --into stays as it is.
    """
    from vaglio.explain import record_in_words
    from vaglio.model.record_json import entry_to_json, read_record, write_record
    from vaglio.pipeline import reconcile_claims, write_parquet

    wrong: list[VaglioError] = []
    before = read_record(into) if into is not None and into.is_dir() else None
    record = reconcile_claims(_claims(files, wrong), before=before, codebook=codebook)
    if form is None:
        form = WORDS if output is None and sys.stdout.isatty() else LINES
    with output_to(output) as out:
        if form == WORDS:
            out.write(record_in_words(record))
        else:
            for incident in record.incidents:
                out.write(entry_to_json(incident) + "\n")
        out.finish()
    if into is not None:
        write_record(record, into)
        write_parquet(into)
    _report(record, wrong)


def _claims(files: tuple[str, ...], wrong: list[VaglioError]) -> Iterator[Reported]:
    """Read the lines of the files; those that are no claim are named and counted."""
    from vaglio.model.record_json import claims_in

    for name in files:
        for item in claims_in(name):
            if isinstance(item, VaglioError):
                complain(item)
                wrong.append(item)
            else:
                yield item


def _report(record: Record, wrong: list[VaglioError]) -> None:
    """Say what was set aside, and end with an error where a line could not be read."""
    for each in record.set_aside:
        claim = f"claim {each.claim}: set aside, " if each.claim is not None else ""
        complain(f"{each.input}: {claim}{each.why}")
    if wrong:
        complain(f"{len(wrong)} lines were no claims, and are not in the record")
        sys.exit(WRONG)
