"""The years of a list of days: one that runs up to the day of publication begins before it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from vaglio.extract._date_calendar import safe_date
from vaglio.extract._date_types import DateMention
from vaglio.extract._lead_shapes import LeadShape

_YEAR = re.compile(r"\d{4}|[’']\d\d")


def run_up(
    dates: Sequence[tuple[DateMention, ...]],
    shapes: Mapping[int, LeadShape],
    published: dt.date | None,
) -> tuple[tuple[tuple[DateMention, ...], ...], dict[int, LeadShape]]:
    """Put leads without a year before publication where those behind them are.

    "22 January" in a report of Christmas is rather the day to come, but not at
    the head of a list that goes on with "4 April" and "9 November".

    Args:
        dates: The dates of each sentence of the document.
        shapes: What is written as a lead, by its sentence.
        published: The day of publication; None where it is not known.

    Returns:
        The dates and the leads, those days a year earlier.
    """
    told, leads = list(dates), dict(shapes)
    passed = False
    for index in sorted(shapes, reverse=True):
        date = shapes[index].date
        if published is None or date is None or date.when.start is None:
            continue
        if date.when.start <= published:
            passed = True
        elif passed and not _YEAR.search(date.when.text):
            earlier = _a_year_earlier(date)
            told[index] = tuple(earlier if m is date else m for m in told[index])
            leads[index] = replace(shapes[index], date=earlier)
    return tuple(told), leads


def _a_year_earlier(date: DateMention) -> DateMention:
    """Give the same day of the year before; a leap day stays where it is."""
    start, end = (_before(day) for day in (date.when.start, date.when.end))
    if (start is None) != (date.when.start is None) or (end is None) != (date.when.end is None):
        return date
    return replace(date, when=replace(date.when, start=start, end=end))


def _before(day: dt.date | None) -> dt.date | None:
    """Give the same day of the year before."""
    return safe_date(day.year - 1, day.month, day.day) if day is not None else None
