"""Which files of a folder are reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vaglio.model.errors import SourceMissing, VaglioError

_SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json"}
)


def walk(source: Path) -> Iterator[Path | VaglioError]:
    """Give a file, or the reports of a folder in the order of their names."""
    if not source.is_dir():
        if source.exists():
            yield source
        else:
            yield SourceMissing(
                input=str(source),
                problem="there is no such file or folder",
                next_step="check the name",
            )
        return
    empty = True
    for path in _files(source):
        empty = False
        yield path
    if empty:
        yield SourceMissing(
            input=str(source),
            problem="the folder holds no report",
            next_step="put .txt, .md, .html or .jsonl files into it",
        )


def _files(folder: Path) -> Iterator[Path]:
    """List the reports under a folder, sorted, links to folders not followed."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _files(path)
        elif path.suffix.lower() in _SUFFIXES:
            yield path
