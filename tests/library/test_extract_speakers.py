"""Who says so, how, and how the thing stands: one rule a line."""

from __future__ import annotations

import pytest

from tests.library.extract_reports import cases, read, said, wrong
from vaglio.model.claim import SpeakerType

SAID = """
The mayor of Marsk said that shelling killed two people. => mayor of Marsk, states, happened
Shelling killed two people in Marsk, the mayor said. => mayor, states, happened
Shelling killed two people in Marsk, said Ann Reed. => Ann Reed, states, happened
“They shelled the school,” Ann Reed said. => Ann Reed, states, happened
According to the police, gunmen attacked a convoy near Velbor. => police, states, happened
Gunmen attacked a convoy near Velbor, according to the police. => police, states, happened
Gunmen attacked a convoy near Velbor, police said. => police, states, happened
The army claims that it captured the town of Velbor. => army, claims, happened
The rebels allege that soldiers burned the village. => rebels, alleges, happened
The army denied shelling the hospital. => army, denies, denied
The ministry denies that its troops fired on the crowd. => ministry, denies, denied
The governor fears that the clinic was bombed. => governor, fears, hypothetical
The United Nations called on both sides to open the road. => United Nations, calls_for, demanded
The governor accused the rebels of shelling the market. => governor, accuses, happened
The army announced that it had taken the bridge at Velbor. => army, announces, happened
The president promised that the road would be opened. => president, promises, planned
The governor suspects that rebels mined the road. => governor, suspects, happened
Analysts predict that the rebels will attack the port. => Analysts, predicts, hypothetical
Residents said soldiers burned ten houses. => Residents, states, happened
Some say that soldiers burned the houses. => Some, states, happened
Two men were shot in Velbor on Friday. => Valley Post, states, happened
The army and the police said that gunmen attacked the post. => army, states, happened
The army and the police said that gunmen attacked the post. => police, states, happened
Baku claims that its forces destroyed two guns. => Baku, claims, happened
Yerevan accused Baku of firing on its border posts. => Yerevan, accuses, happened
The Kremlin denied that its troops had attacked the town. => Kremlin, denies, denied
There were claims by the rebels that the army used gas. => rebels, claims, happened
Ann Reed, quoted by Interpress, said gunmen attacked the post. => Ann Reed, states, happened
The envoys will meet in Velbor on Friday to discuss a ceasefire. => Valley Post, states, planned
Fighting continued in Velbor on Saturday. => Valley Post, states, ongoing
The army did not shell the hospital, the general said. => general, states, denied
If the army attacks, the dam may be destroyed, an engineer said. => engineer, states, hypothetical
The rebels demanded that the army withdraw from Velbor. => rebels, calls_for, demanded
The committee warned that an attack would flood the valley. => committee, fears, hypothetical
Concerns that soldiers will attack the camp are growing. => unnamed, fears, hypothetical
Ann Reed visited Marsk. She said soldiers burned the mill. => Ann Reed, states, happened
The ministry named the dead. It also described the attack as murder. => ministry, states, happened
Ann Reed, according to Interpress, said gunmen attacked the post. => Ann Reed, states, happened
In a statement, the army said it destroyed two guns in Velbor. => army, states, happened
The army's claim that rebels shelled the mill was false, the mayor said. => army, claims, happened
Mayor Ann Reed told reporters that the mill was shelled. => Ann Reed, states, happened
Others said that the mill was shelled by the army. => Others, states, happened
Witnesses said the bus was hit by a shell. => Witnesses, states, happened
The foreign ministry condemned the attack on the mill. => foreign ministry, accuses, happened
The general vowed to retake the town of Velbor. => general, promises, planned
The army threatened to shell the town unless the rebels left. => army, promises, planned
The rebels claimed responsibility for the bombing. => rebels, claims, happened
The UN urged the army to stop the shelling. => UN, calls_for, demanded
The army rejected the accusation that it shelled the mill. => army, denies, denied
The mayor said the army had not shelled the mill. => mayor, states, denied
The army said it would withdraw from Velbor on Monday. => army, states, planned
The mill was allegedly shelled by the army. => unnamed, alleges, happened
A witness who asked not to be named said soldiers shot two men. => witness, states, happened
Turkey, Egypt and Kenya said the truce was broken by the rebels. => Kenya, states, happened
“Soldiers burned it,” said Ann Reed, a nurse. “They killed two men.” => Ann Reed, states, happened
Armenian officials said two soldiers were killed. => Armenian officials, states, happened
The mayor believes that the rebels fired the rockets. => mayor, suspects, happened
The police blamed the rebels for the bombing of the mill. => police, accuses, happened
The police confirmed that four people were killed. => police, states, happened
The police have arrested two men over the bombing. => Valley Post, states, happened
The rebels have called for a ceasefire. => rebels, calls_for, demanded
The two armies signed a ceasefire agreement on Friday. => Valley Post, states, happened
Talks between the army and the rebels collapsed on Friday. => Valley Post, states, happened
The bridge at Velbor has been closed since Monday. => Valley Post, states, ongoing
The army has blocked the road to Velbor. => Valley Post, states, happened
The road to Velbor remains closed. => Valley Post, states, ongoing
It is alleged that soldiers beat the prisoners. => unnamed, alleges, happened
A spokesman for the ministry said shells fell. => spokesman for the ministry, states, happened
"""
"""Each sentence with speaker (a leading article left out), stance and reality."""
NOT_YET = [
    wrong(
        "The road to Velbor is closed.",
        "Valley Post, states, ongoing",
        reason="a state of access told by an adjective",
    ),
    wrong(
        "The agency Interpress reported that the army shelled the mill.",
        "agency Interpress, states, happened",
        reason="the name of a speaker stops before its apposition",
    ),
]
NO_CLAIM = [
    "Did the army shell the mill?",
    "The weather stayed mild in Marsk.",
    "Two trains were late on Friday.",
    wrong("The mayor asked whether the army had shelled the mill.", reason="an indirect question"),
]
# sentence, a speaker who does not say it, a stance that is not theirs
NOT_SAID = [
    ("It is alleged that soldiers beat the prisoners.", "soldiers", "alleges"),
    ("The army denied shelling the hospital.", "Valley Post", "states"),
    ("The governor accused the rebels of shelling the market.", "rebels", "states"),
    ("The rebels demanded that the army withdraw from Velbor.", "army", "announces"),
    ("The army rejected the accusation that it shelled the mill.", "army", "states"),
    wrong(
        "There are concerns that the dam was hit, the governor said.",
        "governor",
        "states",
        reason="what is feared is also stated",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), [*cases(SAID), *NOT_YET])
def test_who_says_it_and_how(sentence: str, expected: str) -> None:
    """A claim of the sentence has this speaker, this stance and this reality."""
    assert expected in [", ".join(said(claim)) for claim in read(sentence)[1]]


@pytest.mark.parametrize("sentence", NO_CLAIM)
def test_what_nobody_says_is_no_claim(sentence: str) -> None:
    """A question, and what is of no concern here, give none."""
    assert read(sentence)[1] == []


@pytest.mark.parametrize(("sentence", "speaker", "stance"), NOT_SAID)
def test_nobody_is_given_words_that_are_not_theirs(
    sentence: str, speaker: str, stance: str
) -> None:
    """Whoever denies, or is accused, does not state the thing."""
    assert (speaker, stance) not in [said(claim)[:2] for claim in read(sentence)[1]]


def test_two_speakers_give_two_claims() -> None:
    """The claims are told apart by who makes them, and by nothing else."""
    _, claims = read("The army and the police said that gunmen attacked the post.")
    assert len({claim.id for claim in claims}) == len(claims) == 2
    assert {claim.speaker.name for claim in claims} == {"The army", "the police"}


def test_words_passed_on_keep_the_chain() -> None:
    """Whoever is quoted speaks; whoever quotes them stands in `via`."""
    _, claims = read("Ann Reed, quoted by the agency Interpress, said gunmen attacked the post.")
    assert claims[0].speaker.name == "Ann Reed"
    assert any("Interpress" in name for name in claims[0].speaker.via)


def test_the_report_speaks_for_its_publisher() -> None:
    """A claim without a speaker is the publisher's, and has no cue."""
    _, [claim] = read("Gunmen shot two men in Velbor on Friday.")
    assert claim.speaker.type is SpeakerType.PUBLISHER
    assert (claim.speaker.span, claim.cue) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Yerevan said that two soldiers were killed.", "ARM"),
        ("Armenian officials said two soldiers were killed.", "ARM"),
        ("The Kremlin denied that its troops had attacked the town.", "RUS"),
    ],
)
def test_a_seat_speaks_for_its_government(sentence: str, actor: str) -> None:
    """Capitals, seats and officials of a state speak for it."""
    assert read(sentence)[1][0].speaker.actor == actor
