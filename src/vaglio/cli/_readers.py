"""How the scoreboard gets its reports read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vaglio.score import Reading, Source

GOLDEN = Path("tests", "golden")
"""Where the golden cases lie in the project."""


def read_source(source: Source) -> Reading:
    """Read one stored report with what is said beside it."""
    from vaglio.pipeline import Hints, read_file

    hints = Hints(publisher=source.publisher, published=source.published, language=source.language)
    reading = read_file(source.path, hints=hints)
    return reading.document, reading.claims
