"""`vaglio export`: a record in, a file that others load out."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaglio.cli._options import codebook_option
from vaglio.cli._output import write_whole
from vaglio.cli._shell import Refusal

if TYPE_CHECKING:
    from vaglio.model.exported import Exported

FORMS = ("ged", "acled", "polecat", "geojson", "hxl", "jsonld", "annotations", "csv", "parquet")


_NOTHING_ACCEPTED = (
    "nothing in this record was accepted: people vet it at the desk (`vaglio open`), "
    "whose record `vaglio record DIR` writes"
)


@click.command()
@click.argument("record", metavar="RECORD_DIR", type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="The form to write.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="File to write to; its companion, FILE.changes.csv, is put beside it.",
)
@click.option(
    "--proposals",
    is_flag=True,
    help="Write also what nobody has decided on, each entry marked; the file's name has to say so.",
)
@codebook_option
def export(record: Path, form: str, output: Path | None, proposals: bool, codebook: Path) -> None:
    """Write the accepted entries of a record in a form that others load.

    RECORD_DIR is the folder that `vaglio record` wrote of a desk, or that `vaglio run` made, in
    which nothing is accepted yet. Each form's columns, and what each form cannot hold, are in
    docs/exports.md. Beside FILE stands FILE.changes.csv: what was withdrawn, merged,
    corrected or left out.
    """
    from vaglio.model.exported import ExportForm
    from vaglio.model.record_json import read_record
    from vaglio.pipeline import export_record, load_references

    _refuse_unmarked(output, proposals=proposals)
    if output is None and form == "parquet" and sys.stdout.isatty():
        raise Refusal("Parquet is not for a terminal; name a file with --output")
    exported = export_record(
        read_record(record),
        form=ExportForm(form),
        references=load_references(codebook),
        proposals=proposals,
    )
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(exported.data)
    else:
        # The companion first: an export without its deletions would be the worse half.
        if has_companion(output):
            write_whole(companion_of(output), exported.changes)
        write_whole(output, exported.data)
    click.echo(_summary(exported, output), err=True)
    if not exported.count and not exported.left_out and not proposals:
        click.echo(_NOTHING_ACCEPTED, err=True)


def companion_of(output: Path) -> Path:
    """Name the file of deletions and corrections that stands beside an export.

    It keeps the export's whole name: two forms of one name do not share it.
    """
    return output.with_name(f"{output.name}.changes.csv")


def has_companion(output: Path | None) -> bool:
    """Tell whether a companion can stand beside an export: not beside a pipe or device."""
    return output is not None and (output.is_file() or not output.exists())


def _refuse_unmarked(output: Path | None, *, proposals: bool) -> None:
    """Refuse a file name that would pass proposals off as vetted."""
    if proposals and output is not None and "proposal" not in output.name.lower():
        better = output.with_name(f"{output.stem}-proposals{output.suffix}")
        raise Refusal(f"{output}: the name has to say that proposals are in it; write {better}")


def _summary(exported: Exported, output: Path | None) -> str:
    """Say how much went out, what did not, and where the companion is."""
    entries = "1 entry" if exported.count == 1 else f"{exported.count} entries"
    lines = [f"{entries} written" if output is None else f"{entries} written to {output}"]
    reasons = Counter(each.why for each in exported.left_out)
    lines += [f"left out: {count}, since {why}" for why, count in sorted(reasons.items())]
    if output is None or not has_companion(output):
        lines.append("deletions and corrections are written beside a file: name one with --output")
    else:
        lines.append(f"deletions and corrections: {companion_of(output)}")
    return "\n".join(lines)
