"""Where a report leaves what it is about: items of a list, "it is worth noting"."""

from __future__ import annotations

import re

from vaglio.codebook import Codebook, split_words
from vaglio.model.claim import Claim
from vaglio.model.document import Document

_OPENING = 60
"""How many characters of a sentence may hold the words that open an aside."""

_ITEM = re.compile(r"\s*(?:[•*·▪‣➢►]|[-–—]\s|\d{1,2}[.)]\s|[^\W\d_]+(?:\s\d{1,2})?:\s)")
"""How an item of a list begins: a bullet, a number, "May 3: "."""


def item_of(document: Document, claim: Claim) -> int | None:
    """Give where the item of a list begins in which a claim stands; None outside of lists."""
    line = document.text.rfind("\n", 0, claim.span.start) + 1
    return line if _ITEM.match(document.text, line) else None


def opens_aside(document: Document, claim: Claim, *, codebook: Codebook) -> bool:
    """Tell whether a claim's sentence says that it turns to something else."""
    start = claim.sentence.start
    opening = document.text[start : min(start + _OPENING, claim.sentence.end)].lower()
    words = [word.strip(".,;:()“”") for word in split_words(opening)]
    return bool(codebook.aside_words.find(words))
