"""What was decided of an entry and its claims, and what was published when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from vaglio_web.desk.queries.done import done_in_words
from vaglio_web.desk.queries.entry_claims import EntryClaims
from vaglio_web.desk.queries.entry_lines import Compared, compared
from vaglio_web.store.models import Entry, LogEntry, Publication

MOST = 100
"""How many decisions are looked back upon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Hold one decision on an entry or on one of its claims."""

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
    claim: int | None
    """The number of the claim on the page; None where it was on the entry."""
    undone: bool
    """Whether it was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Hold one publication, and what it changed against the one before."""

    publication: Publication
    """The publication."""
    changes: list[Compared]
    """What differs from the one before; all of it for the first."""


def deeds_on(entry: Entry, claims: EntryClaims) -> list[Deed]:
    """Give what was decided of an entry and of its claims, the latest first."""
    numbers = {each.claim.key: each.number for each in claims.told}
    found = list(
        LogEntry.objects.filter(subject__in=claims.subjects(entry)).order_by("-number")[:MOST]
    )
    undone = set(
        LogEntry.objects.filter(undoes__in=[each.number for each in found]).values_list(
            "undoes", flat=True
        )
    )
    return [
        Deed(
            number=each.number,
            who=each.who_name,
            at=each.at,
            done=done_in_words(each),
            why=each.why,
            claim=numbers.get(each.subject),
            undone=each.number in undone,
        )
        for each in found
    ]


def publications_of(entry: Entry) -> list[Published]:
    """Give what was published of an entry, the latest first, with what each changed."""
    found = list(entry.publications.select_related("made_by").order_by("number"))
    before: dict[str, Any] | None = None
    made = []
    for each in found:
        body = each.body["entry"] if each.body else None
        rows = compared(before, body) if body else []
        made.append(Published(publication=each, changes=[row for row in rows if row.differs]))
        before = body or before
    return made[::-1]
