"""Read dates with a direction: "last Tuesday", "this month", "the past 24 hours"."""

from __future__ import annotations

import datetime as dt

from vaglio.extract._date_calendar import (
    DAY,
    HOUR,
    WEEK,
    YEAR,
    around,
    months,
    on_weekday,
    precision_of,
    shift,
    shift_days,
)
from vaglio.extract._date_clock import Clock
from vaglio.extract._date_line import Line
from vaglio.extract._date_relative import found, weekend
from vaglio.extract._date_types import DatePrecision, Found
from vaglio.model.mention import DateUnit


def shifted(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "last Tuesday", "this month", "next March", "the past week", "this morning"."""
    step = line.at("shift", i)
    if step is None or step[1] is None:
        return None
    j, sign = step
    # "this past Friday", "this coming Sunday".
    again = line.at("shift", j) if sign == 0 else None
    if again is not None and again[1] is not None:
        j, sign = again
    assert sign is not None
    return (
        _shifted_weekday(line, i, j, sign, clock)
        or _shifted_month(line, i, j, sign, clock)
        or _shifted_unit(line, i, j, sign, clock)
        or _shifted_part(line, i, j, sign, clock)
    )


def _shifted_weekday(line: Line, i: int, j: int, sign: int, clock: Clock) -> Found | None:
    """Read "last Tuesday", "this Friday", "next Monday"."""
    hit = line.at("weekday", j)
    if hit is None or hit[1] is None:
        return None
    part = line.at("part", hit[0])
    last = part[0] if part else hit[0]
    day = None
    if clock.published is not None:
        if sign:
            day = on_weekday(clock.published, hit[1], ahead=sign > 0, same=False)
        else:
            day = clock.published + dt.timedelta(days=hit[1] - clock.published.isoweekday())
    return found(
        i,
        last,
        (day, day) if day else None,
        DatePrecision.DAY,
        "date.weekday-shift",
        "the nearest day of that name in the direction named",
    )


def _shifted_month(line: Line, i: int, j: int, sign: int, clock: Clock) -> Found | None:
    """Read "last March", "this September", "last summer"."""
    month = line.at("month", j)
    season = line.at("season", j)
    hit = month or season
    if hit is None or hit[1] is None:
        return None
    number, length = hit[1], 1 if month else 3
    if month and (not line.capital(j) or line.figure(hit[0], 2)):
        return None
    if line.at("doubtful", j) and line.atoms[i].text.isupper() and line.word(hit[0]):
        # "THIS MAY BE" in the capitals of a wire.
        return None
    stretch = None
    if clock.published is not None:
        gap = (clock.published.month - number) % 12
        now = clock.published.year * 12 + clock.published.month - 1
        begin = now - gap
        if sign == 0:
            begin = clock.published.year * 12 + number - 1
        elif sign < 0 and gap < length:
            begin -= 12
        elif sign > 0:
            begin += 12
        stretch = months(begin // 12, begin % 12 + 1, length)
    precision = DatePrecision.MONTH if month else DatePrecision.SEASON
    return found(
        i, hit[0], stretch, precision, "date.month-shift", "the nearest one in the direction named"
    )


def _shifted_unit(line: Line, i: int, j: int, sign: int, clock: Clock) -> Found | None:
    """Read "last week", "this year", "the past 24 hours", "the last three days"."""
    count = line.number(j)
    j = count[0] if count else j
    unit = line.at("unit", j) or line.at("weekend", j)
    if unit is None or unit[1] is None:
        return None
    last, size = unit
    if clock.published is None:
        return found(i, last, None, DatePrecision.NONE, "", "")
    assert size is not None
    if count is not None:
        return _run(i, last, clock.published, count[1], size, sign)
    if line.at("weekend", j):
        moved = shift(clock.published, WEEK, sign)
        return found(
            i,
            last,
            weekend(moved) if moved else None,
            DatePrecision.DAYS,
            "date.weekend",
            "Saturday and Sunday",
        )
    if (
        size == HOUR
        or (size == DAY and not line.at("open", i))
        or (line.at("open", i) and size < YEAR and line.key(last - 1).endswith("s"))
    ):
        return None
    if line.at("open", i) and line.before("article", i):
        return _run(i, last, clock.published, 1, size, sign)
    moved = shift(clock.published, size, sign)
    return found(
        i,
        last,
        around(moved, size) if moved else None,
        precision_of(size),
        "date.unit-shift",
        "counted from the day of publication",
    )


def _run(
    i: int, last: int, published: dt.date, count: int | None, size: int, sign: int
) -> Found | None:
    """Make the stretch that leads up to publication or starts from it."""
    if sign == 0:
        return None
    if count is None:
        # "the past few weeks": only one side can be told.
        start, end = (None, published) if sign < 0 else (published, None)
        return Found(
            first=i,
            last=last,
            start=start,
            end=end,
            precision=DatePrecision.NONE,
            rule="date.recent",
            unit=DateUnit.STRETCH,
            why="a stretch of unsaid length up to publication",
        )
    days = -(-count // 24) if size == HOUR else None
    other = shift_days(published, sign * days) if days else shift(published, size, sign * count)
    if other is None:
        return None
    stretch = (other, published) if sign < 0 else (published, other)
    length = (stretch[1] - stretch[0]).days
    return found(
        i,
        last,
        stretch,
        precision_of(max(length, 2)),
        "date.run",
        "the stretch next to the day of publication",
    )


def _shifted_part(line: Line, i: int, j: int, sign: int, clock: Clock) -> Found | None:
    """Read "this morning"; "last night" is a word of its own."""
    part = line.at("part", j)
    if part is None or sign or line.key(i) != "this":
        return None
    day = clock.published
    return found(
        i,
        part[0],
        (day, day) if day else None,
        DatePrecision.DAY,
        "date.part-of-day",
        "the day of publication",
    )
