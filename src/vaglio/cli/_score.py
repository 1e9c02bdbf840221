"""`vaglio score`: how right the reading is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaglio.cli._readers import read_source
from vaglio.cli._shell import NO, WRONG, complain
from vaglio.model.errors import VaglioError

if TYPE_CHECKING:
    from vaglio.score import GoldScore


@click.group()
def score() -> None:
    """Measure the reading by what careful people find."""


@score.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder of gold files, or one of them; the reports lie beside it.",
)
def gold(data: Path) -> None:
    """Compare the claims with gold: found or not, each field right or not.

    Exit status 1 where a claim that must be found is missing or wrong, where a claim stands on
    words that no claim may touch, or where too many are made that gold does not list.
    """
    from vaglio.score import find_gold, gold_in_words

    passes, readable = True, True
    for number, path in enumerate(find_gold(data)):
        try:
            result = _score(path)
        except VaglioError as error:
            readable = False
            complain(error)
            continue
        click.echo(("\n" if number else "") + gold_in_words(result), nl=False)
        passes = passes and result.passes
    if not (passes and readable):
        sys.exit(NO if readable else WRONG)


def _score(path: Path) -> GoldScore:
    """Read the report of one gold file and compare."""
    from vaglio.score import gold_source, load_gold, score_gold

    gold = load_gold(path)
    return score_gold(gold, read_source(gold_source(gold)))
