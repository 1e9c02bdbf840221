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


def test_a_remark_without_place_and_number_is_no_title() -> None:
    """What happened is told by the sentence that says where and how many."""
    [incident] = incidents_of(
        *read(
            "Fighting resumed in January. Shells hit Marsk on 3 May 2031.\n\n"
            "The mayor said the shelling killed five people in Marsk."
        )
    )[:1]
    assert "Marsk" in incident.title


def test_the_end_of_a_sentence_is_no_title() -> None:
    """“When shells hit ...” is the title only where no whole sentence tells it."""
    [incident] = incidents_of(
        *read(
            "The road was closed when shells hit Marsk on 3 May 2031. "
            "The shelling killed five people in Marsk on 3 May 2031."
        )
    )[:1]
    assert incident.title[:1].isupper()
