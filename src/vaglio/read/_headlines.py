"""Lines above an article that tell who wrote it, where and when."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from vaglio.read._days import MONTHS, find_day

_LONGEST_OPENING = 600
"""A wire's opening, with what editors put in brackets after it, is no longer than this."""
_LONGEST = 25
"""A byline or dateline has at most this many words."""
_LABEL = re.compile(
    r"^(?:first\s+)?(?:published|posted|updated|last\s+updated|last\s+modified|date|issued|released|"
    r"pubblicato|publicado|publié|veröffentlicht)\b(?:\s+(?:on|at|il|el|le|am))?\s*:?\s*",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?\b)?|\b\d{1,2}\s*[ap]\.?m\.?(?!\w)",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\(?\b(?:[A-Z]{1,4}T|UTC|GMT|Z)\b(?:\s*[+-]\d{1,4})?\)?|T(?=\s*$)")
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?", re.IGNORECASE
)
_EDGES = " \t\r\n,;:|·•/()[]*_–—-"
_BY = re.compile(
    r"^(?:(?:words|story|report|written|reported)\s+)?by\s+|^(?:di|por|par|von)\s+", re.IGNORECASE
)
_PARTICLES_WORDS = (
    "and in for with at the of de del della di da du la le van von der den bin ibn al el a y "
    "e et und"
)
_PARTICLES = frozenset(_PARTICLES_WORDS.split())
_SMALL_WORDS = frozenset({"the", "a", "an", "of", "to", "was", "were", "is", "has", "that", "by"})
_WIRE = re.compile(
    r"""^(?P<place>[A-Z](?:[^()\n–—]|\([^()\n]{2,30}\)(?=,)){1,60}?)
    (?P<agency>\s*\([^()\n]{2,40}\))?
    \s*(?:--|—|–|\s-)(?:\s|$)\s*(?:\[[^\[\]]{2,200}\]\s*)*""",
    re.VERBOSE,
)
_MASTHEAD = re.compile(
    r"\b(?:bulletin|press\s+release|communiqu[eé]|situation\s+report|sitrep|flash\s+update|"
    r"newsletter|briefing|broadcasting|news\s+service|news\s+agency)\b",
    re.IGNORECASE,
)
_LONGEST_MASTHEAD = 14
"""A masthead ("Bulletin no. 31, 14 March 2024") has at most this many words."""
_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_BARE_DAY = re.compile(
    rf",?\s*(?:\b(?:{_MONTH_NAMES})\b\.?\s+\d{{1,2}}|\b\d{{1,2}}\s+(?:{_MONTH_NAMES})\b\.?)"
    r"(?:,?\s+\d{2,4})?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """Hold what a line about the article says."""

    byline: str | None = None
    """Who wrote it."""
    published: dt.date | None = None
    """When it was published."""
    publisher: str | None = None
    """The agency named in a wire's opening."""
    length: int = 0
    """How many code points a wire's opening is long."""


def read_headline(line: str, *, month_first: bool | None) -> Headline | None:
    """Read a byline or dateline; None for any other line."""
    words = " ".join(line.split()).strip("*_ ")
    if not words or len(words) > 20 * _LONGEST or len(words.split()) > _LONGEST:
        return None
    if _WIRE.match(words):
        return None  # a wire report's opening: text follows it in the same line
    by = _BY.match(words)
    found = find_day(words, month_first=month_first)
    if found is None:
        name = words[by.end() :].strip(_EDGES) if by else ""
        return Headline(byline=name) if _is_name(name) else None
    before = _bare(words[: found.start])
    after = _bare(words[found.end :])
    if not all(_is_name(rest) for rest in (before, after) if rest):
        masthead = _MASTHEAD.search(before) and len(words.split()) <= _LONGEST_MASTHEAD
        return Headline(published=found.day) if masthead and not after else None
    if by and before:
        name = before
    else:
        # "Town, 20 September" names a place; "Name Surname | 20 September" a person.
        comma = words[: found.start].rstrip().endswith(",")
        name = (before if not comma else "") or after
    return Headline(byline=name or None, published=found.day)


def stands_alone(line: str) -> bool:
    """Tell whether a line is a byline or dateline, wherever a page breaks its lines."""
    if len(line) > 160 or not (line[:1].isupper() or line[:1].isdigit() or _BY.match(line)):
        return False
    return read_headline(line, month_first=None) is not None


def read_wire_opening(paragraph: str) -> Headline | None:
    """Read `TOWN, Sept 20 (Agency) - ` at the start of a wire report; None elsewhere."""
    found = _WIRE.match(paragraph[:_LONGEST_OPENING])
    if found is None:
        return None
    place = found["place"]
    bare = _BARE_DAY.search(place)
    dated = bare is not None
    name = place[: bare.start()] if bare else place
    if not (name.isupper() or (found["agency"] and _is_name(name.strip()))):
        return None
    if not dated and not found["agency"] and len(name.split()) > 4:
        return None
    day = find_day(place, month_first=None)
    agency = found["agency"].strip(" ()") if found["agency"] else None
    return Headline(
        publisher=agency, published=day.day if day else None, length=len(found[0].rstrip())
    )


def _bare(words: str) -> str:
    """Strip labels, times, zones, weekdays and marks off what stands around a date."""
    words = _LABEL.sub("", words.strip(_EDGES))
    words = _BY.sub("", words)
    for pattern in (_TIME, _ZONE, _WEEKDAY):
        words = pattern.sub(" ", words)
    words = " ".join(words.split()).strip(_EDGES)
    words = _LABEL.sub("", words + " ").strip(_EDGES)
    return "" if words.lower() in ("on", "at", "by") else words


def _is_name(words: str) -> bool:
    """Tell whether words could be the name of a person, a town or a newsroom."""
    parts = words.replace(",", " ").replace("/", " ").split()
    if not parts or len(parts) > 10 or any(x.isdigit() or x in "[]{}()" for x in words):
        return False
    if words.isupper() and _SMALL_WORDS.intersection(words.lower().split()):
        return False
    if words[-1] in "!?" or (words[-1] == "." and len(parts[-1]) > 3):
        return False
    if _WEEKDAY.match(parts[0]) or parts[0].lower() in MONTHS:
        return False
    capital = [part for part in parts if not part[:1].islower()]
    return len(capital) >= 1 and all(
        part.lower() in _PARTICLES for part in parts if part[:1].islower()
    )
