"""Words for roads, corridors and crossings, and for their states."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRow:
    """Define a noun for a road, corridor or crossing, or a word for its state."""

    word: str
    state: str | None
    source: str
    example: str
