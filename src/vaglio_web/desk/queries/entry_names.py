"""Which words of an entry are covered as victims' names, and who said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaglio_web.store.actions import policy
from vaglio_web.store.models import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryNames:
    """Hold the names of an entry as an editor puts them right."""

    is_veiled: bool
    """Whether names are covered at all in what is published of it."""
    found: list[str]
    """What the machine takes for a victim's name; it is covered."""
    marked: list[str]
    """What a person marked as one; it is covered, too."""
    shown: list[str]
    """What a person found to be none; it is shown."""


def names_of(entry: Entry, found: Sequence[str]) -> EntryNames:
    """Give the names of an entry.

    Args:
        entry: The entry.
        found: What was taken for a victim's name.
    """
    said = {each.casefold() for each in (*entry.veiled_words, *entry.shown_words)}
    is_veiled = policy().names_veiled if entry.names_veiled is None else entry.names_veiled
    return EntryNames(
        is_veiled=is_veiled,
        found=[each for each in found if each.casefold() not in said],
        marked=entry.veiled_words,
        shown=entry.shown_words,
    )
