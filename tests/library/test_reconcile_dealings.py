"""Tests of agreements, tracks and access as many reports tell them."""

from __future__ import annotations

import datetime as dt
import itertools

from tests.library.test_reconcile_many import told
from vaglio.codebook import load_codebook
from vaglio.explain import record_in_words
from vaglio.model.access import AccessState
from vaglio.model.agreement import CommitmentState
from vaglio.model.record import Record
from vaglio.model.track import MeetingState
from vaglio.pipeline import reconcile_claims, retell

FIRST = dt.date(2031, 5, 4)
PROMISE = (
    "Under the agreement, the junta agreed to free all prisoners. The Movement for Tamrit agreed "
    "to leave the airport."
)


def _record(*reports: str) -> Record:
    """Join reports of days that follow one another, each of another outlet."""
    claims = [
        told(text, f"Outlet {number}", day=FIRST + dt.timedelta(days=number))
        for number, text in enumerate(reports)
    ]
    return reconcile_claims(itertools.chain.from_iterable(claims))


def _states(record: Record) -> dict[str, CommitmentState]:
    """Give the state of each thing owed, by the first words of what is owed."""
    owed = (each for agreement in record.agreements for each in agreement.commitments)
    return {each.text.split(",")[0]: each.state for each in owed}


def test_what_is_owed_is_kept_with_who_owes_it() -> None:
    """Each party's part of a deal is a commitment of its own, promised so far."""
    record = _record(PROMISE)
    owed = [each for agreement in record.agreements for each in agreement.commitments]
    assert {each.debtor for each in owed} == {"the junta", "The Movement for Tamrit"}
    assert {each.state for each in owed} == {CommitmentState.PROMISED}


def test_a_later_claim_says_that_a_commitment_was_kept() -> None:
    """The debtor did what it owed: the claim that says so stands with it."""
    record = _record(PROMISE, "The junta freed the prisoners on Tuesday, the mayor said.")
    [state] = [state for text, state in _states(record).items() if "prisoners" in text]
    assert state is CommitmentState.KEPT


def test_sources_that_differ_make_a_commitment_disputed() -> None:
    """One says that it was kept and another that it was not."""
    record = _record(
        PROMISE,
        "The junta freed the prisoners on Tuesday, the mayor said.",
        "The junta has not freed the prisoners, the bishop said.",
    )
    [state] = [state for text, state in _states(record).items() if "prisoners" in text]
    assert state is CommitmentState.DISPUTED


def test_who_says_what_became_of_it_is_a_claim_of_the_agreement() -> None:
    """Every word of an agreement leads to a claim that is named with it."""
    record = _record(PROMISE, "The junta freed the prisoners on Tuesday, the mayor said.")
    [agreement] = record.agreements
    [news] = [each.claim for owed in agreement.commitments for each in owed.news]
    assert news in agreement.claims
    assert news not in agreement.deal
    assert len(agreement.reports) == 2


def test_an_agreement_is_told_anew_with_what_became_of_it() -> None:
    """Told by its claims alone it says the same; by what became of it alone it is none."""
    claims = [
        *told(PROMISE, "Post", day=FIRST),
        *told("The junta freed the prisoners, the mayor said.", "Times", day=FIRST),
    ]
    [agreement] = reconcile_claims(claims).agreements
    own = [each for each in claims if each.claim.id in agreement.claims]
    assert retell(agreement, own, codebook=load_codebook()) == agreement
    news = [each for each in own if each.claim.id not in agreement.deal]
    assert retell(agreement, news, codebook=load_codebook()) is None


def test_what_is_not_due_yet_is_not_broken() -> None:
    """Who says before the day that it was not done does not say that it was broken."""
    promise = "The junta agreed to free all prisoners by 10 May 2031."
    denial = "The junta has not freed the prisoners, the bishop said."
    early = _record(promise, denial)
    [owed] = [each for agreement in early.agreements for each in agreement.commitments]
    assert owed.due is not None
    assert (owed.due.end, owed.state) == (dt.date(2031, 5, 10), CommitmentState.PROMISED)
    assert [agreement.when for agreement in early.agreements] == [None]
    late = told(promise, "Post", day=FIRST) + told(denial, "Times", day=dt.date(2031, 5, 12))
    [agreement] = reconcile_claims(late).agreements
    assert [each.state for each in agreement.commitments] == [CommitmentState.BROKEN]


def test_a_deal_that_somebody_mediated_is_a_deal() -> None:
    """What was signed is an agreement, also where the same sentence names who mediated."""
    record = _record(
        "The army and the rebels signed a ceasefire agreement in Jeddah on 2 May 2031, mediated "
        "by Norway."
    )
    [agreement] = record.agreements
    assert [actor.name for actor in agreement.mediators] == ["Norway"]
    assert record.tracks == ()


def test_talks_that_collapsed_were_not_held() -> None:
    """Talks that broke down are a failed meeting."""
    record = _record(
        "Talks between the army and the rebels, mediated by Norway, collapsed in Jeddah on 20 May "
        "2031, diplomats said."
    )
    [track] = record.tracks
    assert [meeting.state for meeting in track.meetings] == [MeetingState.FAILED]


def test_a_day_that_no_claim_says_is_not_made_of_the_reports() -> None:
    """Who says only that a road is closed does not say since when; the report's day orders it."""
    record = _record(
        "The port road was reopened for aid lorries on 4 May 2031, the customs office said.",
        "The army closed the port road, drivers said.",
    )
    [access] = record.access
    assert [(c.state, c.since) for c in access.changes] == [
        (AccessState.OPEN, dt.date(2031, 5, 4)),
        (AccessState.CLOSED, None),
    ]
    assert access.state is AccessState.CLOSED


def test_talks_are_one_track_with_their_meetings() -> None:
    """What was announced and what was held are told apart, meeting by meeting."""
    record = _record(
        "Talks between the Sudanese army and the paramilitaries, mediated by Saudi Arabia, will "
        "begin in Jeddah on 10 May 2031.",
        "Talks between the Sudanese army and the paramilitaries, mediated by Saudi Arabia, began "
        "in Jeddah on 20 May 2031.",
    )
    [track] = record.tracks
    assert [m.state for m in track.meetings] == [MeetingState.ANNOUNCED, MeetingState.HELD]
    assert track.state is MeetingState.HELD
    assert [actor.name for actor in track.mediators] == ["Saudi Arabia"]


def test_a_road_is_open_or_closed_over_time() -> None:
    """Each change stands with its day and with who says so."""
    record = _record(
        "The port road has been closed by the army since 1 May 2031.",
        "The port road was reopened for aid lorries on 5 May 2031, the customs office said.",
    )
    [access] = record.access
    assert access.way == "port road"
    assert [(c.state, c.since) for c in access.changes] == [
        (AccessState.CLOSED, dt.date(2031, 5, 1)),
        (AccessState.OPEN, dt.date(2031, 5, 5)),
    ]
    assert access.state is AccessState.OPEN


def test_aid_that_arrived_says_nothing_of_a_state() -> None:
    """A lorry that came through neither closes nor disrupts a road."""
    record = _record(
        "Two lorries of the Red Cross brought flour to Orlo by the port road on Monday."
    )
    assert record.access == ()


def test_what_is_demanded_is_no_deal_and_no_meeting() -> None:
    """A call for talks announces none, and dictating terms agrees to nothing."""
    record = _record(
        "The United States called on the Sudanese army and the paramilitaries to negotiate. "
        "The army demanded that the rebels agree to leave the airport."
    )
    assert record.agreements == ()
    assert [meeting for track in record.tracks for meeting in track.meetings] == []


def test_dealings_are_written_in_words() -> None:
    """A person reads who owes what, who meets whom and which road is closed."""
    words = record_in_words(
        _record(PROMISE, "The port road has been closed by the army since 1 May 2031.")
    )
    assert "commitment    the junta: free all prisoners  promised" in words
    assert "closed since 2031-05-01" in words
