"""`vaglio explain`: why this claim, and what a word means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaglio.cli._options import codebook_option, hint_options

if TYPE_CHECKING:
    from vaglio.pipeline import Hints


@click.command()
@click.argument("target", metavar="FILE|TERM|RECORD")
@click.option("--claim", type=click.IntRange(1), help="Number of the claim, as `read` shows it.")
@click.option("--incident", metavar="ID", help="Id of an incident of the record in folder TARGET.")
@hint_options
@codebook_option
def explain(
    target: str, claim: int | None, incident: str | None, codebook: Path, hints: Hints
) -> None:
    """Say why a claim was made, or what a word means.

    With --claim: each field of that claim in FILE, the rule that found it, on what words, and the
    rules that declined, with their reasons. With --incident: why the claims of an incident of the
    folder RECORD were joined, and which set each number. Without: the entries of TERM, which is a
    word, an actor, a place or a code, with their source and an example.
    """
    from vaglio.codebook import load_codebook
    from vaglio.explain import explain_claim, explain_incident, explain_term
    from vaglio.model.record_json import read_record
    from vaglio.pipeline import read_file

    if incident is not None:
        click.echo(explain_incident(incident, read_record(Path(target))), nl=False)
        return
    if claim is None:
        if Path(target).is_file():
            raise click.UsageError(f"{target} is a file: say which claim with --claim N")
        click.echo(explain_term(target, codebook=load_codebook(codebook)), nl=False)
        return
    reading = read_file(Path(target), hints=hints, codebook=codebook)
    words = explain_claim(
        claim,
        document=reading.document,
        claims=reading.claims,
        trace=reading.trace,
        codebook=load_codebook(codebook),
    )
    click.echo(words, nl=False)
