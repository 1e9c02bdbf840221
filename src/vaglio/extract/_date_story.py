"""Read days that are counted within a story: "the first day of fighting"."""

from __future__ import annotations

from vaglio.extract._date_calendar import DAY, WEEK, months, shift, shift_days
from vaglio.extract._date_clock import Clock
from vaglio.extract._date_line import Line
from vaglio.extract._date_relative import found
from vaglio.extract._date_settle import settle
from vaglio.extract._date_types import Calendar, DatePrecision, Found

_LOOK = 4
"""How many words after "of" may hold the event's noun."""


def nth_day(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "the first day of fighting", "the second week of March", "day 18 of the war"."""
    order, last, size = None, i, DAY
    unit = line.at("unit", i)
    if unit is not None and unit[1] == DAY and line.number(unit[0]):
        count = line.number(unit[0])
        last, order = count or (i, None)
    else:
        nth = line.ordinal(i)
        after = line.at("unit", nth[0]) if nth else None
        if nth is not None and after is not None and after[1] in (DAY, WEEK):
            last, size, order = after[0], after[1], nth[1]
    if order is None or line.key(last) != "of" or size is None:
        return None
    return _of_month(line, i, last, (size, order), clock) or _of_event(
        line, i, last, (size, order), clock
    )


def _of_month(line: Line, i: int, last: int, nth: tuple[int, int], clock: Clock) -> Found | None:
    """Count within a calendar month."""
    month = line.at("month", last + 1)
    if month is None or not line.capital(last + 1):
        return None
    size, order = nth
    year = line.year(month[0])
    end = month[0] + (year is not None)
    first = settle(Calendar(year=year, month=month[1], day=1), clock, ahead=False)
    start = shift_days(first[0], size * (order - 1)) if first else None
    stop = shift_days(start, size - 1) if start else None
    precision = DatePrecision.DAY if size == DAY else DatePrecision.WEEK
    return found(
        i,
        end,
        (start, stop) if start and stop else None,
        precision,
        "date.nth-of-month",
        "counted from the first of the month",
    )


def _of_event(line: Line, i: int, last: int, nth: tuple[int, int], clock: Clock) -> Found:
    """Count from the first day that the text gave to the same event."""
    size, order = nth
    end = min(len(line), last + 1 + _LOOK)
    day, stop = None, last + 1
    for j in range(last + 1, end):
        if not line.word(j) or line.at("edge", j):
            break
        stop = j + 1
        # A name beside the noun ("the first day of the Orlian offensive") dates nothing.
        named = line.capital(j) and not line.atoms[j].text.isupper()
        if line.at("article", j) or named or len(line.key(j)) < 4:
            continue
        day = clock.day_of(line.key(j))
        if day is not None:
            break
    start = shift(day, size, order - 1) if day else None
    finish = shift_days(start, size - 1) if start else None
    precision = DatePrecision.DAY if size == DAY else DatePrecision.WEEK
    if start and clock.published and start > clock.published:
        start = None
    stretch = (start, finish) if start and finish else None
    return found(
        i,
        stop,
        stretch,
        precision,
        "date.nth-of-event",
        "counted from the first day that the text gives to the same event",
    )


def day_of_month(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "on the 9th": the nearest day of that number."""
    key = line.key(i)
    nth = line.ordinal(i) if key[:1].isdigit() else None
    if nth is None or not 1 <= nth[1] <= 31:
        return None
    start = i - 1 if line.before("article", i) else i
    if not line.leads(start) or (
        line.word(nth[0]) and not line.at("edge", nth[0]) and not line.at("stop", nth[0])
    ):
        return None
    if clock.published is None:
        return found(i, nth[0], None, DatePrecision.DAY, "", "")
    month = clock.published
    stretch = months(month.year, month.month, 1)
    if nth[1] > month.day and stretch:
        stretch = months(*_month_before(month.year, month.month), 1)
    if stretch is None or nth[1] > stretch[1].day:
        return None
    day = stretch[0].replace(day=nth[1])
    return found(
        i,
        nth[0],
        (day, day),
        DatePrecision.DAY,
        "date.day-of-month",
        "the last day of that number by publication",
    )


def _month_before(year: int, month: int) -> tuple[int, int]:
    """Give the month before."""
    return (year, month - 1) if month > 1 else (year - 1, 12)
