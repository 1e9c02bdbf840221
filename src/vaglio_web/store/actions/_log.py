"""The log of decisions: each entry carries the hash of the one before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Subquery
from django.utils import timezone

from vaglio_web.store.models import LogEntry, LogHead, User

MACHINE = "machine"
"""The name under which the machine's own acts stand in the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Hold what is to be written of one decision."""

    who: User | None
    """Who decided; None for the machine."""
    action: str
    """Its dotted name."""
    subject: str
    """The key of what was decided on."""
    why: str = ""
    """The reason given."""
    before: Mapping[str, Any]
    """What changed, as it was."""
    after: Mapping[str, Any]
    """What changed, as it is."""
    undoes: int | None = None
    """The number of the decision that is taken back."""


def append(written: Written, *, head: LogHead | None = None) -> LogEntry:
    """Append one decision to the log; must run inside the decision's transaction.

    Args:
        written: What is to be written.
        head: The log's head, where this transaction has taken it already.
    """
    head = head if head is not None else LogHead.objects.select_for_update().get()
    entry = LogEntry(
        number=head.number + 1,
        at=timezone.now(),
        who=written.who,
        who_name=written.who.name if written.who is not None else MACHINE,
        action=written.action,
        subject=written.subject,
        why=written.why,
        before=dict(written.before),
        after=dict(written.after),
        undoes=written.undoes,
        previous=head.hash,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    head.number, head.hash = entry.number, entry.hash
    head.save()
    return entry


def hash_of(entry: LogEntry) -> str:
    """Compute the hash of an entry from its own words and the hash before it."""
    row = {
        "number": entry.number,
        "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "who": entry.who_id,
        "who_name": entry.who_name,
        "action": entry.action,
        "subject": entry.subject,
        "why": entry.why,
        "before": entry.before,
        "after": entry.after,
        "undoes": entry.undoes,
        "previous": entry.previous,
    }
    plain = json.dumps(row, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def broken_at(*, first: int = 1, last: int | None = None) -> Iterator[tuple[int, str]]:
    """Walk the log and give each number that does not fit, with what is wrong.

    A long log can be walked in stretches, one after the other: together they
    find what one walk finds.

    Args:
        first: The number to begin with.
        last: The number to end with; None for the end of the log, and its head.
    """
    head = LogHead.objects.get()
    whole = last is None
    end = head.number if last is None else min(last, head.number)
    walked = LogEntry.objects.filter(number__lte=end)
    if first > 1:
        walked = walked.filter(number__gte=first)
    expected, previous = first, _hash_before(first)
    for entry in walked.order_by("number").iterator(chunk_size=500):
        if entry.number < expected:
            yield entry.number, "this entry was put in"
            continue
        if entry.number > expected:
            yield expected, _missing(entry.number - expected)
        elif previous is not None and entry.previous != previous:
            yield entry.number, "it does not carry the hash of the entry before"
        if entry.hash != hash_of(entry):
            yield entry.number, "its words are not those that were written"
        previous, expected = entry.hash, entry.number + 1
    if end >= expected:
        yield expected, _missing(end - expected + 1)
    elif whole and head.hash != previous:
        yield end, "its hash is not the one that was written last"
    if whole:
        yield from _beyond_the_head()


def _hash_before(first: int) -> str | None:
    """Give the hash that the entry of a number has to carry; None where that cannot be known."""
    if first <= 1:
        return "0" * 64
    before = LogEntry.objects.filter(number=first - 1).first()
    return before.hash if before is not None else None


def _missing(count: int) -> str:
    """Say how many entries are missing from a number on."""
    return "this entry is missing" if count == 1 else f"{count} entries are missing from here on"


def _beyond_the_head() -> Iterator[tuple[int, str]]:
    """Give what stands after the last entry that was written, asked in one breath with that."""
    head = LogHead.objects.values("number")[:1]
    for entry in LogEntry.objects.filter(number__gt=Subquery(head)).order_by("number"):
        yield entry.number, "this entry was put in after the last one"
