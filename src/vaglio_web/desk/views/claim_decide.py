"""What is decided on the review screen, and what is held and noted there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from vaglio_web.desk.access import door, person
from vaglio_web.desk.queries.notes import notes_on
from vaglio_web.desk.queries.queue_filter import read_filter
from vaglio_web.desk.views._answers import after_this, claim_address, go_to, refused
from vaglio_web.desk.views._item_acts import (
    hold_open,
    let_item_go,
    note_once,
    take_decision_back,
)
from vaglio_web.desk.views._verdicts import VERDICTS, take
from vaglio_web.desk.views.claim import find_claim, glance_at
from vaglio_web.store.access import Absent, may
from vaglio_web.store.actions import Conflict
from vaglio_web.store.models import Claim, LogEntry

_STAYS = frozenset({"public-note", "withdraw"})
"""Decisions after which the claim stays open."""


@door("desk.see")
@require_POST
def decide(request: HttpRequest, key: str, word: str) -> HttpResponse:
    """Take a decision on a claim, and open the next one."""
    claim = glance_at(key)
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
    taken = LogEntry.objects.filter(number=number).first()
    claim = Claim.objects.filter(key=taken.subject).first() if taken else None
    if taken is None or claim is None:
        raise Absent(str(number))
    try:
        take_decision_back(request, taken)
    except Conflict as conflict:
        return refused(request, str(conflict))
    return go_to(request, claim_address(claim, read_filter(request.GET.dict())))


@door("claim.hold")
@require_POST
def keep_open(request: HttpRequest, key: str) -> HttpResponse:
    """Hold a claim for who has it open, and say so."""
    return hold_open(request, glance_at(key))


@door("claim.hold")
@require_POST
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """Let a claim go when its page is left."""
    return let_item_go(request, glance_at(key))


@door("note.write")
@require_POST
def note(request: HttpRequest, key: str) -> HttpResponse:
    """Write a note on a claim or on its report; a note sent twice is one."""
    claim = find_claim(key)
    subject = claim.report.key if request.POST.get("on") == "report" else claim.key
    try:
        note_once(request, subject)
    except Conflict as conflict:
        return refused(request, str(conflict))
    if not request.headers.get("HX-Request"):
        return go_to(request, claim_address(claim, read_filter(request.GET.dict())))
    notes = notes_on(claim.key, claim.report.key)
    return render(request, "desk/claim/notes.html", {"notes": notes, "claim": claim})


urls: list[URLPattern] = [
    path("claims/<str:key>/decide/<slug:word>/", decide, name="claim-decide"),
    path("claims/<str:key>/hold/", keep_open, name="claim-hold"),
    path("claims/<str:key>/leave/", leave, name="claim-leave"),
    path("claims/<str:key>/note/", note, name="claim-note"),
    path("decisions/<int:number>/undo/", take_back, name="decision-undo"),
]
