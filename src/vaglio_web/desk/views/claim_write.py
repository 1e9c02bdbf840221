"""A claim amended, or added where the machine missed it, by marking words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_safe

from vaglio_web.desk.access import door, person
from vaglio_web.desk.forms.claim_body import read_body
from vaglio_web.desk.forms.claim_choices import choices
from vaglio_web.desk.forms.claim_values import values_of
from vaglio_web.desk.forms.place_choice import choices_for
from vaglio_web.desk.queries.marked_text import marked_text
from vaglio_web.desk.queries.queue_filter import read_filter
from vaglio_web.desk.views._answers import after_this, claim_address, go_to, refused
from vaglio_web.desk.views._verdicts import read_seen, taken_before
from vaglio_web.desk.views.claim import claim_context, find_claim, in_order
from vaglio_web.store.access import Absent
from vaglio_web.store.actions import Conflict, Moved, add_claim, amend_claim
from vaglio_web.store.models import Claim, Reading


@door("claim.amend")
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, key: str) -> HttpResponse:
    """Amend a claim; it is accepted as amended."""
    claim = find_claim(key)
    wanted = read_filter(request.GET.dict())
    if request.method != "POST":
        context = claim_context(claim, person(request), wanted)
        context |= {"form": values_of(claim.body), "choices": choices()}
        return render(request, "desk/claim/amend.html", context)
    sent = request.POST.dict()
    read = read_body(sent, reading=claim.reading, outlet=claim.outlet, old=claim.body)
    if read.body is None:
        return _not_taken(request, read.problems)
    try:
        seen = read_seen(sent)
        try:
            amend_claim(
                who=person(request), key=key, body=read.body, seen=seen, why=sent.get("why", "")
            )
        except Moved:
            if not taken_before(person(request), claim, "claim.amend", seen):
                raise
    except Conflict as conflict:
        return refused(request, str(conflict))
    messages.success(request, "Amended, and accepted so.")
    return go_to(request, after_this(request, claim, wanted))


@door("claim.add")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Add a claim that the machine missed; it is accepted as it is made."""
    reading = Reading.objects.filter(report__key=key).select_related("report__dossier")
    found = reading.order_by("-number").first()
    if found is None:
        raise Absent(key)
    wanted = read_filter(request.GET.dict())
    if request.method != "POST":
        return _empty_form(request, found, values_of(None, words=_marked(request, found)))
    sent = request.POST.dict()
    read = read_body(sent, reading=found, outlet=found.report.outlet, old=None)
    if read.body is None:
        return _not_taken(request, read.problems)
    try:
        claim = add_claim(who=person(request), report_key=key, body=read.body)
    except Conflict as conflict:
        return refused(request, str(conflict))
    messages.success(request, "Added, and accepted so.")
    return go_to(request, claim_address(claim, wanted))


@door("desk.see")
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Offer the gazetteer's places of a name."""
    found = choices_for(request.GET.get("name", "").strip())
    return render(request, "desk/claim/places.html", {"places": found})


def _empty_form(request: HttpRequest, reading: Reading, form: Mapping[str, Any]) -> HttpResponse:
    """Show the form for a claim that is added."""
    others = in_order(Claim.objects.filter(reading=reading))
    context = {
        "report": reading.report,
        "blocks": marked_text(reading, own=None, fields=[], others=others),
        "filter": read_filter(request.GET.dict()),
        "form": form,
        "choices": choices(),
    }
    return render(request, "desk/claim/add.html", context)


def _marked(request: HttpRequest, reading: Reading) -> tuple[int, int, str] | None:
    """Read which words were marked before the form was opened."""
    at, end = request.GET.get("at", ""), request.GET.get("end", "")
    if not (at.isdigit() and end.isdigit()):
        return None
    words = reading.text[int(at) : int(end)]
    return (int(at), int(end), words) if words.strip() else None


def _not_taken(request: HttpRequest, problems: Mapping[str, str]) -> HttpResponse:
    """Say what is wrong with what was written, field by field."""
    context = {"problems": problems}
    page = "desk/claim/problems.html"
    if not request.headers.get("HX-Request"):
        page = "desk/claim/problems_page.html"
    response = render(request, page, context, status=409)
    response["HX-Retarget"] = "#refused"
    response["HX-Reswap"] = "innerHTML"
    return response


urls: list[URLPattern] = [
    path("claims/<str:key>/amend/", amend, name="claim-amend"),
    path("reports/<str:key>/claim/", add, name="claim-add"),
    path("places/", places, name="claim-places"),
]
