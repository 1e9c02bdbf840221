"""Reports: the list, one report with its text and claims, and its bytes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from vaglio_web.desk.access import door, person
from vaglio_web.desk.queries.reports import find_report, list_reports, read_text
from vaglio_web.store.access import may
from vaglio_web.store.actions import Conflict, reread_report, retry_report
from vaglio_web.store.models import Dossier, Proposal, ProposalState, ReportState


@door("desk.see")
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Show the reports, newest first."""
    dossier, state = request.GET.get("dossier", ""), request.GET.get("state", "")
    if state not in {"", *ReportState.values}:
        raise Http404
    before = request.GET.get("before", "")
    page = list_reports(
        dossier=dossier, state=state, before=int(before) if before.isdecimal() else None
    )
    context = {
        "page": page,
        "rows": [(report, page.claims[report.pk]) for report in page.reports],
        "dossier": dossier,
        "state": state,
        "is_first": not before,
        "dossiers": Dossier.objects.all(),
    }
    return render(request, "desk/report/list.html", context)


@door("desk.see")
@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show one report as it was read, with its claims."""
    report, who = find_report(key), person(request)
    readings = list(report.readings.order_by("-number"))
    wanted = request.GET.get("reading", "")
    shown = next((each for each in readings if str(each.number) == wanted), None)
    if wanted and shown is None:
        raise Http404
    reading = shown or (readings[0] if readings else None)
    proposals = Proposal.objects.filter(report=report, state=ProposalState.WAITING)
    context = {
        "report": report,
        "readings": readings,
        "reading": reading,
        "read": read_text(reading) if reading is not None else None,
        "proposals": proposals.count(),
        "may_retry": may(who, "report.retry") and report.state == ReportState.FAILED,
        "may_reread": may(who, "report.reread") and report.state == ReportState.READ,
        "is_busy": report.state in (ReportState.WAITING, ReportState.READING),
    }
    return render(request, "desk/report/show.html", context)


@door("report.retry")
@require_POST
def retry(request: HttpRequest, key: str) -> HttpResponse:
    """Have a report read again that could not be read."""
    try:
        retry_report(who=person(request), key=key)
    except Conflict as conflict:
        messages.error(request, f"Not tried again: {conflict}.")
    return redirect("desk:report-show", key)


@door("report.reread")
@require_POST
def reread(request: HttpRequest, key: str) -> HttpResponse:
    """Have a report read anew; what differs is proposed."""
    try:
        reread_report(who=person(request), key=key)
    except Conflict as conflict:
        messages.error(request, f"Not read anew: {conflict}.")
    return redirect("desk:report-show", key)


@door("desk.see")
@require_safe
def original(_request: HttpRequest, key: str) -> HttpResponse:
    """Give a report's bytes as a file, never shown as a page."""
    report = find_report(key)
    name = f"{report.key.removeprefix('r:')}.{'html' if report.medium == 'html' else 'txt'}"
    response = HttpResponse(bytes(report.bytes.data), content_type="text/plain; charset=utf-8")
    if report.encoding.lower().replace("_", "-") != "utf-8":
        response["Content-Type"] = "application/octet-stream"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


urls: list[URLPattern] = [
    path("reports/", report_list, name="report-list"),
    path("reports/<str:key>/", show, name="report-show"),
    path("reports/<str:key>/retry/", retry, name="report-retry"),
    path("reports/<str:key>/reread/", reread, name="report-reread"),
    path("reports/<str:key>/original/", original, name="report-original"),
]
