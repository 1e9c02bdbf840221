"""A request that is too large is refused before anything of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refuse_oversize(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer what is larger than the desk takes with a page that says so."""
    most: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    def answer(request: HttpRequest) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or "0"
        if not size.isdigit() or int(size) > most:
            return render(request, "desk/bring/oversize.html", {"most": most}, status=413)
        return get_response(request)

    return answer
