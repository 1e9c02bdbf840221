"""Merge two entries, split one, move a claim: both sides are seen before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST

from vaglio_web.desk.access import door, person
from vaglio_web.desk.queries.entry_claims import claims_of
from vaglio_web.desk.queries.entry_lines import compared
from vaglio_web.desk.queries.merging import candidates
from vaglio_web.desk.views._answers import go_to, refused
from vaglio_web.desk.views._verdicts import read_seen, taken_before
from vaglio_web.desk.views.entry import find_entry
from vaglio_web.desk.views.entry_decide import entry_address
from vaglio_web.store.actions import Conflict, Moved, merge_entries, move_claim, split_entry
from vaglio_web.store.models import Entry, Reference, User


@door("entry.merge")
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, key: str) -> HttpResponse:
    """Choose the entry that becomes part of this one, compare both, and merge."""
    entry = find_entry(key)
    if request.method == "POST":
        return _merge(request, entry)
    words = request.GET.get("words", "").strip()
    other = find_entry(request.GET["other"]) if request.GET.get("other") else None
    context = {
        "entry": entry,
        "other": other,
        "words": words,
        "candidates": candidates(entry, words),
        "compared": compared(entry.body, other.body) if other else [],
        "sides": [(entry, claims_of(entry)), (other, claims_of(other))] if other else [],
    }
    return render(request, "desk/entry/merge.html", context)


def _merge(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Merge the entry that was chosen into this one."""
    sent, who = request.POST.dict(), person(request)
    other = find_entry(sent.get("other", ""))
    try:
        seen = read_seen(sent)
        other_seen = read_seen({"seen": sent.get("other_seen", "")})
        try:
            merge_entries(
                who=who,
                key=entry.key,
                other_key=other.key,
                seen=seen,
                other_seen=other_seen,
                why=sent.get("why", ""),
            )
        except Moved:
            if not taken_before(who, entry, "entry.merge", seen):
                raise
    except Conflict as conflict:
        return refused(request, str(conflict))
    messages.success(request, "Merged. The codes of both lead here.")
    return go_to(request, entry_address(entry))


@door("entry.split")
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, key: str) -> HttpResponse:
    """Choose claims that tell of something else, and split them off."""
    entry = find_entry(key)
    if request.method != "POST":
        context = {"entry": entry, "claims": claims_of(entry)}
        return render(request, "desk/entry/split.html", context)
    who = person(request)
    try:
        seen = read_seen(request.POST.dict())
        try:
            fresh = split_entry(
                who=who,
                key=key,
                seen=seen,
                claim_keys=request.POST.getlist("claim"),
                why=request.POST.get("why", ""),
            )
        except Moved:
            if not taken_before(who, entry, "entry.split", seen):
                raise
            fresh = entry
    except Conflict as conflict:
        return refused(request, str(conflict))
    messages.success(request, "Split off, with a code of its own.")
    return go_to(request, entry_address(fresh))


@door("entry.move")
@require_POST
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Move claims to the entry that a code names, or out of this one."""
    entry = find_entry(key)
    try:
        _move_each(person(request), entry, request.POST)
    except Conflict as conflict:
        return refused(request, str(conflict))
    messages.success(request, "Moved. Each claim is a decision of its own.")
    return go_to(request, entry_address(entry))


def _move_each(who: User, entry: Entry, sent: QueryDict) -> None:
    """Move each claim that was chosen."""
    keys, code = sent.getlist("claim"), sent.get("to", "").strip()
    if not keys:
        raise Conflict("choose claims first")
    home: Reference | None = None
    if code:
        home = Reference.objects.select_related("entry").filter(code__iexact=code).first()
        if home is None:
            raise Conflict(f"no entry has the code {code}")
    elif sent.get("out") != "yes":
        raise Conflict("write the code of the entry that they go to")
    seen: int | None = read_seen({"seen": sent.get("seen", "")})
    for key in keys:
        move_claim(
            who=who,
            claim_key=key,
            from_key=entry.key,
            to_key=home.entry.key if home else None,
            seen=seen,
            why=sent.get("why", ""),
        )
        seen = None  # what this person moved themselves is no surprise


urls: list[URLPattern] = [
    path("entries/<str:key>/merge/", merge, name="entry-merge"),
    path("entries/<str:key>/split/", split, name="entry-split"),
    path("entries/<str:key>/move/", move, name="entry-move"),
]
