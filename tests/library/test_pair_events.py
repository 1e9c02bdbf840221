"""Tests of `code_event`: what one party does to another."""

from __future__ import annotations

import pytest

from vaglio.model.report import Report
from vaglio.model.span import Span
from vaglio.pipeline import code_event, read_report


def _coded(text: str, source: str, target: str) -> str | None:
    """Code the event between two names of an invented sentence."""
    report = Report(id="r:1", source="test", data=text.encode(), content=text, language="en")
    document, _ = read_report(report)
    spans = [Span(start=text.index(n), end=text.index(n) + len(n)) for n in (source, target)]
    event = code_event(document, source=spans[0], target=spans[1])
    return event.type if event is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya shelled Uganda.", "ASSAULT"),
        ("Kenya will shell Uganda.", "THREATEN"),
        ("Kenya threatened to shell Uganda.", "THREATEN"),
        ("Kenya visited Uganda.", "CONSULT"),
        ("Kenya agreed to talks with Uganda.", "AGREE"),
        ("Kenya will send food to Uganda.", "AGREE"),
        ("Kenya sent food to Uganda.", "AID"),
        ("Kenya suspended food aid to Uganda.", "SANCTION"),
        ("Kenya refused to send food to Uganda.", "REJECT"),
        ("Kenya will not lift the ban on Uganda.", "REJECT"),
        ("Kenya lifted the ban on Uganda.", "CONCEDE"),
        ("Kenya will not lift the ban until Uganda frees the men.", "REQUEST"),
        ("Kenya said that Uganda must free the men.", "REQUEST"),
        ("Kenya demanded that Uganda free the men.", "REQUEST"),
        ("Kenya called for sanctions against Uganda.", "REQUEST"),
        ("Kenya accused Uganda of shelling the port.", "ACCUSE"),
        ("Kenya sent inspectors to Uganda to investigate the raid.", "ACCUSE"),
        ("Kenya shared intelligence with Uganda.", "COOPERATE"),
        ("Kenya violated a ceasefire with Uganda.", "ASSAULT"),
        ("Kenya violated a ban by Uganda.", "REJECT"),
        ("Kenya called off its strike against Uganda.", "CONCEDE"),
        ("Kenya lies beside Uganda.", None),
    ],
)
def test_the_frame_decides_over_the_act(text: str, expected: str | None) -> None:
    """What is promised, asked, refused, threatened or ended is coded as such."""
    assert _coded(text, "Kenya", "Uganda") == expected


def test_the_act_on_the_target_is_coded_and_no_other() -> None:
    """Of two acts the one that the target stands under counts."""
    text = "Kenya shelled Chad and praised Uganda."
    assert _coded(text, "Kenya", "Chad") == "ASSAULT"
    assert _coded(text, "Kenya", "Uganda") == "SUPPORT"


def test_a_passive_act_is_told_of_its_agent() -> None:
    """Who suffers may stand first."""
    assert _coded("Nine Ugandans were arrested by Kenya.", "Kenya", "Ugandans") == "COERCE"
