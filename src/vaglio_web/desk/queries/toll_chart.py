"""How the figures of an incident moved: drawn by the server, and as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vaglio.model.incident import Figure, Incident
from vaglio_web.desk.queries.entry_claims import ToldClaim
from vaglio_web.desk.queries.entry_toll import whom

_WIDTH, _HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 16, 16, 34
_TICKS = 4
_NEAR = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """Hold one figure as it is drawn."""

    number: int
    """Its number in the table beside the chart."""
    x: float
    """From the left."""
    y: float
    """From the top: its best number, or the nearest to it."""
    low_y: float
    """Where its low lies."""
    high_y: float
    """Where its high lies; the top of the chart where that is open."""
    is_open: bool
    """Whether it says "at least"."""
    provisional: bool
    """Whether the report says that it may change."""
    words: str
    """What is told of it where it is pointed at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Hold one mark of an axis."""

    at: float
    """Where it lies."""
    words: str
    """What stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Hold the history of one harm as it is drawn."""

    title: str
    """What was done to the people counted."""
    dots: list[Dot]
    """The figures, oldest first."""
    lines: list[str]
    """For each voice that gives several figures, the points of its line."""
    days: list[Tick]
    """The marks of the days."""
    numbers: list[Tick]
    """The marks of the numbers."""
    width: int = _WIDTH
    """How wide it is."""
    height: int = _HEIGHT
    """How high it is."""
    left: int = _LEFT
    """Where its ground begins."""
    right: int = _WIDTH - _RIGHT
    """Where its ground ends."""
    bottom: int = _HEIGHT - _BOTTOM
    """Where its ground lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Hold one figure as the table shows it."""

    number: int
    """Its number in the chart."""
    figure: Figure
    """The figure."""
    whom: str
    """Whom it counts."""
    told: ToldClaim | None
    """The claim that gives it."""


def history_rows(incident: Incident, claims: Mapping[str, ToldClaim]) -> list[Row]:
    """Give every figure of an incident, oldest first."""
    return [
        Row(number=number, figure=figure, whom=whom(figure), told=claims.get(figure.claim))
        for number, figure in enumerate(incident.toll_history, start=1)
    ]


def charts_of(rows: Sequence[Row]) -> list[Chart]:
    """Draw the history of each harm of which several figures with a day were given.

    People told of one by one, "a boy of nine", are no figure beside those who count them all.
    """
    harms: dict[str, list[Row]] = {}
    for row in rows:
        if row.figure.as_of is not None and not row.figure.part and _middle(row.figure) is not None:
            harms.setdefault(str(row.figure.harm), []).append(row)
    drawn = {
        harm: [row for row in given if row.figure.counted] or given for harm, given in harms.items()
    }
    return [_chart(harm, given) for harm, given in drawn.items() if len(given) > 1]


def _chart(harm: str, rows: Sequence[Row]) -> Chart:
    """Draw one harm."""
    days = [row.figure.as_of for row in rows if row.figure.as_of is not None]
    first, last = min(days), max(days)
    most = max(max(_known(row.figure)) for row in rows)
    dots = _apart([_dot(row, first, last, most) for row in rows])
    voices: dict[tuple[str, str | None, str | None], list[Dot]] = {}
    for row, dot in zip(rows, dots, strict=True):
        # Two reports whose publisher nobody named are not one source that changed its figure.
        figure = row.figure
        report = None if figure.named else figure.report_id
        voices.setdefault((figure.voice, figure.outlet, report), []).append(dot)
    return Chart(
        title=harm,
        dots=dots,
        lines=[
            " ".join(f"{dot.x:g},{dot.y:g}" for dot in own)
            for own in voices.values()
            if len(own) > 1
        ],
        days=[
            Tick(at=_across(day, first, last), words=f"{day:%-d %b %Y}")
            for day in dict.fromkeys((first, last))
        ],
        numbers=[Tick(at=_up(number, most), words=f"{number:,}") for number in _steps(most)],
    )


def _dot(row: Row, first: dt.date, last: dt.date, most: int) -> Dot:
    """Draw one figure."""
    figure = row.figure
    low, high = min(_known(figure)), max(_known(figure))
    day = figure.as_of or first
    number = _middle(figure) or 0
    may_change = ", may change" if figure.provisional else ""
    return Dot(
        number=row.number,
        x=_across(day, first, last),
        y=_up(number, most),
        low_y=_up(low, most),
        high_y=_TOP if figure.high is None else _up(high, most),
        is_open=figure.high is None,
        provisional=figure.provisional,
        words=f"{number:,} {row.whom}, {figure.voice}, {day:%-d %b %Y}{may_change}",
    )


def _apart(dots: Sequence[Dot]) -> list[Dot]:
    """Set figures of one day and one number beside each other."""
    placed: list[Dot] = []
    for dot in dots:
        x = dot.x
        while any(abs(x - each.x) < _NEAR and abs(dot.y - each.y) < _NEAR for each in placed):
            x += _NEAR
        placed.append(replace(dot, x=min(x, _WIDTH - _RIGHT)))
    return placed


def _across(day: dt.date, first: dt.date, last: dt.date) -> float:
    """Place a day."""
    inner = _WIDTH - _LEFT - _RIGHT - 60
    stretch = (last - first).days
    return round(_LEFT + 30 + (inner * (day - first).days / stretch if stretch else inner / 2), 1)


def _up(number: int, most: int) -> float:
    """Place a number."""
    return round(_TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - number / max(most, 1)), 1)


def _steps(most: int) -> list[int]:
    """Give the numbers that are marked."""
    step = max(1, -(-most // _TICKS))
    return list(range(0, most + 1, step))


def _known(figure: Figure) -> list[int]:
    """Give the numbers that a figure has."""
    return [n for n in (figure.low, figure.best, figure.high) if n is not None]


def _middle(figure: Figure) -> int | None:
    """Give the number at which a figure is drawn."""
    known = _known(figure)
    return figure.best if figure.best is not None else known[0] if known else None
