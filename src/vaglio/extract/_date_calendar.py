"""Calendar arithmetic: days, and stretches of days with both ends included."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

from vaglio.extract._date_types import DatePrecision

Stretch: TypeAlias = tuple[dt.date, dt.date]

# Lengths in days by which the codebook tells one unit of time from another.
HOUR, DAY, WEEK, FORTNIGHT, MONTH, QUARTER = 0, 1, 7, 14, 30, 91
HALF, YEAR, DECADE, CENTURY = 182, 365, 3652, 36524

_MONTHS_IN = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12, DECADE: 120, CENTURY: 1200}


def safe_date(year: int, month: int, day: int) -> dt.date | None:
    """Make a day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def shift_days(day: dt.date, days: int) -> dt.date | None:
    """Move by days; None beyond the ends of the calendar."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def months(year: int, month: int, count: int) -> Stretch | None:
    """Give the stretch of whole months that begins with one month."""
    after = year * 12 + month - 1 + count
    start = safe_date(year, month, 1)
    following = safe_date(after // 12, after % 12 + 1, 1)
    if start is None or following is None:
        return None
    return start, following - dt.timedelta(days=1)


def shift(day: dt.date, unit: int, count: int) -> dt.date | None:
    """Move a day by a number of units; the last day of a shorter month stays in it."""
    if unit not in _MONTHS_IN:
        return shift_days(day, unit * count)
    number = day.year * 12 + day.month - 1 + _MONTHS_IN[unit] * count
    stretch = months(number // 12, number % 12 + 1, 1) if 12 <= number < 119_000 else None
    if stretch is None:
        return None
    return stretch[0].replace(day=min(day.day, stretch[1].day))


def around(day: dt.date, unit: int) -> Stretch | None:
    """Give the calendar unit (week from Monday, month, year ...) that holds a day."""
    if unit <= DAY:
        return day, day
    if unit in (WEEK, FORTNIGHT):
        monday = day - dt.timedelta(days=day.isoweekday() - 1)
        return monday, monday + dt.timedelta(days=6)
    if unit in (MONTH, QUARTER, HALF):
        length = _MONTHS_IN[unit]
        return months(day.year, (day.month - 1) // length * length + 1, length)
    length = max(1, _MONTHS_IN[unit] // 12)
    # A decade runs from a year that ends in 0, a century from one that ends in 01.
    first = day.year // length * length if unit < CENTURY else (day.year - 1) // 100 * 100 + 1
    return months(first, 1, 12 * length)


def precision_of(unit: int) -> DatePrecision:
    """Name the precision that a unit of time gives."""
    if unit <= DAY:
        return DatePrecision.DAY
    for limit, precision in (
        (6, DatePrecision.DAYS),
        (FORTNIGHT, DatePrecision.WEEK),
        (31, DatePrecision.MONTH),
        (HALF + 2, DatePrecision.SEASON),
        (366, DatePrecision.YEAR),
    ):
        if unit <= limit:
            return precision
    return DatePrecision.LONGER


def length_precision(start: dt.date, end: dt.date) -> DatePrecision:
    """Name the precision of a stretch by its length."""
    return precision_of((end - start).days + 1)


def third(start: dt.date, end: dt.date, which: int) -> Stretch:
    """Give the first (1), middle (2) or last (3) third of a stretch.

    A month is cut after the 10th and the 20th, a year after April and August.
    """
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        cut = months(start.year, 4 * which - 3, 4)
        assert cut is not None  # the year exists, so its months do
        return cut
    if start.day == 1 and start.month == end.month and start.year == end.year:
        first = start.replace(day=10 * which - 9)
        return first, end if which == 3 else start.replace(day=10 * which)
    span = (end - start).days + 1
    first = start + dt.timedelta(days=span * (which - 1) // 3)
    return first, start + dt.timedelta(days=span * which // 3 - 1)


def on_weekday(reference: dt.date, weekday: int, *, ahead: bool, same: bool = True) -> dt.date:
    """Give the nearest day of that name, back or ahead; `same` allows the day itself."""
    gap = (
        (weekday - reference.isoweekday()) % 7
        if ahead
        else ((reference.isoweekday() - weekday) % 7)
    )
    if gap == 0 and not same:
        gap = 7
    return reference + dt.timedelta(days=gap if ahead else -gap)
