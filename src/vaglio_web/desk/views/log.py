"""The log: read, filtered, exported, verified."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from vaglio_web.desk.access import door, person
from vaglio_web.desk.forms.log import LogFilterForm
from vaglio_web.desk.queries import log as queries
from vaglio_web.desk.queries import log_export
from vaglio_web.desk.queries.subjects import subjects
from vaglio_web.store import actions
from vaglio_web.store.access import may
from vaglio_web.store.models import LogHead

STRETCH = 10_000
"""How many entries are verified at a time: about a second's work."""

_FORMS: dict[str, tuple[str, Callable[[queries.LogFilter], Iterator[str]]]] = {
    "jsonl": ("application/x-ndjson", log_export.as_json_lines),
    "csv": ("text/csv; charset=utf-8", log_export.as_csv),
}


@door("log.see")
@require_safe
def log_list(request: HttpRequest) -> HttpResponse:
    """Show the log, filtered, the newest first."""
    form = LogFilterForm(request.GET)
    wanted = form.wanted()
    before = request.GET.get("before", "")
    told, more = (
        queries.page(wanted, before=int(before) if before.isdecimal() else None)
        if wanted is not None
        else ([], None)
    )
    kept = request.GET.copy()
    kept.pop("before", None)
    there = {
        "form": form,
        "told": told,
        "more": more,
        "is_newest": not before,
        "query": kept.urlencode(),
        "head": LogHead.objects.get(),
        "may_export": may(person(request), "log.export"),
        "may_verify": may(person(request), "log.verify"),
    }
    return render(request, "desk/log/list.html", there, status=200 if wanted else 400)


@door("log.see")
@require_safe
def log_history(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was decided on one thing."""
    told = queries.history(key)
    if not told:
        raise Http404
    there = {"told": told, "subject": subjects([key])[key]}
    return render(request, "desk/log/history.html", there)


@door("log.export")
@require_safe
def log_export_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the log as a file: exactly what the filter asks for, however long."""
    wanted = LogFilterForm(request.GET).wanted()
    if form not in _FORMS:
        raise Http404
    if wanted is None:
        return HttpResponseBadRequest("a field of the filter is wrong")
    kind, rows = _FORMS[form]
    response = StreamingHttpResponse(rows(wanted), content_type=kind)
    name = f"log-{timezone.localdate():%Y-%m-%d}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@door("log.verify")
@require_safe
def log_verify(request: HttpRequest) -> HttpResponse:
    """Verify the log a stretch at a time; the page goes on by itself, or by its link."""
    given, head = request.GET.get("first", ""), LogHead.objects.get()
    first = int(given) if given.isdecimal() and int(given) > 0 else 1
    is_end = first + STRETCH > head.number
    last = head.number if is_end else first + STRETCH - 1
    broken = list(actions.broken_at(first=first, last=None if is_end else last))
    there = {
        "first": first,
        "last": last,
        "head": head,
        "broken": broken,
        "next": None if is_end or broken else last + 1,
        "done": is_end,
    }
    return render(request, "desk/log/verify.html", there)


urls = [
    path("log/", log_list, name="log-list"),
    path("log/verify/", log_verify, name="log-verify"),
    path("log/export.<str:form>", log_export_file, name="log-export"),
    path("log/of/<str:key>/", log_history, name="log-history"),
]
