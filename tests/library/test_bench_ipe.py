"""Tests of the benchmark's set `ipe`: what police did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaglio.model.errors import CorpusInvalid
from vaglio.score.bench.ipe import SET

_ROWS = [
    (1, "police shot dead two rioters in orvane on monday.", ["KILL", "FORCE"]),
    (1, "a mob killed two farmers in tessek on monday.", []),
    (2, "nine students were arrested in tessek on friday.", ["ARREST"]),
    (3, "police watched from the roof in tessek.", ["FORCE"]),
    (4, "police opened fire on the crowd in tessek on friday.", []),
]


def _write(folder: Path, rows: list[dict[str, object]]) -> Path:
    """Write one invented file of the corpus."""
    (folder / "ipe").mkdir()
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "ipe" / "sents_wells.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_each_deed_is_counted_and_documents_are_ranked(tmp_path: Path) -> None:
    """Killing and arrest are found; of force one is found, one missed and one extra."""
    data = _write(
        tmp_path,
        [
            {"doc_id": doc, "sent_id": i, "sent_text": text, "sent_labels": labels}
            for i, (doc, text, labels) in enumerate(_ROWS)
        ],
    )
    score = SET.measure(data, 1)
    rows = {row.metric: row for row in score.rows}
    assert rows["police killed"].f1 == 1.0
    assert rows["police arrested"].f1 == 1.0
    assert (rows["police used force"].precision, rows["police used force"].recall) == (0.5, 0.5)
    assert rows["police used force, ranking of documents"].value == pytest.approx(
        (1 / 2 + 2 / 4) / 2
    )
    assert {miss.case for miss in score.misses} == {"3-3", "4-4"}


def test_a_line_of_another_form_is_refused(tmp_path: Path) -> None:
    """A line without its fields is said with its number."""
    with pytest.raises(CorpusInvalid, match=r"sents_wells\.jsonl:1"):
        SET.measure(_write(tmp_path, [{"doc_id": 1}]), 1)
