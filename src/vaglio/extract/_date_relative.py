"""Read dates that lean on the day of publication: "yesterday", "last week"."""

from __future__ import annotations

import datetime as dt

from vaglio.extract._date_calendar import (
    DAY,
    WEEK,
    Stretch,
    around,
    on_weekday,
    precision_of,
    shift,
    shift_days,
)
from vaglio.extract._date_clock import Clock, looks_ahead
from vaglio.extract._date_line import Line
from vaglio.extract._date_types import DatePrecision, Found


def found(
    first: int, last: int, stretch: Stretch | None, precision: DatePrecision, rule: str, why: str
) -> Found:
    """Make a date; one that leans on an unknown day stays unknown."""
    if stretch is None:
        return Found(
            first=first,
            last=last,
            start=None,
            end=None,
            precision=DatePrecision.NONE,
            rule="date.no-reference",
            why="the day that it leans on is not known",
        )
    return Found(
        first=first,
        last=last,
        start=stretch[0],
        end=stretch[1],
        precision=precision,
        rule=rule,
        why=why,
    )


def day_word(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "today", "yesterday", "last night", "overnight", "New Year's Eve"."""
    hit = line.at("day", i)
    if hit is not None and hit[1] is not None:
        day = shift_days(clock.published, hit[1]) if clock.published else None
        return found(
            i,
            hit[0],
            (day, day) if day else None,
            DatePrecision.DAY,
            "date.day-word",
            "counted from the day of publication",
        )
    night = line.at("night", i)
    if night is None or night[1] is None:
        return None
    # "overnight on Tuesday", "overnight into Friday": the day that is named decides.
    follower = night[0] + (line.key(night[0]) in ("on", "into", ","))
    if line.at("weekday", follower) or line.at("month", follower):
        return None
    start = shift_days(clock.published, night[1]) if clock.published else None
    stretch = (start, clock.published) if start and clock.published else None
    return found(
        i,
        night[0],
        stretch,
        DatePrecision.DAYS,
        "date.overnight",
        "the night before the day of publication",
    )


def weekday(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "Tuesday", "Tuesday evening", "Monday next week"."""
    hit = line.at("weekday", i)
    if hit is None or hit[1] is None:
        return None
    if line.at("doubtful", i) and not (
        line.capital(i) and line.before("edge", i) and line.key(i - 1) != "in"
    ):
        return None
    last = hit[0]
    part = line.at("part", last)
    last = part[0] if part else last
    week = _week_after(line, last, clock)
    if week is not None:
        day = shift_days(week[1], hit[1] - 1)
        return found(
            i,
            week[0],
            (day, day) if day else None,
            DatePrecision.DAY,
            "date.weekday-in-week",
            "the day of that name in the week named",
        )
    if clock.published is None:
        return found(i, last, None, DatePrecision.DAY, "date.weekday", "")
    ahead = looks_ahead(line, i, last)
    day = on_weekday(clock.published, hit[1], ahead=ahead)
    rule, why = (
        ("date.weekday-future", "the next day of that name: the words look ahead")
        if (ahead)
        else ("date.weekday-past", "the last day of that name by publication")
    )
    return found(i, last, (day, day), DatePrecision.DAY, rule, why)


def _week_after(line: Line, j: int, clock: Clock) -> tuple[int, dt.date] | None:
    """Read the week in "Monday next week", "Friday of last week"."""
    j += line.key(j) == "of"
    step = line.at("shift", j)
    unit = line.at("unit", step[0]) if step else None
    if step is None or unit is None or unit[1] != WEEK or step[1] is None:
        return None
    moved = shift(clock.published, WEEK, step[1]) if clock.published else None
    stretch = around(moved, WEEK) if moved else None
    return (unit[0], stretch[0]) if stretch else None


def weekend(day: dt.date) -> Stretch:
    """Give the Saturday and Sunday of the week that holds a day."""
    saturday = day + dt.timedelta(days=6 - day.isoweekday())
    return saturday, saturday + dt.timedelta(days=1)


def bare_unit(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "the weekend", "the third quarter", "the end of the month"."""
    hit = line.at("weekend", i)
    if hit is not None and line.before("article", i):
        stretch = None
        if clock.published is not None:
            ahead = looks_ahead(line, i, hit[0])
            back = clock.published.isoweekday() < 6 and not ahead
            moved = clock.published - dt.timedelta(days=7 if back else 0)
            stretch = weekend(moved)
        return found(i, hit[0], stretch, DatePrecision.DAYS, "date.weekend", "Saturday and Sunday")
    unit = line.at("unit", i)
    if unit is None or unit[1] is None or unit[1] < DAY:
        return None
    start = i - 1 if line.before("article", i) else i
    of = line.key(start - 1) == "of" and line.before("phase", start - 1)
    if not (of and start < i) and not (line.key(i - 1) == "-" and line.before("phase", i - 1)):
        return None
    stretch = around(clock.published, unit[1]) if clock.published else None
    return found(
        i,
        unit[0],
        stretch,
        precision_of(unit[1]),
        "date.unit-bare",
        "the one that holds the day of publication",
    )
