"""What a document names, in claims and outside of them: dates and places."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.claim import Place, When
from vaglio.model.span import Span


class DateUnit(StrEnum):
    """Name what the words of a date name: a day, a month, or only the past."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    STRETCH = "stretch"
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDate:
    """Hold one date as its words name it, before any preposition opens a side."""

    span: Span
    """Where its words stand, without the preposition."""
    start: dt.date | None
    """First day of all that is named: of "early May", 1 May; None where it cannot be told."""
    end: dt.date | None
    """Last day of all that is named: of "early May", 31 May; None where it cannot be told."""
    unit: DateUnit
    """What is named: a day, a month, a stretch of time, or only the past."""
    hour: bool = False
    """True where the words also give an hour or a part of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionedDate:
    """Hold one expression of time and the days that it means."""

    when: When
    """The days, as a claim would give them."""
    named: tuple[NamedDate, ...]
    """The dates it is made of: two in "from 3 May to 5 June", else one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionedPlace:
    """Hold one place that the text names."""

    place: Place
    """The place, as a claim would give it."""
    dateline: bool
    """True in a dateline, where the writer sits and nothing else need have happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Hold every date and place that a document names, in claims and outside."""

    dates: tuple[MentionedDate, ...]
    """The dates, in the order of the text; none overlap."""
    places: tuple[MentionedPlace, ...]
    """The places, in the order of the text."""
