"""When a person was last seen, noted every few minutes and not with every page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

NOTED_EVERY = dt.timedelta(minutes=5)
"""How old "last seen" may grow: a write with each page would cost more than it tells."""


class LastSeenMiddleware:
    """Note now and then that a session is in use, from where and by which browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Stand before the pages."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Note the session, where it was not noted lately."""
        if request.user.is_authenticated and request.session.session_key:
            lately = UserSession.objects.filter(
                session_key=request.session.session_key,
                last_seen_at__gt=timezone.now() - NOTED_EVERY,
            )
            if not lately.exists():
                UserSession.objects.create_from_request(request)
        return self.get_response(request)
