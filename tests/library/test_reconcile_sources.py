"""Tests of whose figure a number is, and which of a source's figures counts."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest

from tests.library.test_reconcile_many import DAY, killed, told
from vaglio.explain import explain_incident
from vaglio.model.incident import Field, Grade, Incident
from vaglio.model.record import Reported
from vaglio.pipeline import reconcile_claims

NEXT = DAY + dt.timedelta(days=1)


def one(*reports: list[Reported]) -> Incident:
    """Join reports that tell of one incident."""
    [incident] = reconcile_claims(itertools.chain(*reports)).incidents
    return incident


def names(incident: Incident) -> list[tuple[str, str | None]]:
    """Name the sources of an incident, each with its outlet."""
    return [(source.name, source.outlet) for source in incident.sources]


VOICES = ["the mayor", "officials", "a doctor", "residents"]


@pytest.mark.parametrize("who", VOICES)
def test_whom_an_outlet_quotes_is_known_again_in_its_next_report(who: str) -> None:
    """The mayor of yesterday's report is that of today's, and takes the number back."""
    incident = one(
        told(f"Shelling killed 20 people in Nairobi on 3 May 2031, {who} said.", "Post"),
        told(f"Shelling killed 12 people in Nairobi on 3 May 2031, {who} said.", "Post", day=NEXT),
    )
    assert killed(incident) == (12, 12, 12)
    assert [figure.best for figure in incident.toll_history] == [20, 12]
    assert incident.grade is Grade.WEAK


@pytest.mark.parametrize("who", VOICES)
def test_whom_another_outlet_quotes_is_another_source(who: str) -> None:
    """The officials of two outlets are two voices, and neither takes back what the other said."""
    incident = one(
        told(f"Shelling killed 20 people in Nairobi on 3 May 2031, {who} said.", "Post"),
        told(f"Shelling killed 12 people in Nairobi on 3 May 2031, {who} said.", "Times", day=NEXT),
    )
    assert killed(incident) == (12, 12, 20)
    assert names(incident) == [(who, "Post"), (who, "Times")]
    assert incident.grade is Grade.FAIR


def test_the_toll_moves_from_noon_to_the_next_day() -> None:
    """Seven at noon, at least 12 in the evening, nine the next day: each by whom."""
    noon = told("Shelling killed seven people in Nairobi on 3 May 2031, police said.", "Post")
    evening = told(
        "At least 12 people were killed by shelling in Nairobi on 3 May 2031, police said.", "Post"
    )
    revised = told(
        "The death toll of the shelling in Nairobi on 3 May 2031 was revised to nine, police said.",
        "Post",
        day=NEXT,
    )
    assert killed(one(noon, evening)) == (12, 12, None)
    incident = one(noon, evening, revised)
    assert killed(incident) == (9, 9, 9)
    assert sorted((f.best, f.voice) for f in incident.toll_history if f.best) == [
        (7, "police"),
        (9, "police"),
        (12, "police"),
    ]
    assert "the same source has given a later figure since" in explain_incident(
        incident.id, reconcile_claims([*noon, *evening, *revised])
    )


def test_words_that_say_it_moved_go_before_the_higher_number() -> None:
    """Of two figures of one day the one “revised to” is the later, though it is the lower."""
    incident = one(
        told("Shelling killed 12 people in Nairobi on 3 May 2031, police said.", "Post"),
        told(
            "The death toll of the shelling in Nairobi on 3 May 2031 was revised to nine, "
            "police said.",
            "Post",
        ),
    )
    assert killed(incident) == (9, 9, 9)


ONE_VOICE = """
Shelling in Nairobi killed five people, officials say. Local officials said five were killed.
Five people were killed in Nairobi, doctors say. The town's doctors' committee counted five dead.
Five people died in Nairobi, the town's Doctors' Committee said. The committee said 9 were hurt.
Shelling killed five people in Nairobi. Five people were killed, the mayor said.
"""


@pytest.mark.parametrize("text", ONE_VOICE.strip().splitlines())
def test_a_shorter_name_is_the_same_voice(text: str) -> None:
    """Headline and lead name one source twice; the outlet only passes on what it says."""
    assert len(one(told(text, "Post")).sources) == 1


TWO_VOICES = """
Five people were killed in Nairobi, the mayor said. The deputy mayor said five people were killed.
Shelling killed nine people in Nairobi. The mayor said seven people were killed.
Five people were killed in Nairobi, officials said. The hospital said five people were killed.
"""


@pytest.mark.parametrize("text", TWO_VOICES.strip().splitlines())
def test_another_voice_is_another_source(text: str) -> None:
    """A deputy is somebody else; an outlet with a number of its own is a source."""
    assert len(one(told(text, "Post")).sources) == 2


def test_a_ministry_is_one_source_as_publisher_and_as_quoted() -> None:
    """It prints its own statement, calls itself “the ministry”, and others quote it."""
    incident = one(
        told("Shelling killed five people in Nairobi on 3 May 2031.", "Ministry of Health"),
        told(
            "The ministry said five people were killed by shelling in Nairobi on 3 May 2031.",
            "Ministry of Health",
        ),
        told(
            "Shelling killed five people in Nairobi on 3 May 2031, the Ministry of Health said.",
            "Post",
        ),
    )
    assert len(incident.sources) == 1


def test_a_file_without_a_publisher_is_no_outlet() -> None:
    """Officials of two files are two voices: nobody knows that one outlet printed them."""
    texts = [
        f"Shelling killed {n} people in Nairobi on 3 May 2031, officials said." for n in (5, 7)
    ]
    claims = [
        told(text, "publisher", day=day) for text, day in zip(texts, (DAY, NEXT), strict=True)
    ]
    assert killed(one(*claims)) == (5, 7, 7)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("The committee, which first reported 16 deaths, now puts the toll at 19.", 19),
        ("The committee first reported 16 deaths. The committee now says that 19 people died.", 19),
    ],
)
def test_what_was_first_reported_gives_way(text: str, stands: int) -> None:
    """Within one report the figure of now is the source's figure."""
    incident = one(told(f"Shelling hit a market in Nairobi on 3 May 2031. {text}", "Post"))
    assert killed(incident) == (stands, stands, stands)


def test_the_best_of_one_day_is_the_middle_figure() -> None:
    """No order of reports decides between figures of one day."""
    texts = {
        who: f"Shelling killed {n} people in Nairobi on 3 May 2031, {who} said."
        for who, n in (("police", 8), ("a hospital", 10), ("the mayor", 15))
    }
    incident = one(*(told(text, f"Outlet {who}") for who, text in texts.items()))
    assert killed(incident) == (8, 10, 15)
    words = explain_incident(
        incident.id,
        reconcile_claims(
            itertools.chain(*(told(text, f"Outlet {who}") for who, text in texts.items()))
        ),
    )
    assert "best, as it is the middle of one day's figures" in words


def test_a_partys_figure_is_best_only_where_nobody_else_gives_one() -> None:
    """Of one day the hospital's number stands before that of the side said to have done it."""
    army = told(
        "The Velian Front said it shelled Nairobi on 3 May 2031, killing two people.", "Times"
    )
    clinic = told("Shelling killed 15 people in Nairobi on 3 May 2031, a hospital said.", "Post")
    assert killed(one(army)) == (2, 2, 2)
    assert killed(one(army, clinic)) == (2, 15, 15)


def test_two_days_are_a_disagreement() -> None:
    """Who says which day is shown."""
    incident = one(
        told("A bomb killed 20 people at a market in Nairobi on 2 May 2031, police said.", "Post"),
        told(
            "A bomb killed 20 people at a market in Nairobi on 3 May 2031, a hospital said.", "Sun"
        ),
    )
    [about_day] = [each for each in incident.disagreements if each.about is Field.DAY]
    assert about_day.accounts == ("2031-05-02 (police)", "2031-05-03 (a hospital, Sun)")
    assert set(about_day.claims) <= set(incident.claims)


@pytest.mark.parametrize(
    "text",
    [
        "The Dawn Brigade said it bombed a market in Nairobi on 3 May 2031, killing five people.",
        (
            "A bomb killed five people in Nairobi on 3 May 2031. The Dawn Brigade claimed "
            "responsibility for the attack."
        ),
    ],
)
def test_whoever_takes_it_on_confirms_it(text: str) -> None:
    """A group that the codebook does not know confirms as one that it knows."""
    incident = one(told(text, "Post"))
    assert incident.grade is Grade.CONFIRMED
    assert "Dawn Brigade" in incident.grade_reason


@pytest.mark.parametrize("source", ["pasted", "-", "news/one.txt", "https://post.example/a"])
def test_reports_that_nobody_signed_are_not_one_outlet(source: str) -> None:
    """How a report came in is no outlet: its number takes nobody else's back."""
    texts = ("killed 20 people in Nairobi", "killed 12 people in Nairobi")
    reports = [told(f"Shelling {text} on 3 May 2031, officials said.", "") for text in texts]
    unsigned = [
        replace(each, report=replace(each.report, source=source))
        for each in itertools.chain(*reports)
    ]
    assert killed(one(unsigned)) == (12, 12, 20)
