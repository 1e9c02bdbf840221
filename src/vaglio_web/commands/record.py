"""`vaglio record`: what the desk has accepted, as a folder for the library."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaglio.cli._shell import Refusal
from vaglio_web.commands._django import start_django

if TYPE_CHECKING:
    from vaglio.model.record import Record


@click.command("record")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--published", is_flag=True, help="Only what the public reads, word for word.")
@click.option("--dossier", metavar="SLUG", default="", help="Only the entries of one dossier.")
def record(folder: Path, published: bool, dossier: str) -> None:
    """Write what the desk has accepted into a folder, as a record.

    `vaglio export DIR --to FORM` and `vaglio explain DIR --incident ID` read it. Entries are told
    by their accepted claims alone; victims' names are veiled as before the public; what is held
    back stays out; what was withdrawn, merged or corrected is named for the file of changes. The
    desk goes on working meanwhile. DIR must be new, or hold what this command wrote before.
    """
    start_django()
    from vaglio_web.store.actions import NotOurs, record_of, write_folder
    from vaglio_web.store.models import Dossier
    from vaglio_web.store.queries.outgoing import Wanted

    if dossier and not Dossier.objects.filter(slug=dossier).exists():
        known = ", ".join(Dossier.objects.values_list("slug", flat=True)) or "none"
        raise Refusal(f"{dossier}: no dossier has this name; there are: {known}")
    try:
        made = record_of(Wanted(published=published, dossier=dossier))
        write_folder(made, folder)
    except NotOurs as error:
        raise Refusal(f"{folder}: {error}") from error
    except OSError as error:
        raise Refusal(f"{error.filename}: {(error.strerror or 'it fails').lower()}") from error
    click.echo(_summary(made, folder), err=True)


def _summary(made: Record, folder: Path) -> str:
    """Say what was written, what is named as gone, and what was set aside."""
    counts = (
        (len(made.incidents), "incident", "incidents"),
        (len(made.agreements), "agreement", "agreements"),
        (len(made.tracks), "track", "tracks"),
        (len(made.access), "road or crossing", "roads and crossings"),
        (len(made.claims), "claim", "claims"),
    )
    held = ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts)
    standing = Counter(each.standing.value for each in made.decided)
    gone = [f"{standing[word]} {word}" for word in ("withdrawn", "merged") if standing[word]]
    lines = [f"{held} written to {folder}"]
    lines += [f"named as gone: {', '.join(gone)}"] if gone else []
    lines += [f"left out: {each.input}, since {each.why}" for each in made.set_aside]
    return "\n".join(lines)
