"""Tests of who did it where people were hurt in or by somebody's deed."""

from __future__ import annotations

import pytest

from vaglio.model.report import Report
from vaglio.pipeline import read_report


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Nine people died in Russian airstrikes on Orvane.", "Russian"),
        ("Nine villagers died in police firing near Orvane.", "police"),
        ("Two men were killed by police bullets.", "police"),
        ("Nine died due to police firing.", "police"),
        ("A baker was killed when the police fired into a crowd.", "the police"),
        ("Nine people were killed in a market in Orvane.", None),
        ("Nine people were killed when the market burned.", None),
        ("Nine people were killed in clashes in Orvane, police said.", None),
    ],
)
def test_a_deed_names_who_is_behind_a_toll(text: str, doer: str | None) -> None:
    """The deed in which people were hurt says whose it is; who speaks did nothing."""
    report = Report(id="r:1", source="test", data=text.encode(), content=text, language="en")
    claim = next(claim for claim in read_report(report)[1] if claim.tolls)
    assert [actor.name for actor in claim.actors] == ([doer] if doer else [])
