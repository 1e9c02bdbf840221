"""Write the codebook's list of ordinary words that are also places' names.

Run as `python -m scripts.write_common_words WORDLIST` once the gazetteer is built.

Source:
    Debian's package `wamerican`, file /usr/share/dict/american-english, made
    from SCOWL (Copyright 2000-2011 by Kevin Atkinson; see NOTICE).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import vaglio.codebook
from vaglio.codebook.gazetteer import Gazetteer, PlaceKind, load_gazetteer

TARGET = Path(vaglio.codebook.__file__).with_name("common_words.csv")
LARGE = 100_000
"""A place of so many people is meant more often than the word spelt like it."""


def common_words(words: Iterable[str], gazetteer: Gazetteer) -> list[str]:
    """Keep the lower-case words that are also names of places, but of no large place."""
    return sorted(
        {
            word
            for word in words
            if word.isalpha() and word.isascii() and word.islower() and _is_small(word, gazetteer)
        }
    )


def _is_small(word: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a word names places, none of them a country or a large town."""
    found = gazetteer.lookup(word)
    large = (p.kind is PlaceKind.COUNTRY or p.population >= LARGE for p in found if p.main)
    return bool(found) and not any(large)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m scripts.write_common_words WORDLIST")
    read = Path(sys.argv[1]).read_text(encoding="utf-8").split()
    kept = common_words(read, load_gazetteer())
    TARGET.write_text("\n".join(["word", *kept]) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(kept)} words in {TARGET}\n")
