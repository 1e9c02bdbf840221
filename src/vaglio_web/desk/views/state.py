"""The staff pages on the state of things; each is JSON too (`?format=json`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from vaglio_web.desk.access import door
from vaglio_web.desk.queries import parts as parts_queries
from vaglio_web.desk.queries.state import state as look
from vaglio_web.store.access import WHO_MAY
from vaglio_web.store.models import Role
from vaglio_web.store.queries.sentences import SENTENCES


@door("state.see")
@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """Show versions, queues, the worker, what was read last, the rules in force."""
    found = look()
    return _answer(request, "desk/state/state.html", asdict(found), {"state": found})


@door("state.see")
@require_safe
def permissions(request: HttpRequest) -> HttpResponse:
    """Show what each role may do, and one role's answers in full."""
    given = request.GET.get("role", Role.CODER)
    role = Role(given) if given in Role.values else Role.CODER
    rows = [
        {
            "action": action,
            "sentence": SENTENCES.get(action, ""),
            "may": role in roles,
            "roles": sorted(roles),
            "machine": not roles,
        }
        for action, roles in sorted(WHO_MAY.items())
    ]
    there = {"role": role.value, "actions": rows}
    return _answer(request, "desk/state/permissions.html", there, there | {"roles": Role.choices})


@door("state.see")
@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """Show every part and state of the desk's pages on one."""
    found = parts_queries.parts()
    return _answer(request, "desk/state/parts.html", {"parts": found}, {"parts": found})


def _answer(
    request: HttpRequest, template: str, facts: Mapping[str, Any], there: Mapping[str, Any]
) -> HttpResponse:
    """Answer with a page, or with its facts as JSON."""
    if request.GET.get("format") == "json":
        return JsonResponse(dict(facts), json_dumps_params={"indent": 2})
    return render(request, template, dict(there))


urls = [
    path("-/", state, name="state"),
    path("-/permissions/", permissions, name="state-permissions"),
    path("-/parts/", parts, name="state-parts"),
]
