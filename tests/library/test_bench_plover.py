"""Tests of the benchmark's set `plover`: a source, a target and the type between them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vaglio.model.errors import CorpusInvalid
from vaglio.score.bench.plover import SET


def _row(sentence: str, source: str, target: str, root: str) -> str:
    """Write one row that marks both parties; a party that is not in the text has no span."""
    ends = [[sentence.find(name), sentence.find(name) + len(name)] for name in (source, target)]
    spans = [pair if pair[0] >= 0 else None for pair in ends]
    row = {"id": source, "sentence": sentence, "source_span": spans[0], "target_span": spans[1]}
    return json.dumps({**row, "root": root}) + "\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Make a folder with invented rows in both forms of the corpus."""
    folder = tmp_path / "plover"
    folder.mkdir()
    rows = [
        _row("Rebels shelled the army in Orvane.", "Rebels", "army", "ASSAULT"),
        _row("Kenya met Uganda on Monday.", "Kenya", "Uganda", "CONSULT"),
        _row("Kenya shelled Uganda on Monday.", "Kenya", "Uganda", "AID"),
        _row("Kenya met Uganda on Friday.", "Kenya", "Chad", "CONSULT"),
    ]
    (folder / "wells.jsonl").write_text("".join(rows), encoding="utf-8")
    records = [
        {"id": "0", "event": "DOCUMENT"},
        {
            "id": "1",
            "event": "FIGHT",
            "text": "Rebels attacked soldiers near Tessek.",
            "source": [{"actorText": "Rebels"}],
            "target": [{"actorText": "soldiers"}],
        },
        {
            "id": "2",
            "event": "PROTEST",
            "text": "Students marched in Tessek.",
            "source": [{"actorText": "Students"}],
            "target": "",
        },
    ]
    (folder / "mills.json").write_text(json.dumps(records), encoding="utf-8")
    return tmp_path


def test_types_are_counted_by_file_and_older_names_folded(data: Path) -> None:
    """Two of three pairs are right; a record of the draft is right under today's name."""
    score = SET.measure(data, 1)
    value = {(row.slice, row.metric): row.value for row in score.rows}
    assert value["wells", "type given the pair, accuracy"] == pytest.approx(2 / 3)
    assert value["wells", "type given the pair, macro F1"] == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert value["mills", "type given the pair, accuracy"] == 1.0
    [miss] = score.misses
    assert (miss.kind, miss.wanted, miss.found) == ("AID read as ASSAULT", "AID", "ASSAULT")


def test_a_claim_must_hold_source_target_and_type(data: Path) -> None:
    """A pair counts as found where one claim names both parties and the type."""
    rows = {row.slice: row for row in SET.measure(data, 1).rows if row.metric.startswith("source,")}
    assert (rows["mills"].recall, rows["mills"].precision) == (1.0, 1.0)
    assert rows["wells"].n == 3


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    """A row without its fields is said with its file."""
    (tmp_path / "plover").mkdir()
    (tmp_path / "plover" / "wells.jsonl").write_text('{"id": "1"}\n', encoding="utf-8")
    with pytest.raises(CorpusInvalid, match=r"wells\.jsonl"):
        SET.measure(tmp_path, 1)


def test_an_absent_set_has_no_files(tmp_path: Path) -> None:
    """Nothing is looked for where the folder is not."""
    assert list(SET.files(tmp_path)) == []
