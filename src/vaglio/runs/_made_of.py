"""What an index belongs to: the files of its record, the codebook and the code that joined it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import vaglio
from vaglio.model.record_json import RECORD_FILES


def state_of(folder: Path) -> str:
    """Name the state of a record's files: their sizes, and when each was last written.

    Args:
        folder: The folder of the record.

    Returns:
        A text that is another as soon as a file was written by anybody else.
    """
    parts = []
    for name in RECORD_FILES:
        path = folder / name
        stat = path.stat() if path.is_file() else None
        parts.append(f"{name} {stat.st_size} {stat.st_mtime_ns}" if stat else f"{name} none")
    return "\n".join(parts)


def rules_of(codebook: Path) -> str:
    """Name the rules by which claims are joined: the codebook's tables and the program's code.

    Args:
        codebook: The folder of the definitions in force.

    Returns:
        A digest, another for every other codebook or program.
    """
    code = Path(vaglio.__file__).parent
    digest = hashlib.sha256()
    for folder in (code / "model", code / "codebook", code / "reconcile", code / "runs"):
        _take(digest, sorted(folder.glob("*.py")))
    _take(digest, sorted(path for path in codebook.iterdir() if path.is_file()))
    return digest.hexdigest()


def _take(digest: hashlib._Hash, paths: Iterable[Path]) -> None:
    """Add files, with their names, to a digest."""
    for path in paths:
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes())
