"""The review screen: one claim beside the report that makes it."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from vaglio_web.desk.access import door, person
from vaglio_web.desk.queries.claim_fields import fields_of
from vaglio_web.desk.queries.claim_history import MOST, decisions_on
from vaglio_web.desk.queries.done import done_in_words, last_decision
from vaglio_web.desk.queries.joined import joined_with
from vaglio_web.desk.queries.marked_text import marked_text
from vaglio_web.desk.queries.notes import notes_on
from vaglio_web.desk.queries.queue import neighbour
from vaglio_web.desk.queries.queue_filter import QueueFilter, read_filter
from vaglio_web.desk.views._answers import claim_address
from vaglio_web.store.access import Absent, may
from vaglio_web.store.actions import REASONS
from vaglio_web.store.models import Claim, ProposalState, User


def find_claim(key: str) -> Claim:
    """Give a claim with what its page shows.

    Raises:
        Absent: There is none.
    """
    found = (
        Claim.objects.select_related("report", "reading", "dossier", "held_by")
        .filter(key=key)
        .first()
    )
    if found is None:
        raise Absent(key)
    return found


def glance_at(key: str) -> Claim:
    """Give a claim with what leads to it and whoever has it open, its words left out.

    Raises:
        Absent: There is none.
    """
    found = Claim.objects.only("key", "day", "version", "held_by", "held_until")
    claim = found.filter(key=key).first()
    if claim is None:
        raise Absent(key)
    return claim


def claim_context(claim: Claim, who: User, wanted: QueueFilter) -> dict[str, object]:
    """Put together what a claim's page shows."""
    text = claim.reading.text
    fields = fields_of(claim.body, text)
    span = claim.body["span"]
    others = in_order(Claim.objects.filter(reading_id=claim.reading_id).exclude(pk=claim.pk))
    last = last_decision(who, most=MOST, on="c:") if may(who, "decision.undo") else None
    taken = Claim.objects.only("key", "quote").filter(key=last.subject).first() if last else None
    return {
        "claim": claim,
        "body": claim.body,
        "fields": fields,
        "blocks": marked_text(claim.reading, own=(span[0], span[1]), fields=fields, others=others),
        "joined": joined_with(claim),
        "decisions": decisions_on(claim, text),
        "notes": notes_on(claim.key, claim.report.key),
        "proposals": claim.proposals.filter(state=ProposalState.WAITING),
        "filter": wanted,
        "reasons": REASONS,
        "now": timezone.now(),
        "may_decide": may(who, "claim.accept"),
        "may_withdraw": may(who, "claim.withdraw"),
        "may_note_publicly": may(who, "claim.note"),
        "last": last,
        "last_done": done_in_words(last) if last else "",
        "last_claim": taken,
    }


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Put claims of one report in the order of its text."""
    return sorted(claims, key=lambda claim: (claim.body["span"], claim.pk))


@door("desk.see")
@require_safe
def review(request: HttpRequest, key: str) -> HttpResponse:
    """Show one claim beside its report."""
    claim = find_claim(key)
    wanted = read_filter(request.GET.dict())
    return render(request, "desk/claim/review.html", claim_context(claim, person(request), wanted))


@door("desk.see")
@require_safe
def step(request: HttpRequest, key: str, way: str) -> HttpResponse:
    """Lead to the claim that comes next in the queue, or to the one before."""
    claim = glance_at(key)
    wanted = read_filter(request.GET.dict())
    beside = neighbour(wanted, claim, who=person(request), back=way == "previous")
    if beside is not None:
        return redirect(claim_address(beside, wanted))
    return redirect(reverse("desk:queue") + (f"?{wanted.query}" if wanted.query else ""))


urls: list[URLPattern] = [
    path("claims/<str:key>/", review, name="claim"),
    path("claims/<str:key>/next/", step, {"way": "next"}, name="claim-next"),
    path("claims/<str:key>/previous/", step, {"way": "previous"}, name="claim-previous"),
]
