"""Find the dates of a report and the days they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from vaglio.extract import _date_absolute as absolute
from vaglio.extract import _date_counted as counted
from vaglio.extract import _date_periods as periods
from vaglio.extract import _date_relative as relative
from vaglio.extract import _date_seasons as seasons
from vaglio.extract import _date_story as story
from vaglio.extract import _date_years as years
from vaglio.extract._date_clock import Clock
from vaglio.extract._date_edges import beside, earlier_or_later, join
from vaglio.extract._date_line import Line, Words, words_of
from vaglio.extract._date_named import named_dates
from vaglio.extract._date_parts import part_of_stretch
from vaglio.extract._date_shifts import shifted
from vaglio.extract._date_types import DateMention, DatePrecision, Edge, Found
from vaglio.extract._date_vague import vague
from vaglio.model.claim import When
from vaglio.model.document import Document, Sentence
from vaglio.model.mention import NamedDate
from vaglio.model.span import Span
from vaglio.model.trace import Outcome, Step, Trace

if TYPE_CHECKING:
    from vaglio.codebook import Codebook

__all__ = ["DateMention", "DatePrecision", "Edge", "find_dates"]

_Reader: TypeAlias = Callable[[Line, int, Clock], Found | None]

# In order: what is written in full goes before what is counted, and that before single words.
_READERS: tuple[_Reader, ...] = (
    absolute.numeric_date,
    absolute.calendar_date,
    years.century_date,
    seasons.holiday,
    part_of_stretch,
    story.nth_day,
    seasons.quarter,
    periods.year_and_period,
    periods.year_ago,
    periods.the_period,
    counted.counted,
    vague,
    relative.day_word,
    relative.weekday,
    counted.narrative,
    shifted,
    seasons.season,
    relative.bare_unit,
    story.day_of_month,
    years.year_date,
)


def find_dates(
    document: Document, *, codebook: Codebook, trace: Trace | None
) -> tuple[tuple[DateMention, ...], ...]:
    """Find every expression of time in a report, and the days that it means.

    A date that leans on the day of publication ("yesterday", "in March") or on
    the last day named ("two days later") stays open on both sides where that
    day is not known. Nothing is invented: `03/04/2023` stays unknown too,
    unless the language or another date of the report shows how it is written.

    Args:
        document: What `read` returned; its sentences need no parse.
        codebook: The definitions in force, of which the table of dates is used.
        trace: Receives one step for each date read or left unknown.

    Returns:
        For each sentence of the document, in order, its mentions in the order
        of the text; an empty tuple where it has none. Mentions never overlap.

    Source:
        Codebook, table `dates`; the days of unnamed years and weekdays follow
        TimeML 1.2.1 (the nearest such day, back unless a verb looks ahead).
    """
    words = words_of(codebook.dates)
    day = document.published
    # A day at the ends of the calendar is a slip, and no other can be counted from it.
    published = day if day is not None and day.year in absolute.YEARS else None
    clock = Clock(published=published, month_first=_month_first(document, words))
    result: list[tuple[DateMention, ...]] = []
    for sentence in document.sentences:
        if not _worth(sentence, words):
            result.append(())
            continue
        line = Line(sentence=sentence, source=document.text, words=words)
        clock.paragraph = sentence.paragraph
        result.append(tuple(_mentions(line, clock, trace)))
    return tuple(result)


def _worth(sentence: Sentence, words: Words) -> bool:
    """Tell whether any word of a sentence can open a date."""
    telling = words.telling
    for token in sentence.tokens:
        lower = token.lower
        if lower in telling or lower[:1].isdigit() or lower[-1:].isdigit():
            return True
    return False


def _mentions(line: Line, clock: Clock, trace: Trace | None) -> list[DateMention]:
    """Read one sentence."""
    cores = _joined(line, _cores(line, clock), clock)
    mentions: list[DateMention] = []
    floor = 0
    for core in cores:
        named = named_dates(line, core, floor)
        found, edge = beside(line, core, floor)
        found = earlier_or_later(line, found, clock)
        if found.first < floor:
            continue
        floor = found.last
        mention = _mention(line, found, edge, named)
        mentions.append(mention)
        if trace is not None:
            trace.steps.append(_step(line, found, mention))
    day = next((m.when.start for m in mentions if _a_day(m)), None)
    clock.note_events(line, day)
    return mentions


def _cores(line: Line, clock: Clock) -> list[Found]:
    """Find the dates of a sentence, from left to right, without their prepositions."""
    cores: list[Found] = []
    i = 0
    while i < len(line):
        core = None
        if cores and cores[-1].last == i - 1 and _links(line, i - 1, cores[-1]):
            core = years.year_at(line, i, clock)
        opens = line.key(i) in line.words.openers or line.key(i)[:1].isdigit()
        for reader in _READERS if core is None and opens else ():
            core = reader(line, i, clock)
            if core is not None:
                break
        if core is None:
            i += 1
            continue
        if line.before("every", core.first):
            # "each Thursday": no one day is meant.
            i = core.last
            continue
        cores.append(core)
        clock.note(core)
        i = core.last
    return cores


def _links(line: Line, i: int, left: Found) -> bool:
    """Tell whether a word links a year to the year that follows it."""
    if left.precision is not DatePrecision.YEAR:
        return False
    return line.at("to", i) is not None or line.key(i) in ("and", "or", "-", "–")


def _joined(line: Line, cores: list[Found], clock: Clock) -> list[Found]:
    """Join the two ends of a stretch of time."""
    result: list[Found] = []
    for core in cores:
        whole = join(line, result[-1], core, clock) if result else None
        if whole is not None:
            result[-1] = whole
        else:
            result.append(core)
    return result


def _mention(line: Line, found: Found, edge: Edge, named: tuple[NamedDate, ...]) -> DateMention:
    """Make the mention, with its words."""
    atoms = line.atoms
    span = Span(start=atoms[found.first].start, end=atoms[found.last - 1].end)
    when = When(start=found.start, end=found.end, text=span.of(line.source), span=span)
    return DateMention(
        first=atoms[found.first].token,
        last=atoms[found.last - 1].token + 1,
        when=when,
        edge=edge,
        precision=found.precision,
        named=named,
        duration=found.duration,
    )


def _a_day(mention: DateMention) -> bool:
    """Tell whether a mention gives the one day on which things happened."""
    return (
        mention.edge is Edge.ON
        and mention.precision is DatePrecision.DAY
        and mention.when.start is not None
    )


def _step(line: Line, found: Found, mention: DateMention) -> Step:
    """Record that a date was read, or why it was left unknown."""
    when = mention.when
    known = when.start is not None or when.end is not None or mention.duration
    days = f" ({when.start or 'open'} to {when.end or 'open'})" if known else ""
    return Step(
        rule=found.rule,
        outcome=Outcome.FIRED if known else Outcome.DECLINED,
        words=when.span,
        why=f"{when.text}: {found.why}{days}",
        sentence=line.sentence.span,
    )


def _month_first(document: Document, words: Words) -> bool | None:
    """Tell how the report writes dates in figures, from its other dates or its language."""
    for match in absolute.NUMERIC.finditer(document.text):
        a, b = int(match[1]), int(match[3])
        if len(match[1]) <= 2 and max(a, b) <= 31 and (a > 12) != (b > 12):
            return b > 12
    orders = words.starting.get("order", {})
    for _, value in orders.get(document.language.lower(), ()):
        return value == 2
    return None
