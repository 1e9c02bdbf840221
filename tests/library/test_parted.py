"""Tests of what parts the claims of one report into several incidents."""

from __future__ import annotations

import pytest

from tests.library.told_incidents import incidents_told, range_of, toll_of
from vaglio.model.claim import Harm


def test_attack_of_another_day_is_another_incident() -> None:
    """What happened a week before has its own toll."""
    main, other = incidents_told(
        "Shelling killed three people in Marsk on 3 May 2031.\n\n"
        "On 26 April 2031 an air strike killed nine people in the same town."
    )
    assert range_of(toll_of(main, Harm.KILLED)) == (3, 3, 3)
    assert range_of(toll_of(other, Harm.KILLED)) == (9, 9, 9)


def test_new_paragraph_goes_on_with_what_the_report_is_about() -> None:
    """After an aside on another day, a claim without a day is of the main incident."""
    main, other = incidents_told(
        "Shelling hit Marsk on 3 May 2031.\n\n"
        "On 26 April 2031 an air strike killed nine people in the same town.\n\n"
        "Three people were killed by the shelling, the mayor said."
    )
    assert range_of(toll_of(main, Harm.KILLED)) == (3, 3, 3)
    assert range_of(toll_of(other, Harm.KILLED)) == (9, 9, 9)


def test_attack_in_a_town_far_away_is_another_incident() -> None:
    """Places that are known to lie apart do not join, whatever the day."""
    main, other = incidents_told(
        "An air strike killed three people in Aleppo on 3 May 2031. "
        "An air strike killed nine people in Damascus on 3 May 2031."
    )
    assert range_of(toll_of(main, Harm.KILLED)) == (3, 3, 3)
    assert range_of(toll_of(other, Harm.KILLED)) == (9, 9, 9)


def test_village_that_is_only_named_does_not_bridge_two_towns() -> None:
    """Two towns far apart stay apart, though nobody knows where a third place lies."""
    main, other = incidents_told(
        "Shells hit Ban Tonlee village and Mosul, killing five people.\n\n"
        "Six soldiers were killed by a mine in the city of Kirkuk."
    )
    assert [range_of(toll_of(each, Harm.KILLED)) for each in (main, other)] == [
        (5, 5, 5),
        (6, 6, 6),
    ]


def test_what_goes_on_for_months_is_not_the_news() -> None:
    """“Since the beginning of the year” is not the day of the attack that is told."""
    [incident] = incidents_told(
        "A drone hit a house in Mosul, killing two people.\n\n"
        "Since the beginning of 2031 the army has stepped up its drone attacks."
    )
    assert incident.when is None


def test_items_of_a_list_are_incidents_of_their_own() -> None:
    """A dated list of earlier attacks adds nothing to the attack the report is about."""
    incidents = incidents_told(
        "Shelling killed three people in Marsk on Saturday.\n\n"
        "March 8: Shelling of a mill injured two people.\n\n"
        "March 9: Shelling of a farm killed four people."
    )
    assert [range_of(toll_of(i, Harm.KILLED)) for i in incidents[:1]] == [(3, 3, 3)]
    assert len(incidents) == 3


def test_aside_is_not_what_the_report_is_about() -> None:
    """“It is worth noting” turns to another attack."""
    main, _ = incidents_told(
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
    main, *_ = incidents_told(
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
    [main] = incidents_told(text)
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
    main, *_ = incidents_told(f"Shells killed five people in Marsk on Saturday, 3 May 2031. {told}")
    assert {f.best for f in main.toll_history} == {5, 7}


def test_what_came_before_the_news_is_another_incident() -> None:
    """Deaths that fighting followed are told twice and are one incident, not that of the news."""
    main, before = incidents_told(
        "Following a mine incident near the border, Orlian forces attacked Marsk.\n\n"
        "On 3 May 2031, following the death of seven villagers in two incidents with mines that "
        "Orlia says were laid by Velian gangs, fighting broke out in Marsk.\n\n"
        "At least 30 people were killed in Marsk, the mayor said."
    )
    assert {f.best for f in main.toll_history} == {30}
    assert {f.best for f in before.toll_history} == {7}
    assert len(before.claims) == 2


@pytest.mark.parametrize(
    "other",
    [
        "In addition, a farmer died in an air strike near his barn.",
        "The army said its men had killed another rebel in an ambush near the dam.",
        "The raids came after a bombing on Friday by a home-made glider killed a farmer.",
        "In Kirkuk 60 people were killed last year. One of the doctors was killed at his house.",
        "On 1 May, Radio Tarnok reported that a farmer was killed in an attack on his field.",
    ],
)
def test_one_more_attack_has_a_toll_of_its_own(other: str) -> None:
    """What is added to the news, looked back to or counted before it is no part of it."""
    main, *_ = incidents_told(
        f"Shelling killed five people in the city of Mosul on 3 May 2031.\n\n{other}"
    )
    assert range_of(toll_of(main, Harm.KILLED)) == (5, 5, 5)


def test_sum_over_two_towns_is_the_toll_of_neither() -> None:
    """Eleven are nine and two: each town has its own dead, and the sum is no incident's."""
    found = incidents_told(
        "Air strikes killed 11 people on 3 May 2031.\n\n"
        "Nine people were killed by the strikes in Mosul.\n\n"
        "Two people were killed by the strikes in Kirkuk."
    )
    assert [range_of(toll_of(each, Harm.KILLED)) for each in found] == [(9, 9, 9), (2, 2, 2)]


def test_list_under_a_total_is_no_incident() -> None:
    """What a total is made of, line by line, is a total as well."""
    [main] = incidents_told(
        "A drone killed two people in Mosul on 3 May 2031.\n\n"
        "According to the statistics of the group, drones left 40 people dead and wounded:\n\n"
        "21 people were killed in rebel areas.\n\n19 people were injured."
    )
    assert [range_of(line) for line in main.tolls] == [(2, 2, 2)]
