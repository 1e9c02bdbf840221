"""What others decided otherwise after somebody: so a coder learns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from vaglio_web.desk.queries.log import Told, tell
from vaglio_web.store.models import LogEntry, User

PAGE = 30

DECISIVE = (
    "claim.accept",
    "claim.add",
    "claim.amend",
    "claim.look",
    "claim.reject",
    "claim.withdraw",
    "decision.undo",
    "entry.accept",
    "entry.look",
    "entry.merge",
    "entry.move",
    "entry.reject",
    "entry.split",
)
"""Decisions that say how somebody found an item; the others say what is done with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAfter:
    """Hold one decision of somebody's, and what others made of it."""

    mine: Told
    """What this person decided last on the item."""
    later: Sequence[Told]
    """What others decided on it since, oldest first."""


def changed_after(who: User, *, before: int | None = None) -> tuple[list[ChangedAfter], int | None]:
    """Give what others decided otherwise after somebody, the newest of theirs first.

    Args:
        who: The person.
        before: The number in the log that the page ends before; None for the newest.

    Returns:
        One page, and the number that the next ends before; None on the last.
    """
    found = _overruled(who)
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(found[: PAGE + 1])
    more = rows[PAGE - 1].number if len(rows) > PAGE else None
    shown = rows[:PAGE]
    return _with_what_came_after(who, shown), more


def _overruled(who: User) -> QuerySet[LogEntry]:
    """Give a person's last decision on each item that somebody decided on since."""
    decisive = LogEntry.objects.filter(action__in=DECISIVE)
    since = decisive.filter(subject=OuterRef("subject"), number__gt=OuterRef("number"))
    return (
        decisive.filter(who=who)
        .filter(Exists(since.exclude(who=who).exclude(who=None)))
        .exclude(Exists(since.filter(who=who)))
        .order_by("-number")
    )


def _with_what_came_after(who: User, rows: Sequence[LogEntry]) -> list[ChangedAfter]:
    """Add to each decision what others made of it."""
    later = LogEntry.objects.filter(
        action__in=DECISIVE, subject__in=[row.subject for row in rows]
    ).exclude(who=who)
    told = tell([*rows, *later.order_by("number")])
    mine, others = told[: len(rows)], told[len(rows) :]
    return [
        ChangedAfter(
            mine=each,
            later=[
                other
                for other in others
                if other.entry.subject == each.entry.subject
                and other.entry.number > each.entry.number
            ],
        )
        for each in mine
    ]
