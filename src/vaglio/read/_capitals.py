"""Text in capitals, given to the parser as other text is printed."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from vaglio.codebook import Codebook
from vaglio.codebook.lexicon import Lexicon
from vaglio.codebook.word_lists import english_words, given_names

_SHARE = 0.8
_FEWEST = 3
_LONGEST_ACRONYM = 5
_MONTHS_WORDS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_MONTHS = frozenset(_MONTHS_WORDS.split())
_PARTICLES = frozenset(
    "de del da do dos das di du of y e van von der bin ibn al la las los".split()
)
"""Small words inside a name; they are names' words only between two others."""
_OPENING_PARTICLES = frozenset("la las los el le san santa santo sao st mount fort port".split())
"""Words that open the name of a place."""
_CLOSING_WORDS = frozenset("city jr sr".split())
"""Words that close a name."""
_BRACKETS = {"[": "(", "]": ")"}
"""Wires in capitals put asides in square brackets, which the parser hardly knows."""
_VOWELS = frozenset("aeiouy")
_ROMAN = frozenset("ii iii iv vi vii viii ix xi xii xiii xiv xv".split())


def is_shouted(texts: Sequence[str]) -> bool:
    """Tell whether a sentence is printed in capitals."""
    words = [text for text in texts if len(text) > 1 and text.isalpha()]
    if len(words) < _FEWEST:
        return False
    return sum(word.isupper() for word in words) >= _SHARE * len(words)


def calm(texts: Sequence[str], codebook: Codebook) -> list[str]:
    """Give the words as mixed text prints them: names with a capital, others without.

    The parser learned from text in mixed case and takes words in capitals for
    names. A word is a name's where the codebook has the name, or where it is
    no English word. Only the parser sees the result; the text stays as it is.
    """
    lowers = [text.lower() for text in texts]
    words = english_words()
    calmed = [_calm_word(text, lower, words) for text, lower in zip(texts, lowers, strict=True)]
    for at in range(len(texts)):
        _beside_names(calmed, lowers, at, words)
    _as_listed(calmed, lowers, codebook)
    _particles(calmed, lowers)
    if calmed and calmed[0].islower():
        calmed[0] = calmed[0].capitalize()
    return calmed


def _calm_word(text: str, lower: str, words: frozenset[str]) -> str:
    """Give one word by itself."""
    if text in _BRACKETS:
        return _BRACKETS[text]
    if not text.isupper() or text == "I" or lower in _ROMAN:
        return text
    if text[0] in "'’" or lower in ("n't", "n’t"):
        return lower
    if not text.isalpha():
        return text.capitalize() if text[1:].replace("-", "").isalpha() else text
    if lower in words:
        return lower
    acronym = len(text) <= _LONGEST_ACRONYM and _VOWELS.isdisjoint(lower)
    return text if acronym else text.capitalize()


def _beside_names(calmed: list[str], lowers: Sequence[str], at: int, words: frozenset[str]) -> None:
    """Give a capital to an English word that is a first name, a month or a name's last word."""
    lower = lowers[at]
    after = calmed[at + 1] if at + 1 < len(calmed) else ""
    before = calmed[at - 1] if at else ""
    if lower in _MONTHS:
        dated = before.isdigit() or after.isdigit()
        if dated or lower not in words:
            calmed[at] = lower.capitalize()
    elif lower in given_names() and calmed[at].islower() and after.istitle():
        if lower not in _NEVER_NAMES:
            calmed[at] = lower.capitalize()
    elif lower in _CLOSING_WORDS and before.istitle() and lowers[at - 1] not in _PARTICLES:
        calmed[at] = lower.capitalize()
    elif lower == "i":
        calmed[at] = "I"


_NEVER_NAMES = frozenset("a an the in on of by will may can an so to no do be and or".split())


def _as_listed(calmed: list[str], lowers: Sequence[str], codebook: Codebook) -> None:
    """Print the codebook's names as it does: "Shining Path", "United Nations"."""
    words = english_words()
    for hit in _listed(codebook).find(lowers):
        single = hit.last - hit.first == 1
        if single and lowers[hit.first] in words and not hit.row[1]:
            continue
        for at, word in zip(range(hit.first, hit.last), hit.row[0], strict=True):
            calmed[at] = word


def _particles(calmed: list[str], lowers: Sequence[str]) -> None:
    """Print the small words of names: "Santa Ana", "Juan de la Cruz"."""
    for at in range(len(calmed) - 2, -1, -1):
        lower, after = lowers[at], calmed[at + 1]
        named = at > 0 and calmed[at - 1][:1].isupper()
        if lower in _PARTICLES and lower not in ("of", "e", "a") and named:
            calmed[at] = lower
        elif lower in _OPENING_PARTICLES and after[:1].isupper():
            calmed[at] = lower.capitalize()


@functools.lru_cache(maxsize=4)
def _listed(codebook: Codebook) -> Lexicon[tuple[tuple[str, ...], bool]]:
    """List the codebook's names by their words in lower case.

    With each stands how its words are printed, and whether it is a country's
    name or people, which are meant even where the word has another sense.
    """
    entries: list[tuple[str, tuple[tuple[str, ...], bool]]] = []
    for actor in codebook.actors:
        state = len(actor.id) == 3 and actor.id.isupper()
        sure = {actor.name, *actor.demonyms} if state else set()
        names = (actor.name, *actor.aliases, *actor.demonyms, *actor.seats)
        entries += [_entry(name, name in sure) for name in names if _is_printable(name)]
    for row in (*codebook.regions, *codebook.routes):
        names = (row.name, *row.aliases)
        entries += [_entry(name, False) for name in names if _is_printable(name)]
    return Lexicon(entries)


def _entry(name: str, sure: bool) -> tuple[str, tuple[tuple[str, ...], bool]]:
    """Pair a name in lower case with its words as printed."""
    spaced = name.replace("-", " - ").replace("’", "'").replace("'s", " 's")
    return name.lower(), (tuple(spaced.split()), sure)


def _is_printable(name: str) -> bool:
    """Tell whether a name is printed with a capital and is more than a letter."""
    return len(name) > 1 and any(char.isupper() for char in name)
