"""Lines of a large file taken out and put in, without reading the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_AT_ONCE = 1 << 22
"""Bytes copied together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Name bytes of a file that give way to others."""

    at: int
    """Where they begin."""
    gone: int = 0
    """How many they are; none where something is only put in."""
    put: bytes = b""
    """What stands in their place."""


def patch(path: Path, edits: Iterable[Edit]) -> Path:
    """Write a file with some of its bytes changed, beside it.

    Args:
        path: The file.
        edits: What changes; no two overlap. Those at one place are written
            in the order given.

    Returns:
        The new file, to be renamed to the old one's name.
    """
    waiting = path.with_suffix(".part")
    with path.open("rb") as old, waiting.open("wb") as new:
        for edit in sorted(edits, key=lambda each: each.at):
            _copy(old, new, edit.at - old.tell())
            new.write(edit.put)
            old.seek(edit.gone, 1)
        _copy(old, new, None)
    return waiting


def _copy(old: BinaryIO, new: BinaryIO, count: int | None) -> None:
    """Copy so many bytes, or all that are left."""
    while count is None or count > 0:
        piece = old.read(_AT_ONCE if count is None else min(count, _AT_ONCE))
        if not piece:
            return
        new.write(piece)
        if count is not None:
            count -= len(piece)
