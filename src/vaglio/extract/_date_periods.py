"""Read periods that lean on the quarter a report tells of: "the year-ago quarter"."""

from __future__ import annotations

import datetime as dt

from vaglio.extract._date_calendar import QUARTER, YEAR, around, months, shift
from vaglio.extract._date_clock import Clock
from vaglio.extract._date_line import Line
from vaglio.extract._date_relative import found
from vaglio.extract._date_shifts import shifted
from vaglio.extract._date_types import DatePrecision, Found

_ENDED = frozenset({"ended", "ending"})
_WHY = "a part of a year, after the quarter that the report tells of"


def year_and_period(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "the 2029 third quarter", "this year's first quarter", "the 2029 quarter"."""
    year, last = line.year(i), i + 1
    if year is None:
        named = shifted(line, i, clock) if line.at("shift", i) else None
        if named is None or named.start is None or named.precision is not DatePrecision.YEAR:
            return None
        year, last = named.start.year, named.last
        if line.key(last) != "'s":
            return None
        last += 1
    return _period(line, i, last, clock, year)


def year_ago(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "the year-ago quarter", "a year-earlier", "a year ago" beside a comparison."""
    count = line.number(i)
    one = count is not None and count[1] == 1
    unit = line.at("unit", count[0] if one and count else i)
    if unit is None or unit[1] != YEAR or line.key(unit[0] - 1).endswith("s"):
        return None
    way = line.at("ago", line.dash(unit[0])) or line.at("later", line.dash(unit[0]))
    if way is None or way[1] != -1 or clock.quarter is None:
        return None
    joined = line.dash(unit[0]) > unit[0]
    whole = _period(line, i, way[0], clock, clock.quarter.year - 1)
    if whole is not None:
        return whole
    if not joined and not (one and _compares(line, i)):
        return None
    return _same_quarter(i, way[0], clock, clock.quarter.year - 1)


def the_period(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "the quarter", "the latest period", "the quarter ended 30 September"."""
    latest = line.at("latest", i)
    j = latest[0] if latest else i
    unit = line.at("unit", j)
    size = unit[1] if unit else None
    period = line.at("period", j) if latest else None
    if not (size == QUARTER or period) or not (latest or line.before("article", i)):
        return None
    last = unit[0] if unit else j + 1
    if line.key(last - 1).endswith("s"):
        return None
    ended = _end_after(line, last)
    if ended is not None and clock.published is not None:
        year = clock.published.year - (ended > clock.published.month)
        stretch = around(dt.date(year, ended, 1), QUARTER)
        return found(i, last, stretch, DatePrecision.SEASON, "date.quarter", _WHY)
    if clock.quarter is None:
        return None
    return _same_quarter(i, last, clock, clock.quarter.year)


def _end_after(line: Line, last: int) -> int | None:
    """Give the month in which a quarter ended, where the words after it say so."""
    if line.key(last) not in _ENDED:
        return None
    month = line.at("month", last + 1) or line.at("month", last + 2)
    return month[1] if month else None


def _compares(line: Line, i: int) -> bool:
    """Tell whether a figure or "than" stands before: "up from 30 a year ago"."""
    return any(key == "than" or key[:1].isdigit() for key in line.keys[:i])


def _period(line: Line, first: int, j: int, clock: Clock, year: int) -> Found | None:
    """Read "third quarter", "quarter" or "period" after its year."""
    order = line.ordinal(j)
    unit = line.at("unit", line.dash(order[0]) if order else j)
    if order is not None:
        if unit is None or unit[1] != QUARTER or not 1 <= order[1] <= 4:
            return None
        stretch = months(year, order[1] * 3 - 2, 3)
        return found(first, unit[0], stretch, DatePrecision.SEASON, "date.quarter", _WHY)
    hit = unit if unit and unit[1] == QUARTER else line.at("period", j)
    if hit is None or clock.quarter is None or line.key(hit[0] - 1).endswith("s"):
        return None
    return _same_quarter(first, hit[0], clock, year)


def _same_quarter(first: int, last: int, clock: Clock, year: int) -> Found | None:
    """Give the quarter of the report in another year."""
    if clock.quarter is None:
        return None
    day = shift(clock.quarter, YEAR, year - clock.quarter.year)
    stretch = around(day, QUARTER) if day else None
    return found(first, last, stretch, DatePrecision.SEASON, "date.quarter-again", _WHY)
