"""When a person was last seen, noted every few minutes and not with every page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

NOTED_EVERY = dt.timedelta(minutes=5)
"""How old "last seen" may grow: a write with each page would cost more than it tells."""
_MOST_KNOWN = 10_000
"""How many sessions are remembered: no process grows without end."""


class LastSeenMiddleware:
    """Note now and then that a session is in use, from where and by which browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Stand before the pages."""
        self.get_response = get_response
        self._noted: dict[str, dt.datetime] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Note the session, where it was not noted lately."""
        if request.user.is_authenticated and request.session.session_key:
            self._note(request, request.session.session_key)
        return self.get_response(request)

    def _note(self, request: HttpRequest, key: str) -> None:
        """Note a session; what this process knows to be noted is not asked for again."""
        now = timezone.now()
        if key in self._noted and self._noted[key] > now - NOTED_EVERY:
            return
        lately = UserSession.objects.filter(session_key=key, last_seen_at__gt=now - NOTED_EVERY)
        seen = lately.values_list("last_seen_at", flat=True).first()
        if seen is None:
            UserSession.objects.create_from_request(request)
        if len(self._noted) >= _MOST_KNOWN:
            self._noted.clear()
        self._noted[key] = seen or now
