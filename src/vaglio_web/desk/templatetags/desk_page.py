"""What stands around every page of the desk: its name and its ways to go."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.template import Context, Library
from django.urls import NoReverseMatch, reverse

from vaglio_web.store.access import may
from vaglio_web.store.actions import policy
from vaglio_web.store.models import DeskPolicy

register = Library()

# What the link says, the page's name, and who may go there.
_PAGES = (
    ("Queue", "desk:queue", "desk.see"),
    ("Incidents", "desk:incident-list", "desk.see"),
    ("Agreements", "desk:agreement-list", "desk.see"),
    ("Tracks", "desk:track-list", "desk.see"),
    ("Access", "desk:access-list", "desk.see"),
    ("Proposals", "desk:proposal-list", "desk.see"),
    ("Reports", "desk:report-list", "desk.see"),
    ("Bring in", "desk:report-bring", "report.bring"),
    ("Exports", "desk:export-list", "export.ask"),
    ("Log", "desk:log-list", "log.see"),
    ("People", "desk:person-list", "person.see"),
    ("State", "desk:state", "state.see"),
)
_ACCOUNT = (
    ("Changed after you", "desk:mine", "desk.see"),
    ("How far we agree", "desk:agreement", "agreement.see"),
    ("Password", "account_change_password", "desk.see"),
    ("Two-factor sign-in", "mfa_index", "desk.see"),
    ("Sessions", "usersessions_list", "desk.see"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Hold one way to go."""

    label: str
    """What it says."""
    address: str
    """Where it leads."""
    here: bool
    """Whether the page that is shown lies there."""


@register.simple_tag(takes_context=True)
def desk_name(context: Context) -> str:
    """Give the name that the desk has given itself."""
    known: DeskPolicy | None = getattr(context.get("request"), "policy", None)
    return known.name if known is not None else policy().name


@register.simple_tag(takes_context=True)
def desk_nav(context: Context) -> list[Link]:
    """Give the desk's pages that this person may open."""
    entry = context.get("entry")
    kind = getattr(entry, "kind", None)
    return _links(context["request"], _PAGES, beneath=f"desk:{kind}-list" if kind else "")


@register.simple_tag(takes_context=True)
def account_links(context: Context) -> list[Link]:
    """Give the pages of a person's own account."""
    return _links(context["request"], _ACCOUNT)


def _links(
    request: HttpRequest, pages: tuple[tuple[str, str, str], ...], *, beneath: str = ""
) -> list[Link]:
    """Give those pages that are there and that this person may open.

    Args:
        request: The page that is asked for.
        pages: What the links say, the pages' names, who may go there.
        beneath: The name of the list that the page belongs to, where its address does not say.
    """
    who = request.user if request.user.is_authenticated else None
    found, there = [], set[str]()
    for label, name, action in pages:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if who is not None and may(who, action):
            found.append((label, address))
            there |= {address} if name == beneath else set()
    # The queue's address begins every other: the longest that fits is where we are.
    fitting = [address for _, address in found if request.path.startswith(address)]
    here = next(iter(there), "") or max(fitting, key=len, default="")
    return [Link(label=label, address=at, here=at == here) for label, at in found]
