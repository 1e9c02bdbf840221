"""Read years, decades and centuries: "in 2020", "the 1990s", "the 20th century"."""

from __future__ import annotations

from vaglio.extract._date_absolute import settled
from vaglio.extract._date_calendar import CENTURY, DECADE, months
from vaglio.extract._date_clock import Clock
from vaglio.extract._date_line import DASHES, Line
from vaglio.extract._date_types import Calendar, DatePrecision, Found


def year_date(line: Line, i: int, clock: Clock) -> Found | None:
    """Read a year that stands alone, only where the words around call for one."""
    year = line.year(i)
    if year is None:
        return _spelled(line, i, clock) or _two_figure_decade(line, i)
    follower = line.key(i + 1)
    if line.key(i - 1) in ("at", "on"):
        # An hour, as the military write it.
        return None
    called = (
        line.leads(i)
        or line.before("year_lead", i)
        or (line.key(i - 1) in DASHES and line.before("phase", i - 1))
    )
    bracketed = line.key(i - 1) in ("(", "[") and follower in (")", "]")
    named = line.word(i + 1) and (
        line.before("article", i) or (i > 1 and line.before("year_lead", i - 1))
    )
    through = line.key(i + 1) in DASHES and line.year(i + 2) is not None
    if not (called or bracketed or named or through):
        return None
    return settled(line, i, i + 1, Calendar(year=year), clock, rule="date.year")


def _spelled(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "in nineteen ninety-six", only where the words around call for a year."""
    hit = line.spelled_year(i)
    if hit is None or not (line.leads(i) or line.before("year_lead", i)):
        return None
    return settled(line, i, hit[0], Calendar(year=hit[1]), clock, rule="date.year")


def year_at(line: Line, i: int, clock: Clock) -> Found | None:
    """Read a year at the far end of "from 2014 to 2020"."""
    year = line.year(i)
    if year is None:
        return None
    return settled(line, i, i + 1, Calendar(year=year), clock, rule="date.year")


def _two_figure_decade(line: Line, i: int) -> Found | None:
    """Read "the 1990s", "the '90s" and "the nineties"."""
    key = line.key(i)
    start = None
    if key[:-1].isdigit() and key.endswith("0s") and len(key) in (3, 5):
        start = int(key[:-1]) + (1900 if len(key) == 3 else 0)
    hit = line.at("decade", i)
    if hit is not None and line.before("article", i):
        start = hit[1]
    if start is None or not 1800 <= start <= 2100:
        return None
    return _long(i, i + 1, start, DECADE, "date.decade")


def century_date(line: Line, i: int, _clock: Clock) -> Found | None:
    """Read "the 20th century"."""
    order = line.ordinal(i)
    if order is None:
        return None
    unit = line.at("unit", line.dash(order[0]))
    if unit is None or unit[1] != CENTURY or not 1 < order[1] < 22:
        return None
    return _long(i, unit[0], 100 * order[1] - 99, CENTURY, "date.century")


def _long(first: int, last: int, year: int, unit: int, rule: str) -> Found | None:
    """Make a decade or a century."""
    stretch = months(year, 1, 120 if unit == DECADE else 1200)
    if stretch is None:
        return None
    return Found(
        first=first,
        last=last,
        start=stretch[0],
        end=stretch[1],
        precision=DatePrecision.LONGER,
        rule=rule,
        why="written in full",
    )
