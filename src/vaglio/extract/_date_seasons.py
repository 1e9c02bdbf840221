"""Read parts of a year and feasts: "the third quarter", "last summer", "New Year's Eve"."""

from __future__ import annotations

from vaglio.extract._date_absolute import settled
from vaglio.extract._date_calendar import HALF, QUARTER, months
from vaglio.extract._date_clock import Clock, looks_ahead
from vaglio.extract._date_line import Line
from vaglio.extract._date_relative import found
from vaglio.extract._date_shifts import shifted
from vaglio.extract._date_types import Calendar, DatePrecision, Found


def quarter(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "the third quarter", "the second half of 2020", "the first quarter of last year"."""
    order = line.ordinal(i)
    unit = line.at("unit", line.dash(order[0])) if order else None
    if order is None or unit is None or unit[1] not in (QUARTER, HALF):
        return None
    size = 3 if unit[1] == QUARTER else 6
    if not 1 <= order[1] <= 12 // size:
        return None
    last, year = _its_year(line, i, unit[0], clock)
    if year is None and size == 6:
        # "In the first half the visitors scored": no date without its year.
        return None
    month = (order[1] - 1) * size + 1
    if year is None:
        year = _near_year(line, (i, last), clock, (month, month + size - 1), over=size)
    stretch = months(year, month, size) if year else None
    return found(i, last, stretch, DatePrecision.SEASON, "date.quarter", "a part of a year")


def _its_year(line: Line, first: int, last: int, clock: Clock) -> tuple[int, int | None]:
    """Read the year beside a quarter: "of 2020", "of last year", "the 2020 third quarter"."""
    j = last + (line.key(last) == "of")
    if line.year(j) is not None:
        return j + 1, line.year(j)
    if line.year(first - 1) is not None:
        return last, line.year(first - 1)
    named = shifted(line, j, clock)
    if named is not None and named.start and named.precision is DatePrecision.YEAR:
        return named.last, named.start.year
    return last, None


def _near_year(
    line: Line, place: tuple[int, int], clock: Clock, span: tuple[int, int], *, over: int = 0
) -> int | None:
    """Give the year of the nearest stretch of months: the last begun, or the next.

    One that has been over for no more than so many months stays the last.
    """
    if clock.published is None:
        return None
    year, month = clock.published.year, clock.published.month
    # Whoever "expects to report a third-quarter loss" means the one just over.
    if looks_ahead(line, *place) and not 0 < month - span[1] <= over:
        return year + (span[1] < month)
    return year - (span[0] > month)


def season(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "summer 2020", "the winter of 2014", "in spring"."""
    hit = line.at("season", i)
    if hit is None or hit[1] is None:
        return None
    j = hit[0] + (line.key(hit[0]) == "of")
    year = line.year(j)
    last = j + 1 if year is not None else hit[0]
    spelled = line.spelled_year(j)
    if spelled is not None:
        last, year = spelled
    if year is None:
        start = i - 1 if line.before("article", i) else i
        if not line.leads(start) or line.key(hit[0]) == "of":
            return None
        if line.at("doubtful", i) and line.word(hit[0]):
            return None
        year = _near_year(line, (i, last), clock, (hit[1], hit[1] + 2))
    stretch = months(year, hit[1], 3) if year else None
    return found(
        i,
        last,
        stretch,
        DatePrecision.SEASON,
        "date.season",
        "three months from the first of the season",
    )


def holiday(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "New Year's Eve", with its year if it has one."""
    hit = line.at("holiday", i)
    if hit is None or hit[1] is None:
        return None
    j = hit[0] + (line.key(hit[0]) in (",", "of", "in"))
    year = line.year(j)
    last = j + 1 if year is not None else hit[0]
    calendar = Calendar(year=year, month=hit[1] // 100, day=hit[1] % 100)
    return settled(line, i, last, calendar, clock, rule="date.holiday")
