"""The place of a verb, chosen by learned weights."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.library.place_texts import document_of
from vaglio.model.report import Report
from vaglio.model.span import Span
from vaglio.pipeline import places_of_event, read_report


def _places(text: str, verb: str, *, learned: bool = True) -> list[str]:
    """Ask for the places of a verb."""
    document, _ = read_report(Report(id="r:0", source="-", data=text.encode(), content=text))
    start = text.index(verb)
    span = Span(start=start, end=start + len(verb))
    return [place.name for place in places_of_event(document, span, learned=learned)]


@pytest.mark.parametrize(
    ("text", "verb", "wanted"),
    [
        ("Gunmen killed three farmers in Homs on Monday.", "killed", ["Homs"]),
        ("A bomb exploded near a market in Aleppo, Syria.", "exploded", ["Aleppo"]),
        ("Soldiers killed three farmers on Monday.", "killed", []),
    ],
)
def test_the_likeliest_place_is_given(text: str, verb: str, wanted: list[str]) -> None:
    """One place or none is given for a verb."""
    assert _places(text, verb) == wanted


def test_the_rule_of_claims_can_be_asked_for() -> None:
    """The rule gives every place of the clause."""
    text = "Gunmen killed farmers in Homs and in Aleppo."
    assert _places(text, "killed", learned=False) == ["Homs", "Aleppo"]


def test_a_sentence_on_many_roots_ends() -> None:
    """A parse that falls apart into single words gives an answer all the same."""
    text = "Gunmen killed farmers in Homs."
    document = document_of(text)
    loose = replace(document.sentences[0], parsed=True)
    document = replace(document, sentences=(loose,))
    assert len(places_of_event(document, Span(start=7, end=13))) <= 1
