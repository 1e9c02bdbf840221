"""The page of one entry: what is told, what is public, what became of it."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from vaglio.model.incident import Incident
from vaglio_web.desk.access import door, person
from vaglio_web.desk.queries.dealings import dealings_of
from vaglio_web.desk.queries.done import done_in_words, last_decision
from vaglio_web.desk.queries.entry_claims import EntryClaims, claims_of
from vaglio_web.desk.queries.entry_history import MOST, deeds_on, publications_of
from vaglio_web.desk.queries.entry_lines import compared
from vaglio_web.desk.queries.entry_names import names_of
from vaglio_web.desk.queries.entry_toll import toll_lines
from vaglio_web.desk.queries.joined import all_joins
from vaglio_web.desk.queries.notes import notes_on
from vaglio_web.desk.queries.toll_chart import charts_of, history_rows
from vaglio_web.desk.views._answers import go_to
from vaglio_web.store.access import Absent, may
from vaglio_web.store.actions import REASONS, as_public, entry_told, policy
from vaglio_web.store.models import (
    Dossier,
    Entry,
    EntryKind,
    Proposal,
    ProposalState,
    Reference,
    User,
)

LIST_OF = {
    EntryKind.INCIDENT: "desk:incident-list",
    EntryKind.AGREEMENT: "desk:agreement-list",
    EntryKind.TRACK: "desk:track-list",
    EntryKind.ACCESS: "desk:access-list",
}

TITLES = {
    EntryKind.INCIDENT: "Incidents",
    EntryKind.AGREEMENT: "Agreements",
    EntryKind.TRACK: "Tracks",
    EntryKind.ACCESS: "Access",
}


def find_entry(key: str) -> Entry:
    """Give an entry with what its page shows.

    Raises:
        Absent: There is none.
    """
    related = Entry.objects.select_related("dossier", "held_by", "asked_by", "merged_into")
    found = related.filter(key=key).first()
    if found is None:
        raise Absent(key)
    return found


def entry_context(entry: Entry, who: User) -> dict[str, object]:
    """Put together what an entry's page shows."""
    claims = claims_of(entry)
    read = as_public(entry)
    public = read.body
    last = last_decision(who, most=MOST) if may(who, "decision.undo") else None
    return {
        "entry": entry,
        "body": entry.body,
        "list_name": LIST_OF[EntryKind(entry.kind)],
        "list_title": TITLES[EntryKind(entry.kind)],
        "claims": claims,
        "by_key": claims.by_key(),
        "references": list(entry.references.order_by("-first", "code")),
        "compared": compared(public["entry"] if public else None, entry.body),
        "public": public,
        "names": names_of(entry, read.found),
        "publications": publications_of(entry),
        "deeds": deeds_on(entry, claims),
        "notes": notes_on(*claims.subjects(entry)),
        "proposals": proposals_for(entry, claims),
        "policy": policy(),
        "reasons": REASONS,
        "now": timezone.now(),
        "last": last,
        "last_done": done_in_words(last) if last else "",
        "dossiers": Dossier.objects.all(),
        "may_decide": may(who, "entry.accept"),
        "may_publish": may(who, "entry.publish"),
        **_kind_context(entry, claims),
    }


def _kind_context(entry: Entry, claims: EntryClaims) -> dict[str, object]:
    """Put together what only the page of this kind of entry shows."""
    told = entry_told(entry)
    if not isinstance(told, Incident):
        return dealings_of(entry, claims)
    by_key = claims.by_key()
    rows = history_rows(told, by_key)
    return {
        "toll_lines": toll_lines(told, by_key),
        "history": rows,
        "charts": charts_of(rows),
        "joins": all_joins(entry, {each.claim.key: each.claim for each in claims.told}),
    }


def proposals_for(entry: Entry, claims: EntryClaims) -> list[Proposal]:
    """Give what the machine would change in an entry or in its claims."""
    ours = Q(entry=entry) | Q(claim__in=[each.claim.pk for each in claims.told])
    return list(Proposal.objects.filter(ours, state=ProposalState.WAITING).order_by("id")[:50])


@door("desk.see")
@require_safe
def entry_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show one entry of the record."""
    return render(request, "desk/entry/entry.html", entry_context(find_entry(key), person(request)))


@door("desk.see")
@require_safe
def by_reference(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the entry that a reference code names, also after a merger."""
    found = Reference.objects.select_related("entry").filter(code=code).first()
    if found is None:
        raise Absent(code)
    return go_to(request, reverse("desk:entry", args=[found.entry.key]))


urls: list[URLPattern] = [
    path("entries/<str:key>/", entry_page, name="entry"),
    path("ref/<str:code>/", by_reference, name="entry-reference"),
]
