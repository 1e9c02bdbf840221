"""How the scoreboard gets a report read, without knowing the stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.claim import Claim
from vaglio.model.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Name a stored report, and what is said beside it."""

    path: Path
    """The file: plain text or HTML."""
    publisher: str | None = None
    """Who published it; None leaves it to the reader."""
    published: dt.date | None = None
    """The day of publication; None leaves it to the reader."""
    language: str | None = None
    """ISO 639-1 code; None leaves it to the reader."""


Reading = tuple[Document, Sequence[Claim]]
"""One report that was read: its text made readable, and its claims in order."""

Reader = Callable[[Source], Reading]
"""Whatever reads one stored report; the command line hands in the pipeline.

It raises a `VaglioError` where the report is refused.
"""
