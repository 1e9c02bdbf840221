"""How a decision is answered: with where to go, or with why it was not taken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from vaglio_web.desk.access import person
from vaglio_web.desk.queries.queue import neighbour
from vaglio_web.desk.queries.queue_filter import QueueFilter
from vaglio_web.store.actions import hold
from vaglio_web.store.models import Claim

CONFLICT = 409
_TRIES = 20
"""How many claims are tried that somebody else takes just then."""


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    """Lead on, whether the page's script asked or the browser itself."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(address)
    return redirect(address)


def refused(request: HttpRequest, words: str) -> HttpResponse:
    """Say why a decision was not taken; what was written stays in the page."""
    template = "desk/claim/refused.html"
    if not request.headers.get("HX-Request"):
        template = "desk/claim/refused_page.html"
    response = render(request, template, {"words": words}, status=CONFLICT)
    response["HX-Retarget"] = "#refused"
    response["HX-Reswap"] = "innerHTML"
    return response


def claim_address(claim: Claim, wanted: QueueFilter) -> str:
    """Give the address of a claim within the queue as it is narrowed."""
    query = f"?{wanted.query}" if wanted.query else ""
    return reverse("desk:claim", args=[claim.key]) + query


def after_this(request: HttpRequest, claim: Claim, wanted: QueueFilter) -> str:
    """Give the address of what comes next: the next claim, or the queue when it is empty.

    The next claim is held at once: who decides at the same moment is led to another.
    """
    who, following = person(request), claim
    for _ in range(_TRIES):
        found = neighbour(wanted, following, who=who)
        if found is None:
            break
        if hold(who=who, item=found):
            return claim_address(found, wanted)
        following = found
    return reverse("desk:queue") + (f"?{wanted.query}" if wanted.query else "")
