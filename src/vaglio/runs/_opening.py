"""The index of a record opened where it can be trusted, made anew and committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from vaglio.codebook.tables import TABLES as CODEBOOK
from vaglio.pipeline.joining import Workings
from vaglio.runs._index import INDEX_FILE, TABLES, RecordIndex
from vaglio.runs._index_writing import fill
from vaglio.runs._made_of import rules_of, state_of

_RULES, _STATE = "rules", "state"


@contextmanager
def open_index(folder: Path, *, codebook: Path = CODEBOOK) -> Iterator[RecordIndex | None]:
    """Open the index of a record.

    Args:
        folder: The folder of the record.
        codebook: The folder of the definitions in force.

    Returns:
        The index; None where there is none, where it was made by other rules,
        or where the record's files were written since by anybody else.
    """
    path = folder / INDEX_FILE
    if not path.is_file():
        yield None
        return
    with closing(sqlite3.connect(path)) as connection:
        index = RecordIndex(connection, folder)
        yield index if _is_sound(index, folder, codebook) else None


def _is_sound(index: RecordIndex, folder: Path, codebook: Path) -> bool:
    """Tell whether an index belongs to the record as it stands."""
    try:
        return index.said(_RULES) == rules_of(codebook) and index.said(_STATE) == state_of(folder)
    except sqlite3.DatabaseError:
        return False


def drop_index(folder: Path) -> None:
    """Take an index away."""
    for name in (INDEX_FILE, f"{INDEX_FILE}-journal"):
        (folder / name).unlink(missing_ok=True)


def make_index(
    folder: Path, workings: Workings, *, kept: Iterable[str], codebook: Path = CODEBOOK
) -> None:
    """Make the index of a record that was just written.

    Args:
        folder: The folder of the record.
        workings: What all claims were joined into.
        kept: Names of the files of the reports that were joined.
        codebook: The folder of the definitions in force.
    """
    waiting = (folder / INDEX_FILE).with_suffix(".part")
    waiting.unlink(missing_ok=True)
    with closing(sqlite3.connect(waiting)) as connection:
        # Nothing of it is of use before it is whole and has its name.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
        index = RecordIndex(connection, folder)
        try:
            fill(index, workings, folder=folder, kept=kept)
        except sqlite3.IntegrityError:
            # Two entries of one id and day: such a record is always joined anew.
            waiting.unlink()
            return
        _note(index, _RULES, rules_of(codebook))
        commit(index, folder)
    waiting.replace(folder / INDEX_FILE)


def commit(index: RecordIndex, folder: Path) -> None:
    """Note that the index belongs to the record's files as they are now."""
    _note(index, _STATE, state_of(folder))
    index.tables.commit()


def _note(index: RecordIndex, name: str, value: str) -> None:
    """Note something under a name."""
    index.tables.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
