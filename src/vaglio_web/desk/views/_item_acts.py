"""What is done on the page of any item: held, let go, noted, taken back."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vaglio_web.desk.access import person
from vaglio_web.desk.queries.done import done_in_words
from vaglio_web.store.actions import Conflict, hold, let_go, undo, write_note
from vaglio_web.store.models import Claim, Entry, LogEntry, Note

_LATELY = dt.timedelta(minutes=5)


def hold_open(request: HttpRequest, item: Claim | Entry) -> HttpResponse:
    """Hold an item for who has it open, and say so."""
    mine = hold(who=person(request), item=item)
    if not mine:
        item.refresh_from_db(fields=["held_by", "held_until", "version"])
    context = {"claim": item, "mine": mine, "seen": request.POST.get("seen", "")}
    return render(request, "desk/claim/held.html", context)


def let_item_go(request: HttpRequest, item: Claim | Entry) -> HttpResponse:
    """Let an item go when its page is left."""
    let_go(who=person(request), item=item)
    return HttpResponse(status=204)


def take_decision_back(request: HttpRequest, taken: LogEntry) -> None:
    """Take a decision back, and say so; one that was taken back before is no error.

    Raises:
        Absent: It is not theirs to take back.
        Conflict: Something was decided on since.
    """
    who = person(request)
    try:
        undo(who=who, number=taken.number, why=request.POST.get("why", ""))
    except Conflict:
        # Sent twice: the first time it was taken back, and that is what was asked for.
        if not LogEntry.objects.filter(undoes=taken.number, who=who).exists():
            raise
    messages.success(request, f"Taken back: {taken.who_name} {done_in_words(taken)}.")


def note_once(request: HttpRequest, subject: str) -> None:
    """Write the note that was sent; one sent twice is one.

    Raises:
        Conflict: It is empty.
    """
    who, text = person(request), request.POST.get("text", "")
    last = Note.objects.filter(subject=subject, by=who).order_by("-id").first()
    lately = timezone.now() - _LATELY
    if last is None or last.text != text.strip() or last.at <= lately:
        write_note(who=who, subject=subject, text=text)
