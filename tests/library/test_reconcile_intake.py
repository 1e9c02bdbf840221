"""Tests of what is taken into a record, and in which order nothing depends on."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.test_reconcile_many import DAY, EVENING, NOON, told
from vaglio.model.claim import Reality
from vaglio.model.record import Decided, Reported, Standing
from vaglio.pipeline import reconcile_claims

NEXT = DAY + dt.timedelta(days=1)


def _with_best(each: Reported, best: int) -> Reported:
    """Give a claim of the same id that counts another number."""
    toll = replace(each.claim.tolls[0], low=best, best=best, high=best)
    return replace(each, claim=replace(each.claim, tolls=(toll,)))


TWICE = [
    told(NOON, "Post"),
    [_with_best(each, 99) for each in told(NOON, "Post")],
    [_with_best(each, 14) for each in told(NOON, "Post")],
    told("Shelling killed nine people in Nairobi on 3 May 2031, officials said.", "Times"),
    told("Shelling killed ten people in Nairobi on 3 May 2031, officials said.", "Times"),
    told("Shelling killed 8 people in Nairobi on 3 May 2031, officials said.", "Times", day=NEXT),
    told("Shelling killed 11 people in Nairobi on 3 May 2031, the mayor said.", "Sun", day=NEXT),
]


@settings(max_examples=15)
@given(order=st.permutations(range(len(TWICE))), cut=st.integers(0, len(TWICE)))
def test_no_order_decides_which_of_two_claims_of_one_id_is_taken(
    order: list[int], cut: int
) -> None:
    """Their content does, and the others are listed; a source's figures of one day neither."""
    whole = reconcile_claims(itertools.chain.from_iterable(TWICE))
    early = itertools.chain.from_iterable(TWICE[i] for i in order[:cut])
    late = itertools.chain.from_iterable(TWICE[i] for i in order[cut:])
    after = reconcile_claims(late, before=reconcile_claims(early))
    assert after == whole
    assert len([each for each in whole.set_aside if "another claim has its id" in each.why]) == 2


def test_what_people_decided_keeps_its_claim() -> None:
    """Another claim of its id is set aside, whatever its content."""
    for best in (1, 99):
        before = reconcile_claims(told(NOON, "Post"))
        accepted = Decided(id=before.incidents[0].id, standing=Standing.ACCEPTED)
        other = [_with_best(each, best) for each in told(NOON, "Post")]
        after = reconcile_claims(other, before=replace(before, decided=(accepted,)))
        assert after.claims == before.claims
        assert len(after.set_aside) == 1


def _on(day: dt.date, *, reality: Reality = Reality.HAPPENED) -> list[Reported]:
    """Give the claims of a report of 4 May 2031, dated another day."""
    return [
        replace(
            each,
            claim=replace(
                each.claim,
                reality=reality,
                when=replace(each.claim.when, start=day, end=day) if each.claim.when else None,
            ),
        )
        for each in told(NOON, "Post")
    ]


def test_what_happened_after_its_report_is_set_aside_and_listed() -> None:
    """A report of May 2031 knows nothing of what happened in 2041."""
    record = reconcile_claims(_on(dt.date(2041, 5, 3)))
    assert record.claims == ()
    assert record.incidents == ()
    [aside] = record.set_aside
    assert aside.claim is not None
    assert "2041-05-03" in aside.why
    assert str(DAY) in aside.why


@pytest.mark.parametrize(
    ("day", "reality"),
    [(DAY, Reality.HAPPENED), (NEXT, Reality.HAPPENED), (dt.date(2041, 5, 3), Reality.PLANNED)],
)
def test_what_its_report_can_know_is_taken(day: dt.date, reality: Reality) -> None:
    """The same day, the next (it is one east of the paper already), and what is planned."""
    assert reconcile_claims(_on(day, reality=reality)).set_aside == ()


def test_a_proposal_counts_what_is_new_and_all_reports() -> None:
    """The reports are those of the whole incident, and are called so."""
    before = reconcile_claims(told(NOON, "Post"))
    accepted = Decided(id=before.incidents[0].id, standing=Standing.ACCEPTED)
    after = reconcile_claims(told(EVENING, "Times"), before=replace(before, decided=(accepted,)))
    [proposal] = after.proposals
    assert proposal.why == "1 new claim and, with those that it has, 2 reports tell of it"
