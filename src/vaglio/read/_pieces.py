"""Words to word pieces: what the attribution model reads."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

_VOCABULARY = Path(__file__).with_name("attribution-pieces.txt")
_CHUNK = re.compile(r"\S+")
_LONGEST = 60
"""Characters of a word beyond which it is one unknown piece."""
_CJK = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Hold the pieces of a stretch of text, and the word that each belongs to."""

    ids: list[int]
    """The pieces' numbers."""
    starts: list[int]
    """First code point of the word, in the document's text."""
    ends: list[int]
    """First code point after the word."""


def pieces_of(text: str, start: int, end: int) -> Pieces:
    """Cut a stretch of text into pieces."""
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for chunk in _CHUNK.finditer(text, start, end):
        at = chunk.start()
        for first, last, numbers in _of_chunk(chunk.group()):
            ids += numbers
            starts += [at + first] * len(numbers)
            ends += [at + last] * len(numbers)
    return Pieces(ids=ids, starts=starts, ends=ends)


@functools.lru_cache(maxsize=16_000)
def _of_chunk(chunk: str) -> tuple[tuple[int, int, tuple[int, ...]], ...]:
    """Cut what stands between two spaces: for each word its place and its pieces."""
    found = []
    first = 0
    for at in range(1, len(chunk) + 1):
        if at == len(chunk) or _stands_alone(chunk[at]) or _stands_alone(chunk[at - 1]):
            numbers = _of_word(_plain(chunk[first:at]))
            if numbers:
                found.append((first, at, numbers))
            first = at
    return tuple(found)


def _stands_alone(mark: str) -> bool:
    """Tell whether a character is a word by itself: punctuation, or a sign of a script of signs."""
    if mark.isascii():
        return not (mark.isalnum() or mark.isspace() or ord(mark) < 32)
    code = ord(mark)
    if any(low <= code <= high for low, high in _CJK):
        return True
    return unicodedata.category(mark).startswith("P")


def _plain(word: str) -> str:
    """Write a word in lower case, without accents and without what is not printed."""
    if word.isascii():
        return word.lower()
    parted = unicodedata.normalize("NFD", word.lower())
    return "".join(mark for mark in parted if unicodedata.category(mark) not in _UNSEEN)


_UNSEEN = frozenset({"Mn", "Cc", "Cf", "Cs", "Co", "Cn"})


def _of_word(word: str) -> tuple[int, ...]:
    """Cut a word into the longest pieces that the vocabulary has, from the left."""
    if not word:
        return ()
    vocabulary = _vocabulary()
    found = []
    first = 0
    while first < len(word) <= _LONGEST:
        last = len(word)
        while last > first:
            number = vocabulary.get(("##" if first else "") + word[first:last])
            if number is not None:
                break
            last -= 1
        else:
            return (vocabulary["[UNK]"],)
        found.append(number)
        first = last
    return tuple(found) or (vocabulary["[UNK]"],)


@functools.cache
def _vocabulary() -> dict[str, int]:
    """Read the pieces' numbers."""
    lines = _VOCABULARY.read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def frame() -> tuple[int, int]:
    """Give the numbers of the pieces that open and close what is read."""
    vocabulary = _vocabulary()
    return vocabulary["[CLS]"], vocabulary["[SEP]"]
