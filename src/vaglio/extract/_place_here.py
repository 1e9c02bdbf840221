"""The place of the dateline, named again: "in this capital", "this city"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vaglio.model.document import Sentence

if TYPE_CHECKING:
    from vaglio.extract._places import PlaceMention

_TOWN = frozenset({"capital", "city", "town", "port"})
"""Nouns that name a town after "this"; "the capital" may be another country's."""


def add_here(
    sentences: Sequence[Sentence],
    mentions: Sequence[tuple[PlaceMention, ...]],
    home: PlaceMention,
) -> tuple[tuple[PlaceMention, ...], ...]:
    """Add where a report names its own place without the name.

    Args:
        sentences: The sentences of the document.
        mentions: The places of each, those of datelines left out.
        home: The place of the dateline.

    Returns:
        The same with a mention of the dateline's place for each such phrase.
        Its words stay those of the dateline, where the name stands.
    """
    added = []
    for sentence, named in zip(sentences, mentions, strict=True):
        more = [
            replace(home, first=first, last=last, dateline=False)
            for first, last in _phrases(sentence)
            if all(last <= m.first or m.last <= first for m in named)
        ]
        added.append(tuple(sorted((*named, *more), key=lambda m: m.first)) if more else named)
    return tuple(added)


def _phrases(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Find "this capital", "this city": the first token, and the one after the last."""
    tokens = sentence.tokens
    for before, token in itertools.pairwise(tokens):
        if token.lower in _TOWN and before.lower == "this":
            yield before.index, token.index + 1
