"""What a word of the codebook means: `vaglio explain TERM`."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from vaglio.codebook import Codebook
from vaglio.explain._rows import Entry, all_entries, entries_by_form
from vaglio.model.errors import TermUnknown

_NAMES = ("word", "text", "id", "name", "aliases", "demonyms", "seats")
_CODES = ("type", "mode", "stance", "reality", "kind", "harm", "who", "role", "precision", "thing")
_MOST_WORDS = 24
_LABEL = 10


def explain_term(term: str, *, codebook: Codebook) -> str:
    """Say what a word, an actor, a place or a code of the codebook means.

    Args:
        term: The term; a word may be bent ("accused"), its case is no matter.
        codebook: The definitions in force.

    Returns:
        Its entries: table, meaning, source and example of each, and for a
        code the words that carry it. Lines that end in a newline.

    Raises:
        TermUnknown: The codebook has no such term; the error names near ones.

    Example:
        >>> from vaglio.codebook import load_codebook
        >>> print(explain_term("dozens", codebook=load_codebook()).splitlines()[0])
        dozens  (numbers, codebook 1)
    """
    wanted = " ".join(term.split()).casefold()
    entries = list(all_entries(codebook))
    found = [entry for entry in entries if wanted in _names(entry)]
    found += [entry for entry in entries_by_form(codebook, wanted) if entry not in found]
    carriers = [entry for entry in entries if entry not in found and wanted in _codes(entry)]
    if not found and not carriers:
        raise _unknown(term, entries)
    parts = [_entry_in_words(entry, codebook.version) for entry in found]
    if carriers:
        parts.append(_carriers_in_words(term, wanted, carriers))
    return "\n".join(parts)


def _names(entry: Entry) -> set[str]:
    """Give every name by which a row can be asked for."""
    words = (part for name in _NAMES for part in entry.cell(name).split(", "))
    names = {word.casefold() for word in words if word}
    return names | ({_code(entry).casefold()} if entry.table == "plover" else set())


def _codes(entry: Entry) -> set[str]:
    """Give every code that a row carries."""
    return {entry.cell(name).casefold() for name in _CODES} - {""}


def _code(entry: Entry) -> str:
    """Give an event code as it is written: type and mode."""
    return "-".join(part for part in (entry.cell("type"), entry.cell("mode")) if part)


def _entry_in_words(entry: Entry, version: str) -> str:
    """Write out one row, one cell a line."""
    head = _code(entry) if entry.table == "plover" else entry.word
    lines = [f"{head}  ({entry.table}, codebook {version})"]
    lines += [f"   {name:<{_LABEL}} {cell}" for name, cell in entry.cells if cell != entry.word]
    return "\n".join(lines) + "\n"


def _carriers_in_words(term: str, wanted: str, entries: Sequence[Entry]) -> str:
    """Write out the words that carry a code, table by table."""
    by_table: dict[str, list[str]] = {}
    for entry in entries:
        columns = [name for name in _CODES if entry.cell(name).casefold() == wanted]
        name = _code(entry) if entry.table == "plover" else entry.word
        by_table.setdefault(f"{columns[0]} in {entry.table}", []).append(name)
    lines = [f"{term}  (a code; the words that carry it)"]
    for place, repeated in by_table.items():
        words = list(dict.fromkeys(repeated))
        more = f" and {len(words) - _MOST_WORDS} more" if len(words) > _MOST_WORDS else ""
        lines.append(f"   {place}: {', '.join(words[:_MOST_WORDS])}{more}")
    return "\n".join(lines) + "\n"


def _unknown(term: str, entries: Sequence[Entry]) -> TermUnknown:
    """Say that there is no such term, and which ones are near it."""
    known = {name for entry in entries for name in (*_names(entry), *_codes(entry))}
    near = difflib.get_close_matches(term.casefold(), sorted(known), n=3, cutoff=0.7)
    hint = f"did you mean {' or '.join(near)}?" if near else "look into the codebook's tables"
    return TermUnknown(input=term, problem="the codebook has no such term", next_step=hint)
