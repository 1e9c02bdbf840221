"""The folder of golden cases: one folder a case, found and loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.errors import GoldenInvalid, SourceMissing
from vaglio.score._about import ABOUT_FILE, About, load_about
from vaglio.score._source import Source

CLAIMS_FILE = "claims.txt"
_REPORT_FILES = ("report.txt", "report.html")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenCase:
    """Hold one golden case: an invented report and what the code says of it."""

    name: str
    """The folder's name, the phenomenon in words."""
    folder: Path
    """The folder."""
    source: Source
    """The report, with what `about.toml` says beside it."""
    about: About
    """What `about.toml` says."""
    claims: str | None
    """The text of `claims.txt`; None where nobody has accepted one yet."""


def find_cases(folder: Path, *, names: tuple[str, ...] = ()) -> list[GoldenCase]:
    """Load the golden cases of a folder, in the order of their names.

    Args:
        folder: The folder that holds one folder for each case.
        names: Which cases; all where none is named.

    Returns:
        The cases.

    Raises:
        SourceMissing: The folder, or a named case, is not there.
        GoldenInvalid: A case lacks its report or its `about.toml`.
    """
    if not folder.is_dir():
        raise SourceMissing(
            input=str(folder), problem="no such folder", next_step="name the folder of golden cases"
        )
    if names:
        return [load_case(folder, name) for name in sorted(set(names))]
    cases = sorted(p.name for p in folder.iterdir() if p.is_dir() and p.name[0] not in "._")
    return [load_case(folder, name) for name in cases]


def load_case(folder: Path, name: str) -> GoldenCase:
    """Load one golden case.

    Args:
        folder: The folder that holds the cases.
        name: The case's name.

    Returns:
        The case.

    Raises:
        SourceMissing: There is no such case.
        GoldenInvalid: It lacks its report or its `about.toml`.
    """
    home = folder / check_name(name)
    if not home.is_dir():
        raise SourceMissing(
            input=name,
            problem=f"no golden case of that name in {folder}",
            next_step="list the folder for the names",
        )
    about = load_about(home / ABOUT_FILE)
    claims = home / CLAIMS_FILE
    return GoldenCase(
        name=name,
        folder=home,
        source=_find_report(home, about),
        about=about,
        claims=claims.read_text(encoding="utf-8") if claims.is_file() else None,
    )


def check_name(name: str) -> str:
    """Give a case's name back, or refuse one that is no plain folder name.

    Args:
        name: The name asked for.

    Returns:
        The same name.

    Raises:
        GoldenInvalid: It is not words in lower case joined by hyphens.
    """
    if not _NAME.fullmatch(name):
        raise GoldenInvalid(
            input=name,
            problem="is no name for a golden case",
            next_step="use words in lower case joined by hyphens, such as toll-at-least",
        )
    return name


def _find_report(home: Path, about: About) -> Source:
    """Find the case's page and put beside it what the case says."""
    pages = [home / page for page in _REPORT_FILES if (home / page).is_file()]
    if len(pages) != 1:
        raise GoldenInvalid(
            input=str(home),
            problem=f"holds {len(pages)} reports",
            next_step=f"keep exactly one of {' and '.join(_REPORT_FILES)}",
        )
    [page] = pages
    return Source(
        path=page,
        publisher=about.publisher,
        published=about.published,
        language=about.language,
    )
