"""Notes that last, on any item."""

from __future__ import annotations

from vaglio_web.store.models import Claim, Entry, Note, Report

_MOST = 200


def notes_on(*subjects: str) -> list[Note]:
    """Give the notes on some items, oldest first."""
    found = Note.objects.filter(subject__in=subjects).select_related("by").order_by("id")
    return list(found[:_MOST])


def can_be_noted(subject: str) -> bool:
    """Tell whether there is such an item: a claim, an entry or a report."""
    return any(table.objects.filter(key=subject).exists() for table in (Claim, Entry, Report))
