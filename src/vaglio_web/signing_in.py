"""How allauth signs people in here: by invitation only, and without e-mail."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from vaglio_web.store.actions import policy
from vaglio_web.store.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # it has no types
    """Let nobody sign up, and nobody in whose access has ended."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not correct.",
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Tell that accounts are made by invitation alone."""
        return False

    def pre_login(
        self,
        request: HttpRequest,
        user: User,
        **kwargs: Any,  # noqa: ANN401 - allauth's own, handed on
    ) -> HttpResponse | None:
        """Turn away a guest whose time is over, as one whose account was closed."""
        turned_away: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if turned_away is None and not user.is_in(timezone.localdate()):
            turned_away = self.respond_user_inactive(request, user)
        return turned_away


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # it has no types
    """Keep the second factor of everybody where the desk asks for one."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Tell whether a person may give up their second factor."""
        is_app = authenticator.type == Authenticator.Type.TOTP
        return not (is_app and policy().two_factor_required)
