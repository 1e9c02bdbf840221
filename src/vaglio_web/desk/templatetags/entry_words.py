"""What the pages of the record's entries say in their own filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.template import Library
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from vaglio_web.desk.queries.entry_claims import ToldClaim
from vaglio_web.desk.templatetags.desk_words import day_in_words

register = Library()

_STANDING = MappingProxyType(
    {
        **dict.fromkeys(("reported kept", "held", "open"), "good"),
        **dict.fromkeys(("reported broken", "failed", "closed"), "bad"),
        **dict.fromkeys(("disputed", "disrupted"), "care"),
    }
)
_POINTS = frozenset({"exact", "town"})


@register.filter
def claim_links(keys: Iterable[str], claims: Mapping[str, ToldClaim]) -> SafeString:
    """Name claims by their numbers, each a way to its place on the page."""
    found = [claims[key] for key in keys if key in claims]
    if not found:
        return SafeString("")
    return format_html_join(
        ", ",
        '<a href="#claim-{}" class="claim-no" title="{}">{}</a>',
        ((each.number, each.claim.quote[:200], each.number) for each in found),
    )


@register.filter
def numbers(told: Iterable[ToldClaim]) -> SafeString:
    """Name claims of the page by their numbers, each a way to its place."""
    each = {one.claim.key: one for one in told}
    return claim_links(each, each)


@register.filter
def saying_where(told: Iterable[ToldClaim], place: Mapping[str, Any]) -> list[ToldClaim]:
    """Give the claims that name a place."""
    key = "place" if place["place"] else "name"
    return [one for one in told if any(at[key] == place[key] for at in one.claim.body["where"])]


@register.filter
def saying_when(told: Iterable[ToldClaim], when: Mapping[str, Any]) -> list[ToldClaim]:
    """Give the claims that name a stretch of days."""
    days = (when["start"], when["end"])
    said = ((one, one.claim.body["when"]) for one in told)
    return [one for one, at in said if at and (at["start"], at["end"]) == days]


@register.filter
def standing(state: object) -> str:
    """Name the part of the stylesheet for what became of a promise or a way."""
    return _STANDING.get(str(state), "")


@register.filter
def where_words(place: Mapping[str, Any]) -> str:
    """Say where a place lies as exactly as it is known: a vague place is no point."""
    if place["precision"] == "named_only" or place["latitude"] is None:
        return "not pinned down"
    reach = f"{place['radius_km']:g}" if place["radius_km"] else ""
    if place["precision"] in _POINTS:
        point = f"{place['latitude']:.3f}, {place['longitude']:.3f}"
        return f"{point}, within {reach} km" if reach else point
    return f"an area reaching about {reach} km, not a point" if reach else "an area, not a point"


@register.filter
def day_precision(when: Mapping[str, Any] | None) -> str:
    """Say how exactly a time is known."""
    if when is None:
        return "no claim says when"
    if not when["start"] or not when["end"]:
        return "open on one side"
    return "to the day" if when["start"] == when["end"] else "somewhere in this stretch"


@register.filter
def told_by(claims: Mapping[str, ToldClaim], key: str) -> ToldClaim | None:
    """Find a claim of the page by its key."""
    return claims.get(key)


@register.filter
def one_day(day: str | None) -> str:
    """Write one day as people read it; nothing where there is none."""
    return day_in_words(day)
