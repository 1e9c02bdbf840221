"""Notes on an item, put into a page in one line: `{% notes claim.key %}`."""

from __future__ import annotations

from typing import Any

from django.template import Context, Library

from vaglio_web.desk.queries import notes as queries
from vaglio_web.store.access import may

register = Library()


@register.inclusion_tag("desk/notes/_notes.html", takes_context=True)
def notes(context: Context, subject: str) -> dict[str, Any]:
    """Give the notes on an item, with the form for another where it may be written."""
    request = context["request"]
    return {
        "subject": subject,
        "notes": queries.notes_on(subject),
        "may_note": request.user.is_authenticated and may(request.user, "note.write"),
        "csrf_token": context.get("csrf_token"),
    }
