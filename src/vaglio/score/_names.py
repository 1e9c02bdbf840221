"""When two names are the same name, for scoring."""

from __future__ import annotations

import re

_ARTICLES = frozenset({"the", "a", "an"})
_SIDE_WORDS = frozenset({"side", "sides"})
_MARKS = re.compile(r"[“”\"'‘’.,;:]+")
_BRACKETS = re.compile(r"\([^)]*\)")


def fold_name(name: str) -> tuple[str, ...]:
    """Give a name's words without case, articles, marks and bracketed short forms.

    Args:
        name: A name as written.

    Returns:
        The words that count.

    Example:
        >>> fold_name("The River Relief Union (RRU)")
        ('river', 'relief', 'union')
    """
    bare = _MARKS.sub("", _BRACKETS.sub(" ", name.replace("’s ", " ").replace("'s ", " ")))
    return tuple(word for word in bare.casefold().split() if word not in _ARTICLES)


def same_name(gold: str, found: str) -> bool:
    """Tell whether a name found is the one asked for; a title may stand before it.

    Args:
        gold: The name asked for.
        found: The name found.

    Returns:
        Whether they are the same.

    Example:
        >>> same_name("Ilse Marn", "Health Minister Ilse Marn"), same_name("Tavria", "Tavrian army")
        (True, False)
    """
    asked, got = fold_name(gold), fold_name(found)
    return bool(asked) and got[-len(asked) :] == asked


def same_side(gold: str, found: str) -> bool:
    """Tell whether two names of a side are the same; "the X side" is X.

    Args:
        gold: The side asked for.
        found: The side found.

    Returns:
        Whether they are the same.
    """
    asked = [word for word in fold_name(gold) if word not in _SIDE_WORDS]
    return asked == [word for word in fold_name(found) if word not in _SIDE_WORDS]


def names_place(gold: str, found: str) -> bool:
    """Tell whether a place found carries the name asked for, as whole words.

    Args:
        gold: The place name asked for.
        found: The place name found, which may carry more ("Port Ilva district").

    Returns:
        Whether it does.
    """
    asked, got = fold_name(gold), fold_name(found)
    return bool(asked) and any(
        got[start : start + len(asked)] == asked for start in range(len(got) - len(asked) + 1)
    )
