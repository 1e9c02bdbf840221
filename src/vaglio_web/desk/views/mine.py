"""A person's own decisions as others saw them, and how far the desk agrees."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from vaglio_web.desk.access import door, person
from vaglio_web.desk.queries import agreement as agreements
from vaglio_web.desk.queries.after_me import changed_after

_YEAR = dt.timedelta(days=365)


@door("desk.see")
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what others decided otherwise after this person."""
    before = request.GET.get("before", "")
    found, more = changed_after(person(request), before=int(before) if before.isdecimal() else None)
    return render(request, "desk/mine/after_me.html", {"found": found, "more": more})


@door("agreement.see")
@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """Show how far people agree on what two of them decided on."""
    since = _day(request.GET.get("since", "")) or timezone.localdate() - _YEAR
    there = {"report": agreements.report(since), "newest": agreements.NEWEST}
    return render(request, "desk/mine/agreement.html", there)


def _day(word: str) -> dt.date | None:
    """Read a day; None where it is none."""
    try:
        return parse_date(word)
    except ValueError:
        return None


urls = [
    path("mine/", mine, name="mine"),
    path("agreement/", agreement, name="agreement"),
]
