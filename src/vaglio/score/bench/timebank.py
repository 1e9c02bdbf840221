"""TimeBank: which dates a newspaper text names, and what days they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from vaglio.model.errors import CorpusInvalid
from vaglio.model.mention import DateUnit, NamedDate
from vaglio.pipeline import Reading, find_mentions
from vaglio.score.bench._rows import SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts
from vaglio.score.bench._timexes import Timex, TimexSort, score_timexes

NAME = "timebank"
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_VAGUE = {
    DateUnit.PAST: "PAST_REF",
    DateUnit.PRESENT: "PRESENT_REF",
    DateUnit.FUTURE: "FUTURE_REF",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBankText:
    """Hold one text of the corpus with the expressions of time marked in it."""

    text: Text
    """The text, with the day of its creation as that of publication."""
    timexes: tuple[Timex, ...]
    """What is marked in the text; the creation time is left out."""


def files(data: Path) -> Sequence[Path]:
    """List the marked texts of every folder."""
    return sorted((data / "timex").rglob("*.tml"))


def measure(data: Path, jobs: int) -> SetScore:
    """Read each text, and compare the expressions of time."""
    marked = [load(path) for path in files(data)]
    found = read_texts((m.text for m in marked), make=timexes_of, jobs=jobs)
    pairs = [(m, timexes or ()) for m, timexes in zip(marked, found, strict=True)]
    rows, misses = score_timexes(NAME, [(m.text, m.timexes, given) for m, given in pairs])
    return SetScore(rows=rows, misses=misses, words=sum(m.text.words for m in marked))


def load(path: Path) -> TimeBankText:
    """Read one text of the corpus.

    Args:
        path: A TimeML file.

    Returns:
        Its text and what is marked in it.

    Raises:
        CorpusInvalid: It is no TimeML with a text and a creation time.
    """
    try:
        root = ET.parse(path).getroot()
        body, created = root.find("TEXT"), root.find("DCT/TIMEX3")
        if body is None or created is None:
            raise ValueError("there is no TEXT or no DCT")
        published = dt.date.fromisoformat(created.attrib["value"][:10])
        pieces: list[str] = []
        timexes = tuple(_walk(body, pieces))
    except (ET.ParseError, KeyError, ValueError) as error:
        raise CorpusInvalid(
            input=str(path),
            problem=f"is not TimeML ({error})",
            next_step="restore the file as it was published",
        ) from error
    text = Text(id=path.stem, text="".join(pieces), published=published)
    return TimeBankText(text=text, timexes=timexes)


def _walk(element: ET.Element, pieces: list[str]) -> Iterator[Timex]:
    """Collect the words of an element, and what is marked in it."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        yield from _walk(child, pieces)
        pieces.append(child.tail or "")
    end = sum(map(len, pieces))
    if element.tag == "TIMEX3" and end > start:
        yield Timex(
            start=start,
            end=end,
            sort=TimexSort(element.attrib["type"]),
            value=element.attrib["value"],
        )


def timexes_of(reading: Reading) -> tuple[Timex, ...]:
    """Write the dates that a reading found in the terms of TimeML."""
    mentions = find_mentions(reading.document)
    return tuple(_timex(named) for date in mentions.dates for named in date.named)


def _timex(named: NamedDate) -> Timex:
    """Write one date in the terms of TimeML."""
    sort = TimexSort.TIME if named.hour else TimexSort.DATE
    if named.unit is DateUnit.STRETCH:
        sort = TimexSort.DURATION
    return Timex(start=named.span.start, end=named.span.end, sort=sort, value=value_of(named))


def value_of(named: NamedDate) -> str:
    """Give the value that TimeML has for a date.

    Args:
        named: The date as its words name it.

    Returns:
        A TIMEX3 value; empty where the days cannot be told, or for a length of
        time, which is no date.

    Source:
        TimeML 1.2.1, TIMEX3 values, as TimeBank writes them.
    """
    day, unit = named.start, named.unit
    if unit in _VAGUE:
        return _VAGUE[unit]
    if day is None:
        return ""
    year, week, _ = day.isocalendar()
    values = {
        DateUnit.DAY: f"{day:%Y-%m-%d}",
        DateUnit.WEEKEND: f"{year:04}-W{week:02}-WE",
        DateUnit.WEEK: f"{year:04}-W{week:02}",
        DateUnit.MONTH: f"{day:%Y-%m}",
        DateUnit.QUARTER: f"{day:%Y}-Q{(day.month + 2) // 3}",
        DateUnit.HALF: f"{day:%Y}-H{(day.month + 5) // 6}",
        DateUnit.SEASON: f"{day:%Y}-{_SEASONS.get(day.month, '')}",
        DateUnit.YEAR: f"{day:%Y}",
        DateUnit.DECADE: f"{day:%Y}"[:3],
        DateUnit.CENTURY: f"{day:%Y}"[:2],
    }
    return values.get(unit, "")


SET = BenchSet(
    name=NAME,
    about=(
        "American newspaper and broadcast texts of 1989 to 1998 with every expression of time "
        "marked: is it found, and does it mean the same days."
    ),
    files=files,
    measure=measure,
)
