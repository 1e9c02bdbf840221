"""The index beside a record: what joining one more report has to know of those before."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from vaglio.model.agreement import Agreement
from vaglio.model.claim import Kind
from vaglio.model.claim_json import claim_from_json
from vaglio.model.record import Reported
from vaglio.model.record_json import AGREEMENTS_FILE, CLAIMS_FILE, entries_in
from vaglio.pipeline.joining import Telling

INDEX_FILE = "index.sqlite"

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE kept (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE reports (day INTEGER, id TEXT, bytes INTEGER, claims INTEGER,
    PRIMARY KEY (day, id)) WITHOUT ROWID;
CREATE TABLE accounts (number INTEGER PRIMARY KEY, home INTEGER, body BLOB);
CREATE TABLE words (number INTEGER PRIMARY KEY, word TEXT UNIQUE);
CREATE TABLE blocks (day INTEGER, spot INTEGER, account INTEGER, part INTEGER,
    PRIMARY KEY (day, spot, account)) WITHOUT ROWID;
CREATE TABLE groups (number INTEGER PRIMARY KEY, day INTEGER, incident TEXT, members BLOB,
    kept BLOB, found BLOB);
CREATE INDEX groups_with_decided_claims ON groups (day, incident) WHERE found IS NOT NULL;
CREATE TABLE lines (day INTEGER, incident TEXT, bytes INTEGER, home INTEGER,
    PRIMARY KEY (day, incident)) WITHOUT ROWID;
CREATE TABLE owned (claim TEXT PRIMARY KEY, entry TEXT) WITHOUT ROWID;
CREATE TABLE dealings (kind TEXT, body BLOB);
CREATE INDEX dealings_of_a_kind ON dealings (kind);
CREATE TABLE naming (name TEXT, report TEXT, PRIMARY KEY (name, report)) WITHOUT ROWID;
CREATE TABLE debtors (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""

_AT_ONCE = 500
"""Keys asked for together."""

Places = dict[str, tuple[int, int]]
"""For each report where its claims begin in the file of claims, and how many bytes they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold of what was joined what a proposal has to know."""

    claims: tuple[str, ...]
    """Ids of the claims."""
    reports: tuple[str, ...]
    """Ids of their reports."""


def pack(told: Telling) -> bytes:
    """Make an account small."""
    return zlib.compress(msgspec.msgpack.encode(told), 1)


class RecordIndex:
    """Answer what joining has to know, from the tables of the index."""

    def __init__(self, connection: sqlite3.Connection, folder: Path = Path()) -> None:
        """Take the open index and the folder of its record."""
        self.tables = connection
        self._folder = folder
        self._claims = folder / CLAIMS_FILE
        self._told = msgspec.msgpack.Decoder(Telling)
        self._reported = msgspec.msgpack.Decoder(Reported)
        self._pairs = msgspec.msgpack.Decoder(list[tuple[int, int]])
        self._found = msgspec.msgpack.Decoder(Found)
        self._numbers = msgspec.msgpack.Decoder(list[int])

    def next_number(self) -> int:
        """Give the first number that no account has."""
        return self._one("SELECT COALESCE(MAX(number) + 1, 0) FROM accounts")

    def next_group(self) -> int:
        """Give the first number that no group has."""
        return self._one("SELECT COALESCE(MAX(number) + 1, 0) FROM groups")

    def block(self, key: tuple[int, str]) -> Sequence[tuple[int, str]]:
        """Give the accounts of a block, each with the part that it stands in."""
        return self.tables.execute(
            "SELECT account, part.word FROM blocks JOIN words spot ON spot.number = spot "
            "JOIN words part ON part.number = part WHERE day = ? AND spot.word = ?",
            key,
        ).fetchall()

    def told(self, numbers: Collection[int]) -> Mapping[int, Telling]:
        """Give accounts by their numbers."""
        rows = self.among("SELECT number, body FROM accounts WHERE number IN", numbers)
        return {number: self._told.decode(zlib.decompress(body)) for number, body in rows}

    def homes(self, numbers: Collection[int]) -> Mapping[int, int]:
        """Give the number of the group of each account."""
        return dict(self.among("SELECT number, home FROM accounts WHERE number IN", numbers))

    def group(self, number: int) -> tuple[Sequence[int], Sequence[tuple[int, int]]]:
        """Give the accounts of a group, and the pairs that hold it together."""
        [(members, kept)] = self.among("SELECT members, kept FROM groups WHERE number IN", [number])
        return self._numbers.decode(members), self._pairs.decode(kept)

    def claims_of(self, reports: Collection[str]) -> Iterator[Reported]:
        """Give all claims of some reports, out of the record's file."""
        if not reports:
            return
        places = self.places()
        with self._claims.open("rb") as file:
            for id in sorted(set(reports) & places.keys(), key=places.__getitem__):
                at, size = places[id]
                file.seek(at)
                for line in file.read(size).splitlines():
                    report, claim = claim_from_json(line, input=f"{self._claims}: {id}")
                    yield Reported(claim=claim, report=report)

    def places(self) -> Places:
        """Say where the claims of each report stand in the file of claims."""
        rows = self.tables.execute("SELECT id, bytes FROM reports ORDER BY day, id").fetchall()
        starts = accumulate((size for _, size in rows), initial=0)
        return {id: (at, size) for (id, size), at in zip(rows, starts, strict=False)}

    def dealings(self, kinds: Collection[Kind]) -> Iterator[Reported]:
        """Give all claims of some kinds, of those that are no incidents."""
        rows = self.among("SELECT body FROM dealings WHERE kind IN", [str(kind) for kind in kinds])
        return (self._reported.decode(body) for (body,) in rows)

    def naming(self, names: Collection[str]) -> Collection[str]:
        """Give the reports with a claim by which one of these parties may keep or break a deal."""
        return {id for (id,) in self.among("SELECT report FROM naming WHERE name IN", names)}

    def owners(self, claims: Collection[str]) -> Mapping[str, str]:
        """Give for those claims that belong to a decided incident its id."""
        return dict(self.among("SELECT claim, entry FROM owned WHERE claim IN", claims))

    def all_owners(self) -> Mapping[str, str]:
        """Give for all claims that belong to a decided incident its id."""
        return dict(self.tables.execute("SELECT claim, entry FROM owned"))

    def owned(self) -> Iterator[tuple[int, Found]]:
        """Give each group that holds claims of a decided incident, in the incidents' order."""
        question = "SELECT number, found FROM groups WHERE found IS NOT NULL ORDER BY day, incident"
        for number, body in self.tables.execute(question):
            yield number, self._found.decode(body)

    def owing(self, names: Collection[str]) -> Collection[str]:
        """Name those of some parties who owe something under an agreement."""
        return {name for (name,) in self.among("SELECT name FROM debtors WHERE name IN", names)}

    def agreements(self) -> Iterable[Agreement]:
        """Give the agreements as they stand."""
        return entries_in(self._folder / AGREEMENTS_FILE, Agreement)

    def counts(self) -> tuple[int, int]:
        """Count the claims and the incidents of the record."""
        claims = self._one("SELECT COALESCE(SUM(claims), 0) FROM reports")
        return claims, self._one("SELECT COUNT(*) FROM lines")

    def kept(self) -> set[str]:
        """Name the files of read reports that the record holds."""
        return {name for (name,) in self.tables.execute("SELECT name FROM kept")}

    def said(self, name: str) -> str | None:
        """Give what is noted under a name; None where nothing is."""
        row = self.tables.execute("SELECT value FROM meta WHERE name = ?", [name]).fetchone()
        return str(row[0]) if row else None

    def _one(self, question: str) -> int:
        """Ask for one number."""
        return int(self.tables.execute(question).fetchone()[0])

    def among(self, question: str, of: Iterable[int | str]) -> Iterator[tuple[Any, ...]]:
        """Ask for the rows of some keys, a few hundred at a time."""
        keys = list(of)
        for first in range(0, len(keys), _AT_ONCE):
            some = keys[first : first + _AT_ONCE]
            marks = ",".join("?" * len(some))
            yield from self.tables.execute(f"{question} ({marks})", some)
