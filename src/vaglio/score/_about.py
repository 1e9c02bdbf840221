"""What stands beside a golden report: `about.toml`, read and written."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from vaglio.model.errors import GoldenInvalid

ABOUT_FILE = "about.toml"
_KNOWN = {
    "language",
    "publisher",
    "publisher_kind",
    "published",
    "style",
    "why",
    "issue",
    "page",
}


class PublisherKind(StrEnum):
    """Name what sort of outlet published a golden report."""

    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    GOVERNMENT = "government"
    NGO = "ngo"
    INSTITUTION = "institution"
    BLOG = "blog"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Say what a golden report cannot say itself, and why it is kept."""

    why: str
    """One sentence: the phenomenon that the case shows."""
    issue: int
    """Number of the issue that asked for it."""
    language: str | None = None
    """ISO 639-1 code; None leaves it to the reader."""
    publisher: str | None = None
    """Who published it; None leaves it to the reader."""
    publisher_kind: PublisherKind | None = None
    """What sort of outlet that is."""
    published: dt.date | None = None
    """The day of publication; None leaves it to the reader."""
    style: str | None = None
    """The writer's style, such as "wire copy"."""
    page: bool = False
    """Whether the parts of the page are shown before the claims."""


def load_about(path: Path) -> About:
    """Read an `about.toml`.

    Args:
        path: The file.

    Returns:
        What it says.

    Raises:
        GoldenInvalid: It is missing, is no TOML, or lacks `why` or `issue`.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _invalid(path, f"cannot be read ({error})") from error
    unknown = sorted(set(rows) - _KNOWN)
    if unknown:
        raise _invalid(path, f"has a field that is not known: {unknown[0]}")
    if not isinstance(rows.get("why"), str) or not isinstance(rows.get("issue"), int):
        raise _invalid(path, "needs `why` (a sentence) and `issue` (a number)")
    published = rows.get("published")
    if published is not None and type(published) is not dt.date:
        raise _invalid(path, "needs `published` as a day, 2031-05-04")
    try:
        kind = PublisherKind(rows["publisher_kind"]) if "publisher_kind" in rows else None
    except ValueError as error:
        raise _invalid(path, f"has a publisher_kind out of {_kinds()}") from error
    return About(
        why=rows["why"],
        issue=rows["issue"],
        language=rows.get("language"),
        publisher=rows.get("publisher"),
        publisher_kind=kind,
        published=published,
        style=rows.get("style"),
        page=rows.get("page", False),
    )


def about_as_toml(about: About) -> str:
    """Write an `about.toml`, fields in their fixed order, absent ones left out.

    Args:
        about: What to write.

    Returns:
        The file's text.
    """
    words = [
        ("language", about.language),
        ("publisher", about.publisher),
        ("publisher_kind", about.publisher_kind.value if about.publisher_kind else None),
    ]
    lines = [_toml_line(name, value) for name, value in words if value is not None]
    if about.published:
        lines.append(f"published = {about.published.isoformat()}\n")
    if about.style is not None:
        lines.append(_toml_line("style", about.style))
    lines.append(_toml_line("why", about.why))
    lines.append(f"issue = {about.issue}\n")
    if about.page:
        lines.append("page = true\n")
    return "".join(lines)


def _toml_line(name: str, value: str) -> str:
    """Write one field; a JSON string is a TOML basic string."""
    return f"{name} = {json.dumps(value, ensure_ascii=False)}\n"


def _kinds() -> str:
    """List the sorts of outlet."""
    return "/".join(kind.value for kind in PublisherKind)


def _invalid(path: Path, problem: str) -> GoldenInvalid:
    """Make the error that names the case and the next step."""
    return GoldenInvalid(
        input=str(path), problem=problem, next_step="see docs on golden cases, or copy another case"
    )
