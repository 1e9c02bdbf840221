"""What is brought in becomes reports that are read, once, whatever happens on the way."""

from __future__ import annotations

import json

import pytest
from django_tasks_db.models import DBTaskResult

from tests.web.bringing import DENIAL, FRENCH, SHELLING, dossier, pasted, person, work_off
from vaglio.model.errors import AddressRefused, FetchFailed
from vaglio.model.report import Medium
from vaglio.pipeline import Fetched, Hints
from vaglio_web.store import actions
from vaglio_web.store.access import Absent
from vaglio_web.store.models import (
    Delivery,
    DeliveryBytes,
    DeliveryState,
    Entry,
    LogEntry,
    Report,
    ReportState,
    Role,
)

pytestmark = pytest.mark.django_db


def joins() -> int:
    """Count the joins that were asked for."""
    return DBTaskResult.objects.filter(queue_name="join").count()


def test_what_is_pasted_is_read_and_joined() -> None:
    """A text with what the person knows of it becomes a report, claims and an entry."""
    who, place = person(), dossier()
    hints = Hints(publisher="Valley Post", title="Seven killed", url="https://post.example/1")
    thing = actions.Brought(source="pasted", data=SHELLING.encode(), hints=hints)
    batch = actions.deliver(who=who, dossier=place, things=[thing])
    work_off()
    delivery = Delivery.objects.get(batch=batch)
    assert (delivery.state, delivery.problem) == (DeliveryState.BROUGHT, "")
    assert not DeliveryBytes.objects.exists()
    report = Report.objects.get()
    assert (report.state, report.publisher, report.title) == ("read", "Valley Post", "Seven killed")
    assert (report.url, report.brought_by, report.dossier) == (hints.url, who, place)
    assert bytes(report.bytes.data) == SHELLING.encode()
    assert report.claims.exists()
    assert Entry.objects.filter(dossier=place).exists()
    assert list(actions.broken_at()) == []


def test_the_same_bytes_twice_are_one_report() -> None:
    """In one go or later: there is one report, and it is said which."""
    who, place = person(), dossier()
    first = actions.deliver(who=who, dossier=place, things=pasted(SHELLING, SHELLING))
    again = actions.deliver(who=who, dossier=dossier("Other"), things=pasted(SHELLING))
    work_off()
    report = Report.objects.get()
    assert report.dossier == place
    assert report.readings.count() == 1
    known = [
        each.came.get().was_known for each in Delivery.objects.filter(batch=first).order_by("id")
    ]
    assert known == [False, True]
    assert Delivery.objects.get(batch=again).came.get().report == report


def test_a_list_of_reports_gives_many_and_says_which_it_refuses() -> None:
    """A line that is no report does not stop the others."""
    lines = [json.dumps({"text": SHELLING}), "no json", json.dumps({"text": DENIAL, "id": "b"})]
    thing = actions.Brought(source="all.jsonl", data="\n".join(lines).encode())
    actions.deliver(who=person(), dossier=dossier(), things=[thing])
    work_off()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.refused, delivery.came.count()) == ("brought", 1, 2)
    assert delivery.problems[0][0] == "all.jsonl:2"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and so on", b"\x00\x01\x02"])
def test_what_is_no_report_fails_with_the_reason_and_stays(data: bytes) -> None:
    """What cannot be taken in is kept until somebody tries again."""
    thing = actions.Brought(source="odd.pdf", data=data)
    actions.deliver(who=person(), dossier=dossier(), things=[thing])
    work_off()
    delivery = Delivery.objects.get()
    assert (delivery.state, Report.objects.count()) == (DeliveryState.FAILED, 0)
    assert delivery.problem
    assert delivery.next_step
    assert bytes(delivery.bytes.data) == data


def test_an_address_is_fetched_and_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that does not come is an error where it stands; the next try brings it."""
    answers: list[Fetched | FetchFailed] = [
        FetchFailed(input="x", problem="takes no connection", next_step="try again later"),
        Fetched(
            data=b"<p>" + SHELLING.encode(),
            url="https://post.example/shelling",
            medium=Medium.HTML,
            encoding=None,
        ),
    ]

    def fetch(_url: str) -> Fetched:
        answer = answers.pop(0)
        if isinstance(answer, FetchFailed):
            raise answer
        return answer

    monkeypatch.setattr("vaglio_web.store.actions.deliveries.fetch", fetch)
    who = person()
    thing = actions.Brought(source="https://post.example/1", data=None)
    actions.deliver(who=who, dossier=dossier(), things=[thing])
    work_off()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.problem) == (DeliveryState.FAILED, "takes no connection")
    actions.retry_delivery(who=who, id=delivery.pk)
    work_off()
    report = Report.objects.get()
    assert (report.source, report.url) == (thing.source, "https://post.example/shelling")
    assert report.medium == "html"
    with pytest.raises(actions.Conflict, match="brought in"):
        actions.retry_delivery(who=who, id=delivery.pk)


def test_a_private_address_is_refused_by_the_real_fetch() -> None:
    """The desk fetches by way of the library, which refuses what is not public."""
    thing = actions.Brought(source="http://169.254.169.254/latest/", data=None)
    actions.deliver(who=person(), dossier=dossier(), things=[thing])
    work_off()
    delivery = Delivery.objects.get()
    assert "no public address" in delivery.problem
    assert issubclass(AddressRefused, FetchFailed)


def test_only_those_who_may_bring_in() -> None:
    """An observer brings nothing in; who lost the right meanwhile, neither."""
    with pytest.raises(Absent):
        actions.deliver(who=person(Role.OBSERVER), dossier=dossier(), things=pasted(SHELLING))
    coder = person()
    actions.deliver(who=coder, dossier=dossier("Other"), things=pasted(SHELLING))
    coder.is_active = False
    coder.save()
    work_off()
    assert Delivery.objects.get().problem == "who brought it may bring in no more"
    assert not Report.objects.exists()


def test_nothing_is_no_delivery() -> None:
    """An empty form is answered in words."""
    with pytest.raises(actions.Conflict, match="paste a text"):
        actions.deliver(who=person(), dossier=dossier(), things=[])


def test_many_reports_are_joined_once() -> None:
    """The join waits for the last report, and is made once."""
    texts = [SHELLING.replace("seven", f"{number}") for number in range(8, 20)]
    actions.deliver(who=person(), dossier=dossier(), things=pasted(*texts))
    work_off()
    assert Report.objects.filter(state=ReportState.READ).count() == 12
    assert joins() == 1


def test_a_last_report_that_fails_does_not_stop_the_join() -> None:
    """What was read before it is joined all the same."""
    actions.deliver(who=person(), dossier=dossier(), things=pasted(SHELLING, FRENCH))
    work_off()
    states = Report.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["read", "failed"]
    assert Entry.objects.exists()


def test_a_report_that_cannot_be_read_says_why_and_can_be_tried_again() -> None:
    """The reason stands on the report, and a retry reads it again."""
    who = person()
    actions.deliver(who=who, dossier=dossier(), things=pasted(FRENCH))
    work_off()
    report = Report.objects.get()
    assert report.problem
    assert report.next_step
    actions.retry_report(who=who, key=report.key)
    report.refresh_from_db()
    assert (report.state, report.problem, report.attempts) == ("waiting", "", 0)
    work_off()
    reads = LogEntry.objects.filter(action="report.read", subject=report.key)
    assert reads.count() == 2
