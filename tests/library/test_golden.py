"""What the code says now about invented reports, compared with what was accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaglio.ingest import Hints, gather
from vaglio.model.errors import VaglioError
from vaglio.pipeline import read_report
from vaglio.score import Reading, Source, check_golden, golden_in_words

CASES = Path(__file__).parents[1] / "golden"
NAMES = sorted(about.parent.name for about in CASES.glob("*/about.toml"))


def _read(source: Source) -> Reading:
    """Read a stored report through the whole pipeline."""
    hints = Hints(publisher=source.publisher, published=source.published, language=source.language)
    [report] = gather([source.path], hints=hints)
    if isinstance(report, VaglioError):
        raise report
    return read_report(report)


def test_there_are_enough_cases() -> None:
    """The issue asks for sixty cases at least."""
    assert len(NAMES) >= 60


@pytest.mark.parametrize("name", NAMES)
def test_the_case_holds(name: str) -> None:
    """The code says of this report what a person accepted."""
    [result] = check_golden(CASES, reader=_read, names=(name,))
    assert result.holds, "\n" + golden_in_words([result])
