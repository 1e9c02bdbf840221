"""Tests of bringing the claims of many reports together."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.extract_reports import report_of
from vaglio.explain import explain_incident, record_in_words
from vaglio.model.claim import Harm
from vaglio.model.claim_json import header_of
from vaglio.model.errors import EntryUnknown
from vaglio.model.incident import Grade, Incident, IncidentToll
from vaglio.model.record import Decided, Record, Reported, Standing
from vaglio.pipeline import read_report, reconcile_claims

DAY = dt.date(2031, 5, 4)


def told(text: str, outlet: str, *, day: dt.date = DAY) -> list[Reported]:
    """Read one outlet's report."""
    id = "r:" + hashlib.sha256(f"{outlet} {text}".encode()).hexdigest()[:16]
    report = replace(report_of(text), id=id, publisher=outlet, published=day)
    document, claims = read_report(report)
    return [Reported(claim=claim, report=header_of(document)) for claim in claims]


def killed(incident: Incident) -> tuple[int | None, int | None, int | None]:
    """Give low, best and high of all killed."""
    [line] = [t for t in incident.tolls if t.harm is Harm.KILLED and t.part_of is None]
    return (line.low, line.best, line.high)


NOON = "Shelling killed seven people in Nairobi on 3 May 2031."
EVENING = "At least 12 people were killed by shelling in Nairobi on 3 May 2031."
REVISED = "Shelling killed nine people in Nairobi on 3 May 2031, fewer than first reported."
ELSEWHERE = "Gunmen killed four people in Cairo on 20 April 2031."


def test_accounts_of_one_day_and_place_are_one_incident() -> None:
    """Two outlets on one shelling give one incident, another town another."""
    record = reconcile_claims(
        [*told(NOON, "Post"), *told(EVENING, "Times"), *told(ELSEWHERE, "Herald")]
    )
    assert [len(each.reports) for each in record.incidents] == [1, 2]
    assert killed(record.incidents[1]) == (7, 7, None)
    assert record.incidents[1].grade is Grade.FAIR


def test_a_correction_by_the_same_source_supersedes() -> None:
    """The outlet's latest figure counts, and the earlier ones stay in the history."""
    record = reconcile_claims(
        [
            *told(NOON, "Post", day=DAY),
            *told(REVISED, "Post", day=DAY + dt.timedelta(days=1)),
        ]
    )
    [incident] = record.incidents
    assert killed(incident) == (9, 9, 9)
    assert [figure.best for figure in incident.toll_history] == [7, 9]


def test_another_source_never_supersedes() -> None:
    """A later report of somebody else widens the range."""
    record = reconcile_claims(
        [*told(NOON, "Post"), *told(REVISED, "Times", day=DAY + dt.timedelta(days=1))]
    )
    assert killed(record.incidents[0])[0] == 7
    assert killed(record.incidents[0])[2] == 9


def test_a_town_hit_daily_has_more_than_one_incident() -> None:
    """Each day's attack is like that of the day before; a month of them is not one incident."""
    month = itertools.chain.from_iterable(
        told(
            f"Shelling killed seven people in Nairobi on {day} May 2031.",
            f"Outlet {day}",
            day=dt.date(2031, 5, day),
        )
        for day in range(1, 29)
    )
    record = reconcile_claims(month)
    assert len(record.incidents) >= 4
    assert sum(len(each.reports) for each in record.incidents) == 28
    assert max(len(each.reports) for each in record.incidents) <= 8


LONG = (
    "Shelling killed seven people in Nairobi on 3 May 2031, the mayor said. The mayor said that "
    "two schools and a clinic near the railway station had been hit by rockets. The army denied "
    "that it had shelled the town."
)


def test_a_syndicated_copy_counts_once() -> None:
    """The same text in two papers is one source of the figure, and both are kept."""
    first = reconcile_claims(told(LONG, "Agency")).incidents[0]
    both = reconcile_claims(
        [*told(LONG, "Agency"), *told(LONG, "Daily", day=DAY + dt.timedelta(days=1))]
    ).incidents[0]
    assert len(both.reports) == 2
    assert both.sources == first.sources
    assert both.toll_history == first.toll_history


def test_a_copy_with_another_number_is_no_mere_copy() -> None:
    """A later edition that corrects the number is heard, and is no source of its own."""
    later = LONG.replace("seven", "nine")
    both = reconcile_claims(
        [*told(LONG, "Agency"), *told(later, "Daily", day=DAY + dt.timedelta(days=1))]
    ).incidents[0]
    assert len(both.reports) == 2
    assert {figure.best for figure in both.toll_history} == {7, 9}
    assert [source.name for source in both.sources] == ["the mayor"]


REPORTS = [
    told(NOON, "Post"),
    told(EVENING, "Times"),
    told(REVISED, "Post", day=DAY + dt.timedelta(days=1)),
    told(ELSEWHERE, "Herald"),
    told("Gunmen killed five people in Cairo on 20 April 2031, police said.", "Wire"),
]


@settings(max_examples=15)
@given(order=st.permutations(range(len(REPORTS))), cut=st.integers(0, len(REPORTS)))
def test_the_order_of_arrival_changes_nothing(order: list[int], cut: int) -> None:
    """All at once, in any order, or some later than others: one end state."""
    whole = reconcile_claims(itertools.chain.from_iterable(REPORTS))
    early = itertools.chain.from_iterable(REPORTS[i] for i in order[:cut])
    late = itertools.chain.from_iterable(REPORTS[i] for i in order[cut:])
    assert reconcile_claims(late, before=reconcile_claims(early)) == whole


def _accepted(record: Record) -> Record:
    """Accept every incident of a record."""
    decided = tuple(Decided(id=each.id, standing=Standing.ACCEPTED) for each in record.incidents)
    return replace(record, decided=decided)


def test_a_decided_incident_is_not_moved() -> None:
    """A new report of it is proposed and waits; what was accepted stays to the letter."""
    before = _accepted(reconcile_claims(told(NOON, "Post")))
    after = reconcile_claims(told(EVENING, "Times"), before=before)
    assert before.incidents[0] in after.incidents
    assert [(p.entry, p.change) for p in after.proposals] == [
        (before.incidents[0].id, "add claims")
    ]
    waiting = [each for each in after.incidents if each != before.incidents[0]]
    assert [each.claims for each in waiting] == [after.proposals[0].claims]


def test_decided_incidents_are_never_merged_by_the_machine() -> None:
    """Two accepted incidents that turn out to be one stay two, with a proposal to join them."""
    one = _accepted(reconcile_claims(told(NOON, "Post")))
    two = _accepted(reconcile_claims(told(EVENING, "Times")))
    both = Record(
        claims=one.claims + two.claims,
        incidents=one.incidents + two.incidents,
        decided=one.decided + two.decided,
    )
    after = reconcile_claims([], before=both)
    assert set(after.incidents) == set(both.incidents)
    [proposal] = after.proposals
    assert proposal.change == "join"
    assert {proposal.entry, *proposal.others} == {each.id for each in both.incidents}


def test_what_is_set_aside_is_counted() -> None:
    """A claim given twice is taken once, and a claim that contradicts itself not at all."""
    claims = told(NOON, "Post")
    [first, *_] = claims
    assert first.claim.when is not None
    backwards = replace(
        first.claim, id="c:backwards", when=replace(first.claim.when, start=dt.date(2031, 6, 1))
    )
    record = reconcile_claims([*claims, first, replace(first, claim=backwards)])
    assert [each.why.split(" ")[0:3] for each in record.set_aside] == [
        ["the", "same", "claim"],
        ["its", "time", "ends"],
    ]
    assert len(record.claims) == len(claims)


def test_an_incident_that_is_only_denied_is_discounted() -> None:
    """Nobody says that it happened: it is shown, and counts nothing."""
    record = reconcile_claims(
        told(
            "The army denied that shelling had killed six people in Nairobi on 3 May 2031.", "Post"
        )
    )
    [incident] = record.incidents
    assert incident.grade is Grade.DISCOUNTED
    assert incident.tolls == ()


def test_the_explanation_adds_up() -> None:
    """Starting odds and evidence come to the total, and every number names its claims."""
    record = reconcile_claims([*told(NOON, "Post"), *told(EVENING, "Times")])
    [incident] = record.incidents
    [join] = incident.joins
    assert join.start + sum(e.weight for e in join.evidence) == pytest.approx(join.total)
    words = explain_incident(incident.id, record)
    assert "same day" in words
    assert "same place" in words
    assert "low 7 by claim 1" in words


def test_the_dead_of_two_sides_are_no_disagreement() -> None:
    """Soldiers and civilians killed in one attack are counted apart, and nobody contradicts."""
    record = reconcile_claims(
        told(
            "Shelling killed seven civilians in Nairobi on 3 May 2031. The army said that two "
            "soldiers were killed in Nairobi on 3 May 2031.",
            "Post",
        )
    )
    [incident] = record.incidents
    assert incident.disagreements == ()


def test_an_unknown_incident_is_an_error() -> None:
    """The error says where ids are found."""
    with pytest.raises(EntryUnknown, match=r"incidents\.jsonl"):
        explain_incident("i:none", reconcile_claims([]))


def test_a_record_in_words_shows_toll_and_sources() -> None:
    """Each figure stands with who gave it."""
    words = record_in_words(reconcile_claims([*told(NOON, "Post"), *told(EVENING, "Times")]))
    assert "toll          killed" in words
    assert "(Times, 2031-05-04)" in words


def test_an_outlet_without_a_name_is_named_by_its_file() -> None:
    """Nobody reads "publisher": the report itself says so, and its file is named, folders not."""
    claims = [
        replace(each, report=replace(each.report, source="inbox/may/noon.txt"))
        for each in told(NOON, "publisher")
    ]
    words = record_in_words(reconcile_claims(claims))
    assert "7/7/7 killed, the report itself (noon.txt, 2031-05-04)" in words
    assert "publisher" not in words


def _lines(incident: Incident) -> list[IncidentToll]:
    """Give the lines of a toll."""
    return list(incident.tolls)


def test_every_number_is_set_by_claims_of_the_incident() -> None:
    """A number opens the sentences that set it."""
    record = reconcile_claims(itertools.chain.from_iterable(REPORTS))
    for incident in record.incidents:
        for line in _lines(incident):
            for number, set_by in (
                (line.low, line.low_set_by),
                (line.best, line.best_set_by),
                (line.high, line.high_set_by),
            ):
                assert set(set_by) <= set(incident.claims)
                assert number is None or set_by
