"""Tests of the benchmark's set `satp`: four kinds of violence."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaglio.model.errors import CorpusInvalid
from vaglio.score.bench.satp import SET


def _write(folder: Path, text: str) -> Path:
    """Write one invented file of the corpus."""
    (folder / "satp").mkdir()
    (folder / "satp" / "wells.tsv").write_text(text, encoding="utf-8")
    return folder


def test_kinds_are_counted_by_file_and_by_kind(tmp_path: Path) -> None:
    """Two kinds found, one missed and one extra give 2/3 in all."""
    data = _write(
        tmp_path,
        "A bomb blast killed two farmers in Orvane on Monday.\t0\t1\t0\t0\n"
        "Gunmen abducted two nurses in Tessek on Friday.\t1\t0\t1\t0\n"
        "Rebels shot dead a teacher in Orvane on Friday.\t0\t0\t0\t0\n",
    )
    score = SET.measure(data, 1)
    rows = {(row.slice, row.metric): row for row in score.rows}
    micro = rows["wells", "kinds of violence, micro"]
    assert (micro.precision, micro.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert rows["all", "kinds of violence, macro F1"].value == pytest.approx((0 + 1 + 1) / 3)
    assert rows["bombing", "kinds of violence"].f1 == 1.0
    assert {miss.kind for miss in score.misses} == {"armed assault missed", "armed assault extra"}


def test_a_line_without_labels_is_refused(tmp_path: Path) -> None:
    """A line of another form is said with its number."""
    data = _write(tmp_path, "A bomb went off.\t0\t1\n")
    with pytest.raises(CorpusInvalid, match=r"wells\.tsv:1"):
        SET.measure(data, 1)
