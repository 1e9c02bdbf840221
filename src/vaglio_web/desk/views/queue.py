"""The queue: what waits, and what can be decided of several claims at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from vaglio.model.claim import Kind
from vaglio_web.desk.access import door, person
from vaglio_web.desk.queries.queue import (
    look,
    oldest_waiting,
    second_look_count,
    waiting_count,
)
from vaglio_web.desk.queries.queue_filter import QueueFilter, read_filter
from vaglio_web.desk.queries.suggestions import COLUMNS, suggest
from vaglio_web.desk.views._verdicts import VERDICTS, decide_several
from vaglio_web.store.access import may
from vaglio_web.store.actions import REASONS
from vaglio_web.store.models import ClaimState, Dossier


@door("desk.see")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, oldest first."""
    wanted = read_filter(request.GET.dict())
    after = request.GET.get("after", "")
    page, count = look(wanted, after=after)
    context = {
        "filter": wanted,
        "page": page,
        "after": after,
        "count": count,
        "waiting": waiting_count(),
        "second_looks": second_look_count(),
        "oldest": oldest_waiting(),
        "dossiers": Dossier.objects.all(),
        "kinds": list(Kind),
        "states": ClaimState.choices,
        "reasons": REASONS,
        "now": timezone.now(),
        "may_decide": may(person(request), "claim.accept"),
    }
    return render(request, "desk/queue/queue.html", context)


@door("desk.see")
@require_safe
def suggestions(request: HttpRequest, field: str) -> HttpResponse:
    """Offer words for a field of the filter while somebody types."""
    if field not in COLUMNS:
        raise Http404
    words = suggest(field, request.GET.get(field, "").strip())
    return render(request, "desk/queue/suggestions.html", {"words": words})


@door("desk.see")
@require_POST
def several(request: HttpRequest) -> HttpResponse:
    """Take one decision of several claims, each for itself."""
    wanted = read_filter(request.GET.dict())
    done, refused = decide_several(person(request), request.POST)
    verdict = VERDICTS.get(request.POST.get("verdict", ""))
    if done and verdict is not None:
        messages.success(request, f"{verdict.done}: {len(done)}. Each is a decision of its own.")
    for line in refused:
        messages.error(request, line)
    return redirect(_address(wanted))


def _address(wanted: QueueFilter) -> str:
    """Give the address of the queue with its filter."""
    return reverse("desk:queue") + (f"?{wanted.query}" if wanted.query else "")


urls: list[URLPattern] = [
    path("", queue, name="queue"),
    path("queue/suggest/<slug:field>/", suggestions, name="queue-suggest"),
    path("queue/decide/", several, name="queue-decide"),
]
