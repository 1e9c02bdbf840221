"""Tell what the words of a date name: a day, a month, a quarter, or only the past."""

from __future__ import annotations

import datetime as dt

from vaglio.extract._date_calendar import (
    CENTURY,
    DAY,
    DECADE,
    HALF,
    MONTH,
    QUARTER,
    WEEK,
    YEAR,
    around,
    months,
)
from vaglio.extract._date_edges import reach
from vaglio.extract._date_line import Line
from vaglio.extract._date_types import Found
from vaglio.model.mention import DateUnit, NamedDate
from vaglio.model.span import Span

_UNITS = (
    (DAY, DateUnit.DAY),
    (WEEK, DateUnit.WEEK),
    (MONTH, DateUnit.MONTH),
    (QUARTER, DateUnit.QUARTER),
    (HALF, DateUnit.HALF),
    (YEAR, DateUnit.YEAR),
    (DECADE, DateUnit.DECADE),
    (CENTURY, DateUnit.CENTURY),
)
_SEASONS = frozenset({3, 6, 9, 12})
"""The months with which seasons begin; quarters begin with others."""
_SATURDAY = 6
_ARTICLES = frozenset({"the", "a", "an"})


def named_dates(line: Line, core: Found, floor: int) -> tuple[NamedDate, ...]:
    """Give the dates of which an expression of time is made, as its words name them."""
    named = []
    for part in core.ends or (core,):
        named.append(_named(line, part, floor))
        floor = part.last
    return tuple(named)


def _named(line: Line, part: Found, floor: int) -> NamedDate:
    """Give one date with the words that qualify it, without its preposition."""
    first, _, hour = reach(line, part.first, floor)
    if line.key(first - 1) in _ARTICLES and first > floor and not _is_noun(line, part.last):
        first -= 1
    while part.edge is not None and first < part.last - 1:
        role = next((r for r in ("edge", "for", "within") if line.at(r, first)), None)
        hit = line.at(role, first) if role else None
        if hit is None or hit[0] >= part.last:
            break
        first = hit[0]
    atoms = line.atoms
    return NamedDate(
        span=Span(start=atoms[first].start, end=atoms[part.last - 1].end),
        start=part.start,
        end=part.end,
        unit=part.unit or unit_of(part.start, part.end),
        hour=hour or part.hour or any(line.at("part", i) for i in range(part.first, part.last)),
    )


def _is_noun(line: Line, i: int) -> bool:
    """Tell whether a noun follows, to which the article belongs: "the 2029 ceasefire"."""
    return i < len(line) and line.atoms[i].tag.startswith("NN")


def unit_of(start: dt.date | None, end: dt.date | None) -> DateUnit:
    """Tell which unit of the calendar a stretch of days is."""
    if start is None or end is None:
        return DateUnit.UNKNOWN
    for size, unit in _UNITS:
        if around(start, size) == (start, end):
            return unit
    if start.isoweekday() == _SATURDAY and (end - start).days == 1:
        return DateUnit.WEEKEND
    if start.month in _SEASONS and months(start.year, start.month, 3) == (start, end):
        return DateUnit.SEASON
    return DateUnit.STRETCH
