"""Words of the codebook, found in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Generic[Row]):
    """Hold one codebook word found in a sentence."""

    row: Row
    """The codebook row."""
    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""


def split_words(phrase: str) -> tuple[str, ...]:
    """Cut a phrase into words as the tokenizer does: hyphens and 's stand apart.

    Example:
        >>> split_words("air-strike")
        ('air', '-', 'strike')
    """
    spaced = (
        phrase.replace("-", " - ").replace("’", "'").replace("'s", " 's").replace("n't", " n't")
    )
    return tuple(spaced.split())


class Lexicon(Generic[Row]):
    """Find phrases in a sequence of words; at each place the longest wins.

    Example:
        >>> lexicon = Lexicon([("call on", "CALL ON"), ("call", "CALL")])
        >>> [hit.row for hit in lexicon.find(["they", "call", "on", "us"])]
        ['CALL ON']
    """

    __slots__ = ("_by_first", "_single", "firsts")

    def __init__(self, entries: Iterable[tuple[str, Row]]) -> None:
        """Index phrases by their first word; the earliest row of a phrase stays first."""
        by_first: dict[str, list[tuple[tuple[str, ...], list[Row]]]] = {}
        index: dict[tuple[str, ...], list[Row]] = {}
        for phrase, row in entries:
            words = split_words(phrase)
            if not words:
                continue
            if words not in index:
                index[words] = []
                by_first.setdefault(words[0], []).append((words, index[words]))
            if row not in index[words]:
                index[words].append(row)
        for options in by_first.values():
            options.sort(key=lambda option: -len(option[0]))
        self._by_first = by_first
        self._single = index
        self.firsts: frozenset[str] = frozenset(by_first)
        """First words of all phrases: a sentence without one holds no phrase."""

    def at(self, words: Sequence[str], place: int) -> tuple[list[Row], int] | None:
        """Give the rows of the longest phrase that begins at a place, and its length."""
        options = self._by_first.get(words[place])
        if options is None:
            return None
        second = words[place + 1] if place + 1 < len(words) else None
        for phrase, rows in options:
            length = len(phrase)
            if length == 1:
                return rows, 1
            if phrase[1] == second and (
                length == 2 or tuple(words[place : place + length]) == phrase
            ):
                return rows, length
        return None

    def find(self, words: Sequence[str]) -> list[Hit[Row]]:
        """Give every phrase found, in order, without overlaps (all rows of each)."""
        hits: list[Hit[Row]] = []
        firsts = self.firsts
        if firsts.isdisjoint(words):
            return hits
        place = 0
        while place < len(words):
            found = self.at(words, place) if words[place] in firsts else None
            if found is None:
                place += 1
                continue
            rows, length = found
            hits += [Hit(row=row, first=place, last=place + length) for row in rows]
            place += length
        return hits

    def rows(self, phrase: str) -> tuple[Row, ...]:
        """Give the rows of exactly this phrase; empty when there is none."""
        return tuple(self._single.get(split_words(phrase.lower()), ()))
