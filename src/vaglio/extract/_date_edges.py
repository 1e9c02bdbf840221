"""Read the words beside a date: "since", "late", "on the evening of", "from ... to"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from vaglio.extract._date_calendar import length_precision, third
from vaglio.extract._date_clock import Clock
from vaglio.extract._date_line import DASHES, Line
from vaglio.extract._date_settle import settle
from vaglio.extract._date_types import DatePrecision, Edge, Found

_EDGE_ROLES = (
    ("since", Edge.SINCE),
    ("until", Edge.UNTIL),
    ("before", Edge.BEFORE),
    ("after", Edge.AFTER),
    ("during", Edge.DURING),
    ("by", Edge.BY),
    ("between", Edge.BETWEEN),
    ("from", Edge.SINCE),
    ("on", Edge.ON),
)

_CUTTABLE = 6
"""Days that a stretch must reach over for "early" and "late" to cut it."""
_OUTER = _EDGE_ROLES[:2]


def join(line: Line, left: Found, right: Found, clock: Clock) -> Found | None:
    """Join "from 3 May to 5 June", "between Monday and Friday", "2014-2020" into one stretch."""
    opener = left.first
    opener -= line.before("article", opener) is not None
    lead = line.before("from", opener) or line.before("between", opener)
    gap = range(left.last, right.first)
    words = [line.key(j) for j in gap if not line.at("article", j)]
    if len(words) != 1:
        return None
    word = words[0]
    linked = word in DASHES or line.at("to", left.last) is not None
    if not (lead and (linked or word == "and")) and not (linked and _alike(left, right)):
        return None
    left, right = _share(left, right, clock)
    if left.start is None or right.end is None or left.start > right.end:
        return None
    first = lead[0] if lead else left.first
    precision = length_precision(left.start, right.end)
    return Found(
        first=first,
        last=right.last,
        start=left.start,
        end=right.end,
        precision=precision,
        rule="date.range",
        why="from the first day to the last",
        edge=Edge.BETWEEN,
        ends=(left, right),
    )


def _alike(left: Found, right: Found) -> bool:
    """Tell whether two dates are of one kind, so that a dash may join them."""
    return left.precision is right.precision and left.precision is not DatePrecision.NONE


def _share(left: Found, right: Found, clock: Clock) -> tuple[Found, Found]:
    """Let the first date of a stretch take its year from the second, or lie before it."""
    a, b = left.calendar, right.calendar
    if a is None or b is None or right.start is None:
        return _week_on(left, right)
    if a.year is None and a.month is not None:
        year = right.start.year - (b.month is not None and a.month > b.month)
        stretch = settle(replace(a, year=year), clock, ahead=False)
        if stretch:
            left = replace(left, start=stretch[0], end=stretch[1])
    elif a.year is not None and b.year is None and b.month is not None and a.month is not None:
        year = a.year + (a.month > b.month)
        stretch = settle(replace(b, year=year), clock, ahead=False)
        if stretch:
            right = replace(right, start=stretch[0], end=stretch[1])
    return left, right


def _week_on(left: Found, right: Found) -> tuple[Found, Found]:
    """Put "from Friday to Monday" in order: the first is the last such day before."""
    if (
        left.rule.startswith("date.weekday")
        and left.start
        and right.start
        and left.start > right.start
    ):
        day = left.start - dt.timedelta(days=7)
        left = replace(left, start=day, end=day)
    return left, right


def beside(line: Line, core: Found, floor: int) -> tuple[Found, Edge]:
    """Read what stands to the left of a date, and what edge it gives."""
    if core.edge is not None:
        return core, core.edge
    first, third_of, part = reach(line, core.first, floor)
    core = replace(core, first=first)
    return _edge(line, _cut(core, third_of), part=part)


def reach(line: Line, first: int, floor: int) -> tuple[int, int | None, bool]:
    """Take in what qualifies a date from the left: which third of it, a part of the day."""
    third_of, part = None, False
    for _ in range(5):
        step = _left(line, first)
        if step is None or step[1] < floor:
            break
        role, first, value = step
        if role == "phase":
            third_of = third_of or value
        part = part or role == "part"
    return first, third_of, part


def _cut(core: Found, which: int | None) -> Found:
    """Take a third of what is longer than a day: "early March", "the end of 2020"."""
    if which is None or core.start is None or core.end is None:
        return core
    if (core.end - core.start).days < _CUTTABLE:
        return core
    start, end = third(core.start, core.end, which)
    why = f"{core.why}; a third of it"
    return replace(core, start=start, end=end, precision=length_precision(start, end), why=why)


def earlier_or_later(line: Line, core: Found, clock: Clock) -> Found:
    """Cut "earlier this month" and "later this year" at the day of publication."""
    hit = line.at("sooner", core.first)
    if hit is None or clock.published is None or core.start is None or core.end is None:
        return core
    if not core.start <= clock.published <= core.end:
        return core
    if hit[1] == -1:
        return replace(core, end=clock.published)
    return replace(core, start=clock.published)


def _left(line: Line, first: int) -> tuple[str, int, int | None] | None:
    """Take in one more word (and its "of", "on", "the") to the left of a date."""
    j = first
    if line.key(j - 1) == "-" and line.before("phase", j - 1):
        hit = line.before("phase", j - 1)
        return ("phase", hit[0], hit[1]) if hit else None
    inner = j - 1 if line.before("article", j) else j
    over = inner - 1 if line.key(inner - 1) in ("of", "on", "in", "at") else inner
    for place in dict.fromkeys((over, inner)):
        for role in ("phase", "part", "sooner"):
            hit = line.before(role, place)
            if hit is not None:
                if role == "part" and place == inner and inner != first:
                    continue
                return role, hit[0], hit[1]
    if line.before("approx", j):
        hit = line.before("approx", j)
        return ("approx", hit[0], None) if hit else None
    return None


def _edge(line: Line, core: Found, *, part: bool) -> tuple[Found, Edge]:
    """Read the preposition of a date and open the sides that it opens."""
    first = core.first - 1 if line.before("article", core.first) else core.first
    long = core.precision not in (DatePrecision.DAY, DatePrecision.NONE)
    default = Edge.DURING if long else Edge.ON
    # "the 2020 ceasefire", "Tuesday's attack": the preposition belongs to the noun.
    owned = line.key(core.last) == "'s" or (
        core.rule == "date.year" and first < core.first and line.word(core.last)
    )
    for role, edge in _EDGE_ROLES:
        hit = line.before(role, first)
        if hit is None:
            continue
        several = core.calendar is not None and core.calendar.to_day is not None
        if several and role in ("from", "between"):
            return replace(core, first=hit[0]), Edge.BETWEEN
        if edge is Edge.BETWEEN or (owned and (role == "from" or edge in (Edge.BY, Edge.ON))):
            return core, default
        core = replace(core, first=hit[0])
        if part and edge in (Edge.BEFORE, Edge.AFTER):
            # "after midnight on Tuesday" is on Tuesday.
            return core, Edge.ON
        if edge is Edge.ON:
            outer = next((e for r, e in _OUTER if line.before(r, hit[0])), None)
            if outer is None or line.key(hit[0]) not in ("on", "in"):
                return core, default
            # "beginning on 22 January".
            return _opened(core, outer, owned=owned), outer
        return _opened(core, edge, owned=owned), edge
    return core, default


def _opened(core: Found, edge: Edge, *, owned: bool) -> Found:
    """Open the sides of a date that its preposition leaves open."""
    start, end = core.start, core.end
    if core.precision is DatePrecision.NONE and (start is None or end is None):
        return core
    step = dt.timedelta(days=0 if owned else 1)
    if edge is Edge.SINCE:
        return replace(core, end=None)
    if edge in (Edge.UNTIL, Edge.BY):
        return replace(core, start=None)
    if edge is Edge.BEFORE and start is not None:
        return replace(core, start=None, end=end if owned else start - step)
    if edge is Edge.AFTER and end is not None:
        return replace(core, start=start if owned else end + step, end=None)
    return core
