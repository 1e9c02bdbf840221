"""A sentence with words underlined, each line under the words with its label."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaglio.model.span import Span

WIDTH = 88


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Hold one label and the words it is for."""

    label: str
    """What the words give."""
    span: Span
    """Where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """Hold one mark cut to a line, in columns."""

    label: str
    first: int
    last: int

    @property
    def label_first(self) -> int:
        """Give the column at which the label begins, under the middle of the words."""
        middle = self.first + (self.last - self.first - 1) // 2
        return max(0, middle - (len(self.label) - 1) // 2)

    def beside(self, other: _Bar) -> bool:
        """Tell whether two marks can be drawn on one line."""
        mine = (
            min(self.first, self.label_first),
            max(self.last, self.label_first + len(self.label)),
        )
        its = (
            min(other.first, other.label_first),
            max(other.last, other.label_first + len(other.label)),
        )
        return mine[1] < its[0] or its[1] < mine[0]


def underline(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """Write a stretch of text, its marked words underlined and labelled.

    Args:
        text: The document's text.
        span: The stretch to write.
        marks: What to underline; what lies outside the stretch is left out.

    Returns:
        Lines that end in a newline, at most 88 columns of text each.
    """
    return "".join(f"{line.rstrip()}\n" for line in _lines(text, span, marks))


def _lines(text: str, span: Span, marks: Sequence[Mark]) -> Iterator[str]:
    """Give the lines of text, each followed by what is underlined in it."""
    for start, end in _wrap(text, span):
        yield "".join(" " if mark.isspace() else mark for mark in text[start:end])
        bars = [
            _Bar(
                label=mark.label,
                first=max(mark.span.start, start) - start,
                last=min(mark.span.end, end) - start,
            )
            for mark in marks
            if mark.span.start < end and start < mark.span.end
        ]
        for tier in _tiers(sorted(bars, key=lambda bar: (bar.first, bar.last))):
            yield _draw([(bar.first, _bracket(bar.last - bar.first)) for bar in tier])
            yield _draw([(bar.label_first, bar.label) for bar in tier])


def _wrap(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Cut a stretch into lines at white space."""
    flat = "".join(" " if mark.isspace() else mark for mark in span.of(text))
    at = 0
    for line in textwrap.wrap(flat, WIDTH, drop_whitespace=True, break_on_hyphens=False):
        at = flat.index(line.split(" ")[0], at)
        yield span.start + at, span.start + min(at + len(line), len(flat))
        at += len(line)


def _tiers(bars: Sequence[_Bar]) -> list[list[_Bar]]:
    """Spread marks over as few lines as keep them apart."""
    tiers: list[list[_Bar]] = []
    for bar in bars:
        for tier in tiers:
            if all(bar.beside(other) for other in tier):
                tier.append(bar)
                break
        else:
            tiers.append([bar])
    return tiers


def _bracket(width: int) -> str:
    """Draw the line under some words, with a stem to the label."""
    if width < 3:
        return "┬" * width if width == 1 else "└┬"
    before = (width - 1) // 2 - 1
    return "└" + "─" * before + "┬" + "─" * (width - before - 3) + "┘"


def _draw(pieces: Sequence[tuple[int, str]]) -> str:
    """Put pieces at their columns."""
    line = ""
    for column, piece in sorted(pieces):
        line = line.ljust(column) + piece
    return line
