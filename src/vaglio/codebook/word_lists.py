"""The codebook's plain lists of words: given names, and words of English."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def given_names() -> frozenset[str]:
    """Give common given names, in lower case.

    Source:
        `first_names.csv`, written by hand: given names frequent in many countries.

    Example:
        >>> "anna" in given_names()
        True
    """
    return _words("first_names.csv")


@cache
def english_words() -> frozenset[str]:
    """Give the words of English, in lower case.

    Source:
        `english_words.csv`, made from SCOWL.

    Example:
        >>> "teacher" in english_words()
        True
    """
    return _words("english_words.csv")


@cache
def ordinary_words() -> frozenset[str]:
    """Give ordinary English words that are also places' names, in lower case.

    Source:
        `common_words.csv`, made by `scripts/write_common_words.py` from SCOWL.

    Example:
        >>> "bishop" in ordinary_words()
        True
    """
    return _words("common_words.csv")


def _words(name: str) -> frozenset[str]:
    """Read one list, under its heading."""
    return frozenset((_FOLDER / name).read_text(encoding="utf-8").split()[1:])
