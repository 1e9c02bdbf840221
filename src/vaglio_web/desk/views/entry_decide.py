"""What is decided on the page of an entry, and what is held and noted there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from vaglio_web.desk.access import door, person
from vaglio_web.desk.queries.entry_claims import claims_of
from vaglio_web.desk.queries.notes import notes_on
from vaglio_web.desk.views._answers import go_to, refused
from vaglio_web.desk.views._entry_verdicts import covered_note, decide_claims, take_of_entry
from vaglio_web.desk.views._item_acts import (
    hold_open,
    let_item_go,
    note_once,
    take_decision_back,
)
from vaglio_web.desk.views.entry import find_entry
from vaglio_web.store.access import Absent
from vaglio_web.store.actions import Conflict
from vaglio_web.store.models import Entry, LogEntry


def entry_address(entry: Entry) -> str:
    """Give the address of an entry's page."""
    return reverse("desk:entry", args=[entry.key])


@door("desk.see")
@require_POST
def decide(request: HttpRequest, key: str, word: str) -> HttpResponse:
    """Take a decision on an entry."""
    entry = find_entry(key)
    try:
        done = take_of_entry(person(request), entry, word, request.POST.dict())
    except Conflict as conflict:
        return refused(request, str(conflict))
    messages.success(request, f"{done}.")
    note = covered_note(entry, word, request.POST.get("note", ""))
    if note:
        messages.warning(request, f"Names are covered in the public note: “{note}”")
    return go_to(request, entry_address(entry))


@door("desk.see")
@require_POST
def claims(request: HttpRequest, key: str) -> HttpResponse:
    """Take one decision of several claims of an entry; each is logged by itself."""
    entry = find_entry(key)
    done, problems = decide_claims(person(request), entry, request.POST)
    if done:
        messages.success(request, f"{done} decided. Each is a decision of its own.")
    for line in problems:
        messages.error(request, line)
    return go_to(request, entry_address(entry) + "#claims-title")


@door("decision.undo")
@require_POST
def take_back(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take a decision back, and show the entry again."""
    entry = find_entry(key)
    taken = LogEntry.objects.filter(number=number).first()
    if taken is None:
        raise Absent(str(number))
    try:
        take_decision_back(request, taken)
    except Conflict as conflict:
        return refused(request, str(conflict))
    return go_to(request, entry_address(entry))


@door("entry.hold")
@require_POST
def keep_open(request: HttpRequest, key: str) -> HttpResponse:
    """Hold an entry for who has it open, and say so."""
    return hold_open(request, find_entry(key))


@door("entry.hold")
@require_POST
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Let an entry go when its page is left."""
    return let_item_go(request, find_entry(key))


@door("note.write")
@require_POST
def note(request: HttpRequest, key: str) -> HttpResponse:
    """Write a note on an entry; a note sent twice is one."""
    entry = find_entry(key)
    try:
        note_once(request, entry.key)
    except Conflict as conflict:
        return refused(request, str(conflict))
    if not request.headers.get("HX-Request"):
        return go_to(request, entry_address(entry))
    subjects = claims_of(entry).subjects(entry)
    context = {"notes": notes_on(*subjects), "entry": entry}
    return render(request, "desk/entry/notes.html", context)


urls: list[URLPattern] = [
    path("entries/<str:key>/decide/<slug:word>/", decide, name="entry-decide"),
    path("entries/<str:key>/claims/", claims, name="entry-claims"),
    path("entries/<str:key>/undo/<int:number>/", take_back, name="entry-undo"),
    path("entries/<str:key>/hold/", keep_open, name="entry-hold"),
    path("entries/<str:key>/leave/", leave, name="entry-leave"),
    path("entries/<str:key>/note/", note, name="entry-note"),
]
