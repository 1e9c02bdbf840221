"""Which reference code is an entry's own, also where others were merged into it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vaglio_web.store.models import Entry, EntryState, LogEntry, Reference

_MERGING = ("entry.merge", "proposal.take")
"""Decisions by which an entry becomes part of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Name the entry that another became part of."""

    pk: int
    """Its number."""
    key: str
    """Its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """Hold how one entry became part of another."""

    code: str | None
    """The code that was its own; None where it had none."""
    at: dt.datetime
    """When."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Hold the reference codes of the desk, each with the entry whose own it is."""

    own: Mapping[int, str]
    """An entry's own code, by its number; those that are part of another left out."""
    mergers: Mapping[str, Merger]
    """How entries became part of others, by key."""
    homes: Mapping[int, Home]
    """What an entry is part of, by its number."""

    def of(self, pk: int) -> str | None:
        """Give an entry's own code; None where it has none."""
        return self.own.get(pk)

    def merger(self, key: str) -> Merger | None:
        """Give how an entry became part of another."""
        return self.mergers.get(key)

    def home(self, pk: int) -> Home:
        """Give what an entry is part of in the end, itself part of nothing."""
        home = self.homes[pk]
        while home.pk in self.homes:
            home = self.homes[home.pk]
        return home


def read_codes() -> Codes:
    """Read which code is whose, from the references and from the log.

    A merger leads the codes of what was merged to what was kept. The log alone still
    knows whose they were.
    """
    merged = Entry.objects.filter(state=EntryState.MERGED, merged_into__isnull=False)
    homes = {
        pk: Home(pk=into, key=key)
        for pk, into, key in merged.values_list("pk", "merged_into_id", "merged_into__key")
        if into is not None
    }
    were: dict[str, tuple[list[str], dt.datetime]] = {}
    gained: defaultdict[int, set[str]] = defaultdict(set)
    log = LogEntry.objects.filter(action__in=_MERGING).order_by("number")
    for before, after, at in log.values_list("before", "after", "at").iterator():
        for key, now in after.items():
            if now.get("state") == EntryState.MERGED:
                codes = (before[key] or {}).get("references", [])
                were[key] = codes, at
                gained[now["merged_into_id"]] |= set(codes)
    numbers = dict(merged.values_list("key", "pk"))
    theirs: defaultdict[int, list[str]] = defaultdict(list)
    for pk, code in Reference.objects.values_list("entry_id", "code").iterator():
        theirs[pk].append(code)
    return Codes(
        own={pk: _own(codes, gained[pk]) for pk, codes in theirs.items()},
        mergers={
            key: Merger(code=_own(codes, gained[numbers[key]]) if codes else None, at=at)
            for key, (codes, at) in were.items()
            if key in numbers
        },
        homes=homes,
    )


def _own(codes: Collection[str], gained: Collection[str]) -> str:
    """Give the code that an entry was born with; where it had none, the oldest it gained."""
    born = [code for code in codes if code not in gained]
    return min(born or codes, key=lambda code: (len(code), code))
