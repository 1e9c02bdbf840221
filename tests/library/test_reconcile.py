"""Tests of joining the claims of one report into incidents."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.library.told_incidents import incidents_told, range_of, toll_of
from vaglio.model.claim import Harm, Who
from vaglio.model.incident import Field, Grade


def test_two_speakers_on_one_attack_give_one_incident_with_arange_of() -> None:
    """The report gives no figure of its own: those it quotes set low and high."""
    [incident] = incidents_told(
        "Shelling hit the market of Marsk on 3 May 2031. The mayor said 12 people were killed. "
        "Rebels said 15 people were killed."
    )
    line = toll_of(incident, Harm.KILLED)
    assert (line.low, line.high) == (12, 15)
    assert line.low_set_by != line.high_set_by
    assert set(line.low_set_by) < set(incident.claims)
    assert incident.when is not None
    assert incident.when.start == dt.date(2031, 5, 3)
    assert [each.about for each in incident.disagreements] == [Field.TOLL]


def test_open_figure_of_the_report_reaches_up_to_what_it_quotes() -> None:
    """“At least five” is no lower for a source that still counts four."""
    [incident] = incidents_told(
        "At least five people were killed by shelling in Marsk on 3 May 2031. "
        "A local station said four people were killed. The mayor said seven people were killed."
    )
    assert range_of(toll_of(incident, Harm.KILLED)) == (5, 5, 7)


def test_range_of_the_report_stands_as_it_is() -> None:
    """What the report weighed itself is not undone by the sources it names."""
    [incident] = incidents_told(
        "Between 13 and 15 people were killed by shelling in Marsk on 3 May 2031. "
        "The mayor said 20 people were killed. A clinic said ten people were killed."
    )
    assert range_of(toll_of(incident, Harm.KILLED)) == (13, None, 15)


def test_figure_of_the_report_reaches_up_to_a_larger_one() -> None:
    """A larger figure of somebody quoted is kept beside the report's own."""
    [incident] = incidents_told(
        "Shelling killed 13 people in Marsk on 3 May 2031. The mayor said 20 people were killed."
    )
    assert range_of(toll_of(incident, Harm.KILLED)) == (13, 13, 20)


def test_total_over_a_stretch_of_time_enters_no_incident() -> None:
    """A background total is a claim and never an incident's toll."""
    [incident] = incidents_told(
        "Shelling killed three people in Marsk on 3 May 2031. "
        "Since January, 120 people have been killed in the region."
    )
    assert range_of(toll_of(incident, Harm.KILLED)) == (3, 3, 3)


def test_general_denial_is_of_no_incident() -> None:
    """That a government would not harm anybody denies nothing in particular."""
    [incident] = incidents_told(
        "Orlian forces seized Marsk on 3 May 2031. Twelve people were killed, the mayor said.\n\n"
        "The Orlian government had always said that it did not shoot at farmers."
    )
    assert not any(actor.denied_by for actor in incident.actors)


def test_who_dies_of_wounds_is_counted_already() -> None:
    """A death in hospital days later is no incident of its own, and no other figure."""
    [incident] = incidents_told(
        "Shells killed 19 people in Marsk on 1 May 2031 and wounded 41. "
        "One of the injured, a boy of nine, died on 3 May 2031."
    )
    assert range_of(toll_of(incident, Harm.KILLED)) == (19, 19, 19)
    assert not incident.disagreements


def test_nameless_doers_compete_with_nobody() -> None:
    """“The gunmen” may be those whom somebody else names."""
    [incident] = incidents_told(
        "The gunmen shelled Marsk on 3 May 2031, the mayor said. "
        "The army said the Velian Front shelled Marsk on 3 May 2031."
    )
    assert incident.grade is Grade.FAIR


def test_number_goes_to_the_town_that_it_names() -> None:
    """A town told of further up is gone back to."""
    first, second = incidents_told(
        "Shells killed five people in Marsk on 3 May 2031.\n\n"
        "In another attack, a mine in Tarnok wounded a driver.\n\n"
        "A guard was killed as well in Tarnok."
    )
    assert [f.best for f in first.toll_history] == [5]
    assert sorted(f.best for f in second.toll_history if f.best) == [1, 1]


def test_report_without_a_day_tells_of_its_week() -> None:
    """What a report of May dates in January is not its news."""
    main, other = incidents_told(
        "Shelling killed three people in Marsk.\n\nOn 9 January 2031 a raid killed two people."
    )
    assert range_of(toll_of(main, Harm.KILLED)) == (3, 3, 3)
    assert range_of(toll_of(other, Harm.KILLED)) == (2, 2, 2)


def test_known_people_are_no_new_number() -> None:
    """“Their two sons” are among the dead; an open end reaches no lower for them."""
    [incident] = incidents_told(
        "Up to nine people were killed by shelling in Marsk. "
        "A clinic said seven people were killed. A neighbour said their two sons were killed."
    )
    assert range_of(toll_of(incident, Harm.KILLED)) == (7, None, 9)


def test_plan_and_guess_make_no_incident() -> None:
    """What may happen has harmed nobody."""
    assert (
        incidents_told("An attack on Marsk could kill hundreds of people, the mayor warned.") == []
    )


def test_named_people_do_not_lower_a_number() -> None:
    """Two of the dead named further down are some of those counted."""
    [incident] = incidents_told(
        "Seven people were killed by shelling in Marsk. "
        "Relatives said Ivan Brenko and Olga Brenko were killed."
    )
    assert range_of(toll_of(incident, Harm.KILLED)) == (7, 7, 7)


def test_part_of_a_toll_stands_under_its_whole() -> None:
    """“Including two children” is counted in the seven."""
    [incident] = incidents_told("Shelling killed seven people in Marsk, including two children.")
    whole, part = incident.tolls
    assert (part.who, part.low, part.part_of) == (Who.CHILDREN, 2, 0)
    assert range_of(whole) == (7, 7, 7)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Shelling killed three people in Marsk.", Grade.WEAK),
        (
            "Shelling killed three people in Marsk, the mayor and the hospital said.",
            Grade.FAIR,
        ),
    ],
)
def test_grade_counts_the_voices(text: str, grade: Grade) -> None:
    """One voice is weak, two are fair."""
    [incident] = incidents_told(text)
    assert incident.grade is grade


def test_who_did_it_is_kept_with_who_says_so() -> None:
    """An accusation names the party and the accuser."""
    [incident] = incidents_told(
        "The mayor said Russian forces shelled Marsk on 3 May 2031, killing three people."
    )
    [alleged] = incident.actors
    assert alleged.said_by == ("The mayor",)
    assert alleged.denied_by == ()


def test_reading_again_gives_the_same_incidents() -> None:
    """Ids come from content."""
    text = "Shelling killed three people in Marsk on 3 May 2031."
    assert incidents_told(text) == incidents_told(text)
