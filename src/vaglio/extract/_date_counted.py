"""Read dates that count units: "two days ago", "a week later", "for three decades"."""

from __future__ import annotations

import datetime as dt

from vaglio.extract._date_calendar import (
    DAY,
    FORTNIGHT,
    HOUR,
    YEAR,
    around,
    on_weekday,
    precision_of,
    shift,
    shift_days,
)
from vaglio.extract._date_clock import Clock, looks_ahead
from vaglio.extract._date_line import Line
from vaglio.extract._date_relative import found
from vaglio.extract._date_types import DatePrecision, Edge, Found
from vaglio.model.mention import DateUnit


def counted(line: Line, i: int, clock: Clock) -> Found | None:
    """Read a number of units, if the words around make a date of it."""
    count = line.number(i)
    j = count[0] if count else i
    j = _over(line, j)
    unit = line.at("unit", line.dash(j) if count else j)
    if unit is None or unit[1] is None:
        return None
    number = count[1] if count else None
    if count is None and not _plural(line, unit[0]):
        # "year-earlier": one unit.
        if line.dash(unit[0]) == unit[0]:
            return None
        number = 1
    return (
        _ago(line, i, unit, number, clock)
        or _later(line, i, unit, number, clock)
        or _within(line, i, unit, number, clock)
        or _for(line, i, unit)
    )


def _plural(line: Line, last: int) -> bool:
    """Tell whether the unit that ends here is in the plural."""
    return line.key(last - 1).endswith("s")


def _over(line: Line, i: int) -> int:
    """Step over "few", "or so", "more" between a number and its unit."""
    while line.at("filler", i):
        i += 1
    return i


def _ago(
    line: Line, i: int, unit: tuple[int, int | None], number: int | None, clock: Clock
) -> Found | None:
    """Read "two days ago", "several weeks ago", "a year from now"."""
    j = unit[0]
    while line.at("filler", j):
        j += 1
    way = line.at("ago", line.dash(j))
    if way is None or way[1] is None or unit[1] is None:
        return None
    if number is None:
        start, end = (None, clock.published) if way[1] < 0 else (clock.published, None)
        return Found(
            first=i,
            last=way[0],
            start=start,
            end=end,
            precision=DatePrecision.NONE,
            rule="date.ago-vague",
            unit=DateUnit.PAST if way[1] < 0 else DateUnit.FUTURE,
            why="how long ago is not said",
        )
    return _stepped((i, way[0]), clock.published, (unit[1], way[1] * number))


def _stepped(place: tuple[int, int], origin: dt.date | None, step: tuple[int, int]) -> Found:
    """Make the day, week, month or year that lies so many units away."""
    size, count = step
    first, last = place
    why = "counted in units from the day that it leans on"
    if origin is None:
        return found(first, last, None, DatePrecision.NONE, "", "")
    if size == HOUR:
        other = shift_days(origin, count // 24 if count < 0 else -(-count // 24))
        stretch = (min(other, origin), max(other, origin)) if other else None
        return found(first, last, stretch, DatePrecision.DAYS, "date.hours", why)
    day = shift(origin, size, count)
    if day is None:
        return found(first, last, None, DatePrecision.NONE, "", "")
    return found(first, last, around(day, size), precision_of(size), "date.count", why)


def _later(
    line: Line, i: int, unit: tuple[int, int | None], number: int | None, clock: Clock
) -> Found | None:
    """Read "two days later", "a week earlier", "the day before": from the last day named."""
    way = line.at("later", line.dash(unit[0]))
    if way is None or way[1] is None or unit[1] is None or number is None:
        return None
    last = way[0]
    # "a day after the blast" leans on the blast, whose day only the syntax can give.
    if not _closed(line, last):
        return None
    origin = clock.anchor if unit[1] <= FORTNIGHT else clock.stretch
    if origin is None and unit[1] >= YEAR and way[1] < 0:
        origin = clock.published
    return _stepped((i, last), origin, (unit[1], way[1] * number))


def _closed(line: Line, i: int) -> bool:
    """Tell whether a phrase ends here, and does not go on to what it leans on."""
    if line.key(i - 1) not in ("before", "after", "prior"):
        return True
    if line.word(i):
        return line.at("stop", i) is not None
    return line.figure(i, 4) is None


def _within(
    line: Line, i: int, unit: tuple[int, int | None], number: int | None, clock: Clock
) -> Found | None:
    """Read "within 48 hours" as a deadline, only where the words look ahead."""
    edge = line.before("within", i)
    if edge is None or unit[1] is None or number is None or line.key(unit[0]) == "of":
        return None
    if clock.published is None or not looks_ahead(line, edge[0], unit[0]):
        return Found(
            first=edge[0],
            last=unit[0],
            start=None,
            end=None,
            edge=Edge.BY,
            precision=DatePrecision.NONE,
            rule="date.within-open",
            unit=DateUnit.STRETCH,
            why="the day from which the time runs is not known",
        )
    days = -(-number // 24) if unit[1] == HOUR else None
    end = shift_days(clock.published, days) if days else shift(clock.published, unit[1], number)
    return Found(
        first=edge[0],
        last=unit[0],
        start=clock.published,
        end=end,
        edge=Edge.BY,
        precision=precision_of(max(2, unit[1])),
        rule="date.within",
        unit=DateUnit.STRETCH,
        why="a time that runs from the day of publication",
    )


def _for(line: Line, i: int, unit: tuple[int, int | None]) -> Found | None:
    """Read "for three decades": a length of time, whose days are not told."""
    j = i
    while line.before("approx", j):
        j = (line.before("approx", j) or (j, None))[0]
    if line.before("article", j):
        j -= 1
    edge = line.before("for", j)
    if edge is None or unit[1] is None:
        return None
    precision = precision_of(max(unit[1], DAY)) if unit[1] else DatePrecision.NONE
    return Found(
        first=edge[0],
        last=unit[0],
        start=None,
        end=None,
        precision=precision,
        edge=Edge.DURING,
        duration=True,
        rule="date.duration",
        unit=DateUnit.STRETCH,
        why="a length of time: when it began and ended is not told",
    )


def narrative(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "the next day", "the same week", "the day before": from the last day named."""
    step = line.at("narrative", i)
    if step is not None and step[1] is not None:
        return _told(line, (i, step[0]), step[1], clock)
    unit = line.at("unit", i)
    if unit is None or not line.before("article", i) or unit[1] != DAY:
        return None
    way = line.at("later", unit[0])
    if way is None or way[1] is None or not _closed(line, way[0]):
        return None
    return _stepped((i, way[0]), clock.anchor, (DAY, way[1]))


def _told(line: Line, place: tuple[int, int], sign: int, clock: Clock) -> Found | None:
    """Make the day, weekday, week, month or year next to the last day named."""
    first, j = place
    name = line.at("weekday", j)
    anchor = clock.anchor
    told = anchor is not None and line.before("article", first) is not None
    if line.at("shift", first) and name is not None and not told:
        # "next Tuesday" leans on publication.
        return None
    if name is not None and name[1] is not None and sign:
        day = on_weekday(anchor, name[1], ahead=sign > 0, same=False) if anchor else None
        return found(
            first,
            name[0],
            (day, day) if day else None,
            DatePrecision.DAY,
            "date.narrative",
            "counted from the last day named",
        )
    part = line.at("part", j)
    if part is not None and part[1] != 0:
        return _stepped((first, part[0]), clock.anchor, (DAY, sign))
    unit = line.at("unit", j)
    if unit is None or unit[1] is None or unit[1] == HOUR or _plural(line, unit[0]):
        return None
    if unit[1] > DAY and line.at("shift", first):
        # "the next week" leans on publication; "the next day" on the story.
        return None
    origin = clock.anchor if unit[1] <= FORTNIGHT else clock.stretch
    return _stepped((first, unit[0]), origin, (unit[1], sign))
