"""The glossary has every public noun, and no noun that is gone."""

from __future__ import annotations

import re

from tests.house.model_types import model_classes
from tests.house.sources import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
ROW = re.compile(r"^\| (?P<term>[^|]+?) \| (?P<meaning>[^|]+?) \|$", re.MULTILINE)

# The words of the product: one word for one thing, in code, pages and docs alike.
WORDS = frozenset(
    {
        "report", "document", "claim", "speaker", "cue", "stance", "reality", "toll", "incident",
        "agreement", "commitment", "track", "access", "codebook", "decision", "dossier", "desk",
        "public", "comment", "event", "golden", "gold", "gazetteer", "rule", "trace", "reader",
    }
)  # fmt: skip


def _terms() -> list[str]:
    """Give every term that the glossary defines, as it is written there."""
    text = GLOSSARY.read_text(encoding="utf-8")
    return [hit["term"] for hit in ROW.finditer(text) if hit["term"] not in {"word", "type", "---"}]


def test_every_public_type_of_the_model_is_in_the_glossary() -> None:
    """A type has one line in the glossary, and the glossary names no type that is gone."""
    written = {term.strip("`") for term in _terms() if term.startswith("`")}
    assert written == {cls.__name__ for cls in model_classes()}


def test_every_word_of_the_product_is_in_the_glossary() -> None:
    """Each word that the docs and pages use has one meaning, written down."""
    written = {term for term in _terms() if not term.startswith("`")}
    assert written == WORDS


def test_no_term_is_defined_twice() -> None:
    """One word for one thing, and one line for one word."""
    terms = _terms()
    assert sorted(terms) == sorted(set(terms))
