"""LGL and GeoWebNews: which words name places, and where those are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vaglio.model.claim import Place
from vaglio.model.document import Document
from vaglio.model.errors import CorpusInvalid
from vaglio.model.span import Span
from vaglio.pipeline import Reading, find_mentions, resolve_places
from vaglio.score.bench._counts import Counts
from vaglio.score.bench._distances import CLOSE_KM, Distances, distance_km
from vaglio.score.bench._rows import BenchRow, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts

NAME = "toponyms"
_FAR_KM = 100_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Hold one name that the corpus marks, with its point where it has one."""

    span: Span
    """Where it stands."""
    words: str
    """The name as written."""
    point: tuple[float, float] | None
    """Latitude and longitude; None where the corpus gives none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Hold one article of the corpus."""

    corpus: str
    """The corpus that it is of."""
    text: Text
    """The article."""
    marks: tuple[Mark, ...]
    """The names marked in it."""


@dataclass(slots=True, kw_only=True)
class NameCounts:
    """Count one corpus."""

    guessed: Distances = field(default_factory=Distances)
    """Marked names by best guess."""
    placed: Counts = field(default_factory=Counts)
    """Marked names as on a map."""
    found: Counts = field(default_factory=Counts)
    """Names found, words overlapping."""
    exact: Counts = field(default_factory=Counts)
    """Names found, same words."""
    found_ways: Distances = field(default_factory=Distances)
    """Names found, by how far they are."""

    def rows(self, name: str) -> Iterator[BenchRow]:
        """Write its figures."""
        yield from self.guessed.rows(NAME, "marked names, best guess", slice_name=name)
        yield self.placed.row(NAME, "marked names put within 161 km, as on a map", slice_name=name)
        yield from self.found_rows(name)
        yield from self.found_ways.rows(NAME, "found names", slice_name=name)

    def found_rows(self, name: str) -> Iterator[BenchRow]:
        """Write the figures of finding names alone."""
        yield self.found.row(NAME, "names found, words overlap", slice_name=name)
        yield self.exact.row(NAME, "names found, same words", slice_name=name)


def files(data: Path) -> Sequence[Path]:
    """List the files of articles."""
    return sorted((data / NAME).glob("*.jsonl"))


def measure(data: Path, jobs: int) -> SetScore:
    """Read each article, and compare its places with those marked."""
    articles = [article for path in files(data) for article in articles_in(path)]
    slices: defaultdict[str, NameCounts] = defaultdict(NameCounts)
    misses: list[Miss] = []
    documents = read_texts((article.text for article in articles), make=_document, jobs=jobs)
    for article, document in zip(articles, documents, strict=True):
        counts = slices[article.corpus]
        misses += _compare_marked(article, document, counts)
        places = [named.place for named in find_mentions(document).places] if document else []
        misses += compare_found(article, places, counts)
    return SetScore(
        rows=tuple(row for name, counts in slices.items() for row in counts.rows(name)),
        misses=tuple(misses),
        words=sum(article.text.words for article in articles),
    )


def _document(reading: Reading) -> Document:
    """Keep only what is asked again: the document."""
    return reading.document


def articles_in(path: Path) -> Iterator[Article]:
    """Turn each line of the corpus into a text and its marks.

    Args:
        path: A file of articles.

    Returns:
        The articles in their order.

    Raises:
        CorpusInvalid: A line is no article with marked places.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                marks = [
                    Mark(
                        span=Span(start=mark["start"], end=mark["end"]),
                        words=mark["surface"],
                        point=None if mark["lat"] is None else (mark["lat"], mark["lon"]),
                    )
                    for mark in row["toponyms"]
                ]
                yield Article(
                    corpus=row["corpus"],
                    text=Text(id=str(row["id"]), text=row["text"], title=row["title"]),
                    marks=tuple(marks),
                )
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusInvalid(
                    input=f"{path}:{number}",
                    problem=f"is no article with marked places ({error!r})",
                    next_step="fetch the corpus again",
                ) from error


def _compare_marked(
    article: Article, document: Document | None, counts: NameCounts
) -> Iterator[Miss]:
    """Ask where the marked names are: the best guess, and what would be drawn on a map."""
    marks = [mark for mark in article.marks if mark.point is not None]
    spans = [mark.span for mark in marks]
    guessed = resolve_places(document, spans, best_guess=True) if document else _unread(marks)
    careful = resolve_places(document, spans) if document else _unread(marks)
    for mark, guess, place in zip(marks, guessed, careful, strict=True):
        way = _way(guess, mark)
        counts.guessed.add(way)
        sure = _way(place, mark)
        right = sure is not None and sure <= CLOSE_KM
        counts.placed.add(right=right, extra=sure is not None and not right, missed=not right)
        if way is None or way > CLOSE_KM:
            yield _miss(article, mark, guess, way)


def compare_found(article: Article, places: Sequence[Place], counts: NameCounts) -> Iterator[Miss]:
    """Compare the names found with those marked; those without a point are left out.

    Args:
        article: What the corpus marks.
        places: What was found.
        counts: What is to be added to.

    Returns:
        What was missed and what is extra.
    """
    found = list(places)
    wanted = [mark for mark in article.marks if mark.point is not None]
    others = [mark.span for mark in article.marks if mark.point is None]
    exact = {place.span for place in found}
    for mark in wanted:
        place = next((p for p in found if p.span.overlap(mark.span)), None)
        counts.exact.add(right=mark.span in exact, missed=mark.span not in exact)
        counts.found.add(right=place is not None, missed=place is None)
        if place is None:
            yield _miss(article, mark, None, None)
        else:
            counts.found_ways.add(_way(place, mark))
            found.remove(place)
    marked = {mark.span for mark in wanted}
    for span in exact - marked:
        counts.exact.add(extra=not any(span.overlap(other) for other in others))
    for extra in found:
        if any(extra.span.overlap(span) for span in others):
            continue
        counts.found.add(extra=1)
        yield Miss(
            set=NAME,
            metric="names found, words overlap",
            kind="extra",
            case=f"{article.corpus} {article.text.id} {extra.span.start}",
            words=extra.name,
            wanted="",
            found=extra.place or "only named",
            weight=0.5,
        )


def _unread(marks: Sequence[Mark]) -> tuple[Place, ...]:
    """Give names without a place, for a text that could not be read."""
    return tuple(Place(name=mark.words, span=mark.span) for mark in marks)


def _way(place: Place, mark: Mark) -> float | None:
    """Measure how far a place is from where the corpus puts it."""
    return distance_km(place, *mark.point) if mark.point is not None else None


def _miss(article: Article, mark: Mark, place: Place | None, way: float | None) -> Miss:
    """Describe a marked name that was not found, not placed or put elsewhere."""
    kind = "missed" if place is None else "no place" if way is None else "wrong place"
    latitude, longitude = mark.point or (0.0, 0.0)
    return Miss(
        set=NAME,
        metric="names found, words overlap" if place is None else "marked names, best guess",
        kind=kind,
        case=f"{article.corpus} {article.text.id} {mark.span.start}",
        words=mark.words,
        wanted=f"{latitude:.2f}, {longitude:.2f}",
        found="" if place is None or way is None else f"{place.place}, {way:.0f} km off",
        weight=1.0 + min(way or 0.0, _FAR_KM) / _FAR_KM,
    )


SET = BenchSet(
    name=NAME,
    about=(
        "Articles of small US newspapers (lgl) and of the web (gwn) with every place name "
        "marked: is it found, and put where it is."
    ),
    files=files,
    measure=measure,
)
