"""The door of every page: who is not known signs in, who may not finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from vaglio_web.store.access import Absent, require
from vaglio_web.store.models import User

_Rest = ParamSpec("_Rest")
_SIGNED_OUT = 401
_View = Callable[Concatenate[HttpRequest, _Rest], HttpResponseBase]


def door(action: str) -> Callable[[_View[_Rest]], _View[_Rest]]:
    """Open a page only to those who may do something.

    Args:
        action: A dotted name of `access.WHO_MAY`.

    Returns:
        What is put on the view: strangers are led to the sign-in, and what is
        absent or forbidden is not found.
    """

    def guard(view: _View[_Rest]) -> _View[_Rest]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: _Rest.args, **kwargs: _Rest.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if request.headers.get("HX-Request"):
                    # A script cannot sign in: the page stays, with what was written.
                    return HttpResponse(status=_SIGNED_OUT)
                return redirect_to_login(request.get_full_path())
            try:
                require(request.user, action)
                return view(request, *args, **kwargs)
            except Absent as absent:
                raise Http404 from absent

        return guarded

    return guard


def person(request: HttpRequest) -> User:
    """Give who asks, on a page behind a door."""
    assert isinstance(request.user, User)
    return request.user
