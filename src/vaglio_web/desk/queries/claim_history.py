"""What became of a claim: each decision, and what it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vaglio_web.desk.queries.claim_fields import fields_of
from vaglio_web.desk.queries.done import done_in_words
from vaglio_web.store.models import Claim, LogEntry

MOST = 60
"""How many decisions are looked back upon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Hold what one decision changed of one field."""

    label: str
    """The field."""
    before: str
    """As it was; empty where it was not there."""
    after: str
    """As it is; empty where it was taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Hold one decision on a claim."""

    number: int
    """Its number in the log."""
    who: str
    """Who took it."""
    at: dt.datetime
    """When."""
    done: str
    """What was done, in words."""
    why: str
    """The reason given."""
    changes: list[Change]
    """What it changed of the claim's fields."""
    undone: bool
    """Whether it was taken back."""


def decisions_on(claim: Claim, text: str) -> list[Decision]:
    """Give what was decided of a claim, the latest first."""
    entries = list(LogEntry.objects.filter(subject=claim.key)[:MOST])
    undone = {entry.undoes for entry in entries}
    return [
        Decision(
            number=entry.number,
            who=entry.who_name,
            at=entry.at,
            done=done_in_words(entry),
            why=entry.why,
            changes=_changes(entry, claim.key, text),
            undone=entry.number in undone,
        )
        for entry in entries
        if entry.action != "note.write"
    ]


def _changes(entry: LogEntry, key: str, text: str) -> list[Change]:
    """Compare a claim's fields before and after a decision."""
    before = (entry.before.get(key) or {}).get("body")
    after = (entry.after.get(key) or {}).get("body")
    if not before or not after:
        return []
    was, now = _in_words(before, text), _in_words(after, text)
    return [
        Change(label=label, before=was.get(label, ""), after=now.get(label, ""))
        for label in dict.fromkeys([*was, *now])
        if was.get(label) != now.get(label)
    ]


def _in_words(body: Mapping[str, Any], text: str) -> dict[str, str]:
    """Write each field of a claim on one line."""
    lines = {"The words": f"“{body['quote']}”"}
    for each in fields_of(body, text):
        words = f"“{each.words}” " if each.words else ""
        rest = "; ".join(filter(None, (each.code, each.meaning, each.note)))
        label = each.label if each.label not in lines else f"{each.label} ({each.id})"
        lines[label] = f"{words}{rest}".strip()
    return lines
