"""Notes that last, on any item."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from vaglio_web.store.access import Absent, require
from vaglio_web.store.actions._deciding import Conflict
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.models import Claim, Entry, Note, Report, User


def write_note(*, who: User, subject: str, text: str) -> Note:
    """Write a note on a claim, an entry or a report; it stays.

    Raises:
        Absent: There is no such item.
        Conflict: The note is empty.
    """
    require(who, "note.write")
    if not text.strip():
        raise Conflict("the note is empty")
    with transaction.atomic():
        if not any(table.objects.filter(key=subject).exists() for table in (Claim, Entry, Report)):
            raise Absent(subject)
        note = Note.objects.create(subject=subject, text=text.strip(), by=who, at=timezone.now())
        append(
            Written(
                who=who,
                action="note.write",
                subject=subject,
                before={},
                after={"note": note.pk, "text": note.text},
            )
        )
    return note
