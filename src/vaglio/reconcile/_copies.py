"""Which reports are copies of others: syndicated, or lightly edited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vaglio.model.record import Reported

_ALIKE = 0.6
"""Share of word triples in common from which two reports are one text."""

_FEWEST = 12
"""Reports with fewer word triples in their claims are too short to tell."""

_HASHES = 128
_BANDS = 32
"""Bands of four hashes: texts that are 0.6 alike share one with 99 in 100."""

_SEED = 1
_WORD = re.compile(r"\w+")


def copies_among(reports: Mapping[str, Sequence[Reported]]) -> dict[str, str]:
    """Find the reports that are copies, and of which report each is one.

    What is compared are the words of their claims, as sets of three words in
    a row: an agency's text in five papers is one source. Reports of one
    publisher are no copies of each other, but its own later editions.

    Args:
        reports: For each report's id its claims, the earliest report first.

    Returns:
        For each copy the id of the earliest report with the same text.

    Source:
        MinHash (Broder 1997), as the library rensa computes it.
    """
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=_ALIKE, num_perm=_HASHES, num_bands=_BANDS)
    found: dict[str, str] = {}
    originals: list[tuple[str, RMinHash]] = []
    for id, told in reports.items():
        triples = _triples(told)
        if len(triples) < _FEWEST:
            continue
        sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
        sketch.update(sorted(triples))
        alike = [n for n in index.query(sketch) if originals[n][1].jaccard(sketch) >= _ALIKE]
        if alike:
            found[id] = originals[min(alike)][0]
            continue
        index.insert(len(originals), sketch)
        originals.append((id, sketch))
    return found


def _triples(told: Sequence[Reported]) -> set[str]:
    """List each three words in a row of a report's claims."""
    triples = set()
    for quote in dict.fromkeys(each.claim.quote for each in told):
        words = _WORD.findall(quote.lower())
        triples |= {" ".join(words[i : i + 3]) for i in range(len(words) - 2)}
    return triples
