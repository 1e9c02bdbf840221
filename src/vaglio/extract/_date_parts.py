"""Read the two ends of a stretch: "the first nine months", "the last week of March"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from vaglio.extract._date_absolute import calendar_date
from vaglio.extract._date_calendar import (
    DAY,
    HOUR,
    MONTH,
    length_precision,
    months,
    shift,
    shift_days,
)
from vaglio.extract._date_clock import Clock
from vaglio.extract._date_line import Line
from vaglio.extract._date_relative import found
from vaglio.extract._date_shifts import shifted
from vaglio.extract._date_types import DatePrecision, Found
from vaglio.extract._date_years import year_at
from vaglio.model.mention import DateUnit

_WHY = "counted from the first or the last day of the stretch"
_YEAR = 12


def part_of_stretch(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "the first nine months of 2029", "the last two weeks of March", "the last day"."""
    order = line.ordinal(i)
    step = line.at("shift", i)
    last = step is not None and step[1] == -1
    if not last and (order is None or order[1] != 1):
        return None
    j = step[0] if step and last else order[0] if order else i
    count = line.number(j)
    unit = line.at("unit", count[0] if count else j)
    number = count[1] if count else 1
    if unit is None or unit[1] in (None, HOUR) or number is None or (count is None and not last):
        return None
    whole = _whole(line, unit[0], clock)
    if whole is None and not last and unit[1] == MONTH and number < _YEAR:
        whole = _year_so_far(line, i, unit[0], clock, number)
    if whole is None or whole.start is None or whole.end is None:
        return None
    part = _cut(whole, (unit[1] or DAY, -number if last else number))
    if part is None or part.start is None or part.end is None:
        return None
    return replace(
        part,
        first=i,
        last=whole.last,
        unit=DateUnit.STRETCH if count else None,
        precision=length_precision(part.start, part.end),
    )


def _whole(line: Line, j: int, clock: Clock) -> Found | None:
    """Read the month or year after "of"."""
    if line.key(j) != "of":
        return None
    j += 1
    j += line.at("article", j) is not None
    whole = shifted(line, j, clock) or calendar_date(line, j, clock) or year_at(line, j, clock)
    long = whole is not None and whole.precision in (DatePrecision.MONTH, DatePrecision.YEAR)
    return whole if long else None


def _year_so_far(line: Line, i: int, last: int, clock: Clock, number: int) -> Found | None:
    """Take "the first nine months" for those of the last year that has them behind it."""
    if clock.published is None or not line.before("article", i):
        return None
    over = number < clock.published.month
    stretch = months(clock.published.year - (not over), 1, _YEAR)
    return found(i, last, stretch, DatePrecision.YEAR, "date.part-of-year", _WHY)


def _cut(whole: Found, step: tuple[int, int]) -> Found | None:
    """Keep so many units at the beginning, or at the end where the number is negative."""
    size, number = step
    start, end = whole.start, whole.end
    if start is None or end is None:
        return None
    begin: dt.date | None
    finish: dt.date | None
    if number > 0:
        after = shift(start, size, number)
        begin, finish = start, shift_days(after, -1) if after else None
    else:
        following = shift_days(end, 1)
        begin, finish = shift(following, size, number) if following else None, end
    if begin is None or finish is None or begin < start or finish > end:
        return None
    return replace(whole, start=begin, end=finish, rule="date.part", why=_WHY, calendar=None)
