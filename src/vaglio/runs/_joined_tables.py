"""The tables of claims that are kept joined, and what joining asks of them."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from vaglio.model.agreement import Agreement
from vaglio.model.claim import Kind
from vaglio.model.record import Reported
from vaglio.pipeline.joining import Telling
from vaglio.runs._index import Found, RecordIndex

JOINED_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE claims (key TEXT PRIMARY KEY, version INTEGER, report TEXT, kind TEXT, home INTEGER,
    body BLOB) WITHOUT ROWID;
CREATE INDEX claims_of_a_report ON claims (report);
CREATE INDEX claims_of_a_kind ON claims (kind);
CREATE TABLE accounts (number INTEGER PRIMARY KEY, report TEXT, home INTEGER, body BLOB);
CREATE INDEX accounts_of_a_report ON accounts (report);
CREATE TABLE words (number INTEGER PRIMARY KEY, word TEXT UNIQUE);
CREATE TABLE blocks (day INTEGER, spot INTEGER, account INTEGER, part INTEGER,
    PRIMARY KEY (day, spot, account)) WITHOUT ROWID;
CREATE TABLE groups (number INTEGER PRIMARY KEY, day INTEGER, incident TEXT, members BLOB,
    kept BLOB, found BLOB);
CREATE TABLE entries (form TEXT, id TEXT, home INTEGER, claims BLOB, own BLOB, body BLOB,
    seen TEXT, PRIMARY KEY (form, id)) WITHOUT ROWID;
CREATE INDEX entries_of_a_group ON entries (home);
CREATE TABLE owned (claim TEXT PRIMARY KEY, entry TEXT) WITHOUT ROWID;
CREATE TABLE naming (name TEXT, report TEXT, PRIMARY KEY (name, report)) WITHOUT ROWID;
CREATE INDEX naming_of_a_report ON naming (report);
CREATE TABLE debtors (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""

Thing = TypeVar("Thing")


def packed(thing: object) -> bytes:
    """Make something small that `unpacked` gives back."""
    return zlib.compress(msgspec.msgpack.encode(thing), 1)


def unpacked(body: bytes, form: type[Thing]) -> Thing:
    """Give back what `packed` made small."""
    return msgspec.msgpack.decode(zlib.decompress(body), type=form)


class JoinedTables(RecordIndex):
    """Answer what joining has to know, all of it from tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the open tables."""
        super().__init__(connection)
        self.owner: Mapping[str, str] = {}

    def claims_of(self, reports: Collection[str]) -> Iterator[Reported]:
        """Give all claims of some reports."""
        question = "SELECT body FROM claims WHERE body IS NOT NULL AND report IN"
        rows = self.among(question, sorted(reports))
        return (unpacked(body, Reported) for (body,) in rows)

    def dealings(self, kinds: Collection[Kind]) -> Iterator[Reported]:
        """Give all claims of some kinds."""
        question = "SELECT body FROM claims WHERE body IS NOT NULL AND kind IN"
        rows = self.among(question, [str(kind) for kind in kinds])
        return (unpacked(body, Reported) for (body,) in rows)

    def owners(self, claims: Collection[str]) -> Mapping[str, str]:
        """Give for those claims that belong to a decided incident its id."""
        return {claim: self.owner[claim] for claim in claims if claim in self.owner}

    def agreements(self) -> Iterable[Agreement]:
        """Give the agreements as they stand."""
        rows = self.tables.execute("SELECT body FROM entries WHERE form = 'Agreement'")
        return (unpacked(body, Agreement) for (body,) in rows)

    def homes_of(self, claims: Iterable[str]) -> set[int]:
        """Give the groups in which some claims stand."""
        question = "SELECT DISTINCT home FROM claims WHERE home IS NOT NULL AND key IN"
        return {home for (home,) in self.among(question, claims)}

    def accounts_of(self, reports: Collection[str]) -> Mapping[int, int]:
        """Give the accounts of some reports, each with its group."""
        return dict(self.among("SELECT number, home FROM accounts WHERE report IN", reports))

    def found_in(self, groups: Collection[int]) -> Sequence[Found]:
        """Give what some groups hold, in the incidents' order."""
        question = "SELECT day, incident, found FROM groups WHERE number IN"
        rows = sorted(self.among(question, groups))
        return [unpacked(body, Found) for _, _, body in rows]

    def told(self, numbers: Collection[int]) -> Mapping[int, Telling]:
        """Give accounts by their numbers."""
        rows = self.among("SELECT number, body FROM accounts WHERE number IN", numbers)
        return {number: unpacked(body, Telling) for number, body in rows}
