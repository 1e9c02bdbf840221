"""`vaglio read`: reports in, claims out."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaglio.cli._options import codebook_option, hint_options, output_option
from vaglio.cli._output import Output, output_to
from vaglio.cli._progress import clear_line, shows_progress, with_progress
from vaglio.cli._shell import WRONG, complain
from vaglio.model.errors import VaglioError

if TYPE_CHECKING:
    from vaglio.cli._forms import Form, Made
    from vaglio.pipeline import Hints

WORDS, LINES, PAGE = "words", "jsonl", "html"
# As `ReaderName`, which is imported only when something is read.
RULES, WITH_MODEL = "rules", "rules+attribution"


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice([WORDS, LINES, PAGE]),
    help="How to show the claims; words on a terminal, jsonl in a pipe or a file.",
)
@hint_options
@output_option
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, help="Processes to read in; 1 by default."
)
@click.option(
    "--reader",
    type=click.Choice([RULES, WITH_MODEL]),
    default=WITH_MODEL,
    help="Whether the attribution model is asked beside the rules; rules alone are faster.",
)
@codebook_option
def read(
    files: tuple[str, ...],
    form: str | None,
    output: Path | None,
    jobs: int,
    reader: str,
    codebook: Path,
    hints: Hints,
) -> None:
    """Find the claims of reports: who says what, on which words.

    FILE is plain text, HTML, JSON Lines of reports, a folder, or - for standard input. A report
    that cannot be read is named on standard error, and the others are still read.
    """
    from vaglio.cli._forms import choose_form
    from vaglio.model.document import ReaderName
    from vaglio.pipeline import count_files, gather, read_reports

    shape = choose_form(form or _usual_form(output))
    made = read_reports(
        gather(files, hints=hints, stdin=sys.stdin.buffer),
        make=shape.make,
        jobs=jobs,
        codebook=codebook,
        traced=shape.traced,
        reader=ReaderName(reader),
    )
    watched = shows_progress(output)
    if watched:
        made = with_progress(made, total=count_files(files))
    with output_to(output) as place:
        read_any, all_read = _write(made, shape, place, watched=watched)
        if read_any:
            place.finish()
    if not all_read:
        sys.exit(WRONG)


def _usual_form(output: Path | None) -> str:
    """Choose words for a person, lines for a program, a page for a page."""
    if output is None:
        return WORDS if sys.stdout.isatty() else LINES
    return PAGE if output.suffix.lower() in (".html", ".htm") else LINES


def _write(
    made: Iterable[Made | VaglioError], shape: Form, place: Output, *, watched: bool
) -> tuple[bool, bool]:
    """Write out each report, name each that could not be read; tell whether any, and all, were."""
    all_read = True

    def those_read() -> Iterator[Made]:
        nonlocal all_read
        for item in made:
            if isinstance(item, VaglioError):
                all_read = False
                if watched:
                    clear_line()
                complain(item)
            else:
                yield item

    reports = those_read()
    # Two are enough to know whether each needs a heading.
    first = list(itertools.islice(reports, 2))
    for text in shape.join(itertools.chain(first, reports), several=len(first) > 1):
        place.write(text)
    return bool(first), all_read
