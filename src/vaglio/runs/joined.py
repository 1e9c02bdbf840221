"""Claims kept joined in a file: what changes joins anew what it touches.

The file holds nothing that could not be made again: where it is not there, is broken
or was made by other rules, all claims are joined, and the result is the same.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from vaglio.codebook.tables import TABLES as CODEBOOK
from vaglio.model.record import Proposal, Reported
from vaglio.pipeline.joining import Gone, add_claims, join_claims, proposals_for
from vaglio.runs._joined_tables import JOINED_TABLES, JoinedTables, unpacked
from vaglio.runs._joined_writing import Entry, Stood, change, drop_reports, fill
from vaglio.runs._made_of import rules_of

__all__ = ["BROKEN", "Entry", "Joined", "Line", "Stood", "open_joined"]

BROKEN = (sqlite3.Error, zlib.error, msgspec.MsgspecError)
"""What is raised where a file turns out to be broken."""
_RULES = "rules"
_FEW, _SHARE = 100, 20
"""More changed reports or groups than this, and than one in so many, are joined all anew."""

Fetch = Callable[[Collection[str] | None], Iterable[Reported]]
"""Gives the claims of some reports as they stand; of all where it is asked for None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold what is known of one entry without taking it apart."""

    claims: tuple[str, ...]
    """Ids of the claims that tell of it."""
    own: tuple[str, ...]
    """Of these those that make it: of an agreement not those on what became of it.

    One claim may say what became of two agreements.
    """
    seen: str | None
    """As what it was last seen stored just so; None where it was not."""


class Joined:
    """Hold claims joined into entries, and bring them up to date."""

    def __init__(self, tables: sqlite3.Connection, codebook: Path) -> None:
        """Take the open tables."""
        self._index = JoinedTables(tables)
        self._codebook = codebook

    def bring(self, wanted: Mapping[str, Stood], *, owner: Mapping[str, str], fetch: Fetch) -> bool:
        """Bring the entries up to date with the claims as they stand.

        Args:
            wanted: All claims that are joined.
            owner: For each claim of an incident that people decided on its id.
            fetch: Gives claims.

        Returns:
            Whether all was joined anew.
        """
        known = self._known()
        stale = [key for key, stood in known.items() if wanted.get(key) != stood]
        fresh = [key for key, stood in wanted.items() if known.get(key) != stood]
        reports = {known[key].report for key in stale} | {wanted[key].report for key in fresh}
        disowned = self._disowned(owner)
        # Who decides on a claim has it taken in that is else set aside.
        reports |= {known[key].report for key in disowned & known.keys()}
        groups = self._index.homes_of(disowned)
        self._index.owner = owner
        everyone = len({stood.report for stood in known.values()})
        is_whole = max(len(reports), len(groups)) > max(_FEW, everyone // _SHARE) or not known
        if is_whole:
            self._join_all(wanted, fetch)
        elif reports or groups:
            self._join_some(reports, groups, wanted, fetch)
        self._own(owner)
        return is_whole

    def lines(self, form: type[Entry]) -> dict[str, Line]:
        """Give what is known of all entries of a form, by their ids."""
        question = "SELECT id, claims, COALESCE(own, claims), seen FROM entries WHERE form = ?"
        keys = tuple[str, ...]
        return {
            id: Line(claims=unpacked(claims, keys), own=unpacked(own, keys), seen=seen)
            for id, claims, own, seen in self._index.tables.execute(question, [form.__name__])
        }

    def entry(self, form: type[Entry], id: str) -> Entry:
        """Give one entry."""
        question = "SELECT body FROM entries WHERE form = ? AND id = ?"
        [(body,)] = self._index.tables.execute(question, [form.__name__, id])
        return unpacked(body, form)

    def see(self, form: type[Entry], stored: Mapping[str, str]) -> None:
        """Note as what entries were seen stored, until they are told otherwise."""
        self._index.tables.executemany(
            "UPDATE entries SET seen = ? WHERE form = ? AND id = ?",
            [(seen, form.__name__, id) for id, seen in stored.items()],
        )

    def proposals(self) -> Sequence[Proposal]:
        """Say what joining afresh would change in incidents that people decided on."""
        owner = self._index.owner
        return proposals_for(self._index.found_in(self._index.homes_of(owner)), owner)

    def said(self, name: str) -> str | None:
        """Give what was noted under a name; None where nothing was."""
        return self._index.said(name)

    def note(self, name: str, value: str) -> None:
        """Note something under a name."""
        self._index.tables.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def forget(self) -> None:
        """Forget all, so that all is joined anew."""
        _make_empty(self._index.tables)
        self.note(_RULES, rules_of(self._codebook))

    def _known(self) -> dict[str, Stood]:
        """Give the claims that were joined."""
        rows = self._index.tables.execute("SELECT key, version, report FROM claims")
        return {key: Stood(version=version, report=report) for key, version, report in rows}

    def _disowned(self, owner: Mapping[str, str]) -> set[str]:
        """Name the claims that belong to another decided incident than before."""
        before = self._index.all_owners()
        return {claim for claim, _ in before.items() ^ owner.items()}

    def _own(self, owner: Mapping[str, str]) -> None:
        """Note which claims belong to decided incidents."""
        self._index.tables.execute("DELETE FROM owned")
        self._index.tables.executemany("INSERT INTO owned VALUES (?, ?)", sorted(owner.items()))

    def _join_all(self, wanted: Mapping[str, Stood], fetch: Fetch) -> None:
        """Join all claims anew."""
        self.forget()
        owned = self._index.owner
        workings = join_claims(fetch(None), owned=owned, codebook=self._codebook)
        fill(self._index, workings, wanted)

    def _join_some(
        self,
        reports: Collection[str],
        groups: Collection[int],
        wanted: Mapping[str, Stood],
        fetch: Fetch,
    ) -> None:
        """Join the claims of some reports anew, and some groups besides."""
        accounts = self._index.accounts_of(reports)
        gone = Gone(
            accounts=frozenset(accounts),
            groups=frozenset({*groups, *accounts.values()}),
            claims=tuple(self._index.claims_of(reports)),
        )
        drop_reports(self._index, reports)
        claims = fetch(reports) if reports else ()
        added = add_claims(claims, index=self._index, codebook=self._codebook, gone=gone)
        theirs = {key: stood for key, stood in wanted.items() if stood.report in reports}
        change(self._index, added, theirs, accounts)


@contextmanager
def open_joined(path: Path | None, *, codebook: Path = CODEBOOK) -> Iterator[Joined]:
    """Open claims that are kept joined; what is changed is kept, but for errors.

    Args:
        path: The file; None to keep nothing.
        codebook: The folder of the definitions in force.

    Returns:
        The claims as the file has them; none where it was made by other rules.
    """
    with closing(sqlite3.connect(path or ":memory:", isolation_level=None)) as tables:
        tables.execute("PRAGMA synchronous = NORMAL")
        tables.execute("BEGIN IMMEDIATE")
        joined = Joined(tables, codebook)
        if not _is_sound(tables, codebook):
            joined.forget()
        yield joined
        tables.execute("COMMIT")


def _is_sound(tables: sqlite3.Connection, codebook: Path) -> bool:
    """Tell whether tables are there that the rules in force have made."""
    there = "SELECT 1 FROM sqlite_master WHERE name = 'meta'"
    if tables.execute(there).fetchone() is None:
        return False
    made_by = tables.execute("SELECT value FROM meta WHERE name = ?", [_RULES]).fetchone()
    return made_by is not None and made_by[0] == rules_of(codebook)


def _make_empty(tables: sqlite3.Connection) -> None:
    """Make the tables anew."""
    rows = tables.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in rows:
        tables.execute(f'DROP TABLE "{name}"')
    for statement in JOINED_TABLES.split(";"):
        tables.execute(statement)
