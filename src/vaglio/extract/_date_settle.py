"""Find the days that the written parts of a calendar date mean."""

from __future__ import annotations

import datetime as dt

from vaglio.extract._date_calendar import Stretch, months, on_weekday, safe_date
from vaglio.extract._date_clock import Clock
from vaglio.extract._date_types import Calendar

_STALE = 300
"""Days after which a date without a year is rather the coming one than the last."""


def settle(calendar: Calendar, clock: Clock, *, ahead: bool) -> Stretch | None:
    """Give the days; None where the year is not written and cannot be told."""
    if calendar.year is not None:
        return _in_year(calendar, calendar.year)
    if clock.published is None:
        return None
    if calendar.month is None:
        if calendar.weekday is None:
            return None
        day = on_weekday(clock.published, calendar.weekday, ahead=ahead)
        return day, day
    return _nearest(calendar, clock.published, ahead=ahead)


def clashing(calendar: Calendar) -> bool:
    """Tell whether the calendar has no such day."""
    if calendar.month is None or calendar.day is None:
        return False
    year = calendar.year or 2000
    return any(
        safe_date(year, calendar.month, day) is None
        for day in (calendar.day, calendar.to_day)
        if day is not None
    ) or (calendar.to_day is not None and calendar.to_day <= calendar.day)


def _in_year(calendar: Calendar, year: int) -> Stretch | None:
    """Give the days in one year."""
    if calendar.month is None:
        return months(year, 1, 12)
    if calendar.day is None:
        return months(year, calendar.month, 1)
    start = safe_date(year, calendar.month, calendar.day)
    end = safe_date(year, calendar.month, calendar.to_day or calendar.day)
    return (start, end) if start and end else None


def _nearest(calendar: Calendar, published: dt.date, *, ahead: bool) -> Stretch | None:
    """Give the last such date by publication, or the next one."""
    near = [_in_year(calendar, published.year + step) for step in (-1, 0, 1)]
    stretches = [stretch for stretch in near if stretch]
    if calendar.weekday is not None:
        fitting = [s for s in stretches if s[0].isoweekday() == calendar.weekday]
        stretches = fitting or stretches
    before = [stretch for stretch in stretches if stretch[0] <= published]
    after = [stretch for stretch in stretches if stretch[1] >= published]
    if ahead and after:
        return after[0]
    stale = before and (published - before[-1][1]).days > _STALE
    if not before or (stale and after and calendar.day is not None):
        return after[0] if after else None
    return before[-1]
