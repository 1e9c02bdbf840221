"""The codebook's codes and numbers, as people read them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any

from django.template import Library
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from vaglio.codebook import load_codebook

register = Library()

_DASH = "–"
_QUOTES = frozenset("“”„‟«»‘’\"'「『")


@register.filter
def plainly(code: object) -> str:
    """Write a code as words: "calls_for" as "calls for"."""
    return str(code).replace("_", " ") if code is not None else _DASH


@register.filter
def state_class(state: object) -> str:
    """Name the part of the stylesheet for a state."""
    return str(state).replace(" ", "-")


@functools.cache
def _glosses() -> dict[tuple[str, str | None], str]:
    """Give what the codebook says of each event type and mode."""
    return {(row.type, row.mode): row.gloss for row in load_codebook().plover}


@register.filter
def gloss(event: Mapping[str, Any]) -> str:
    """Say what an event's code means, as the codebook has it."""
    known = _glosses()
    return known.get((event["type"], event["mode"])) or known.get((event["type"], None), "")


@register.filter
def figures(toll: Mapping[str, Any]) -> str:
    """Write a number of people: one number, or low to high with its open ends."""
    low, best, high = toll["low"], toll["best"], toll["high"]
    if low is not None and low == best == high:
        return f"{low:,}"
    if low is not None and high is None:
        return f"at least {low:,}"
    if low is None and high is not None:
        return f"at most {high:,}"
    if low is None or high is None:
        return "an unknown number" if best is None else f"about {best:,}"
    middle = f", best {best:,}" if best is not None else ""
    return f"{low:,} to {high:,}{middle}"


@register.filter
def toll_words(toll: Mapping[str, Any]) -> str:
    """Write a toll on one line: "7 civilian killed"."""
    who = "" if toll["who"] in ("total", "unspecified") else f" {toll['who']}"
    side = f" ({toll['side']})" if toll["side"] else ""
    return f"{figures(toll)}{who} {toll['harm']}{side}"


@register.filter
def days(when: Mapping[str, Any] | None) -> str:
    """Write a stretch of days, open sides told."""
    if when is None:
        return _DASH
    start, end = day_in_words(when["start"]), day_in_words(when["end"])
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else "no day"


@register.filter
def due(when: Mapping[str, Any]) -> str:
    """Write by when something is owed."""
    return days(when) if when["start"] or not when["end"] else f"by {day_in_words(when['end'])}"


def day_in_words(day: str | None) -> str:
    """Write one day as people read it; nothing where there is none."""
    return f"{dt.date.fromisoformat(day):%-d %b %Y}" if day else ""


@register.filter
def age(at: dt.datetime) -> str:
    """Say how long something has waited, in its largest unit."""
    minutes = int((timezone.now() - at).total_seconds() // 60)
    for size, name in ((1440, "day"), (60, "hour"), (1, "minute")):
        count = minutes // size
        if count:
            return f"{count} {name}{'' if count == 1 else 's'}"
    return "less than a minute"


@register.filter
def quoted(words: str) -> SafeString:
    """Set the source's words as such: in quotation marks, if they bring none."""
    tag = "span" if words[:1] in _QUOTES else "q"
    return format_html('<{} class="words" dir="auto">{}</{}>', tag, words, tag)


@register.filter
def exact(text: str) -> SafeString:
    """Write words of a report so that the page holds them mark by mark.

    A browser turns a carriage return into a line feed, two into one, and drops
    a null: what people mark would then be counted wrongly.
    """
    plain = escape(text.replace("\x00", "\ufffd"))
    # Safe: it was escaped above.
    return mark_safe(plain.replace("\r", "&#13;"))
