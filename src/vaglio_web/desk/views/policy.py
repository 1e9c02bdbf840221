"""The rules that the desk has set itself."""

from __future__ import annotations

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from vaglio_web.desk.access import door, person
from vaglio_web.desk.forms.policy import PolicyForm
from vaglio_web.store import actions


@door("policy.change")
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest) -> HttpResponse:
    """Show the rules, and change them."""
    if request.method != "POST":
        form = PolicyForm(initial=model_to_dict(actions.policy()))
        return render(request, "desk/people/policy.html", {"form": form})
    form = PolicyForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/people/policy.html", {"form": form}, status=400)
    actions.change_policy(who=person(request), **form.cleaned_data)
    messages.success(request, "The rules are changed.")
    return redirect("desk:policy")


urls = [
    path("policy/", policy, name="policy"),
]
