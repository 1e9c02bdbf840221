"""The log of decisions: each entry carries the hash of the one before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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


def append(written: Written) -> LogEntry:
    """Append one decision to the log; must run inside the decision's transaction."""
    head = LogHead.objects.select_for_update().get()
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


def broken_at() -> Iterator[tuple[int, str]]:
    """Walk the whole log and give each number that does not fit, with what is wrong."""
    previous, expected = "0" * 64, 1
    for entry in LogEntry.objects.order_by("number").iterator(chunk_size=500):
        if entry.number != expected:
            yield expected, "this entry is missing"
        if entry.previous != previous:
            yield entry.number, "it does not carry the hash of the entry before"
        if entry.hash != hash_of(entry):
            yield entry.number, "its words are not those that were written"
        previous, expected = entry.hash, entry.number + 1
    head = LogHead.objects.get()
    if head.number != expected - 1 or head.hash != previous:
        yield expected, f"the log ends early: {head.number} entries were written"
