"""`vaglio diff`: what a change does to the claims."""

from __future__ import annotations

from pathlib import Path

import click

from vaglio.cli._readers import GOLDEN
from vaglio.model.errors import SourceMissing


@click.command()
@click.argument("rev")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help="Folder of gold files whose reports are read too.",
)
@click.option(
    "--project",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Folder of the project; the one you are in by default.",
)
def diff(rev: str, data: Path | None, project: Path | None) -> None:
    """Show the claims gained, lost and changed since another revision.

    Both revisions read the golden reports, and the gold ones where --data names them. REV is a
    branch, a tag or a commit.
    """
    from vaglio.score import claims_at, claims_now, diff_claims, diff_in_words, sample_reports

    project = project or _project()
    golden = project / GOLDEN
    samples = sample_reports(golden=golden if golden.is_dir() else None, gold=data)
    old = claims_at(rev, samples, project=project)
    click.echo(diff_in_words(diff_claims(old, claims_now(samples, project=project))), nl=False)


def _project() -> Path:
    """Find the project around the folder one is in."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "src" / "vaglio").is_dir():
            return folder
    raise SourceMissing(
        input=str(here),
        problem="there is no project of Vaglio around this folder",
        next_step="name it with --project",
    )
