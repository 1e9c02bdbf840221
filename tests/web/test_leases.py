"""Work that is dropped is taken up again; work that comes too late is not kept."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.web.bringing import DENIAL, SHELLING, dossier, person, work_off
from vaglio.model.report import Report as CameReport
from vaglio.pipeline import read_report
from vaglio_web.store import actions
from vaglio_web.store.actions import joining, reading, working
from vaglio_web.store.actions._leases import LEASE, MOST_TRIES, take_one
from vaglio_web.store.models import (
    Claim,
    Dossier,
    Entry,
    EntryState,
    Joining,
    LogEntry,
    Report,
    ReportState,
    User,
)

pytestmark = pytest.mark.django_db
PAST = dt.timedelta(minutes=1)


@pytest.fixture
def who() -> User:
    """Give a coder."""
    return person()


@pytest.fixture
def place() -> Dossier:
    """Give a dossier."""
    return dossier()


def take() -> Report | None:
    """Take up a report, as a worker does."""
    return take_one(Report, waiting=ReportState.WAITING, working=ReportState.READING)


def bring(who: User, place: Dossier, *texts: str) -> None:
    """Bring texts in that nobody has read."""
    for text in texts:
        actions.bring_in(who=who, data=text.encode(), source="pasted", dossier=place)


def test_no_two_workers_take_the_same(who: User, place: Dossier) -> None:
    """The longest waiting comes first, and each once."""
    bring(who, place, SHELLING, DENIAL)
    taken = [take(), take(), take()]
    assert [each.pk if each else None for each in taken] == [
        *Report.objects.order_by("id").values_list("pk", flat=True),
        None,
    ]


def test_what_was_dropped_is_taken_first(who: User, place: Dossier) -> None:
    """A report whose worker is not heard of any more comes before those that wait."""
    bring(who, place, SHELLING, DENIAL)
    dropped = take()
    assert dropped is not None
    Report.objects.filter(pk=dropped.pk).update(lease_until=timezone.now() - PAST)
    again = take()
    assert again is not None
    assert (again.pk, again.attempts) == (dropped.pk, 2)
    assert again.lease != dropped.lease


def test_what_comes_too_late_is_not_kept(who: User, place: Dossier) -> None:
    """A worker that slept while another took its report writes nothing."""
    bring(who, place, SHELLING)
    slow = take()
    assert slow is not None
    Report.objects.filter(pk=slow.pk).update(lease_until=timezone.now() - PAST)
    assert take() is not None
    document, claims = read_report(CameReport(id=slow.key, source="-", data=b"", content=SHELLING))
    reading.keep_reading(slow, document, claims)
    slow.refresh_from_db()
    assert (slow.state, slow.readings.count(), Claim.objects.count()) == ("reading", 0, 0)


def test_what_breaks_its_worker_again_and_again_is_left(who: User, place: Dossier) -> None:
    """After some tries a report fails, in words, and the others are read."""
    bring(who, place, SHELLING, DENIAL)
    for _ in range(MOST_TRIES):
        broken = take()
        assert broken is not None
        Report.objects.filter(pk=broken.pk).update(lease_until=timezone.now() - PAST)
    work_off()
    states = dict(Report.objects.values_list("state", "problem"))
    assert states == {"failed": "reading it broke off again and again", "read": ""}
    assert LogEntry.objects.filter(action="report.read").count() == 2
    actions.retry_report(who=who, key=Report.objects.get(state="failed").key)
    work_off()
    assert set(Report.objects.values_list("state", flat=True)) == {"read"}


def test_a_look_is_planned_while_somebody_works(who: User, place: Dossier) -> None:
    """However many reports are taken, one look is planned, for when the lease ends."""
    bring(who, place, SHELLING, DENIAL)
    take()
    take()
    look = DBTaskResult.objects.get(queue_name="watch")
    assert look.run_after > timezone.now() + LEASE - PAST


def test_a_start_queues_what_waits_once(who: User, place: Dossier) -> None:
    """Ten workers that start together do not queue the same ten times."""
    bring(who, place, SHELLING, DENIAL)
    reads = DBTaskResult.objects.filter(task_path__endswith="read_next", status="READY")
    assert reads.count() == 2
    for _ in range(10):
        assert actions.wake() == 2
    assert reads.count() == 2
    reads.delete()
    actions.wake()
    assert reads.count() == 2


def test_a_join_that_was_dropped_is_made_again(who: User, place: Dossier) -> None:
    """A start finds the dossier that was to be joined."""
    bring(who, place, SHELLING)
    DBTaskResult.objects.exclude(task_path__endswith="read_next").delete()
    actions.read_next.call()
    DBTaskResult.objects.all().delete()
    assert not Entry.objects.exists()
    actions.wake()
    work_off()
    assert Entry.objects.exists()


def test_a_dossier_is_not_joined_by_two(who: User, place: Dossier) -> None:
    """The second leaves it to the first."""
    bring(who, place, SHELLING)
    work_off()
    Joining.objects.update(lease="other", lease_until=timezone.now() + LEASE)
    before = LogEntry.objects.count()
    actions.join_dossier.call(place.pk)
    assert LogEntry.objects.count() == before


def test_a_dossier_into_which_reports_keep_coming_is_joined_in_the_end(
    who: User, place: Dossier
) -> None:
    """What was read waits for the others, and not for ever."""
    bring(who, place, SHELLING, DENIAL)
    actions.read_next.call()
    joins = DBTaskResult.objects.filter(queue_name="join")
    assert joins.count() == 0
    Joining.objects.update(since=timezone.now() - joining.PATIENCE)
    joining.join_when_quiet(place.pk)
    joining.join_when_quiet(place.pk)
    assert joins.count() == 1


def test_what_people_decide_during_a_join_stands(
    who: User, place: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries that somebody decided on meanwhile wait for the next join; the others do not."""
    bring(who, place, SHELLING, "The road to Orlo was closed on 4 May 2031, the mayor said.")
    for _ in range(2):
        actions.read_next.call()
    DBTaskResult.objects.all().delete()
    plan = joining.plan
    rejected = Claim.objects.filter(quote__contains="seven")
    assert rejected.exists()

    def plan_and_decide(dossier_id: int, record: object) -> object:
        planned = plan(dossier_id, record)  # type: ignore[arg-type]
        for claim in rejected:
            actions.reject_claim(who=who, key=claim.key, reason="twice")
        monkeypatch.setattr(joining, "plan", plan)
        return planned

    monkeypatch.setattr(joining, "plan", plan_and_decide)
    actions.join_dossier.call(place.pk)
    assert not Entry.objects.filter(claims__in=rejected).exists()
    assert Entry.objects.filter(title__contains="Orlo").exists()
    later = DBTaskResult.objects.get(queue_name="join", status="READY")
    assert later.run_after > timezone.now()
    actions.join_dossier.call(place.pk)
    assert Joining.objects.get().wanted == Joining.objects.get().done


def test_an_entry_that_once_had_a_code_is_never_taken_away(who: User, place: Dossier) -> None:
    """Accepted, and that taken back: its code leads to it for ever."""
    bring(who, place, SHELLING)
    work_off()
    entry = Entry.objects.first()
    assert entry is not None
    actions.accept_entry(who=who, key=entry.key)
    accepted = LogEntry.objects.filter(action="entry.accept").latest("number")
    actions.undo(who=who, number=accepted.number)
    Claim.objects.all().update(state="rejected")
    actions.join_dossier.call(place.pk)
    entry.refresh_from_db()
    assert (entry.state, entry.references.count()) == (EntryState.WAITING, 1)


def test_a_start_waits_for_no_queue(who: User, place: Dossier) -> None:
    """A hundred thousand lost tasks and many dropped reports keep no worker from its start."""
    now = timezone.now()
    lost = {"task_path": reading.read_next.module_path, "args_kwargs": {"args": [], "kwargs": {}}}
    lost |= {"backend_name": "default", "run_after": now, "status": "RUNNING"}
    old = now - dt.timedelta(days=8)
    for started in (now, old):
        rows = (DBTaskResult(**lost, started_at=started) for _ in range(50_000))
        DBTaskResult.objects.bulk_create(rows, batch_size=2000)
    dropped = {"dossier": place, "medium": "text", "encoding": "utf-8", "arrived_at": now}
    dropped |= {"state": ReportState.READING, "lease_until": now - PAST}
    rows = (Report(key=f"r:{n:016x}", source=f"{n}.txt", **dropped) for n in range(20_000))
    Report.objects.bulk_create(rows, batch_size=2000)
    begun = time.monotonic()
    assert actions.wake() == 20_000
    assert time.monotonic() - begun < 5
    ready = DBTaskResult.objects.filter(status="READY")
    assert ready.filter(task_path=reading.read_next.module_path).count() == working.AT_ONCE
    assert DBTaskResult.objects.filter(status="RUNNING").count() == 50_000
    assert who.is_active


def test_what_was_not_queued_at_once_follows(
    who: User, place: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All reports are read, a few queued at a time."""
    for number in range(5):
        text = SHELLING.replace("seven", str(number + 2))
        actions.bring_in(who=who, data=text.encode(), source="pasted", dossier=place)
    DBTaskResult.objects.all().delete()
    monkeypatch.setattr(working, "AT_ONCE", 2)
    assert actions.wake() == 5
    assert DBTaskResult.objects.filter(status="READY").count() == 3
    work_off()
    assert Report.objects.filter(state=ReportState.READ).count() == 5
