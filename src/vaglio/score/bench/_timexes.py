"""Compare expressions of time: their words, and what days they mean."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from vaglio.score.bench._counts import Counts, rows_of
from vaglio.score.bench._rows import ALL, BenchRow, Better, Miss
from vaglio.score.bench._texts import Text

_AROUND = 60
_VAGUE = "only past, present or future"
_KNOWN = "not vague"
_KINDS = (
    ("day", re.compile(r"\d{4}-\d\d-\d\d$")),
    ("week", re.compile(r"\d{4}-W\d\d")),
    ("month", re.compile(r"\d{4}-\d\d$")),
    ("part of a year", re.compile(r"\d{4}-(?:Q\d|H\d|SP|SU|FA|WI)$")),
    ("year or longer", re.compile(r"\d{2,4}$")),
    (_VAGUE, re.compile(r"(?:PAST|PRESENT|FUTURE)_REF$")),
)
_OTHER = "partly unknown"


class TimexSort(StrEnum):
    """Name the sorts of expressions of time that TimeML tells apart."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """Hold one expression of time in the terms of TimeML."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    sort: TimexSort
    """Date, time of day, length of time, or what recurs."""
    value: str
    """What it means; empty where that cannot be told."""

    @property
    def kind(self) -> str:
        """Name what its value names: a day, a month, only the past."""
        return next((name for name, form in _KINDS if form.match(self.value)), _OTHER)


Marked = tuple[Text, Sequence[Timex], Sequence[Timex]]
Pair = tuple[Timex | None, Timex | None]


def score_timexes(
    set_name: str, texts: Iterable[Marked], *, peer: str | None = None
) -> tuple[tuple[BenchRow, ...], tuple[Miss, ...]]:
    """Score expressions of time as TempEval-3 does.

    Spans are scored over all sorts: strict where both ends are the same,
    relaxed where a character is shared. The value is scored over dates alone:
    a date of the corpus is right where a date that was found overlaps it and
    has its value; every other date that was found is an extra.

    Args:
        set_name: Name of the set.
        texts: Each text with what the corpus marks in it and what was found.
        peer: The other program that was measured; None for Vaglio.

    Returns:
        The rows, and each date that was read wrongly.

    Source:
        UzZaman et al., SemEval-2013 task 1 (TempEval-3), section 5.1.
    """
    strict, relaxed = Counts(), Counts()
    values: defaultdict[str, Counts] = defaultdict(Counts, {ALL: Counts(), _KNOWN: Counts()})
    misses: list[Miss] = []
    for text, wanted, found in texts:
        for pair in pairs_of(wanted, found):
            _count(relaxed, pair, right=None not in pair)
            _count(strict, pair, right=_same_words(pair))
        for pair in pairs_of(_dates(wanted), _dates(found)):
            right = _same_value(pair)
            _count(values[ALL], pair, right=right)
            _count_kinds(values, pair, right=right)
            if not right:
                misses.append(_miss(set_name, text, pair, (wanted, found)))
    rows = (
        relaxed.row(set_name, "expressions, words overlap"),
        strict.row(set_name, "expressions, same words"),
        *rows_of(set_name, "days of dates", values),
        *_error_rows(set_name, misses, round(values[ALL].right + values[ALL].missed)),
    )
    return tuple(replace(row, peer=peer) for row in rows), tuple(misses)


def pairs_of(wanted: Sequence[Timex], found: Sequence[Timex]) -> list[Pair]:
    """Pair what is wanted with what was found, each at most once.

    Args:
        wanted: What the corpus marks.
        found: What was found.

    Returns:
        Pairs that share a character, those with the same span first; what has
        no partner stands with None.
    """
    free = list(found)
    pairs: list[Pair] = []
    alone = []
    for left in wanted:
        same = next((f for f in free if (f.start, f.end) == (left.start, left.end)), None)
        if same is None:
            alone.append(left)
        else:
            free.remove(same)
            pairs.append((left, same))
    for left in alone:
        near = next((f for f in free if f.start < left.end and left.start < f.end), None)
        if near is not None:
            free.remove(near)
        pairs.append((left, near))
    return [*pairs, *((None, right) for right in free)]


def _dates(timexes: Sequence[Timex]) -> list[Timex]:
    """Keep the dates."""
    return [timex for timex in timexes if timex.sort is TimexSort.DATE]


def _same_words(pair: Pair) -> bool:
    """Tell whether both have the same span."""
    left, right = pair
    return bool(left and right and (left.start, left.end) == (right.start, right.end))


def _same_value(pair: Pair) -> bool:
    """Tell whether both mean the same."""
    left, right = pair
    return bool(left and right and left.value == right.value)


def _count(counts: Counts, pair: Pair, *, right: bool) -> None:
    """Count one pair; a wrong value is both an extra and a miss."""
    left, found = pair
    counts.add(
        right=right, extra=found is not None and not right, missed=left is not None and not right
    )


def _count_kinds(values: defaultdict[str, Counts], pair: Pair, *, right: bool) -> None:
    """Count a pair under the kind of what is wanted and the kind of what was found."""
    left, found = pair
    for timex, one in ((left, (left, None)), (found, (None, found))):
        if timex is None or (right and timex is found):
            continue
        for name in (timex.kind, _KNOWN) if timex.kind != _VAGUE else (_VAGUE,):
            _count(values[name], one, right=right)


def _error_rows(set_name: str, misses: Sequence[Miss], wanted: int) -> list[BenchRow]:
    """Give how many errors of each kind there are for one date wanted."""
    return [
        BenchRow(
            set=set_name,
            slice=kind,
            metric="errors for one date",
            value=count / wanted if wanted else None,
            n=count,
            better=Better.LOWER,
        )
        for kind, count in Counter(miss.kind for miss in misses).most_common()
    ]


def _miss(
    set_name: str, text: Text, pair: Pair, around: tuple[Sequence[Timex], Sequence[Timex]]
) -> Miss:
    """Describe a date that was read wrongly."""
    left, found = pair
    timex = left or found
    assert timex is not None  # a pair holds one at least
    words = text.text[max(0, timex.start - _AROUND) : timex.end + _AROUND]
    return Miss(
        set=set_name,
        metric="days of dates",
        kind=_kind_of_error(pair, around),
        case=f"{text.id}:{timex.start}",
        words=words,
        wanted=_shown(text, left),
        found=_shown(text, found),
        weight=1.0 if left else 0.5,
    )


def _kind_of_error(pair: Pair, around: tuple[Sequence[Timex], Sequence[Timex]]) -> str:
    """Name what is wrong with a pair."""
    left, found = pair
    if left is not None and found is not None:
        return "other days"
    timex, others = (left, around[1]) if left is not None else (found, around[0])
    assert timex is not None  # a pair holds one at least
    other = next((o for o in others if o.start < timex.end and timex.start < o.end), None)
    if left is not None:
        return "missed" if other is None else "taken for no date"
    return "extra" if other is None else "not a date but a length or hour"


def _shown(text: Text, timex: Timex | None) -> str:
    """Write an expression with its value."""
    if timex is None:
        return ""
    return f"{' '.join(text.text[timex.start : timex.end].split())} = {timex.value or 'unknown'}"
