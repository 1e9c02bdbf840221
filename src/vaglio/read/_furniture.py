"""What on a page is not the article: share bars, notices, lists of links."""

from __future__ import annotations

import functools
import re
import unicodedata

from vaglio.codebook.rows import FurnitureRow, Match

_LONGEST = 60
"""A paragraph of more words than this is text, whatever phrase stands in it."""
_COMMENTS = re.compile(r"\b(?:comment|commenti|comentario|kommentar|коммент)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[@#]\w+")
_BARS = re.compile(r"\s[|•·]\s")
_COUNTED = re.compile(r"(?:list|item|slide|image|photo)\s+\d+\s+of\s+\d+", re.IGNORECASE)


def fold(text: str) -> str:
    """Make texts that differ in case, white space or marks alike.

    Example:
        >>> fold("Share this:  ") == fold("SHARE THIS")
        True
    """
    letters = (letter if letter.isalnum() else " " for letter in text.casefold())
    return " ".join("".join(letters).split())


class Furniture:
    """Know a page's furniture by the codebook's phrases and by its shape."""

    __slots__ = ("_openers", "_parts", "_starts", "_whole")

    def __init__(self, rows: tuple[FurnitureRow, ...]) -> None:
        """Sort the phrases by how they are compared."""
        by_match = {match: set[str]() for match in Match}
        for row in rows:
            whole = row.match in (Match.WHOLE, Match.OPENS)
            key = fold(row.text) if whole else _plain(row.text)
            if key:
                by_match[row.match].add(key)
        self._openers = frozenset(by_match[Match.OPENS])
        self._whole = self._openers | by_match[Match.WHOLE]
        self._starts = _any_of(by_match[Match.START])
        self._parts = _any_of(by_match[Match.CONTAINS])

    def opens_list(self, paragraph: str) -> bool:
        """Tell whether headlines of other stories follow a paragraph: "Most read"."""
        return len(paragraph) < _LONGEST and fold(paragraph) in self._openers

    def is_phrase(self, paragraph: str) -> bool:
        """Tell whether a paragraph is furniture by one of the phrases."""
        if len(paragraph) > 20 * _LONGEST:
            return False
        plain = _plain(paragraph)
        if plain.count(" ") >= _LONGEST:
            return False
        return (
            fold(paragraph) in self._whole
            or self._starts.match(plain) is not None
            or self._parts.search(plain) is not None
        )


def _plain(text: str) -> str:
    """Make texts that differ in case, white space or the form of apostrophes alike."""
    return " ".join(text.casefold().replace("’", "'").split())


def _any_of(phrases: set[str]) -> re.Pattern[str]:
    """Make a pattern of phrases that begin and end as words do; of none, one that never fits."""
    options = (
        ("" if not phrase[0].isalnum() else r"\b")
        + re.escape(phrase)
        + ("" if not phrase[-1].isalnum() else r"\b")
        for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    )
    return re.compile("|".join(options) or r"(?!)")


@functools.lru_cache(maxsize=4)
def furniture_of(rows: tuple[FurnitureRow, ...]) -> Furniture:
    """Sort the phrases of a codebook once."""
    return Furniture(rows)


def has_furniture_shape(paragraph: str) -> bool:
    """Tell whether a paragraph has no words, or only links, tags or a bar of labels."""
    if not any(map(str.isalnum, paragraph)):
        return True
    if len(paragraph) > 20 * _LONGEST:
        return False
    if _COUNTED.match(paragraph):
        return True
    rest = _ADDRESS.sub(" ", paragraph)
    if rest != paragraph and not any(unicodedata.category(x)[0] in "LN" for x in rest):
        return True
    labels = _BARS.split(paragraph)
    return len(labels) >= 3 and all(
        len(label.split()) <= 4 and label.strip()[-1:] not in ".!?" for label in labels
    )


def opens_comments(paragraph: str) -> bool:
    """Tell whether a furniture paragraph opens the readers' comments."""
    return _COMMENTS.search(paragraph) is not None
