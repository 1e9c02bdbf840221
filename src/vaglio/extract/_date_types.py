"""What the readers of dates hand to each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from vaglio.model.claim import When
from vaglio.model.mention import DateUnit, NamedDate


class Edge(StrEnum):
    """Name how an event stands to the days that are named."""

    ON = "on"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    DURING = "during"
    BETWEEN = "between"
    BY = "by"


class DatePrecision(StrEnum):
    """Name how exactly a date is given; `none` where no days can be told."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    LONGER = "longer"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Hold one expression of time: where it stands and what days it means."""

    first: int
    """Index of its first token in the sentence, its preposition included."""
    last: int
    """Index after its last token."""
    when: When
    """The days; an open side is None, and both are where they cannot be told."""
    edge: Edge
    """How an event stands to those days."""
    precision: DatePrecision
    """How exactly the days are given, an open side left out of account."""
    named: tuple[NamedDate, ...]
    """The dates as the words name them, before a preposition opens a side."""
    duration: bool = False
    """True for a length of time ("for three decades") and not a point in it."""

    @property
    def is_known(self) -> bool:
        """Tell whether the days can be told, on one side at least."""
        return self.when.start is not None or self.when.end is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Hold the parts of a calendar date that are written."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    to_day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold a date's core, before the words to its left are read."""

    first: int
    last: int
    start: dt.date | None
    end: dt.date | None
    precision: DatePrecision
    rule: str
    why: str
    calendar: Calendar | None = None
    duration: bool = False
    edge: Edge | None = None
    unit: DateUnit | None = None
    """What is named, where its days do not show it."""
    hour: bool = False
    """Whether a part of the day stands in its words."""
    ends: tuple[Found, ...] = ()
    """The two dates that a stretch runs between."""
