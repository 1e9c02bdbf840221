"""Who may still be here: a closed or outdated account is shown out at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from vaglio_web.store.actions import policy
from vaglio_web.store.models import User

WITHOUT_SECOND_FACTOR = frozenset(
    {
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "welcome",
    }
)
"""The pages that set a second factor up, or lead out."""


class StandingMiddleware:
    """Turn away who may no longer be here, or lacks a second factor asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Stand before the pages."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Show out whose account is closed or has ended; let others pass."""
        user = request.user
        if isinstance(user, User) and not user.is_in(timezone.localdate()):
            logout(request)
            return _lead(request, "account_inactive")
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponseBase],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Lead to the set-up of a second factor whoever must have one and has none."""
        user, place = request.user, request.resolver_match
        if not isinstance(user, User) or place is None:
            return None
        rules = policy()
        request.policy = rules  # type: ignore[attr-defined]  # the page asks for its name again
        if place.view_name in WITHOUT_SECOND_FACTOR or not rules.two_factor_required:
            return None
        if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            return None
        return _lead(request, "mfa_activate_totp")


def _lead(request: HttpRequest, name: str) -> HttpResponse:
    """Lead to a page, also where only a part of a page was asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse(name))
    return redirect(name)
