"""Read calendar dates: days, months, years, in figures and in words."""

from __future__ import annotations

import re

from vaglio.extract._date_calendar import YEAR, shift
from vaglio.extract._date_clock import Clock, looks_ahead
from vaglio.extract._date_line import DASHES, Line
from vaglio.extract._date_settle import clashing, settle
from vaglio.extract._date_types import Calendar, DatePrecision, Found

YEARS = range(1500, 2200)
"""The years that a date in figures, or a day of publication, can lie in."""

NUMERIC = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|[.-]\d)")


def numeric_date(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "19/09/2023", "2023-09-19" and "09/19/2023"; the undecidable stay unknown."""
    atom = line.atoms[i]
    if not atom.text[:1].isdigit() or line.source[atom.start - 1 : atom.start] in ("/", "-", "."):
        return None
    match = NUMERIC.match(line.source, atom.start)
    if match is None:
        return None
    last = i
    while last < len(line) and line.atoms[last].start < match.end():
        last += 1
    a, b, c = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return _numeric(i, last, Calendar(year=a, month=b, day=c), clock)
    if len(match[1]) > 2 or (match[2] == "." and len(match[4]) == 2):
        return None
    year = c if len(match[4]) == 4 else full_year(c, clock)
    if a > 12 or a == b:
        return _numeric(i, last, Calendar(year=year, month=b, day=a), clock)
    if b > 12:
        return _numeric(i, last, Calendar(year=year, month=a, day=b), clock)
    if clock.month_first is None:
        why = f"{match[0]} could be day {a} of month {b} or day {b} of month {a}"
        return Found(
            first=i,
            last=last,
            start=None,
            end=None,
            precision=DatePrecision.NONE,
            rule="date.ambiguous-numeric",
            why=why,
        )
    month, day = (a, b) if clock.month_first else (b, a)
    return _numeric(i, last, Calendar(year=year, month=month, day=day), clock)


def _numeric(first: int, last: int, calendar: Calendar, clock: Clock) -> Found | None:
    """Make the date, if the calendar has it."""
    stretch = settle(calendar, clock, ahead=False)
    if stretch is None or calendar.year not in YEARS:
        return None
    return Found(
        first=first,
        last=last,
        start=stretch[0],
        end=stretch[1],
        precision=DatePrecision.DAY,
        rule="date.numeric",
        calendar=calendar,
        why="a date in figures",
    )


def full_year(two_figures: int, clock: Clock) -> int:
    """Give the year that two figures mean: the one nearest to publication."""
    near = clock.published.year if clock.published else 2000
    year = near - near % 100 + two_figures
    return year - 100 if year > near + 20 else year


def calendar_date(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "19 September 2023", "Sept. 19", "Friday, 3 May", "3-5 May", "March 2020"."""
    first, weekday = i, None
    day_name = line.at("weekday", i)
    if day_name is not None:
        weekday = day_name[1]
        i = day_name[0]
        part = line.at("part", i)
        i = part[0] if part else i
        i += line.key(i) in (",", "the", "on")
        i += line.key(i) == "the"
    read = _day_month(line, i) or _month_day(line, i)
    if read is None or (weekday is not None and read[1].day is None):
        return None
    last, written = read
    last, year = _year_after(line, last, clock, day_first=line.at("month", i) is None)
    calendar = Calendar(
        year=year, month=written.month, day=written.day, to_day=written.to_day, weekday=weekday
    )
    if calendar.day is None and not _month_meant(line, first, year):
        return None
    return settled(line, first, last, calendar, clock, rule="date.calendar")


def settled(
    line: Line, first: int, last: int, calendar: Calendar, clock: Clock, *, rule: str
) -> Found | None:
    """Turn the written parts of a date into days."""
    ahead = calendar.year is None and looks_ahead(line, first, last)
    if clashing(calendar):
        return None
    stretch = settle(calendar, clock, ahead=ahead)
    precision = DatePrecision.DAY if calendar.day else DatePrecision.MONTH
    if calendar.month is None:
        precision = DatePrecision.YEAR
    if calendar.to_day:
        precision = DatePrecision.DAYS
    if stretch is None:
        return Found(
            first=first,
            last=last,
            start=None,
            end=None,
            precision=DatePrecision.NONE,
            rule="date.no-reference",
            calendar=calendar,
            why="the year is not written and the day of publication is not known",
        )
    why = (
        "written in full"
        if calendar.year
        else (
            "the next such date after publication" if ahead else "the last such date by publication"
        )
    )
    return Found(
        first=first,
        last=last,
        start=stretch[0],
        end=stretch[1],
        precision=precision,
        rule=rule,
        why=why,
        calendar=calendar,
    )


def _day_number(line: Line, i: int) -> tuple[int, int] | None:
    """Read a day of the month in figures or as an ordinal."""
    figure = line.figure(i, 2)
    hit = (i + 1, figure) if figure is not None else line.ordinal(i)
    return hit if hit is not None and 1 <= hit[1] <= 31 else None


def _joined_day(line: Line, i: int) -> tuple[int, int] | None:
    """Read the second day of "3-5", "3 and 5", "3 to 5"."""
    if line.key(i) in DASHES or line.key(i) in ("and", "to", "/", "until", "or", "&"):
        return _day_number(line, i + 1)
    return None


def _day_month(line: Line, i: int) -> tuple[int, Calendar] | None:
    """Read a day before its month."""
    day = _day_number(line, i)
    if day is None:
        return None
    second = _joined_day(line, day[0])
    j = second[0] if second else day[0]
    j += line.key(j) == "of"
    j = line.dash(j)
    month = line.at("month", j)
    if month is None or (line.at("doubtful", j) and not line.capital(j) and not _named(line, i)):
        return None
    return month[0], Calendar(month=month[1], day=day[1], to_day=second[1] if second else None)


def _named(line: Line, i: int) -> bool:
    """Tell whether an "on" or a "the" before a number shows that it is a day."""
    return line.key(i - 1) in ("on", "the", "since", "until")


def _month_day(line: Line, i: int) -> tuple[int, Calendar] | None:
    """Read a month, with the day after it if there is one."""
    month = line.at("month", i)
    if month is None:
        return None
    j = month[0]
    day = _day_number(line, j + (line.key(j) == "the"))
    # "In March 30 people died": the number counts people.
    if day is None or line.at("counted", day[0]) or not line.capital(i):
        return j, Calendar(month=month[1])
    second = _joined_day(line, day[0])
    if (
        second
        and line.key(day[0]) not in DASHES
        and (line.word(second[0]) and not line.at("edge", second[0]))
    ):
        second = None
    last = second[0] if second else day[0]
    return last, Calendar(month=month[1], day=day[1], to_day=second[1] if second else None)


def _year_after(line: Line, j: int, clock: Clock, *, day_first: bool) -> tuple[int, int | None]:
    """Read the year after a day or month: "2020", ", 2020", "90", "last year"."""
    for k in (j, j + 1):
        if k > j and line.key(j) not in (",", "of", "in", "-", "–"):
            break
        year = line.year(k)
        if year is not None:
            return k + 1, year
        spelled = line.spelled_year(k)
        if spelled is not None:
            return spelled
        named = _named_year(line, k, clock)
        if named is not None:
            return named
    figures = line.figure(j, 2)
    upper = line.atoms[j - 1].text.isupper() and len(line.key(j)) == 2
    goes_on = line.word(j + 1) and line.atoms[j + 1].text.islower()
    if figures is None or not (day_first and upper) or goes_on or line.at("counted", j + 1):
        return j, None
    return j + 1, full_year(figures, clock)


def _named_year(line: Line, k: int, clock: Clock) -> tuple[int, int] | None:
    """Read "last year", "this year", "next year" after a month."""
    step = line.at("shift", k)
    if step is None or step[1] is None or clock.published is None:
        return None
    unit = line.at("unit", step[0])
    if unit is None or unit[1] != YEAR:
        return None
    day = shift(clock.published, YEAR, step[1])
    return (unit[0], day.year) if day else None


def _month_meant(line: Line, first: int, year: int | None) -> bool:
    """Tell whether a word such as "May" or "march" is the month here."""
    if year is not None:
        return line.capital(first) or not line.at("doubtful", first)
    if line.key(first - 1) == "-" and line.before("phase", first - 1):
        return True
    if not line.at("doubtful", first):
        return True
    return line.capital(first) and line.leads(first)
