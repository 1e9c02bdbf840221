"""Which reports are copies of others: syndicated, or lightly edited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from vaglio.model.record import Reported

if TYPE_CHECKING:
    from rensa import RMinHash

_ALIKE = 0.6
"""Share of word triples in common from which two reports are one text."""

_FEWEST = 12
"""Reports with fewer word triples in their claims are too short to tell."""

_HASHES = 128
_BANDS = 32
"""Bands of four hashes: texts that are 0.6 alike share one with 99 in 100."""

_SEED = 1
_WORD = re.compile(r"\w+")


class Texts:
    """Hold what reports say, to find those that are copies of another."""

    def __init__(self, reports: Mapping[str, Sequence[Reported]]) -> None:
        """Take the claims of each report, by its id."""
        self._reports = reports
        self._sketches: dict[str, RMinHash | None] = {}

    def copies(self, ids: Sequence[str]) -> frozenset[str]:
        """Find which of the reports of one incident are copies of another of them.

        What is compared are the words of all their claims, as sets of three
        words in a row: an agency's text in five papers is one source. Only
        the reports of one incident are asked about, so that what a report
        elsewhere says never changes what an incident counts.

        Args:
            ids: The reports, the earliest first.

        Returns:
            Those that repeat one that came before.

        Source:
            MinHash (Broder 1997), as the library rensa computes it.
        """
        from rensa import RMinHashLSH

        told = [sketch for id in ids if (sketch := self._sketch(id)) is not None]
        if len(told) < 2:
            return frozenset()
        index = RMinHashLSH(threshold=_ALIKE, num_perm=_HASHES, num_bands=_BANDS)
        copied: set[str] = set()
        originals: list[RMinHash] = []
        for id in ids:
            sketch = self._sketch(id)
            if sketch is None:
                continue
            if any(originals[n].jaccard(sketch) >= _ALIKE for n in index.query(sketch)):
                copied.add(id)
                continue
            index.insert(len(originals), sketch)
            originals.append(sketch)
        return frozenset(copied)

    def _sketch(self, id: str) -> RMinHash | None:
        """Give the sketch of a report; None where it says too little to tell."""
        from rensa import RMinHash

        if id not in self._sketches:
            triples = _triples(self._reports[id])
            sketch = RMinHash(num_perm=_HASHES, seed=_SEED) if len(triples) >= _FEWEST else None
            if sketch is not None:
                sketch.update(sorted(triples))
            self._sketches[id] = sketch
        return self._sketches[id]


def _triples(told: Sequence[Reported]) -> set[str]:
    """List each three words in a row of a report's claims."""
    triples = set()
    for quote in dict.fromkeys(each.claim.quote for each in told):
        words = _WORD.findall(quote.lower())
        triples |= {" ".join(words[i : i + 3]) for i in range(len(words) - 2)}
    return triples
