"""Every door of the desk: who may open a page. Absent and forbidden look alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from vaglio_web.store.access import WHO_MAY, Absent, require
from vaglio_web.store.models import User

_Rest = ParamSpec("_Rest")
_View = Callable[Concatenate[HttpRequest, _Rest], HttpResponseBase]


class NoSuchAction(LookupError):
    """Say that a door was put up for an action that nobody has heard of."""


def door(action: str) -> Callable[[_View[_Rest]], _View[_Rest]]:
    """Open a page only to those who may do something.

    A visitor who has not signed in is led there. Whoever may not, and whoever
    asks for what is not there, is told "not found", and nothing else.

    Args:
        action: A dotted name of `store.access.WHO_MAY`.

    Raises:
        NoSuchAction: There is no such name.
    """
    if action not in WHO_MAY:
        raise NoSuchAction(action)

    def guard(view: _View[_Rest]) -> _View[_Rest]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            try:
                require(request.user, action)
                response = view(request, *args, **kwargs)
            except Absent as absent:
                raise Http404 from absent
            # Nothing of the desk stays in a browser whose owner has signed out.
            add_never_cache_headers(response)
            return response

        guarded.__dict__["action"] = action
        return guarded

    return guard


def person(request: HttpRequest) -> User:
    """Give who asks, on a page behind a door."""
    assert isinstance(request.user, User)
    return request.user


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead a visitor to the sign-in page, and back to where they were going."""
    if request.headers.get("HX-Request"):
        # A script cannot sign in: the page stays, with what was written.
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    return redirect_to_login(request.get_full_path())
