"""Dates and places that a document names, in claims and outside of them."""

from __future__ import annotations

import datetime as dt

import pytest

from vaglio.model.mention import DateUnit, Mentions
from vaglio.model.report import Report
from vaglio.pipeline import find_mentions, read_report

PUBLISHED = dt.date(2031, 9, 17)


def _mentions(text: str) -> Mentions:
    """Read a text published on Wednesday 17 September 2031."""
    report = Report(
        id="r:0", source="-", data=text.encode(), content=text, published=PUBLISHED, language="en"
    )
    return find_mentions(read_report(report)[0])


@pytest.mark.parametrize(
    ("text", "words", "unit", "start", "end"),
    [
        ("It fell on Tuesday.", "Tuesday", "day", "2031-09-16", "2031-09-16"),
        ("It fell last week.", "last week", "week", "2031-09-08", "2031-09-14"),
        ("It fell over the weekend.", "the weekend", "weekend", "2031-09-13", "2031-09-14"),
        ("It fell in early May.", "early May", "month", "2031-05-01", "2031-05-31"),
        (
            "It fell in the third quarter of 2029.",
            "the third quarter of 2029",
            "quarter",
            "2029-07-01",
            "2029-09-30",
        ),
        ("It fell in summer 2029.", "summer 2029", "season", "2029-06-01", "2029-08-31"),
        ("It fell in 2029.", "2029", "year", "2029-01-01", "2029-12-31"),
        ("Mines were laid in the 1990s.", "the 1990s", "decade", "1990-01-01", "1999-12-31"),
        ("It was shut for three weeks.", "three weeks", "stretch", None, None),
        ("It fell recently.", "recently", "past", None, "2031-09-17"),
        ("It falls in the coming days.", "the coming days", "future", "2031-09-17", None),
    ],
)
def test_a_date_keeps_what_its_words_name(
    text: str, words: str, unit: str, start: str | None, end: str | None
) -> None:
    """The unit and all its days are kept, without preposition and not cut by "early"."""
    [mention] = _mentions(text).dates
    [named] = mention.named
    days = [day and str(day) for day in (named.start, named.end)]
    assert (named.span.of(text), named.unit.value, days) == (words, unit, [start, end])
    assert mention.when.span.start <= named.span.start
    assert mention.when.span.end == named.span.end


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("The road is now open.", "now", "present"),
        ("The road is currently mined.", "currently", "present"),
        ("They will soon leave.", "soon", "future"),
        ("It was mined in the past.", "the past", "past"),
        ("It may be mined in the future, they fear.", "the future", "future"),
        ("They leave in the coming days.", "the coming days", "future"),
    ],
)
def test_vague_words_stay_vague(text: str, words: str, unit: str) -> None:
    """No day is told, and none is made up: only the side is known."""
    [mention] = _mentions(text).dates
    [named] = mention.named
    assert (named.span.of(text), named.unit.value) == (words, unit)
    assert named.start is None or named.end is None


@pytest.mark.parametrize(
    "text",
    [
        "They left as soon as it fell.",
        "It fell soon after the siege.",
        "Future talks matter.",
        "The past mayor spoke.",
        "The quarter was shelled.",
        "A period of calm ended.",
    ],
)
def test_words_that_only_look_vague_are_no_dates(text: str) -> None:
    """A word that leans on another, or on a noun after it, tells no time."""
    assert _mentions(text).dates == ()


QUARTERLY = "In the second quarter 40 people were killed. "


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Mines killed 12 in the quarter.", "the quarter", "2031-04-01 2031-06-30"),
        ("In the latest quarter 12 died.", "the latest quarter", "2031-04-01 2031-06-30"),
        ("In the year-ago quarter 30 died.", "the year-ago quarter", "2030-04-01 2030-06-30"),
        ("In the year-earlier period 30 died.", "the year-earlier period", "2030-04-01 2030-06-30"),
        ("Of them 12 by mines, up from 9 a year ago.", "a year ago", "2030-04-01 2030-06-30"),
        ("In the 2029 quarter 30 died.", "the 2029 quarter", "2029-04-01 2029-06-30"),
        ("He left a year ago.", "a year ago", "2030-01-01 2030-12-31"),
    ],
)
def test_a_report_on_a_quarter_leans_on_it(text: str, words: str, value: str) -> None:
    """What is compared with the quarter of the report is the same quarter of another year."""
    mention = _mentions(QUARTERLY + text).dates[1]
    [named] = mention.named
    assert named.span.of(QUARTERLY + text) == words
    assert f"{named.start} {named.end}" == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("In the 2029 third quarter 9 died.", "the 2029 third quarter", "2029-07-01 2029-09-30"),
        (
            "In this year's first quarter 9 died.",
            "this year's first quarter",
            "2031-01-01 2031-03-31",
        ),
        ("In the quarter ended June 30 9 died.", "the quarter", "2031-04-01 2031-06-30"),
        ("It expects to report second-quarter losses.", "second-quarter", "2031-04-01 2031-06-30"),
        ("It fell in nineteen ninety-six.", "nineteen ninety-six", "1996-01-01 1996-12-31"),
        (
            "It fell in March twenty twenty-nine.",
            "March twenty twenty-nine",
            "2029-03-01 2029-03-31",
        ),
        (
            "It fell in the winter of nineteen seventy-two.",
            "the winter of nineteen seventy-two",
            "1972-12-01 1973-02-28",
        ),
    ],
)
def test_quarters_and_years_in_words(text: str, words: str, value: str) -> None:
    """A quarter takes the year beside it; a year may be spelled out."""
    named = _mentions(text).dates[0].named[0]
    assert named.span.of(text) == words
    assert f"{named.start} {named.end}" == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It fell in the first six months.", "the first six months", "2031-01-01 2031-06-30"),
        ("It fell in the first nine months.", "the first nine months", "2030-01-01 2030-09-30"),
        (
            "It fell in the first nine months of 2029.",
            "the first nine months of 2029",
            "2029-01-01 2029-09-30",
        ),
        (
            "It fell in the last two weeks of March 2030.",
            "the last two weeks of March 2030",
            "2030-03-18 2030-03-31",
        ),
        ("It fell in the last week of March.", "the last week of March", "2031-03-25 2031-03-31"),
        (
            "It fell in the last quarter of 2029.",
            "the last quarter of 2029",
            "2029-10-01 2029-12-31",
        ),
        ("It fell on the last day of 2029.", "the last day of 2029", "2029-12-31 2029-12-31"),
        ("It fell in the last week.", "the last week", "2031-09-08 2031-09-14"),
    ],
)
def test_the_ends_of_a_stretch(text: str, words: str, value: str) -> None:
    """The first and the last of a month or year are counted in it, and not by publication."""
    [mention] = _mentions(text).dates
    [named] = mention.named
    assert named.span.of(text) == words
    assert f"{named.start} {named.end}" == value


@pytest.mark.parametrize("text", ["It is hit each Thursday.", "They march every July."])
def test_what_recurs_is_no_date(text: str) -> None:
    """A day of every week is no one day."""
    assert _mentions(text).dates == ()


def test_an_article_belongs_to_the_noun_that_follows() -> None:
    """In "the 2029 ceasefire" the date is the year alone."""
    text = "The 2029 ceasefire held in the third quarter."
    spans = [date.named[0].span.of(text) for date in _mentions(text).dates]
    assert spans == ["2029", "the third quarter"]


def test_a_stretch_keeps_both_its_ends() -> None:
    """From one day to another is one mention made of two dates."""
    text = "It was shut from 3 May to 5 June 2031."
    [mention] = _mentions(text).dates
    assert [named.span.of(text) for named in mention.named] == ["3 May", "5 June 2031"]
    assert [named.unit for named in mention.named] == [DateUnit.DAY, DateUnit.DAY]
    assert (mention.when.start, mention.when.end) == (dt.date(2031, 5, 3), dt.date(2031, 6, 5))


def test_a_part_of_the_day_is_marked() -> None:
    """Whoever wants days alone can tell them from hours."""
    [evening, day] = _mentions("It fell on Tuesday evening. It burnt on Tuesday.").dates
    assert (evening.named[0].hour, day.named[0].hour) == (True, False)


def test_places_come_with_their_datelines() -> None:
    """A dateline's place is given, and marked as such."""
    text = "BEIRUT (CW) - Two shells fell near Tripoli in Lebanon, the mayor said.\n"
    places = _mentions(text).places
    assert [(p.place.name, p.dateline) for p in places] == [
        ("BEIRUT", True),
        ("Tripoli", False),
        ("Lebanon", False),
    ]


def test_nothing_named_is_empty() -> None:
    """A document without dates and places gives none."""
    assert _mentions("It rained.") == Mentions(dates=(), places=())
