"""Who works at the desk: invite, change, close, help back in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from vaglio_web.desk.access import door, person
from vaglio_web.desk.forms.people import InviteForm, PersonForm
from vaglio_web.desk.queries import people as queries
from vaglio_web.store import actions
from vaglio_web.store.actions import Conflict


@door("person.see")
@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Show everybody, and the form that invites."""
    return _list(request, InviteForm())


@door("person.invite")
@require_POST
@sensitive_variables("token")
def person_invite(request: HttpRequest) -> HttpResponse:
    """Make an invitation and show its link, this once."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _list(request, form, status=400)
    try:
        token = actions.invite(who=person(request), **form.cleaned_data)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        return _list(request, form, status=409)
    there = {
        "title": "An invitation",
        "link": request.build_absolute_uri(reverse("welcome", args=(token,))),
        "what": "Whoever follows it makes an account of their own. It works once, for a week.",
    }
    return render(request, "desk/people/link.html", there)


@door("person.see")
@require_safe
def person_show(request: HttpRequest, id: int) -> HttpResponse:
    """Show one person, and the form that changes how they stand."""
    found = queries.person(id)
    standing = {
        "role": found.user.role,
        "access_until": found.user.access_until,
        "active": found.user.is_active,
    }
    return _show(request, found, PersonForm(initial=standing))


@door("person.change")
@require_POST
def person_change(request: HttpRequest, id: int) -> HttpResponse:
    """Change what a person may do, until when, or close their account."""
    found, form = queries.person(id), PersonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=400)
    try:
        actions.change_person(who=person(request), id=id, **form.cleaned_data)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        return _show(request, found, form, status=409)
    messages.success(request, f"Changed: {found.user.name}.")
    return redirect("desk:person-show", id=id)


@door("person.sign-out")
@require_POST
def person_sign_out(request: HttpRequest, id: int) -> HttpResponse:
    """End every session of a person."""
    ended = actions.sign_out(who=person(request), id=id)
    messages.success(request, f"Sessions ended: {ended}.")
    return redirect("desk:person-show", id=id)


@door("person.unpair")
@require_POST
def person_unpair(request: HttpRequest, id: int) -> HttpResponse:
    """Drop the second factor of somebody who has lost it."""
    actions.drop_second_factor(who=person(request), id=id)
    messages.success(request, "The second factor is dropped, and their sessions are ended.")
    return redirect("desk:person-show", id=id)


@door("person.reset")
@require_POST
@sensitive_variables("key")
def person_reset(request: HttpRequest, id: int) -> HttpResponse:
    """Make a link by which a person sets a new password, and show it this once."""
    key = actions.make_reset_key(who=person(request), id=id)
    uid, _, token = key.partition("-")
    address = reverse("account_reset_password_from_key", args=(uid, token))
    there = {
        "title": "A new password",
        "link": request.build_absolute_uri(address),
        "what": "Whoever follows it sets a new password. It works once, for a day.",
    }
    return render(request, "desk/people/link.html", there)


def _list(request: HttpRequest, form: InviteForm, *, status: int = 200) -> HttpResponse:
    """Show the page of people."""
    there = {
        "people": queries.people(),
        "invitations": queries.open_invitations(),
        "form": form,
        "policy": actions.policy(),
    }
    return render(request, "desk/people/list.html", there, status=status)


def _show(
    request: HttpRequest, found: queries.Person, form: PersonForm, *, status: int = 200
) -> HttpResponse:
    """Show the page of one person."""
    there = {"person": found, "form": form, "sessions": queries.sessions(found.user)}
    return render(request, "desk/people/show.html", there, status=status)


urls = [
    path("people/", person_list, name="person-list"),
    path("people/invite/", person_invite, name="person-invite"),
    path("people/<int:id>/", person_show, name="person-show"),
    path("people/<int:id>/change/", person_change, name="person-change"),
    path("people/<int:id>/sign-out/", person_sign_out, name="person-sign-out"),
    path("people/<int:id>/unpair/", person_unpair, name="person-unpair"),
    path("people/<int:id>/reset/", person_reset, name="person-reset"),
]
