"""The chart of how the figures of an incident moved."""

from __future__ import annotations

import datetime as dt

from vaglio.model.claim import Harm, Who
from vaglio.model.incident import Figure
from vaglio_web.desk.queries.toll_chart import Row, charts_of


def _row(number: int, best: int, day: int, *, counted: bool = True) -> Row:
    """Make one figure of people killed."""
    figure = Figure(
        claim=f"c:{number}",
        toll=0,
        report_id="r:1",
        voice="harm watch",
        own_voice=False,
        named=True,
        as_of=dt.date(2031, 5, day),
        harm=Harm.KILLED,
        who=Who.UNSPECIFIED,
        side=None,
        low=best,
        best=best,
        high=best,
        part=False,
        counted=counted,
        provisional=False,
    )
    return Row(number=number, figure=figure, whom="killed", told=None)


def test_one_who_is_told_of_by_himself_is_no_fall_of_the_toll() -> None:
    """A boy who is among the nineteen draws no line from 19 down to 1."""
    (chart,) = charts_of([_row(1, 16, 4), _row(2, 19, 6), _row(3, 1, 6, counted=False)])
    assert [dot.number for dot in chart.dots] == [1, 2]
    assert len(chart.lines) == 1


def test_people_told_of_one_by_one_are_drawn_where_nobody_counts_them() -> None:
    """Where there is nothing else, they are the history."""
    (chart,) = charts_of([_row(1, 1, 4, counted=False), _row(2, 1, 6, counted=False)])
    assert [dot.number for dot in chart.dots] == [1, 2]
