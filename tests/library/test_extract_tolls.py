"""How many, of whom, and how sure: one rule a line."""

from __future__ import annotations

import pytest

from tests.library.extract_reports import PUBLISHED, cases, counted, read, wrong
from vaglio.model.claim import Scope

TOLLS = """
Shelling killed 12 people in Marsk. => killed unspecified 12
At least 12 people were killed in Marsk. => killed unspecified 12/12/-
Up to 40 people were killed in Marsk. => killed unspecified -/-/40
Between 10 and 15 people were killed in Marsk. => killed unspecified 10/-/15
Dozens of people were killed in Marsk. => killed unspecified 24/-/-
Hundreds were injured in Marsk. => injured unspecified 200/-/-
Thousands fled Marsk after the attack. => displaced unspecified 2000/-/-
There were 30 fatalities, including seven civilians, in Marsk. => killed total 30; civilian 7 in 0
Nobody was hurt in the attack on Marsk. => injured unspecified 0
There were no casualties in the attack on Marsk. => casualties unspecified 0
A family of five was killed in the shelling. => killed unspecified 5
The attack killed two women and three children. => killed total 5; women 2 in 0; children 3 in 0
The blast killed a woman. => killed women 1
Seven civilians and two soldiers were killed. => killed total 9; civilian 7 in 0; combatant 2 in 0
The attack left four dead and nine wounded. => killed unspecified 4; injured unspecified 9
The battle ended with four dead and nine wounded. => killed unspecified 4; injured unspecified 9
The attack left four dead, nine wounded. => killed unspecified 4; injured unspecified 9
It left six soldiers, all young, dead and nine hurt. => killed combatant 6; injured unspecified 9
The attack left 30 sheep dead and two herders injured. => injured civilian 2
Four people were killed and nine wounded in Marsk. => killed unspecified 4; injured unspecified 9
Twelve people are missing after the attack on Marsk. => missing unspecified 12
The army captured 14 rebels in Marsk. => captured combatant 14
Police detained 23 protesters in Marsk. => detained civilian 23
The death toll from the attack rose to 27. => killed total 27
A second victim died, raising the death toll to 27. => killed total 27
More than 2,300 people were killed in the attack. => killed unspecified 2300/2300/-
Nearly 50 people were injured in the blast. => injured unspecified -/50/50
About 50 people were injured in the blast. => injured unspecified -/50/-
Two soldiers were killed in the attack. => killed combatant 2
The airstrike killed 1.5 million people. => killed unspecified 1500000
The shelling killed three people and destroyed 40 houses. => killed unspecified 3
A 34-year-old man was killed in the shelling. => killed unspecified 1
Shelling wounded 8 people on 12 March 2031. => injured unspecified 8
Four thousand people were displaced by the fighting. => displaced unspecified 4000
Ten people died, among them four children. => killed total 10; children 4 in 0
Twenty people were killed or wounded in the attack. => casualties unspecified 20
A dozen people were killed in the attack. => killed unspecified 12
Scores of people were injured in the attack. => injured unspecified 40/-/-
Several people were injured in the attack. => injured unspecified 2/-/-
The bomb killed five people, two of them police officers. => killed total 5; unspecified 2 in 0
No fewer than 9 people were killed in the attack. => killed unspecified 9/9/-
The strike killed 11 to 14 people. => killed unspecified 11/-/14
The strike injured 11-14 people. => injured unspecified 11/-/14
The army killed 14 rebels. => killed combatant 14
The toll now stands at 27 dead. => killed total 27
It killed four miners and their driver. => killed civilian 5; civilian 4 in 0; civilian 1 in 0
One child was killed. => killed children 1
Twenty-one people were killed. => killed unspecified 21
The hospital received 14 bodies. => killed unspecified 14
Two people died of cholera. =>
The number of dead could rise. =>
He was killed in 2019. => killed unspecified 1
The rebels took 40 hostages. => captured unspecified 40
Gunmen kidnapped six aid workers. => captured civilian 6
The shell fell 300 metres from the school and injured two pupils. => injured children 2
Police fired 200 rounds and killed one man. => killed unspecified 1
An estimated 500 people were killed. => killed unspecified -/500/-
As many as 500 people were killed. => killed unspecified -/-/500
A couple and their two children were killed. => killed total 4; unspecified 2 in 0; children 2 in 0
No one was killed in the attack. => killed unspecified 0
Tens of thousands of people fled the city. => displaced unspecified 20000/-/-
Hundreds of thousands of people fled the city. => displaced unspecified 200000/-/-
A number of people were injured. => injured unspecified 2/-/-
Six people, including two children, were killed. => killed total 6; children 2 in 0
Four soldiers were killed and 30 civilians were wounded. => killed combatant 4; injured civilian 30
38 people were wounded, seven of them seriously. => injured unspecified 38
Casualties reached 60 in the attack. => casualties unspecified 60
One of the three wounded in the attack later died. => killed unspecified 1
The dead included two children. => killed children 2
Five to eight villagers, including six boys, were killed. => killed civilian 5/-/8; children 6 in 0
On Monday, 3 to 5 people, including a boy, were killed. => killed total 3/-/5; children 1 in 0
On 3 May 2031, at least 20 civilians – women and children – were killed. => killed civilian 20/20/-
At least 14 identified civilians, including boys, were killed. => killed civilian 14/14/-
Four people, two women and two boys, died. => killed unspecified 4; women 2 in 0; children 2 in 0
The agency documented the death of two civilians in a raid on a “safe zone”. => killed civilian 2
The raid left eight civilians, including two women, injured. => injured civilian 8; women 2 in 0
The raid caused injuries to three civilians and some damage. => injured civilian 3
Ten civilians were killed and two others were injured. => killed civilian 10; injured civilian 2
Six members of the militia died and two others were hurt. => killed combatant 6; injured combatant 2
Two women were killed and two others were injured. => killed women 2; injured unspecified 2
Mrs. Olga Brenko died when soldiers shelled the road. => killed women 1
The number of civilian deaths rose to three. => killed civilian 3
The strike killed between nine and more than 40 people. => killed unspecified 9/-/-
Villagers were wounded by shelling in Marsk. => injured civilian 2/-/-
One man was killed and others were injured. => killed unspecified 1; injured unspecified 2/-/-
No soldiers or villagers were killed. => killed combatant 0
"""
"""Each sentence with every toll of its claims: see `counted`."""
NOT_YET = [
    wrong(
        "The attack did not kill anyone.",
        "killed unspecified 0",
        reason="none, told by a negated verb",
    ),
    wrong(
        "The attack killed 20 people, most of them women.",
        "killed total 20; killed women 11/-/20 in 0",
        reason="a vague part of a toll",
    ),
    wrong(
        "Three of the wounded are children.",
        "injured children 3",
        reason="a part of a toll told by a copula",
    ),
    wrong("The army lost 12 men in the ambush.", "killed combatant 12", reason="a loss of men"),
]
# sentence, the scope of its first claim with a toll
SCOPES = [
    ("Since January 120 people have died in the fighting.", "period"),
    ("More than 9,000 people have been killed since the war began.", "period"),
    ("So far this year 300 people have been killed in the region.", "period"),
    ("The fighting has killed 900 people since March.", "period"),
    ("The party leads an insurgency since 1984, which has killed 900 people.", "period"),
    ("By its own statistics attacks left 40 people dead.", "period"),
    ("On Friday 12 people were killed in Marsk.", "incident"),
    ("At least 12 people were killed in Marsk this morning.", "incident"),
    ("From January to March the shelling killed 40 people.", "period"),
    ("Between January and March 40 people were killed.", "period"),
    ("In January 40 people were killed in Marsk.", "period"),
    ("In January a bomb killed 40 people in Marsk.", "incident"),
    ("Last month her son was killed by a mine.", "incident"),
    ("More than 5,000 villagers have been killed since the revolt broke out.", "period"),
    ("Years of bombing have left 9,000 dead in the south.", "period"),
    ("Over two decades the mines have killed 1,340 farmers.", "period"),
    ("The insurgency has killed 700 people.", "period"),
    ("The toll of the war stands at 21,000.", "period"),
    ("A ceremony marked the anniversary of the raid that killed 70 villagers.", "period"),
    ("It came a week after an earlier blast that killed nine people in Velbor.", "period"),
    ("Monitors recorded 61 murders in the province.", "period"),
    ("The office counted 230 civilians killed in 54 attacks.", "period"),
    ("The famine has killed an estimated 60,000 people.", "period"),
    ("The blast killed 1,200 people.", "incident"),
    ("The attack, the deadliest so far this year, killed 13 people.", "incident"),
    ("The shelling killed 12 people, the worst attack since 2018.", "incident"),
    ("The raid killed six people, bringing to 90 the number killed this year.", "incident"),
    ("Gunmen killed 14 people at a wedding; last year 60 people were killed there.", "incident"),
]


@pytest.mark.parametrize(("sentence", "tolls"), [*cases(TOLLS), *NOT_YET])
def test_tolls(sentence: str, tolls: str) -> None:
    """The claims of the sentence have these tolls and no other."""
    _, claims = read(sentence)
    assert counted(claims) == tolls


@pytest.mark.parametrize(("sentence", "scope"), SCOPES)
def test_scope(sentence: str, scope: str) -> None:
    """A total over a stretch of time is never an incident's toll."""
    _, claims = read(sentence)
    assert next(claim.scope for claim in claims if claim.tolls) is Scope(scope)


def test_one_happening_with_dead_and_wounded_is_one_claim() -> None:
    """Both numbers of a sentence that tells of one thing stand in one claim."""
    _, claims = read("Four people were killed and nine wounded in the attack.")
    assert len(claims) == 1


def test_left_dead_and_wounded_is_one_claim() -> None:
    """The same where a verb leaves people dead and wounded."""
    _, claims = read("The attack left four dead and nine wounded.")
    assert len(claims) == 1


def test_a_figure_that_may_change_is_provisional() -> None:
    """The text says so, and the claim keeps it."""
    _, claims = read("At the time of writing, nine people are missing.")
    assert [claim.provisional for claim in claims if claim.tolls] == [True]


def test_as_of_is_the_day_of_publication() -> None:
    """A count is one day's count."""
    _, claims = read("Shelling killed 12 people in Marsk.")
    assert [claim.as_of for claim in claims] == [PUBLISHED]


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        ("Two Armenian soldiers were killed in the attack.", {"Armenia"}),
        ("The blast killed three Kenyan peacekeepers and two Ugandans.", {"Kenya", "Uganda"}),
        ("Two people were killed in the attack.", {None}),
    ],
)
def test_a_side_stays_with_its_number(sentence: str, sides: set[str | None]) -> None:
    """Whose people they were is told of those people only."""
    _, claims = read(sentence)
    found = {toll.side for claim in claims for toll in claim.tolls if toll.who != "total"}
    assert found == sides


def test_families_are_not_counted_as_people() -> None:
    """Nobody has said how many people 300 families are."""
    _, claims = read("Some 300 families fled their homes.")
    assert [claim.tolls for claim in claims if claim.tolls] == []
