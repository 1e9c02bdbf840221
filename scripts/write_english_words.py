"""Write the codebook's list of ordinary English words, by which names are known in capitals.

Run as `python -m scripts.write_english_words WORDLIST`.

Source:
    Debian's package `wamerican`, file /usr/share/dict/american-english, made
    from SCOWL (Copyright 2000-2011 by Kevin Atkinson; see NOTICE).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import vaglio.codebook

TARGET = Path(vaglio.codebook.__file__).with_name("english_words.csv")


def english_words(words: Iterable[str]) -> list[str]:
    """Keep the words that are printed in lower case, with letters alone."""
    return sorted({word for word in words if word.isalpha() and word.isascii() and word.islower()})


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m scripts.write_english_words WORDLIST")
    kept = english_words(Path(sys.argv[1]).read_text(encoding="utf-8").split())
    TARGET.write_text("\n".join(["word", *kept]) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(kept)} words in {TARGET}\n")
