"""Tests of why a number is what it is, and not higher or lower."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from tests.library.extract_reports import report_of
from vaglio.explain import Number, TollLine, explain_numbers
from vaglio.explain._numbers import BETWEEN, FEWER, SAME_REPORT, SUPERSEDED
from vaglio.model.claim_json import header_of
from vaglio.model.record import Reported
from vaglio.pipeline import read_report, reconcile_claims


def _told(text: str, outlet: str, day: dt.date) -> list[Reported]:
    """Read one outlet's report."""
    id = "r:" + hashlib.sha256(f"{outlet} {text}".encode()).hexdigest()[:16]
    report = replace(report_of(text), id=id, publisher=outlet, published=day)
    document, claims = read_report(report)
    return [Reported(claim=claim, report=header_of(document)) for claim in claims]


def _line(*reports: tuple[str, str, int]) -> TollLine:
    """Join reports of May 2031 and give the one line of the toll."""
    told = [
        each for text, outlet, day in reports for each in _told(text, outlet, dt.date(2031, 5, day))
    ]
    [incident] = reconcile_claims(told).incidents
    [line] = explain_numbers(incident)
    return line


SEVEN = "Shelling killed seven people in Nairobi on 3 May 2031."
NINE = "Shelling killed nine people in Nairobi on 3 May 2031."
TWELVE = "Shelling killed 12 people in Nairobi on 3 May 2031."


def test_each_number_names_the_figures_that_set_it() -> None:
    """Three sources: the smallest sets the low, the largest the high, the latest the best."""
    line = _line((SEVEN, "Post", 4), (NINE, "Times", 5), (TWELVE, "Herald", 6))
    set_by = {number: [w.figure.best for w in line.setting(number)] for number in Number}
    assert set_by == {Number.LOW: [7], Number.BEST: [12], Number.HIGH: [12]}
    assert [w.why for w in line.figures] == ["", BETWEEN, ""]
    assert [w.why for w in line.beyond(Number.BEST)] == [FEWER, FEWER]
    assert line.beyond(Number.LOW) == line.beyond(Number.HIGH) == ()


def test_a_figure_that_its_own_source_replaced_is_said_to_be() -> None:
    """Why not lower: the outlet that said seven says nine since."""
    line = _line((SEVEN, "Post", 4), (NINE, "Post", 5))
    assert (line.toll.low, line.toll.best, line.toll.high) == (9, 9, 9)
    [lower] = line.beyond(Number.LOW)
    assert (lower.figure.best, lower.why) == (7, SUPERSEDED)


def test_a_figure_behind_another_of_its_report_is_said_to_be() -> None:
    """What a report says itself counts before the smaller figure that it quotes."""
    text = (
        f"{TWELVE}\n\nThe governor of Nairobi said the shelling on 3 May 2031 killed five people."
    )
    line = _line((text, "Post", 4))
    assert line.toll.low == 12
    assert [(w.figure.best, w.why) for w in line.beyond(Number.LOW)] == [(5, SAME_REPORT)]
