"""Text in capitals, given to the parser as other text is printed."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from vaglio.codebook import Codebook

_SHARE = 0.8
_FEWEST = 3
_SHORTEST_NAME = 4
_ALWAYS_WORDS = (
    "january february april june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday mr mrs dr"
)
_ALWAYS = frozenset(_ALWAYS_WORDS.split())


def is_shouted(texts: Sequence[str]) -> bool:
    """Tell whether a sentence is printed in capitals."""
    words = [text for text in texts if len(text) > 1 and text.isalpha()]
    if len(words) < _FEWEST:
        return False
    return sum(word.isupper() for word in words) >= _SHARE * len(words)


def calm(texts: Sequence[str], codebook: Codebook) -> list[str]:
    """Give the words in lower case, names that the codebook knows with a capital.

    The parser learned from text in mixed case and takes words in capitals for
    names. Only the parser sees the result; the text stays as it is.
    """
    names = _names(codebook)
    calmed = []
    for place, text in enumerate(texts):
        bracketed = (
            0 < place < len(texts) - 1 and texts[place - 1] in "[(" and texts[place + 1] in ")]"
        )
        if bracketed or not text.isalpha() or text == "I" or not text.isupper():
            calmed.append(text)
        elif place == 0 or text.lower() in names:
            calmed.append(text.capitalize())
        else:
            calmed.append(text.lower())
    return calmed


@functools.lru_cache(maxsize=4)
def _names(codebook: Codebook) -> frozenset[str]:
    """List the words of the codebook's names of actors and places, in lower case."""
    names = [
        name
        for actor in codebook.actors
        for name in (actor.name, *actor.aliases, *actor.demonyms, *actor.seats)
    ]
    names += [
        name for row in (*codebook.regions, *codebook.routes) for name in (row.name, *row.aliases)
    ]
    words = {
        word.lower()
        for name in names
        for word in name.replace("-", " ").split()
        if word[:1].isupper() and len(word) >= _SHORTEST_NAME
    }
    return frozenset(words | _ALWAYS)
