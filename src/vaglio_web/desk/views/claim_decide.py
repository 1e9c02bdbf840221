"""What is decided on the review screen, and what is held and noted there."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from vaglio_web.desk.queries.claim_history import done_in_words
from vaglio_web.desk.queries.queue_filter import read_filter
from vaglio_web.desk.views._answers import after_this, claim_address, go_to, refused
from vaglio_web.desk.views._door import door, person
from vaglio_web.desk.views._verdicts import VERDICTS, take
from vaglio_web.desk.views.claim import find_claim, notes_on
from vaglio_web.store.access import Absent, may
from vaglio_web.store.actions import Conflict, hold, let_go, undo, write_note
from vaglio_web.store.models import Claim, LogEntry, Note

_STAYS = frozenset({"public-note", "withdraw"})
"""Decisions after which the claim stays open."""


@door("desk.see")
@require_POST
def decide(request: HttpRequest, key: str, word: str) -> HttpResponse:
    """Take a decision on a claim, and open the next one."""
    claim = find_claim(key)
    verdict = VERDICTS.get(word)
    if verdict is None or not may(person(request), verdict.action):
        raise Absent(word)
    wanted = read_filter(request.GET.dict())
    try:
        take(person(request), claim, verdict, request.POST.dict())
    except Conflict as conflict:
        return refused(request, str(conflict))
    if word in _STAYS:
        messages.success(request, f"{verdict.done}.")
        return go_to(request, claim_address(claim, wanted))
    return go_to(request, after_this(request, claim, wanted))


@door("decision.undo")
@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take a decision on a claim back, and open the claim again."""
    who = person(request)
    entry = LogEntry.objects.filter(number=number).first()
    claim = Claim.objects.filter(key=entry.subject).first() if entry else None
    if entry is None or claim is None:
        raise Absent(str(number))
    try:
        undo(who=who, number=number, why=request.POST.get("why", ""))
    except Conflict as conflict:
        # Sent twice: the first time it was taken back, and that is what was asked for.
        if not LogEntry.objects.filter(undoes=number, who=who).exists():
            return refused(request, str(conflict))
    messages.success(request, f"Taken back: {entry.who_name} {done_in_words(entry)}.")
    return go_to(request, claim_address(claim, read_filter(request.GET.dict())))


@door("claim.hold")
@require_POST
def keep_open(request: HttpRequest, key: str) -> HttpResponse:
    """Hold a claim for who has it open, and say so."""
    claim = find_claim(key)
    mine = hold(who=person(request), item=claim)
    claim.refresh_from_db(fields=["held_by", "held_until", "version"])
    context = {"claim": claim, "mine": mine, "seen": request.POST.get("seen", "")}
    return render(request, "desk/claim/held.html", context)


@door("claim.hold")
@require_POST
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Let a claim go when its page is left."""
    let_go(who=person(request), item=find_claim(key))
    return HttpResponse(status=204)


@door("note.write")
@require_POST
def note(request: HttpRequest, key: str) -> HttpResponse:
    """Write a note on a claim or on its report; a note sent twice is one."""
    claim = find_claim(key)
    subject = claim.report.key if request.POST.get("on") == "report" else claim.key
    text = request.POST.get("text", "")
    if not sent_before(request, subject, text):
        try:
            write_note(who=person(request), subject=subject, text=text)
        except Conflict as conflict:
            return refused(request, str(conflict))
    if not request.headers.get("HX-Request"):
        return go_to(request, claim_address(claim, read_filter(request.GET.dict())))
    return render(request, "desk/claim/notes.html", {"notes": notes_on(claim), "claim": claim})


def sent_before(request: HttpRequest, subject: str, text: str) -> bool:
    """Tell whether this very note arrived a moment ago."""
    last = Note.objects.filter(subject=subject, by=person(request)).order_by("-id").first()
    lately = timezone.now() - dt.timedelta(minutes=5)
    return last is not None and last.text == text.strip() and last.at > lately


urls: list[URLPattern] = [
    path("claims/<str:key>/decide/<slug:word>/", decide, name="claim-decide"),
    path("claims/<str:key>/hold/", keep_open, name="claim-hold"),
    path("claims/<str:key>/leave/", leave, name="claim-leave"),
    path("claims/<str:key>/note/", note, name="claim-note"),
    path("decisions/<int:number>/undo/", take_back, name="decision-undo"),
]
