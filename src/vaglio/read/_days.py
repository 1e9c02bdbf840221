"""Days of publication as pages print them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = (
    "january jan gennaio enero janvier januar janeiro",
    "february feb febbraio febrero février februar fevereiro",
    "march mar marzo mars märz março",
    "april apr aprile abril avril",
    "may maggio mayo mai maio",
    "june jun giugno junio juin juni junho",
    "july jul luglio julio juillet juli julho",
    "august aug agosto août",
    "september sept sep settembre septiembre septembre setembro",
    "october oct ottobre octubre octobre oktober outubro",
    "november nov novembre noviembre novembro",
    "december dec dicembre diciembre décembre dezember dezembro",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
"""Month names and what number they have, in the languages whose pages carry English reports."""
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|º|\.)?"
_YEAR = r"(?P<year>\d{4}|[’']?\d{2})"
_PATTERNS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<one>\d{1,2})([/.-])(?P<two>\d{1,2})\2(?P<year>\d{4})(?!\d)"),
    re.compile(
        rf"(?<!\d){_DAY}[\s-]+(?:de\s+|of\s+)?{_MONTH},?[\s-]+(?:de\s+)?{_YEAR}(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE),
)
_CENTURY_TURNS_AT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDay:
    """Hold a date found in a line."""

    day: dt.date | None
    """The day; None where day and month cannot be told apart."""
    start: int
    """Where it begins in the line."""
    end: int
    """Where it ends in the line."""


def find_day(line: str, *, month_first: bool | None) -> PrintedDay | None:
    """Find the first date in a line.

    `03/04/2023` is the third of April or the fourth of March: `month_first`
    says which, and where it is None such a date stays unknown.
    """
    for pattern in _PATTERNS:
        for found in pattern.finditer(line):
            parts = found.groupdict()
            if "one" in parts:
                order = _order(int(parts["one"]), int(parts["two"]), month_first)
                if order is None:
                    return PrintedDay(day=None, start=found.start(), end=found.end())
                day, month = order
            else:
                month = MONTHS.get(parts["month"].lower()) or int(parts["month"])
                day = int(parts["day"])
            try:
                date = dt.date(_year(parts["year"]), month, day)
            except ValueError:
                continue
            return PrintedDay(day=date, start=found.start(), end=found.end())
    return None


def _order(one: int, two: int, month_first: bool | None) -> tuple[int, int] | None:
    """Tell day and month apart; None where nothing decides."""
    if one > 12 or one == two:
        return one, two
    if two > 12:
        return two, one
    if month_first is None:
        return None
    return (two, one) if month_first else (one, two)


def _year(words: str) -> int:
    """Read a year of four or two figures."""
    year = int(words.strip("’'"))
    if len(words) == 4:
        return year
    return year + (1900 if year >= _CENTURY_TURNS_AT else 2000)
