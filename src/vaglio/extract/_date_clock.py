"""What a date is read against: the day of publication, and the story so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from vaglio.extract._date_line import Line
from vaglio.extract._date_types import DatePrecision, Found

_REACH = 14
"""How many words away a word that looks ahead may stand."""
_QUARTER = 95
"""More days than any quarter has."""
_FRESH = 370
"""Days after which a quarter is named only to compare with."""
_FRONT = 8
"""How far from the start of its sentence a date may wait for the verb after it."""


@dataclass(slots=True)
class Clock:
    """Keep the day of publication and the days that the text has named so far."""

    published: dt.date | None
    month_first: bool | None
    paragraph: int = 0
    _anchor: dt.date | None = None
    _anchored_in: int = 0
    _stretch: dt.date | None = None
    _stretched_in: int = 0
    quarter: dt.date | None = None
    _events: list[tuple[frozenset[str], dt.date]] = field(default_factory=list)

    @property
    def anchor(self) -> dt.date | None:
        """Give the last day named, in this paragraph or the one before."""
        return self._anchor if self.paragraph - self._anchored_in <= 1 else None

    @property
    def stretch(self) -> dt.date | None:
        """Give the first day of the last month or year named, or the last day named."""
        return self._stretch if self.paragraph - self._stretched_in <= 1 else None

    def note(self, found: Found) -> None:
        """Remember a day, a month or a year that the text has named."""
        if found.start is None or found.end is None:
            return
        if found.rule == "date.quarter":
            self._note_quarter(found.start, found.end)
        if found.precision is DatePrecision.DAY:
            self._anchor = found.start
            self._anchored_in = self.paragraph
        if found.precision in (DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR):
            self._stretch = found.start
            self._stretched_in = self.paragraph

    def _note_quarter(self, start: dt.date, end: dt.date) -> None:
        """Remember the quarter that a report tells of: the last named that is over."""
        if self.published is None or start > self.published:
            return
        whole = (end - start).days < _QUARTER
        fresh = (self.published - start).days < _FRESH
        if whole and fresh and (self.quarter is None or end < self.published):
            self.quarter = start

    def note_events(self, line: Line, day: dt.date | None) -> None:
        """Remember the words that stand in a sentence with a day."""
        if day is not None:
            self._events.append((frozenset(k for k in line.keys if len(k) > 3), day))

    def day_of(self, noun: str) -> dt.date | None:
        """Give the first day that stood in one sentence with a noun."""
        forms = {noun, noun + "s", noun.removesuffix("s")}
        return next((day for words, day in self._events if forms & words), None)


def looks_ahead(line: Line, first: int, last: int) -> bool:
    """Tell whether the words around a date speak of what is still to come.

    The nearest verb decides: first to the left, then, where a date opens its
    sentence, to the right.
    """
    left = _verb_left(line, first)
    if left is not None:
        return left
    right = _verb_right(line, last) if first <= _FRONT else None
    if right is not None:
        return right
    return _is_deadline(line, first, last)


def _is_deadline(line: Line, first: int, last: int) -> bool:
    """Tell whether a date without a verb is one "by" or "until" which something holds."""
    start = first
    while line.key(start - 1) == "-" or line.before("phase", start):
        start -= 1
    if line.key(start - 1) == "of":
        hit = line.before("phase", start - 1)
        start = hit[0] if hit else start
    if line.before("article", start):
        # "by the 23 February accord" is no deadline.
        if line.word(last) and not line.at("edge", last):
            return False
        start -= 1
    return (line.before("by", start) or line.before("until", start)) is not None


def _verb_right(line: Line, last: int) -> bool | None:
    """Look for the nearest verb to the right: ahead, past, or none found."""
    for i in range(last, min(len(line), last + _REACH)):
        if line.key(i) in (";", '"', "“", "”"):
            return None
        if line.at("future", i):
            return True
        if _is_past(line, i):
            return False
    return None


def _verb_left(line: Line, first: int) -> bool | None:
    """Look for the nearest verb to the left: ahead, past, or none found."""
    i = first - 1
    bare = False
    while i >= max(0, first - _REACH):
        if line.key(i) in (";", "“"):
            return None
        said = line.before("past", i + 1)
        if said is not None and said[0] < i:
            # "said to be".
            return False
        if line.before("future", i + 1):
            return True
        if line.key(i) == "to" and i + 1 < first and line.atoms[i + 1].tag == "VB":
            bare = True
        # "will be held": what looks past is passive after "be".
        if _is_past(line, i) and line.key(i - 1) != "be":
            return False
        i -= 1
    # A headline's "Leaders to meet on Monday".
    return True if bare else None


def _is_past(line: Line, i: int) -> bool:
    """Tell whether a word is a verb in a past form."""
    atom = line.atoms[i]
    if line.at("past", i):
        return True
    if atom.tag:
        return atom.tag in ("VBD", "VBN")
    return len(atom.text) > 4 and atom.text.islower() and atom.text.endswith("ed")
