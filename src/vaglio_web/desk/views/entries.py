"""Lists of incidents, agreements, tracks and access, narrowed and counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_safe

from vaglio.model.incident import Grade
from vaglio_web.desk.access import door, person
from vaglio_web.desk.queries.entries import entry_count, entry_page
from vaglio_web.desk.queries.entry_filter import EntryFilter, read_entry_filter
from vaglio_web.desk.views.entry import TITLES
from vaglio_web.store.access import may
from vaglio_web.store.models import Dossier, EntryKind, EntryState, PublicState


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Hold what is particular to the list of one kind."""

    kind: EntryKind
    """What its entries are."""
    title: str
    """What the list is called."""
    name: str
    """The name of its address."""


LISTS = (
    Listed(kind=EntryKind.INCIDENT, title=TITLES[EntryKind.INCIDENT], name="incident-list"),
    Listed(kind=EntryKind.AGREEMENT, title=TITLES[EntryKind.AGREEMENT], name="agreement-list"),
    Listed(kind=EntryKind.TRACK, title=TITLES[EntryKind.TRACK], name="track-list"),
    Listed(kind=EntryKind.ACCESS, title=TITLES[EntryKind.ACCESS], name="access-list"),
)


@door("desk.see")
@require_safe
def entry_list(request: HttpRequest, listed: Listed) -> HttpResponse:
    """Show the entries of one kind, the latest first."""
    wanted = read_entry_filter(request.GET.dict())
    after = request.GET.get("after", "")
    context = {
        "listed": listed,
        "list_name": f"desk:{listed.name}",
        "filter": wanted,
        "after": after,
        "page": entry_page(listed.kind, wanted, after=after),
        "count": entry_count(listed.kind, wanted),
        "asked": entry_count(listed.kind, EntryFilter(public=PublicState.ASKED)),
        "second_looks": entry_count(listed.kind, EntryFilter(state=EntryState.SECOND_LOOK)),
        "corrections": entry_count(listed.kind, EntryFilter(correction="yes")),
        "dossiers": Dossier.objects.all(),
        "states": EntryState.choices,
        "publics": PublicState.choices,
        "grades": list(Grade) if listed.kind == EntryKind.INCIDENT else [],
        "now": timezone.now(),
        "may_export": may(person(request), "export.ask"),
    }
    return render(request, "desk/entries/list.html", context)


_ADDRESSES = ("incidents/", "agreements/", "tracks/", "access/")

urls: list[URLPattern] = [
    path(address, entry_list, {"listed": listed}, name=listed.name)
    for address, listed in zip(_ADDRESSES, LISTS, strict=True)
]
