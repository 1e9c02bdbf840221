"""What a record's entries are looked up in when they are written in other people's codes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vaglio.codebook import Codebook, load_codebook
from vaglio.codebook.codes import LISTS, Codes, load_codes
from vaglio.codebook.gazetteer import Gazetteer, load_gazetteer
from vaglio.codebook.tables import TABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Hold the definitions in force, other people's codes and the place index."""

    codebook: Codebook
    """The definitions in force: actors, groups, regions."""
    codes: Codes
    """Other people's code lists."""
    gazetteer: Gazetteer
    """Where places are."""


def load_references(codebook: Path = TABLES) -> References:
    """Load what exports look codes and places up in.

    Args:
        codebook: The folder of the definitions in force; where it has no
            folder `codes`, the shipped code lists stand.

    Returns:
        The definitions, the code lists and the place index.

    Raises:
        CodebookInvalid: A table is missing or a row breaks its table's rules.
    """
    own = codebook / LISTS.name
    return References(
        codebook=load_codebook(codebook),
        codes=load_codes(own if own.is_dir() else LISTS),
        gazetteer=load_gazetteer(),
    )
