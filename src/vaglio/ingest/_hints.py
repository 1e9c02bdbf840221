"""What the caller knows about reports and the reports themselves may not say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vaglio.model.report import Medium


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """Hold what the caller says about every report of one run.

    A hint wins over what a page says of itself. What a row of JSON Lines says
    of its own report wins over a hint.

    Example:
        >>> Hints(publisher="Valley Post").language is None
        True
    """

    publisher: str | None = None
    """Who published the reports."""
    published: dt.date | None = None
    """The day of publication."""
    title: str | None = None
    """The headline."""
    language: str | None = None
    """ISO 639-1 code, with the region where it matters (`en-US`)."""
    url: str | None = None
    """The address of the page."""
    medium: Medium | None = None
    """Whether they are pages or plain text; None: as their bytes look."""
    encoding: str | None = None
    """The encoding that whoever sent them named."""
