"""Words that somebody marked or typed, found again in the report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

Spot = tuple[int, int]
"""Where words stand in a report's text: code points, half-open."""


@dataclass(slots=True, kw_only=True)
class Sent:
    """Hold what a form sent, the report it is about, and what was wrong with it."""

    values: Mapping[str, str]
    """What was sent, by name."""
    text: str
    """The report's text."""
    near: Spot = (0, 0)
    """Where to look first for words that the report has more than once."""
    problems: dict[str, str] = field(default_factory=dict)
    """What is wrong, by the name of the field."""

    def value(self, name: str) -> str:
        """Give one value, without the white space around it."""
        return self.values.get(name, "").strip()

    def count(self, name: str) -> int | None:
        """Give a number of people; None where the end is open."""
        word = self.value(name).replace(",", "").replace(" ", "")
        if not word:
            return None
        if not (word.isascii() and word.isdigit() and len(word) < 10):
            self.problems[name] = "write a whole number, or nothing where it is open"
            return None
        return int(word)

    def spot(self, name: str) -> Spot | None:
        """Find the words of a field; None where none were sent or they are not there."""
        words = self.value(name)
        if not words:
            return None
        start, end = self.value(f"{name}-start"), self.value(f"{name}-end")
        if start.isdigit() and end.isdigit():
            marked = (int(start), int(end))
            if _flat(self.text[slice(*marked)]) == _flat(words):
                return marked
        found = find_words(words, text=self.text, near=self.near)
        if found is None:
            self.problems[name] = "these words are not in the report; mark them in its text"
        return found

    def rows(self, name: str) -> list[int]:
        """Give the numbers of the rows of a list that have words, in order."""
        fitting = re.compile(rf"{name}-(\d+)")
        numbers = sorted(int(m[1]) for each in self.values if (m := fitting.fullmatch(each)))
        return [number for number in numbers if self.value(f"{name}-{number}")]

    def words(self, spot: Spot) -> str:
        """Give the report's own words at a place."""
        return self.text[slice(*spot)]


def find_words(words: str, *, text: str, near: Spot) -> Spot | None:
    """Find words in a report: within a stretch of it, or nearest to it.

    White space counts as one space, as a page shows it.
    """
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return None
    spots = [match.span() for match in re.finditer(r"\s+".join(parts), text)]
    return min(spots, key=lambda spot: max(near[0] - spot[0], spot[1] - near[1], 0), default=None)


def _flat(words: str) -> str:
    """Write words with single spaces."""
    return " ".join(words.split())
