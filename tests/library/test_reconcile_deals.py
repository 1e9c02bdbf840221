"""Tests of deals: their terms and due days, and what later claims say of them."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from tests.library.test_reconcile_many import told
from vaglio.model.access import AccessState
from vaglio.model.agreement import Agreement, CommitmentState, Owed
from vaglio.model.record import Record
from vaglio.model.track import MeetingState
from vaglio.pipeline import reconcile_claims

FIRST = dt.date(2031, 6, 18)
"""A Wednesday."""
SIGNED = (
    "Velia and the Northern Council signed a ceasefire agreement in Nairobi on Monday, mediated "
    "by Kenya. Under the deal, Velia will free 25 captives by 30 June and the Northern Council "
    "will withdraw its fighters from Marsk within three weeks."
)

ACCUSED = "Velia accused the Northern Council of failing to withdraw its fighters from Marsk."


def _record(*reports: str) -> Record:
    """Join reports, a month between them, each of another outlet."""
    claims = [
        told(text, f"Outlet {number}", day=FIRST + dt.timedelta(days=30 * number))
        for number, text in enumerate(reports)
    ]
    return reconcile_claims(itertools.chain.from_iterable(claims))


def _deal(*reports: str) -> Agreement:
    """Give the one agreement that some reports tell of."""
    [agreement] = _record(*reports).agreements
    return agreement


def _owed(agreement: Agreement, word: str) -> Owed:
    """Give the one thing owed whose words hold a word."""
    [owed] = [each for each in agreement.commitments if word in each.text]
    return owed


def test_a_deal_has_parties_a_mediator_a_day_and_a_place() -> None:
    """Who mediates is no party, and a day that stands beside a name is no party either."""
    deal = _deal(SIGNED)
    assert [each.name for each in deal.parties] == ["Velia", "the Northern Council"]
    assert [each.name for each in deal.mediators] == ["Kenya"]
    assert [each.name for each in deal.where] == ["Nairobi"]
    assert deal.when is not None
    assert deal.when.start == deal.when.end == dt.date(2031, 6, 16)


def test_time_limits_run_from_the_day_of_signing() -> None:
    """A day is a day, and three weeks count from the deal, not from the report."""
    deal = _deal(SIGNED)
    freed, left = _owed(deal, "captives"), _owed(deal, "fighters")
    assert (freed.debtor, freed.text) == ("Velia", "free 25 captives")
    assert freed.due is not None
    assert freed.due.end == dt.date(2031, 6, 30)
    assert left.debtor == "the Northern Council"
    assert left.due is not None
    assert left.due.end == dt.date(2031, 7, 7)


@pytest.mark.parametrize(
    ("later", "word", "state"),
    [
        ("Velia freed 25 captives on Thursday, the mayor said.", "captives", CommitmentState.KEPT),
        (
            "Velia freed 25 captives under the ceasefire agreement, the mayor said.",
            "ceasefire",
            CommitmentState.PROMISED,
        ),
        (
            ACCUSED,
            "fighters",
            CommitmentState.BROKEN,
        ),
        (
            "Velia said the Northern Council had violated the ceasefire.",
            "fighters",
            CommitmentState.PROMISED,
        ),
        (
            "Velia said the Northern Council had broken the deal.",
            "fighters",
            CommitmentState.BROKEN,
        ),
        (
            ACCUSED + " The Northern Council denied failing to withdraw its fighters.",
            "fighters",
            CommitmentState.DISPUTED,
        ),
        (
            "Velia freed 25 captives in May 2031, the mayor said.",
            "captives",
            CommitmentState.PROMISED,
        ),
    ],
)
def test_a_later_claim_changes_what_it_speaks_of(
    later: str, word: str, state: CommitmentState
) -> None:
    """Kept, broken and disputed stand with the one thing that is meant; no second deal is made."""
    deal = _deal(SIGNED, later)
    states = {each.state for each in deal.commitments if word in each.text}
    assert state in states


def test_a_breach_says_who_reports_it_and_who_denies_it() -> None:
    """Both sides of a quarrel over a ceasefire stand with it."""
    deal = _deal(
        "The government of Sudan and the Northern Council signed a ceasefire on Monday.",
        "Sudan said the Northern Council had violated the ceasefire. The Northern Council denied "
        "violating the ceasefire.",
    )
    [owed] = [each for each in deal.commitments if each.debtor == "the Northern Council"]
    assert owed.state is CommitmentState.DISPUTED
    assert [(each.source, each.state) for each in owed.news] == [
        ("Sudan", CommitmentState.BROKEN),
        ("The Northern Council", CommitmentState.KEPT),
    ]


def test_what_both_sides_owe_each_of_them_owes() -> None:
    """Words for all parties at once give way to the names of the parties."""
    deal = _deal(
        "Both sides signed a truce for the Lenta valley under which the army must pull back its "
        "artillery and the Front will release 15 prisoners by 20 July."
    )
    assert {each.name for each in deal.parties} == {"the army", "the Front"}
    assert {each.debtor for each in deal.commitments if each.text == "truce"} == {
        "the army",
        "the Front",
    }


def test_talks_are_held_put_off_or_fail() -> None:
    """Each meeting has the state that is told of it, and who mediates is no party."""
    [track] = _record(
        "Kenya said Velia and the Northern Council would meet in Nairobi on 25 June for talks it "
        "is mediating.",
        "Talks between Velia and the Northern Council in Nairobi planned for 30 June 2031 were "
        "postponed, Kenya said.",
        "Talks between Velia and the Northern Council in Nairobi collapsed on 19 June 2031.",
    ).tracks
    assert [each.state for each in track.meetings] == [
        MeetingState.FAILED,
        MeetingState.ANNOUNCED,
        MeetingState.POSTPONED,
    ]
    assert [each.name for each in track.parties] == ["Velia", "the Northern Council"]
    assert [each.name for each in track.mediators] == ["Kenya"]


def test_a_state_behind_a_name_lends_it_no_code() -> None:
    """A movement that meets in a capital is not that capital's state."""
    [track] = _record(
        "Talks between Velia and the Northern Council in Nairobi collapsed on Tuesday."
    ).tracks
    assert [each.actor for each in track.parties] == [None, None]


def test_a_crossing_that_is_told_open_and_closed_shows_both() -> None:
    """The one that the second speaker calls it is the crossing named before."""
    [way] = _record(
        "The Lenta crossing was closed on Wednesday. The customs office said it remained open."
    ).access
    assert {(each.source, each.state) for each in way.changes} == {
        ("Outlet 0", AccessState.CLOSED),
        ("The customs office", AccessState.OPEN),
    }


def test_what_a_way_had_been_before_is_not_how_it_stands() -> None:
    """A look back at the weeks before comes before what is told."""
    [way] = _record(
        "The Lenta crossing was reopened on Monday. It had been shut for five weeks."
    ).access
    assert way.state is AccessState.OPEN
