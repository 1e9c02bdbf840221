"""Where an invitation leads: it makes one account and signs its owner in."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from vaglio_web.desk.access import door
from vaglio_web.desk.forms.people import WelcomeForm
from vaglio_web.store import actions
from vaglio_web.store.access import Absent
from vaglio_web.store.actions import Conflict
from vaglio_web.store.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
def welcome(request: HttpRequest, token: str) -> HttpResponseBase:
    """Make the account of an invitation."""
    if request.user.is_authenticated:
        return render(request, "desk/people/signed_in_already.html", status=403)
    form = WelcomeForm(request.POST or None)
    try:
        invitation = actions.open_invitation(token)
        if request.method == "POST" and form.is_valid():
            user = actions.accept_invitation(token=token, **form.cleaned_data)
            return _sign_in(request, user)
    except Absent:
        # Wrong, used and outdated look alike.
        return render(request, "desk/people/no_invitation.html", status=404)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    # A wrong field is no failed request: the server would log its address, and so the token.
    there = {"form": form, "invitation": invitation}
    return render(request, "desk/people/welcome.html", there)


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in whoever has just chosen a password, and offer a second factor."""
    response: HttpResponse = perform_login(request, user, email_verification="none")
    if not request.user.is_authenticated:
        return response
    # The password was given a moment ago: it need not be asked for again.
    reauthenticate_by_password(request)
    if actions.policy().two_factor_required:
        return redirect("mfa_activate_totp")
    return redirect("desk:person-begin")


@door("desk.see")
def begin(request: HttpRequest) -> HttpResponse:
    """Offer a second factor to whoever is new."""
    return render(request, "desk/people/begin.html")


urls = [
    path("begin/", begin, name="person-begin"),
]
