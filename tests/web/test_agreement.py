"""How far people agree, and what a coder is shown of the reviewer's changes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.web.claims import find, make_claims
from tests.web.people import make_person, signed_in
from vaglio_web.desk.queries.after_me import changed_after
from vaglio_web.desk.queries.agreement import Agreement, agreement, report
from vaglio_web.store import actions
from vaglio_web.store.models import Role

pytestmark = pytest.mark.django_db

LONG_AGO = dt.date(2000, 1, 1)
SEVEN = {"harm": "killed", "who": "civilian", "low": 7, "best": 7, "high": 7}
NINE = SEVEN | {"low": 9, "best": 9, "high": None}


def test_kappa_is_that_of_the_published_example() -> None:
    """Fleiss, Levin and Paik (2003), Statistical Methods, table 18.1: 0.676 for 100 subjects."""
    table = {
        ("psychotic", "psychotic"): 75,
        ("psychotic", "neurotic"): 1,
        ("psychotic", "organic"): 4,
        ("neurotic", "psychotic"): 5,
        ("neurotic", "neurotic"): 4,
        ("neurotic", "organic"): 1,
        ("organic", "organic"): 10,
    }
    found = agreement(table)
    assert (found.n, found.percent) == (100, 89.0)
    assert found.kappa == pytest.approx(0.676, abs=0.0005)


def test_where_there_is_nothing_to_measure_no_figure_is_given() -> None:
    """Nothing seen by both is not agreement; neither is a class that chance always hits."""
    assert agreement({}) == Agreement(n=0, percent=None, kappa=None)
    assert agreement({("accepted", "accepted"): 9}).kappa is None


def test_each_pair_and_all_together() -> None:
    """Only claims that two people decided on count, whoever of them was first."""
    coder, editor, owner = make_person(), make_person(Role.EDITOR), make_person(Role.OWNER)
    claims = make_claims(6)
    for claim in claims[:4]:
        find(claim, coder, "accepted")
    find(claims[0], editor, "accepted")
    find(claims[1], editor, "rejected")
    find(claims[4], editor, "rejected")
    find(claims[4], coder, "rejected")
    find(claims[2], owner, "rejected")
    find(claims[5], owner, "accepted")
    found = report(LONG_AGO)
    [first, second] = found.pairs
    assert {first.one, first.other} == {coder, editor}
    assert (first.verdicts.n, first.verdicts.percent) == (3, pytest.approx(200 / 3))
    assert first.verdicts.kappa == pytest.approx(0.4)
    assert (second.verdicts.n, second.verdicts.percent) == (1, 0.0)
    assert (found.over_all.n, found.over_all.percent) == (4, 50.0)
    assert report(timezone.localdate() + dt.timedelta(days=1)).over_all.n == 0


def test_three_people_on_one_claim_are_three_pairs() -> None:
    """Each two of them are compared once."""
    [claim] = make_claims(1)
    for role in (Role.CODER, Role.EDITOR, Role.OWNER):
        find(claim, make_person(role), "accepted")
    found = report(LONG_AGO)
    assert [pair.verdicts.n for pair in found.pairs] == [1, 1, 1]
    assert found.over_all.n == 3


def test_tolls_are_compared_field_by_field_where_both_accepted() -> None:
    """An open end is no number; a toll that only one has is no agreement."""
    coder, editor = make_person(), make_person(Role.EDITOR)
    claims = make_claims(3)
    find(claims[0], coder, "accepted", SEVEN)
    find(claims[0], editor, "accepted", NINE)
    find(claims[1], coder, "accepted", SEVEN)
    find(claims[1], editor, "accepted", SEVEN, NINE)
    find(claims[2], coder, "accepted", SEVEN)
    find(claims[2], editor, "rejected", NINE)
    found = dict(report(LONG_AGO).tolls)
    assert {name: each.n for name, each in found.items()} == dict.fromkeys(found, 3)
    assert found["harm"].percent == pytest.approx(200 / 3)
    assert found["best"].percent == pytest.approx(100 / 3)
    assert found["high"].percent == pytest.approx(100 / 3)


def test_the_page_shows_the_figures() -> None:
    """Names, counts and kappa stand on the page; a wrong day is let be."""
    coder, editor = make_person(), make_person(Role.EDITOR)
    for claim in make_claims(2):
        find(claim, coder, "accepted", SEVEN)
        find(claim, editor, "accepted", NINE)
    for query in ("", "?since=2000-01-01", "?since=2000-99-01", "?since=x"):
        page = signed_in(coder).get(f"/desk/agreement/{query}").content.decode()
        assert "The coder and The editor" in page
        assert "100.0 %" in page


def test_what_a_reviewer_changed_is_shown_to_the_coder() -> None:
    """The item, the coder's decision, the reviewer's, why, and what it changed."""
    coder, editor = make_person(), make_person(Role.EDITOR)
    first, second, third = make_claims(3)
    actions.accept_claim(who=coder, key=first.key)
    actions.reject_claim(who=editor, key=first.key, reason="wrong number")
    actions.accept_claim(who=coder, key=second.key)
    actions.accept_claim(who=editor, key=third.key)
    [found], more = changed_after(coder)
    assert more is None
    assert found.mine.subject.key == first.key
    [later] = found.later
    assert later.entry.why == "The number is wrong"
    assert [(each.was, each.now) for each in later.changes] == [("accepted", "rejected")]
    page = signed_in(coder).get("/desk/mine/").content.decode()
    assert "The number is wrong" in page
    assert changed_after(editor) == ([], None)


def test_what_the_coder_answered_is_no_longer_shown() -> None:
    """Once they have decided on it again themselves, there is nothing left to learn of."""
    coder, editor = make_person(), make_person(Role.EDITOR)
    [claim] = make_claims(1)
    actions.accept_claim(who=coder, key=claim.key)
    actions.reject_claim(who=editor, key=claim.key, reason="twice")
    actions.accept_claim(who=coder, key=claim.key)
    assert changed_after(coder) == ([], None)


def test_a_decision_that_was_taken_back_is_shown_too() -> None:
    """An undo by somebody else is a decision after mine."""
    coder, editor = make_person(), make_person(Role.EDITOR)
    [claim] = make_claims(1)
    actions.accept_claim(who=coder, key=claim.key)
    actions.undo(who=editor, number=1)
    [found], _ = changed_after(coder)
    assert [each.entry.action for each in found.later] == ["decision.undo"]


def test_a_long_list_goes_on() -> None:
    """Thirty a page, none twice and none left out."""
    coder, editor = make_person(), make_person(Role.EDITOR)
    claims = make_claims(40)
    for claim in claims:
        actions.accept_claim(who=coder, key=claim.key)
        actions.withdraw_claim(who=editor, key=claim.key, why="not of this conflict")
    first, more = changed_after(coder)
    rest, end = changed_after(coder, before=more)
    keys = [each.mine.subject.key for each in (*first, *rest)]
    assert (len(first), len(rest), end) == (30, 10, None)
    assert keys == [claim.key for claim in reversed(claims)]
