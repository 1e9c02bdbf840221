"""How long a report may be."""

from __future__ import annotations

from vaglio.model.errors import ReportTooLarge

MOST_BYTES = 20 * 1000 * 1000
"""A report longer than this is refused: no article is, and a dump of a site is none."""


def too_large(source: str) -> ReportTooLarge:
    """Say that a report is longer than the limit."""
    return ReportTooLarge(
        input=source,
        problem=f"is longer than {MOST_BYTES // 1_000_000} MB",
        next_step="split it into single reports, as files or as JSON Lines",
    )
