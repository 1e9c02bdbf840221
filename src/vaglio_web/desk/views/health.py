"""The address that a supervisor or a proxy asks whether the desk can work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from vaglio_web.desk.queries.health import what_is_wrong

_UNABLE = 503


@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer 200 where the desk can work, and 503 with a word where it cannot."""
    problem = what_is_wrong()
    return HttpResponse(
        f"{problem or 'ok'}\n",
        content_type="text/plain; charset=utf-8",
        status=_UNABLE if problem else 200,
    )


urls = [path("healthz", health, name="health")]
