"""What a record's entries are looked up in when they are written in other people's codes."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio.codebook import Codebook
from vaglio.codebook.codes import Codes
from vaglio.codebook.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Hold the definitions in force, other people's codes and the place index."""

    codebook: Codebook
    """The definitions in force: actors, groups, regions."""
    codes: Codes
    """Other people's code lists."""
    gazetteer: Gazetteer
    """Where places are."""
