"""The rows of the codebook that stand behind the words of a claim."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from vaglio.codebook import Codebook, Lexicon

_WORD = re.compile(r"\w+(?:\.\w+)*|[^\w\s]")
_BY_FIELD = {
    "speaker": ("speaker_words",),
    "cue": ("cue_words",),
    "event": ("event_words", "thing_words", "carrier_words"),
    "reality": ("hedge_words",),
    "mediator": ("mediation_words",),
    "toll": ("number_words", "harm_words", "group_words"),
    "scope": ("period_words",),
    "provisional": ("provisional_words",),
}
_ODD_TABLES = {"provisional_words": "provisional", "mediation_words": "mediation"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold one row of the codebook, as its table has it."""

    table: str
    """The table's name, which is its file's name without `.csv`."""
    cells: tuple[tuple[str, str], ...]
    """Column and what it holds, empty ones left out."""

    @property
    def word(self) -> str:
        """Give what the row defines."""
        return self.cells[0][1]

    def cell(self, column: str) -> str:
        """Give what a column holds; empty where nothing."""
        return dict(self.cells).get(column, "")


def all_entries(codebook: Codebook) -> Iterator[Entry]:
    """Give every row of the codebook that is kept as a table."""
    for field in dataclasses.fields(codebook):
        rows = getattr(codebook, field.name)
        if isinstance(rows, tuple):
            yield from (entry_of(field.name, row) for row in rows)


def entries_by_form(codebook: Codebook, words: str) -> list[Entry]:
    """Give the rows that are known by exactly these words, bent as they may be."""
    found = [
        entry_of(_table(name), row)
        for name in dir(codebook)
        if name.endswith("_words")
        for row in getattr(codebook, name).rows(words)
    ]
    names = codebook.actor_names_folded.rows(words)
    return list(dict.fromkeys([*found, *(entry_of("actors", name.row) for name in names)]))


def entries_behind(codebook: Codebook, field: str, texts: Iterable[str]) -> list[Entry]:
    """Give the rows by which the words of one field were known."""
    found: dict[Entry, None] = {}
    for text in texts:
        words = _WORD.findall(text.lower())
        for name in _BY_FIELD.get(field, ()):
            lexicon: Lexicon[object] = getattr(codebook, name)
            for hit in lexicon.find(words):
                found[entry_of(_table(name), hit.row)] = None
    return list(found)


def entry_of(table: str, row: object) -> Entry:
    """Put one row into words."""
    cells = (
        (field.name, _cell(getattr(row, field.name)))
        for field in dataclasses.fields(row)  # type: ignore[arg-type]
    )
    return Entry(table=table, cells=tuple((name, cell) for name, cell in cells if cell))


def _table(lexicon: str) -> str:
    """Name the table that a lexicon was made from."""
    return _ODD_TABLES.get(lexicon, lexicon.removesuffix("_words") + "s")


def _cell(value: object) -> str:
    """Put one cell into words."""
    if isinstance(value, tuple):
        return ", ".join(_cell(part) for part in value)
    if isinstance(value, StrEnum):
        return value.value
    return "" if value is None else str(value)
