"""Screenshots that are kept, each with its digest, so that a changed one is seen."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
DIGESTS = FOLDER / "digests.toml"
_HEAD = "# Written by `pytest tests/web --screens`, with the pictures beside it.\n"


def digests() -> dict[str, str]:
    """Give the digest of each screenshot that is kept, by the name of its file."""
    if not DIGESTS.exists():
        return {}
    found: dict[str, str] = tomllib.loads(DIGESTS.read_text(encoding="utf-8"))
    return found


def keep_screen(name: str, picture: bytes) -> None:
    """Write a screenshot, and its digest."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.png").write_bytes(picture)
    known = digests() | {f"{name}.png": hashlib.sha256(picture).hexdigest()}
    rows = [f'"{file}" = "{digest}"\n' for file, digest in sorted(known.items())]
    DIGESTS.write_text(_HEAD + "".join(rows), encoding="utf-8")
