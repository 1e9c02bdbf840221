"""Tests of joining the claims of one report into incidents."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.library.extract_reports import read
from vaglio.model.claim import Harm, Who
from vaglio.model.incident import Field, Grade, Incident, IncidentToll
from vaglio.pipeline import incidents_of


def _incidents(text: str) -> list[Incident]:
    """Read a report of 4 May 2031 and join its claims."""
    return incidents_of(*read(text))


def _toll(incident: Incident, harm: Harm) -> IncidentToll:
    """Give the line of an incident's toll that counts everybody harmed in one way."""
    [line] = [t for t in incident.tolls if t.harm is harm and t.part_of is None]
    return line


def _range(line: IncidentToll) -> tuple[int | None, int | None, int | None]:
    """Give low, best and high."""
    return (line.low, line.best, line.high)


def test_two_speakers_on_one_attack_give_one_incident_with_a_range() -> None:
    """The report gives no figure of its own: those it quotes set low and high."""
    [incident] = _incidents(
        "Shelling hit the market of Marsk on 3 May 2031. The mayor said 12 people were killed. "
        "Rebels said 15 people were killed."
    )
    line = _toll(incident, Harm.KILLED)
    assert (line.low, line.high) == (12, 15)
    assert line.low_set_by != line.high_set_by
    assert set(line.low_set_by) < set(incident.claims)
    assert incident.when is not None
    assert incident.when.start == dt.date(2031, 5, 3)
    assert [each.about for each in incident.disagreements] == [Field.TOLL]


def test_open_figure_of_the_report_reaches_up_to_what_it_quotes() -> None:
    """“At least five” is no lower for a source that still counts four."""
    [incident] = _incidents(
        "At least five people were killed by shelling in Marsk on 3 May 2031. "
        "A local station said four people were killed. The mayor said seven people were killed."
    )
    assert _range(_toll(incident, Harm.KILLED)) == (5, 5, 7)


def test_range_of_the_report_stands_as_it_is() -> None:
    """What the report weighed itself is not undone by the sources it names."""
    [incident] = _incidents(
        "Between 13 and 15 people were killed by shelling in Marsk on 3 May 2031. "
        "The mayor said 20 people were killed. A clinic said ten people were killed."
    )
    assert _range(_toll(incident, Harm.KILLED)) == (13, None, 15)


def test_figure_of_the_report_reaches_up_to_a_larger_one() -> None:
    """A larger figure of somebody quoted is kept beside the report's own."""
    [incident] = _incidents(
        "Shelling killed 13 people in Marsk on 3 May 2031. The mayor said 20 people were killed."
    )
    assert _range(_toll(incident, Harm.KILLED)) == (13, 13, 20)


def test_total_over_a_stretch_of_time_enters_no_incident() -> None:
    """A background total is a claim and never an incident's toll."""
    [incident] = _incidents(
        "Shelling killed three people in Marsk on 3 May 2031. "
        "Since January, 120 people have been killed in the region."
    )
    assert _range(_toll(incident, Harm.KILLED)) == (3, 3, 3)


def test_attack_of_another_day_is_another_incident() -> None:
    """What happened a week before has its own toll."""
    main, other = _incidents(
        "Shelling killed three people in Marsk on 3 May 2031.\n\n"
        "On 26 April 2031 an air strike killed nine people in the same town."
    )
    assert _range(_toll(main, Harm.KILLED)) == (3, 3, 3)
    assert _range(_toll(other, Harm.KILLED)) == (9, 9, 9)


def test_new_paragraph_goes_on_with_what_the_report_is_about() -> None:
    """After an aside on another day, a claim without a day is of the main incident."""
    main, other = _incidents(
        "Shelling hit Marsk on 3 May 2031.\n\n"
        "On 26 April 2031 an air strike killed nine people in the same town.\n\n"
        "Three people were killed by the shelling, the mayor said."
    )
    assert _range(_toll(main, Harm.KILLED)) == (3, 3, 3)
    assert _range(_toll(other, Harm.KILLED)) == (9, 9, 9)


def test_attack_in_a_town_far_away_is_another_incident() -> None:
    """Places that are known to lie apart do not join, whatever the day."""
    main, other = _incidents(
        "An air strike killed three people in Aleppo on 3 May 2031. "
        "An air strike killed nine people in Damascus on 3 May 2031."
    )
    assert _range(_toll(main, Harm.KILLED)) == (3, 3, 3)
    assert _range(_toll(other, Harm.KILLED)) == (9, 9, 9)


def test_village_that_is_only_named_does_not_bridge_two_towns() -> None:
    """Two towns far apart stay apart, though nobody knows where a third place lies."""
    main, other = _incidents(
        "Shells hit Ban Tonlee village and Mosul, killing five people.\n\n"
        "Six soldiers were killed by a mine in Basra."
    )
    assert [_range(_toll(each, Harm.KILLED)) for each in (main, other)] == [(5, 5, 5), (6, 6, 6)]


def test_what_goes_on_for_months_is_not_the_news() -> None:
    """“Since the beginning of the year” is not the day of the attack that is told."""
    [incident] = _incidents(
        "A drone hit a house in Mosul, killing two people.\n\n"
        "Since the beginning of 2031 the army has stepped up its drone attacks."
    )
    assert incident.when is None


def test_items_of_a_list_are_incidents_of_their_own() -> None:
    """A dated list of earlier attacks adds nothing to the attack the report is about."""
    incidents = _incidents(
        "Shelling killed three people in Marsk on Saturday.\n\n"
        "March 8: Shelling of a mill injured two people.\n\n"
        "March 9: Shelling of a farm killed four people."
    )
    assert [_range(_toll(i, Harm.KILLED)) for i in incidents[:1]] == [(3, 3, 3)]
    assert len(incidents) == 3


def test_aside_is_not_what_the_report_is_about() -> None:
    """“It is worth noting” turns to another attack."""
    main, _ = _incidents(
        "Shelling killed three people in Marsk.\n\n"
        "It is worth noting that a raid left two people dead and six injured."
    )
    assert [line.harm for line in main.tolls] == [Harm.KILLED]


ASIDES = """
Two soldiers were killed in a separate attack on Saturday evening.
Two days before this attack, two guards were wounded by a drone in Tarnok.
The shelling came after an ambush that killed two guards.
The army shelled the hills after two soldiers were killed by a mine.
The army said it killed two rebels in response.
"""


@pytest.mark.parametrize("aside", ASIDES.strip().splitlines())
def test_what_a_sentence_sets_apart_is_another_incident(aside: str) -> None:
    """A number of another attack stays out, even on the same day and in the same paragraph."""
    main, *_ = _incidents(
        f"Shells killed five people in Marsk on Saturday, 3 May 2031. {aside} "
        "The mayor said five people were killed."
    )
    assert {f.best for f in main.toll_history} == {5}


CONSEQUENCES = """
Five people were killed in Marsk on 3 May 2031 after a shell hit a house.
Photos show destruction in Marsk after air strikes on 3 May 2031 killed five people.
Five people died in Marsk on 3 May 2031 following an explosion.
"""


@pytest.mark.parametrize("text", CONSEQUENCES.strip().splitlines())
def test_what_an_attack_did_is_no_aside(text: str) -> None:
    """“After” before the attack itself sets nothing apart."""
    [main] = _incidents(text)
    assert {f.best for f in main.toll_history} == {5}


@pytest.mark.parametrize(
    "told",
    [
        "Radio Tarnok separately reported that seven people were killed in the attack.",
        "Doctors said the day after the attack that seven people were killed.",
    ],
)
def test_who_tells_it_apart_or_later_tells_of_the_same(told: str) -> None:
    """A report made apart, or a count made a day after the attack, is no other attack."""
    main, *_ = _incidents(f"Shells killed five people in Marsk on Saturday, 3 May 2031. {told}")
    assert {f.best for f in main.toll_history} == {5, 7}


def test_what_came_before_the_news_is_another_incident() -> None:
    """Deaths that fighting followed are told twice and are one incident, not that of the news."""
    main, before = _incidents(
        "Following a mine incident near the border, Orlian forces attacked Marsk.\n\n"
        "On 3 May 2031, following the death of seven villagers in two incidents with mines that "
        "Orlia says were laid by Velian gangs, fighting broke out in Marsk.\n\n"
        "At least 30 people were killed in Marsk, the mayor said."
    )
    assert {f.best for f in main.toll_history} == {30}
    assert {f.best for f in before.toll_history} == {7}
    assert len(before.claims) == 2


def test_general_denial_is_of_no_incident() -> None:
    """That a government would not harm anybody denies nothing in particular."""
    [incident] = _incidents(
        "Orlian forces seized Marsk on 3 May 2031. Twelve people were killed, the mayor said.\n\n"
        "The Orlian government had always said that it did not shoot at farmers."
    )
    assert not any(actor.denied_by for actor in incident.actors)


def test_who_dies_of_wounds_is_counted_already() -> None:
    """A death in hospital days later is no incident of its own, and no other figure."""
    [incident] = _incidents(
        "Shells killed 19 people in Marsk on 1 May 2031 and wounded 41. "
        "One of the injured, a boy of nine, died on 3 May 2031."
    )
    assert _range(_toll(incident, Harm.KILLED)) == (19, 19, 19)
    assert not incident.disagreements


def test_nameless_doers_compete_with_nobody() -> None:
    """“The gunmen” may be those whom somebody else names."""
    [incident] = _incidents(
        "The gunmen shelled Marsk on 3 May 2031, the mayor said. "
        "The army said the Velian Front shelled Marsk on 3 May 2031."
    )
    assert incident.grade is Grade.FAIR


def test_number_goes_to_the_town_that_it_names() -> None:
    """A town told of further up is gone back to."""
    first, second = _incidents(
        "Shells killed five people in Marsk on 3 May 2031.\n\n"
        "In another attack, a mine in Tarnok wounded a driver.\n\n"
        "A guard was killed as well in Tarnok."
    )
    assert [f.best for f in first.toll_history] == [5]
    assert sorted(f.best for f in second.toll_history if f.best) == [1, 1]


def test_report_without_a_day_tells_of_its_week() -> None:
    """What a report of May dates in January is not its news."""
    main, other = _incidents(
        "Shelling killed three people in Marsk.\n\nOn 9 January 2031 a raid killed two people."
    )
    assert _range(_toll(main, Harm.KILLED)) == (3, 3, 3)
    assert _range(_toll(other, Harm.KILLED)) == (2, 2, 2)


def test_known_people_are_no_new_number() -> None:
    """“Their two sons” are among the dead; an open end reaches no lower for them."""
    [incident] = _incidents(
        "Up to nine people were killed by shelling in Marsk. "
        "A clinic said seven people were killed. A neighbour said their two sons were killed."
    )
    assert _range(_toll(incident, Harm.KILLED)) == (7, None, 9)


def test_plan_and_guess_make_no_incident() -> None:
    """What may happen has harmed nobody."""
    assert _incidents("An attack on Marsk could kill hundreds of people, the mayor warned.") == []


def test_named_people_do_not_lower_a_number() -> None:
    """Two of the dead named further down are some of those counted."""
    [incident] = _incidents(
        "Seven people were killed by shelling in Marsk. "
        "Relatives said Ivan Brenko and Olga Brenko were killed."
    )
    assert _range(_toll(incident, Harm.KILLED)) == (7, 7, 7)


def test_part_of_a_toll_stands_under_its_whole() -> None:
    """“Including two children” is counted in the seven."""
    [incident] = _incidents("Shelling killed seven people in Marsk, including two children.")
    whole, part = incident.tolls
    assert (part.who, part.low, part.part_of) == (Who.CHILDREN, 2, 0)
    assert _range(whole) == (7, 7, 7)


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
    [incident] = _incidents(text)
    assert incident.grade is grade


def test_who_did_it_is_kept_with_who_says_so() -> None:
    """An accusation names the party and the accuser."""
    [incident] = _incidents(
        "The mayor said Russian forces shelled Marsk on 3 May 2031, killing three people."
    )
    [alleged] = incident.actors
    assert alleged.said_by == ("The mayor",)
    assert alleged.denied_by == ()


def test_reading_again_gives_the_same_incidents() -> None:
    """Ids come from content."""
    text = "Shelling killed three people in Marsk on 3 May 2031."
    assert _incidents(text) == _incidents(text)
