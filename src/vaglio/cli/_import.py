"""`vaglio import`: a team's own table of incidents in, a record out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from vaglio.cli._options import codebook_option
from vaglio.cli._shell import WRONG, Refusal, complain
from vaglio.model.errors import VaglioError

_SHOWN = 50
"""More errors than this are only counted."""


@click.command("import")
@click.argument(
    "table", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--form",
    type=click.Choice(["ged", "acled", "csv"]),
    required=True,
    help="Whose columns it has: GED's, ACLED's, or others that --map names.",
)
@click.option(
    "--map",
    "map_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML file that says which column holds what; for --form csv.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder of the record; it is made, or added to.",
)
@click.option("--publisher", metavar="NAME", help="Who made the table; its name by default.")
@codebook_option
def import_(
    table: Path, form: str, map_file: Path | None, out: Path, publisher: str | None, codebook: Path
) -> None:
    """Take a team's table of incidents into a record, as entries they have accepted.

    Every row becomes an incident whose numbers point at its cells. Where anything is wrong with the
    table, each error is named by line and column, and nothing is taken in. The form of the map, and
    what becomes of each column, are in docs/exports.md.
    """
    from vaglio.model.imported import ImportForm
    from vaglio.pipeline import import_file, load_references

    if (form == "csv") != (map_file is not None):
        raise click.UsageError("--form csv needs --map, and no other form takes one")
    try:
        imported = import_file(
            table,
            form=ImportForm(form),
            out=out,
            references=load_references(codebook),
            publisher=publisher,
            map_file=map_file,
        )
    except OSError as error:
        if isinstance(error, VaglioError):
            raise
        raise Refusal(f"{error.filename}: {(error.strerror or 'it fails').lower()}") from error
    for wrong in imported.errors[:_SHOWN]:
        complain(wrong)
    if imported.errors:
        more = len(imported.errors) - _SHOWN
        complain(f"{f'{more} more errors; ' if more > 0 else ''}nothing was taken in")
        sys.exit(WRONG)
    click.echo(f"{len(imported.reports)} rows read, {imported.new} of them new in {out}", err=True)
