"""Place names of articles, compared with those that a corpus marks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaglio.model.claim import Place
from vaglio.model.errors import CorpusInvalid
from vaglio.model.span import Span
from vaglio.score.bench._distances import Distances, distance_km
from vaglio.score.bench.toponyms import SET

TEXT = "Floods hit Cairo and Homs. A man from Orlenbo drove to Paris, Texas, with Marta."


def _mark(words: str, point: tuple[float, float] | None) -> dict[str, str | int | float | None]:
    """Mark a name of the text."""
    start = TEXT.index(words)
    latitude, longitude = point or (None, None)
    return {
        "start": start,
        "end": start + len(words),
        "surface": words,
        "lat": latitude,
        "lon": longitude,
    }


def _folder(tmp_path: Path, *marks: dict[str, str | int | float | None]) -> Path:
    """Make a data folder with one article."""
    row = {"corpus": "wells", "id": 7, "title": None, "text": TEXT, "toponyms": marks}
    (tmp_path / "toponyms").mkdir()
    (tmp_path / "toponyms" / "some.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return tmp_path


def _figures(data: Path) -> dict[str, tuple[float | None, float | None, int]]:
    """Measure, and give precision or value, recall and number by metric."""
    rows = SET.measure(data, 1).rows
    assert {row.slice for row in rows} == {"wells"}
    return {
        row.metric: (row.precision if row.value is None else row.value, row.recall, row.n)
        for row in rows
    }


def test_marked_and_found_names_are_counted_apart(tmp_path: Path) -> None:
    """Cairo is right, Homs put elsewhere by the corpus, Orlenbo in no gazetteer."""
    data = _folder(
        tmp_path,
        _mark("Cairo", (30.06, 31.25)),
        _mark("Homs", (0.0, 0.0)),
        _mark("Orlenbo", (1.0, 1.0)),
        _mark("Paris", (33.66, -95.55)),
    )
    figures = _figures(data)
    assert figures["marked names, best guess, within 161 km"] == (0.5, None, 4)
    assert figures["marked names put within 161 km, as on a map"] == (2 / 3, 0.5, 4)
    assert figures["found names, within 161 km"] == (2 / 3, None, 3)


def test_marks_without_a_point_are_no_errors(tmp_path: Path) -> None:
    """What the corpus marks as no literal place is neither asked for nor an extra."""
    data = _folder(tmp_path, _mark("Cairo", (30.06, 31.25)), _mark("Homs", None))
    figures = _figures(data)
    # Paris and Texas are found too, and in none of the marks.
    assert figures["names found, words overlap"] == (1 / 3, 1.0, 1)


def test_misses_say_what_went_wrong(tmp_path: Path) -> None:
    """A name put elsewhere is worse than one without a place."""
    data = _folder(tmp_path, _mark("Homs", (0.0, 0.0)), _mark("Orlenbo", (1.0, 1.0)))
    kinds = {(miss.words, miss.kind) for miss in SET.measure(data, 1).misses}
    assert {("Homs", "wrong place"), ("Cairo", "extra"), ("Orlenbo", "missed")} <= kinds


def test_a_broken_line_is_an_error(tmp_path: Path) -> None:
    """A file of another form is told by name and line."""
    data = _folder(tmp_path)
    (data / "toponyms" / "some.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusInvalid, match=r"some\.jsonl:1"):
        SET.measure(data, 1)


def test_distances_go_over_the_globe() -> None:
    """A degree of longitude is 111 km at the equator, half of that at 60 degrees north."""
    span = Span(start=0, end=1)
    north = Place(name="A", span=span, latitude=60.0, longitude=179.5)
    assert distance_km(north, 60.0, -179.5) == pytest.approx(55.6, abs=0.1)
    assert distance_km(Place(name="A", span=span), 0.0, 0.0) is None


def test_shares_count_places_without_a_point() -> None:
    """The median is that of the places measured; the shares are of all asked."""
    distances = Distances()
    for way in (10.0, 100.0, 400.0, None):
        distances.add(way)
    close, near, middle = distances.rows("wells", "names")
    assert (close.value, near.value, middle.value) == (0.5, 0.25, 100.0)
    assert (close.n, middle.n) == (4, 3)
