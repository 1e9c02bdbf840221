"""Reports brought in: pasted, sent as files, or fetched from their addresses."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vaglio_web.desk.access import door, person
from vaglio_web.desk.forms.bringing import MOST_ADDRESSES, BringForm
from vaglio_web.desk.queries.batches import find_batch, latest_batches
from vaglio_web.store.access import may
from vaglio_web.store.actions import Conflict, deliver, make_dossier, retry_delivery
from vaglio_web.store.models import Dossier, User

_CONFLICT = 409


@door("report.bring")
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Take in what somebody brings, and lead to where its progress is seen."""
    who = person(request)
    if request.method != "POST":
        return _form(request, BringForm(), status=200)
    form = BringForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=400)
    try:
        things = form.things(request.FILES.getlist("files"))
        if not things:
            raise Conflict("paste a text, choose a file or give an address")
        batch = deliver(who=who, dossier=_dossier(form, who), things=things)
    except Conflict as conflict:
        form.add_error(None, f"Nothing was brought in: {conflict}.")
        return _form(request, form, status=_CONFLICT)
    return redirect("desk:batch-show", batch)


def _dossier(form: BringForm, who: User) -> Dossier:
    """Give the dossier that was chosen, or make the one that was named."""
    title = form.cleaned_data["new_dossier"].strip()
    chosen: Dossier | None = form.cleaned_data["dossier"]
    if title or chosen is None:
        return make_dossier(who=who, title=title)
    return chosen


def _form(request: HttpRequest, form: BringForm, *, status: int) -> HttpResponse:
    """Show the form, with what was brought in last."""
    context = {
        "form": form,
        "dossiers": Dossier.objects.all(),
        "may_make_dossier": may(person(request), "dossier.make"),
        "batches": latest_batches(),
        "most_bytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "most_addresses": MOST_ADDRESSES,
    }
    return render(request, "desk/bring/form.html", context, status=status)


@door("desk.see")
@require_safe
def show_batch(request: HttpRequest, name: str) -> HttpResponse:
    """Show how far each thing has come that was brought in at one go."""
    context = {"batch": find_batch(name), "may_retry": may(person(request), "report.retry")}
    return render(request, "desk/bring/batch.html", context)


@door("desk.see")
@require_safe
def list_batch(request: HttpRequest, name: str) -> HttpResponse:
    """Give the list alone, for the page that asks for it again and again."""
    context = {"batch": find_batch(name), "may_retry": may(person(request), "report.retry")}
    return render(request, "desk/bring/list.html", context)


@door("report.retry")
@require_POST
def retry(request: HttpRequest, id: int) -> HttpResponse:
    """Try once more to take something in."""
    try:
        delivery = retry_delivery(who=person(request), id=id)
    except Conflict as conflict:
        messages.error(request, f"Not tried again: {conflict}.")
        return redirect("desk:report-bring")
    return redirect("desk:batch-show", delivery.batch)


urls: list[URLPattern] = [
    path("bring/", bring, name="report-bring"),
    path("bring/<str:name>/", show_batch, name="batch-show"),
    path("bring/<str:name>/list/", list_batch, name="batch-list"),
    path("bring/retry/<int:id>/", retry, name="delivery-retry"),
]
