"""Where words stand in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Mark a stretch of a text, counted in Unicode code points.

    The stretch is half-open: `text[span.start:span.end]` is the quotation.

    Example:
        >>> Span(start=0, end=4).of("Baku claims")
        'Baku'
    """

    start: int
    """First code point of the stretch."""
    end: int
    """First code point after the stretch."""

    def __post_init__(self) -> None:
        """Refuse a stretch that holds no text."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        """Count the code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Give the words that the span marks."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """Count the code points that two spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def covers(self, other: Span) -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end
