"""The place of a verb, compared with the one that a corpus gives it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaglio.model.errors import CorpusInvalid
from vaglio.score.bench.event_location import SET


def _row(text: str, verb: str, *places: str) -> str:
    """Write a record as the corpus has it."""
    spans = [("VERB", verb), *(("LOCATION", place) for place in places)]
    return json.dumps(
        {
            "text": text,
            "spans": [
                {"label": label, "start": text.index(words), "end": text.index(words) + len(words)}
                for label, words in spans
            ],
        }
    )


def _figures(tmp_path: Path, *rows: str) -> dict[tuple[str, str], tuple[float | None, int]]:
    """Measure some records, and give each figure by metric and slice."""
    (tmp_path / "event_location").mkdir(exist_ok=True)
    (tmp_path / "event_location" / "some.jsonl").write_text("\n".join(rows), encoding="utf-8")
    metrics = {"same words": "exact", "words overlap": "overlap"}
    return {
        (metrics[row.metric.partition(", ")[2]], row.slice): (row.value, row.n)
        for row in SET.measure(tmp_path, 1).rows
    }


def test_none_is_an_answer(tmp_path: Path) -> None:
    """A verb without a place is right where nothing is found."""
    figures = _figures(
        tmp_path,
        _row("Soldiers shot a man in Homs on Monday.", "shot", "Homs"),
        _row("The soldiers shot three men on Monday.", "shot"),
        _row("Gunmen killed a trader in Cairo.", "killed"),
    )
    assert figures["exact", "all"] == (2 / 3, 3)
    assert figures["exact", "a place told"] == (1.0, 1)
    assert figures["exact", "no place told"] == (0.5, 2)


def test_overlap_forgives_the_edges_of_a_name(tmp_path: Path) -> None:
    """Longer words than those found overlap, and are not the same."""
    row = _row("Soldiers shot a man in the city of Homs before noon.", "shot", "the city of Homs")
    figures = _figures(tmp_path, row)
    assert figures["exact", "all"] == (0.0, 1)
    assert figures["overlap", "all"] == (1.0, 1)


def test_two_verbs_are_two_questions(tmp_path: Path) -> None:
    """A record with two verbs is asked for both."""
    row = json.loads(_row("Soldiers shot a man and burned a car in Homs.", "shot"))
    row["spans"].append({"label": "VERB", "start": 24, "end": 30})
    assert _figures(tmp_path, json.dumps(row))["exact", "all"][1] == 2


def test_a_broken_line_is_an_error(tmp_path: Path) -> None:
    """A file of another form is told by name and line."""
    with pytest.raises(CorpusInvalid, match=r"some\.jsonl:1"):
        _figures(tmp_path, "[]")
