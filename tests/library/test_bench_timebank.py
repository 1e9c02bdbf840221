"""The set of dates: its files, its terms and its figures."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from vaglio.model.errors import CorpusInvalid
from vaglio.model.mention import DateUnit, NamedDate
from vaglio.model.span import Span
from vaglio.score.bench import SetScore
from vaglio.score.bench._timexes import Timex, TimexSort, pairs_of
from vaglio.score.bench.timebank import SET, load, value_of

HEAD = (
    '<?xml version="1.0" ?>\n<TimeML>\n<DOCID>d</DOCID>\n<DCT><TIMEX3 tid="t0" type="DATE" '
    'value="2031-09-17" functionInDocument="CREATION_TIME">09/17/31</TIMEX3></DCT>\n'
)


def _timex(value: str, words: str, *, sort: str = "DATE") -> str:
    """Mark some words as the corpus does."""
    return f'<TIMEX3 tid="t1" type="{sort}" value="{value}">{words}</TIMEX3>'


def _measure(folder: Path, *texts: str) -> SetScore:
    """Write texts in the corpus's form into two folders, and measure."""
    for number, text in enumerate(texts):
        part = folder / "timex" / f"part{number % 2}"
        part.mkdir(parents=True, exist_ok=True)
        path = part / f"{number}.tml"
        path.write_text(f"{HEAD}<TEXT>\n{text}\n</TEXT>\n</TimeML>\n", encoding="utf-8")
    return SET.measure(folder, 1)


def _figures(score: SetScore, metric: str, slice_name: str = "all") -> tuple[float | None, ...]:
    """Give precision, recall and number of one row."""
    [row] = [r for r in score.rows if (r.metric, r.slice) == (metric, slice_name)]
    return row.precision, row.recall, row.n


def test_dates_are_right_where_words_and_days_agree(tmp_path: Path) -> None:
    """Of three dates one is right, one has other days, one is missed."""
    score = _measure(
        tmp_path,
        f'The <EVENT eid="e1">mill</EVENT> burnt on {_timex("2031-09-16", "Tuesday")}.',
        f"Orlo fell in {_timex('2030-03', 'March')}; it {_timex('PRESENT_REF', 'grows')}.",
    )
    assert _figures(score, "days of dates") == (0.5, pytest.approx(1 / 3), 3)
    assert _figures(score, "days of dates", "not vague") == (0.5, 0.5, 2)
    assert _figures(score, "days of dates", "day") == (1.0, 1.0, 1)
    assert _figures(score, "expressions, words overlap") == (1.0, pytest.approx(2 / 3), 3)
    assert sorted(miss.kind for miss in score.misses) == ["missed", "other days"]


def test_words_are_the_same_without_the_preposition(tmp_path: Path) -> None:
    """An overlap is half the way; the same words are the whole."""
    score = _measure(
        tmp_path, f"It fell in {_timex('2031-05', 'early May')} and <B>on</B> {_timex('x', 'a')}y."
    )
    assert _figures(score, "expressions, same words") == (1.0, 0.5, 2)
    score = _measure(tmp_path, f"It fell in early {_timex('2031-05', 'May')}.")
    assert _figures(score, "expressions, words overlap") == (1.0, 1.0, 1)
    assert _figures(score, "expressions, same words") == (0.0, 0.0, 1)


def test_a_length_of_time_is_no_date(tmp_path: Path) -> None:
    """Lengths count for the words and not for the days."""
    text = f"It was shut for {_timex('P3W', 'three weeks', sort='DURATION')}."
    score = _measure(tmp_path, text)
    assert _figures(score, "expressions, same words") == (1.0, 1.0, 1)
    assert _figures(score, "days of dates") == (None, None, 0)


def test_every_folder_is_read_and_an_absent_set_has_no_files(tmp_path: Path) -> None:
    """No folder's name is known beforehand."""
    assert SET.files(tmp_path) == []
    _measure(tmp_path, "It rained.", "It snowed.")
    assert [path.name for path in SET.files(tmp_path)] == ["0.tml", "1.tml"]


@pytest.mark.parametrize("text", ["no markup", "<TimeML><TEXT>It fell.</TEXT></TimeML>"])
def test_a_file_in_another_form_is_refused(tmp_path: Path, text: str) -> None:
    """A text without its creation time is not read as if nothing were in it."""
    path = tmp_path / "a.tml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusInvalid, match="is not TimeML"):
        load(path)


def test_offsets_count_in_the_text_without_marks(tmp_path: Path) -> None:
    """What is marked stands where the text has it; empty marks are left out."""
    _measure(tmp_path, f"<EVENT>Orlo</EVENT> fell {_timex('2031-09', '')}{_timex('2031', '2031')}.")
    marked = load(SET.files(tmp_path)[0])
    assert marked.text.published == dt.date(2031, 9, 17)
    [timex] = marked.timexes
    assert marked.text.text[timex.start : timex.end] == "2031"


@pytest.mark.parametrize(
    ("unit", "start", "value"),
    [
        ("day", "2031-09-06", "2031-09-06"),
        ("weekend", "2031-09-06", "2031-W36-WE"),
        ("week", "2031-12-29", "2032-W01"),
        ("month", "2031-09-01", "2031-09"),
        ("quarter", "2031-07-01", "2031-Q3"),
        ("half", "2031-07-01", "2031-H2"),
        ("season", "2031-12-01", "2031-WI"),
        ("year", "2031-01-01", "2031"),
        ("decade", "1990-01-01", "199"),
        ("century", "1901-01-01", "19"),
        ("past", None, "PAST_REF"),
        ("present", None, "PRESENT_REF"),
        ("future", "2031-09-17", "FUTURE_REF"),
        ("stretch", "2031-09-17", ""),
        ("unknown", None, ""),
    ],
)
def test_units_have_values_in_timeml(unit: str, start: str | None, value: str) -> None:
    """Each unit is written as TimeML writes it; a week by the year that holds its Thursday."""
    day = dt.date.fromisoformat(start) if start else None
    named = NamedDate(span=Span(start=0, end=1), start=day, end=day, unit=DateUnit(unit))
    assert value_of(named) == value


def test_pairs_take_the_same_words_first() -> None:
    """A longer expression does not take the partner of one with the same words."""

    def at(start: int, end: int) -> Timex:
        return Timex(start=start, end=end, sort=TimexSort.DATE, value="")

    long, short, far = at(0, 9), at(5, 9), at(20, 25)
    assert pairs_of([long, short], [short, far]) == [(short, short), (long, None), (None, far)]
    assert pairs_of([long], [short, far]) == [(long, short), (None, far)]
