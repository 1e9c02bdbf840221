"""What the machine proposes: taken or declined by a person, never done by itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from vaglio_web.desk.access import door, person
from vaglio_web.desk.queries.proposals import list_proposals
from vaglio_web.store.access import may
from vaglio_web.store.actions import Conflict, decline_proposal, take_proposal
from vaglio_web.store.models import ProposalState

_CONFLICT = 409


@door("desk.see")
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Show what is proposed, oldest first."""
    return _page(request, status=200)


@door("proposal.take")
@require_POST
def take(request: HttpRequest, id: int) -> HttpResponse:
    """Do what is proposed."""
    try:
        take_proposal(who=person(request), id=id, why=request.POST.get("why", "").strip())
    except Conflict as conflict:
        return _page(request, status=_CONFLICT, refused=id, words=f"Not taken: {conflict}.")
    messages.success(request, "Taken.")
    return redirect("desk:proposal-list")


@door("proposal.decline")
@require_POST
def decline(request: HttpRequest, id: int) -> HttpResponse:
    """Leave things as they are."""
    try:
        decline_proposal(who=person(request), id=id, why=request.POST.get("why", "").strip())
    except Conflict as conflict:
        return _page(request, status=_CONFLICT, refused=id, words=f"Not declined: {conflict}.")
    messages.success(request, "Declined; it will not be proposed again.")
    return redirect("desk:proposal-list")


def _page(
    request: HttpRequest, *, status: int, refused: int | None = None, words: str = ""
) -> HttpResponse:
    """Show the list, with why something was not done beside it."""
    state, kind = request.GET.get("state", "waiting"), request.GET.get("about", "")
    after = request.GET.get("after", "")
    if state not in ProposalState.values or kind not in {"", "claim", "entry"}:
        raise Http404
    context = {
        "page": list_proposals(
            state=state, kind=kind, after=int(after) if after.isdecimal() else 0
        ),
        "state": state,
        "about": kind,
        "is_first": not after,
        "states": ProposalState.choices,
        "may_decide": may(person(request), "proposal.take") and state == "waiting",
        "refused": refused,
        "words": words,
    }
    return render(request, "desk/proposal/list.html", context, status=status)


urls: list[URLPattern] = [
    path("proposals/", proposal_list, name="proposal-list"),
    path("proposals/<int:id>/take/", take, name="proposal-take"),
    path("proposals/<int:id>/decline/", decline, name="proposal-decline"),
]
