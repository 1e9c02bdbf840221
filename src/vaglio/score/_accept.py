"""Accept what the code says of a golden case, and make new cases."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.errors import GoldenInvalid, SourceMissing
from vaglio.score._about import ABOUT_FILE, About, about_as_toml
from vaglio.score._cases import CLAIMS_FILE, GoldenCase, check_name, load_case
from vaglio.score._golden import read_case
from vaglio.score._marks import carry_marks, split_marks, stale_marks
from vaglio.score._source import Reader

_SUFFIXES = {".txt": "report.txt", ".html": "report.html", ".htm": "report.html"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Say what accepting one golden case did."""

    name: str
    """The case's name."""
    changed: bool
    """Whether its `claims.txt` is different now."""
    marks_removed: tuple[str, ...] = ()
    """Marks of known errors that went with their lines."""


def accept_golden(name: str, *, folder: Path, reader: Reader) -> Accepted:
    """Write down what the code says now as the accepted words of one case.

    One case a call, by its name: there is no way to accept all of them, since
    each change is to be looked at. Marks stay on the lines that still stand.

    Args:
        name: The case's name.
        folder: The folder that holds the cases.
        reader: What reads one report.

    Returns:
        What has changed.

    Raises:
        SourceMissing: There is no such case.
        GoldenInvalid: The case cannot be read.
    """
    case = load_case(folder, name)
    old = split_marks(case.claims or "", source=f"{name}/{CLAIMS_FILE}")
    new = read_case(case, reader=reader).splitlines()
    text = "\n".join(carry_marks(old, new)) + "\n"
    if text != case.claims:
        _write(case.folder / CLAIMS_FILE, text)
    return Accepted(
        name=name,
        changed=text != case.claims,
        marks_removed=tuple(line.mark for line in stale_marks(old, new) if line.mark),
    )


def new_golden(page: Path, *, folder: Path, name: str, about: About) -> GoldenCase:
    """Make a golden case from a captured page and what is known beside it.

    Args:
        page: The page: plain text (`.txt`) or HTML (`.html`, `.htm`).
        folder: The folder that holds the cases.
        name: The new case's name: the phenomenon in words, joined by hyphens.
        about: The answers that `about.toml` will hold.

    Returns:
        The case, without a `claims.txt`: that is for `accept_golden`.

    Raises:
        SourceMissing: The page is not there.
        GoldenInvalid: The name is taken or no name, or the page is of another sort.
    """
    home = folder / check_name(name)
    if not page.is_file():
        raise SourceMissing(input=str(page), problem="no such file", next_step="check the path")
    if home.exists():
        raise GoldenInvalid(input=name, problem="there is such a case", next_step="choose a name")
    kept_as = _SUFFIXES.get(page.suffix.lower())
    if kept_as is None:
        raise GoldenInvalid(
            input=str(page), problem="is neither .txt nor .html", next_step="save it as one of them"
        )
    home.mkdir(parents=True)
    (home / kept_as).write_bytes(page.read_bytes())
    _write(home / ABOUT_FILE, about_as_toml(about))
    return load_case(folder, name)


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8", newline="\n")
    os.replace(draft, path)
