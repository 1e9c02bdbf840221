"""Notes that last, on any item."""

from __future__ import annotations

from vaglio_web.store.models import Claim, Entry, Note, Report

_MOST = 200


def notes(subject: str) -> list[Note]:
    """Give the notes on an item, oldest first."""
    return list(Note.objects.filter(subject=subject).select_related("by").order_by("id")[:_MOST])


def can_be_noted(subject: str) -> bool:
    """Tell whether there is such an item: a claim, an entry or a report."""
    return any(table.objects.filter(key=subject).exists() for table in (Claim, Entry, Report))
