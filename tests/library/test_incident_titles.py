"""Tests of what an incident is called."""

from __future__ import annotations

from tests.library.extract_reports import read
from vaglio.pipeline import incidents_of


def test_an_accusation_is_no_title_where_the_report_tells_it_itself() -> None:
    """The report's own words come before those of a party, whoever speaks first."""
    [incident] = incidents_of(
        *read(
            "The army accused rebels of shelling the market of Marsk on 3 May 2031, killing five. "
            "Shells killed five people in the market of Marsk on 3 May 2031."
        )
    )
    assert incident.title.startswith("Shells killed five people")


def test_what_only_a_party_tells_is_called_by_its_words() -> None:
    """Somebody's words are the title, and never none."""
    [incident] = incidents_of(
        *read("The army said shelling killed five people in Marsk on 3 May 2031.")
    )
    assert "shelling killed five people" in incident.title
