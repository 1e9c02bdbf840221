"""Notes that last, on any item: a part of a page that others include."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from vaglio_web.desk.access import door, person
from vaglio_web.desk.queries import notes as queries
from vaglio_web.desk.queries.subjects import subjects
from vaglio_web.store import actions
from vaglio_web.store.access import Absent, may
from vaglio_web.store.actions import Conflict


@door("desk.see")
@require_safe
def note_list(request: HttpRequest, subject: str) -> HttpResponse:
    """Show the notes on one item."""
    if not queries.can_be_noted(subject):
        raise Absent(subject)
    return _show(request, subject)


@door("note.write")
@require_POST
def note_write(request: HttpRequest, subject: str) -> HttpResponse:
    """Write a note on one item."""
    text = request.POST.get("text", "")
    try:
        actions.write_note(who=person(request), subject=subject, text=text)
    except Conflict as conflict:
        return _show(request, subject, problem=str(conflict), text=text, status=409)
    if request.headers.get("HX-Request"):
        return _show(request, subject)
    return redirect("desk:note-list", subject=subject)


def _show(
    request: HttpRequest, subject: str, *, problem: str = "", text: str = "", status: int = 200
) -> HttpResponse:
    """Show the notes: alone where only they were asked for, else on a page."""
    there = {
        "subject": subject,
        "notes": queries.notes_on(subject),
        "may_note": may(person(request), "note.write"),
        "problem": problem,
        "text": text,
    }
    if request.headers.get("HX-Request"):
        return render(request, "desk/notes/_notes.html", there, status=status)
    there["about"] = subjects([subject])[subject]
    return render(request, "desk/notes/list.html", there, status=status)


urls = [
    path("notes/<str:subject>/", note_list, name="note-list"),
    path("notes/<str:subject>/write/", note_write, name="note-write"),
]
