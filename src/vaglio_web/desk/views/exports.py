"""Exports: asked for, written in the background, downloaded."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from vaglio.model.exported import ExportForm
from vaglio_web.desk.access import door, person
from vaglio_web.desk.forms.exporting import ExportAskForm
from vaglio_web.desk.queries.exports import files
from vaglio_web.store import actions
from vaglio_web.store.access import Absent
from vaglio_web.store.actions import Conflict
from vaglio_web.store.models import ExportFile


@door("export.ask")
@require_safe
def export_list(request: HttpRequest) -> HttpResponse:
    """Show the form, filled in with a list's filter, and what was asked for lately."""
    fields = ExportAskForm.base_fields
    given = {name: word for name, word in request.GET.dict().items() if name in fields}
    return _page(request, ExportAskForm(initial=given))


@door("export.ask")
@require_POST
def export_ask(request: HttpRequest) -> HttpResponse:
    """Have an export written."""
    form = ExportAskForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.BAD_REQUEST)
    wanted = form.wanted()
    try:
        actions.ask_export(
            who=person(request), form=ExportForm(form.cleaned_data["form"]), wanted=wanted
        )
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        return _page(request, form, status=HTTPStatus.CONFLICT)
    messages.success(request, "It is being written, and appears below.")
    return redirect("desk:export-list")


@door("export.ask")
@require_safe
def export_files(request: HttpRequest) -> HttpResponse:
    """Show how far the exports have come; the page asks for it again and again."""
    return render(request, "desk/export/files.html", {"files": files()})


@door("export.take")
@require_POST
def export_take(request: HttpRequest, id: int, file: str) -> HttpResponseBase:
    """Give one file of an export, and log who has it."""
    if file not in ExportFile.values:
        raise Absent(file)
    taken = actions.take_export(who=person(request), id=id, file=ExportFile(file))
    response = StreamingHttpResponse(taken.parts, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{taken.name}"'
    return response


def _page(request: HttpRequest, form: ExportAskForm, *, status: int = 200) -> HttpResponse:
    """Show the page."""
    there = {"form": form, "files": files()}
    return render(request, "desk/export/list.html", there, status=status)


urls = [
    path("exports/", export_list, name="export-list"),
    path("exports/ask/", export_ask, name="export-ask"),
    path("exports/files/", export_files, name="export-files"),
    path("exports/<int:id>/<str:file>/", export_take, name="export-take"),
]
