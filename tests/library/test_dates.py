"""Dates are read to the day that a careful reader would give them, or left open."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

import vaglio.codebook
from tests.library.date_phrases import PHRASES
from vaglio.codebook import Codebook
from vaglio.codebook.rows import DateRow
from vaglio.codebook.tables import read_table
from vaglio.extract._dates import DateMention, DatePrecision, Edge, find_dates
from vaglio.model.document import Document, Paragraph, Section, Sentence, Token
from vaglio.model.span import Span
from vaglio.model.trace import Outcome, Trace

TABLE = Path(vaglio.codebook.__file__).parent / "tables" / "dates.csv"
BOOK = cast("Codebook", SimpleNamespace(dates=read_table(TABLE, DateRow)))
WEDNESDAY = dt.date(2031, 9, 17)
WORD = re.compile(r"\d+(?:/\d+)+|\w+\.(?=\s\d)|'s|\w+|[^\w\s]")


def _document(
    text: str, *, published: dt.date | None = WEDNESDAY, language: str = "en"
) -> Document:
    """Make a document of unparsed sentences, one a line, all in one paragraph."""
    sentences = []
    for line in re.finditer(r"[^\n]+", text):
        words = [
            Token(
                index=i,
                text=word.group(),
                lower=word.group().lower(),
                start=line.start() + word.start(),
                end=line.start() + word.end(),
                tag="",
                dep="",
                head=i,
            )
            for i, word in enumerate(WORD.finditer(line.group()))
        ]
        span = Span(start=line.start(), end=line.end())
        sentences.append(Sentence(span=span, paragraph=0, tokens=tuple(words), parsed=False))
    whole = Paragraph(span=Span(start=0, end=len(text)), section=Section.BODY)
    return Document(
        report_id="r:0",
        source="-",
        text=text,
        language=language,
        paragraphs=(whole,),
        sentences=tuple(sentences),
        published=published,
    )


def _read(
    text: str, *, published: dt.date | None = WEDNESDAY, language: str = "en"
) -> list[DateMention]:
    """Give the mentions of a text, sentence by sentence in one list."""
    document = _document(text, published=published, language=language)
    found = find_dates(document, codebook=BOOK, trace=None)
    return [mention for sentence in found for mention in sentence]


def _days(mention: DateMention) -> str:
    """Write a mention's days as the tables below do: one day, or from..to."""
    start, end = mention.when.start, mention.when.end
    if start is not None and start == end:
        return str(start)
    return f"{start or ''}..{end or ''}"


# The report is of Wednesday 17 September 2031; Orlo and Tarn are invented.
@pytest.mark.parametrize(("text", "days"), PHRASES, ids=[text for text, _ in PHRASES])
def test_a_phrase_gives_its_days(text: str, days: str) -> None:
    """Each phrase holds one mention, and it means these days."""
    assert [_days(mention) for mention in _read(text)] == [days]


NO_DATE = [
    "In all 2029 people were registered.",
    "They counted 30 fatalities and 138 wounded.",
    "The road may open; they march on.",
    "THE ROAD MAY OPEN AND THEY MARCH ON",
    "They sat in the sun.",
    "The fall of the town was near.",
    "It was at dawn that they left.",
    "It was the second attack.",
    "They live on the 9th floor.",
    "A march on the capital was banned.",
    "It began at 1830 hours.",
    "Orlo has 30,000 inhabitants.",
]


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date_is_none(text: str) -> None:
    """Numbers of people, verbs and parts of a day give no mention."""
    assert _read(text) == []


STORIES = [
    (
        "On 3 May 2029 Orlo was shelled.\nTwo days later the mill burnt.",
        ["2029-05-03", "2029-05-05"],
    ),
    ("On 3 May Orlo was shelled.\nThe next day the mill burnt.", ["2031-05-03", "2031-05-04"]),
    ("On 3 May Orlo was shelled.\nThe day before, the mill burnt.", ["2031-05-03", "2031-05-02"]),
    ("On 3 May Orlo was shelled.\nThat night the mill burnt.", ["2031-05-03", "2031-05-03"]),
    (
        "It began in March.\nThe following month it ended.",
        ["2031-03-01..2031-03-31", "2031-04-01..2031-04-30"],
    ),
    (
        "On 3 May fighting broke out.\nOn the evening of the first day of fighting Orlo fell.",
        ["2031-05-03", "2031-05-03"],
    ),
    (
        "On 3 May the offensive began.\nOn 9 May Tarn fell.\nThe third day of the offensive.",
        ["2031-05-03", "2031-05-09", "2031-05-05"],
    ),
    ("The following day the mill burnt.", [".."]),
    ("Two days later the mill burnt.", [".."]),
    ("On the second day of the offensive it rained.", [".."]),
]


@pytest.mark.parametrize(("text", "days"), STORIES)
def test_a_story_counts_from_the_day_it_named(text: str, days: list[str]) -> None:
    """What leans on the last day named stays open where none was."""
    assert [_days(mention) for mention in _read(text)] == days


@pytest.mark.parametrize(
    "text",
    ["Orlo was hit yesterday.", "It was hit on Tuesday.", "On 3 May it fell.", "In March it fell."],
)
def test_without_a_day_of_publication_nothing_is_invented(text: str) -> None:
    """A date that leans on an unknown day is found, and its days are open."""
    [mention] = _read(text, published=None)
    assert (mention.when.start, mention.when.end) == (None, None)
    assert mention.precision is DatePrecision.NONE


def test_a_full_date_needs_no_day_of_publication() -> None:
    """What is written in full is known."""
    [mention] = _read("On 3 May 2029 it fell.", published=None)
    assert _days(mention) == "2029-05-03"


def test_an_ambiguous_date_in_figures_is_declined_with_both_readings() -> None:
    """03/04 is unknown in plain English, and the trace says why."""
    trace = Trace()
    found = find_dates(_document("Cut on 03/04/2029."), codebook=BOOK, trace=trace)
    assert found[0][0].when.start is None
    [step] = trace.steps
    assert (step.rule, step.outcome) == ("date.ambiguous-numeric", Outcome.DECLINED)
    assert "03/04/2029 could be" in step.why


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Cut on 03/04/2029.", "en-us", "2029-03-04"),
        ("Cut on 03/04/2029.", "en-gb", "2029-04-03"),
        ("Cut on 03/04/2029.", "it", "2029-04-03"),
        ("Cut on 03/04/2029 and on 04/23/2029.", "en", "2029-03-04"),
        ("Cut on 03/04/2029 and on 23/04/2029.", "en", "2029-04-03"),
    ],
)
def test_language_or_another_date_decides_the_order(text: str, language: str, day: str) -> None:
    """A region, or a date that can be read only one way, settles the others."""
    assert _days(_read(text, language=language)[0]) == day


@pytest.mark.parametrize(
    ("text", "edge", "precision"),
    [
        ("It fell on Tuesday.", Edge.ON, DatePrecision.DAY),
        ("Since January it has been cut.", Edge.SINCE, DatePrecision.MONTH),
        ("It holds until Friday.", Edge.UNTIL, DatePrecision.DAY),
        ("They must leave by Friday.", Edge.BY, DatePrecision.DAY),
        ("It was open before 2029.", Edge.BEFORE, DatePrecision.YEAR),
        ("It was shut after 2029.", Edge.AFTER, DatePrecision.YEAR),
        ("It fell during last week.", Edge.DURING, DatePrecision.WEEK),
        ("It ran between 3 May and 5 May.", Edge.BETWEEN, DatePrecision.DAYS),
        ("The mines were laid in the 1990s.", Edge.DURING, DatePrecision.LONGER),
        ("It fell last summer.", Edge.DURING, DatePrecision.SEASON),
    ],
)
def test_edge_and_precision(text: str, edge: Edge, precision: DatePrecision) -> None:
    """The preposition gives the edge, the words the precision."""
    [mention] = _read(text)
    assert (mention.edge, mention.precision) == (edge, precision)


@pytest.mark.parametrize(
    "text",
    ["For three decades it was shut.", "For several weeks it was shut.", "It was shut for days."],
)
def test_a_length_of_time_is_a_duration_with_open_sides(text: str) -> None:
    """How long is told; from when to when is not."""
    [mention] = _read(text)
    assert mention.duration
    assert (mention.when.start, mention.when.end) == (None, None)


def test_mentions_quote_the_text_and_their_tokens() -> None:
    """Span, words and token range are the same stretch."""
    text = "It fell.\nOn the evening of 16 September, Orlo fell; Tarn on 3-5 May."
    document = _document(text)
    found = find_dates(document, codebook=BOOK, trace=None)
    assert [len(mentions) for mentions in found] == [0, 2]
    for sentence, mentions in zip(document.sentences, found, strict=True):
        for mention in mentions:
            assert mention.when.span.of(text) == mention.when.text
            assert sentence.tokens[mention.first].start == mention.when.span.start
            assert sentence.tokens[mention.last - 1].end == mention.when.span.end


def test_a_trace_changes_nothing_and_names_each_date() -> None:
    """The same mentions come with and without a trace, one step for each."""
    document = _document("Orlo was hit on Tuesday and in March.")
    trace = Trace()
    traced = find_dates(document, codebook=BOOK, trace=trace)
    assert traced == find_dates(document, codebook=BOOK, trace=None)
    assert [step.rule for step in trace.steps] == ["date.weekday-past", "date.calendar"]


def test_no_word_has_the_same_role_twice() -> None:
    """The table of dates says one thing about a word in one role."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        keys = [(row["word"], row["role"]) for row in csv.DictReader(file)]
    assert len(keys) == len(set(keys))
