"""Notes that last, the desk's rules, and the staff's pages on the state of things."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.web.claims import make_claims
from tests.web.people import make_person, signed_in
from vaglio_web.desk.queries.state import state
from vaglio_web.store import actions
from vaglio_web.store.access import WHO_MAY
from vaglio_web.store.models import LogEntry, Note, Report, ReportState, Role

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def test_a_note_is_written_and_stays() -> None:
    """Without a script the page comes back with it; with HTMX only the part does."""
    [claim] = make_claims(1)
    browser = signed_in(make_person())
    path = f"/desk/notes/{claim.key}/"
    sent = browser.post(f"{path}write/", {"text": "<b>Ask</b> the governor."})
    assert sent.headers["Location"] == path
    page = browser.get(path).content.decode()
    assert "&lt;b&gt;Ask&lt;/b&gt; the governor." in page
    part = browser.post(f"{path}write/", {"text": "Asked."}, headers=HTMX).content.decode()
    assert "Asked." in part
    assert "<html" not in part
    assert [note.text for note in Note.objects.order_by("id")] == [
        "<b>Ask</b> the governor.",
        "Asked.",
    ]


def test_an_empty_note_is_refused_and_nothing_lost() -> None:
    """The person is told beside the field."""
    [claim] = make_claims(1)
    sent = signed_in(make_person()).post(f"/desk/notes/{claim.key}/write/", {"text": " "})
    assert sent.status_code == 409
    assert "the note is empty" in sent.content.decode()


def test_no_notes_on_what_is_not_there() -> None:
    """Neither read nor written."""
    browser = signed_in(make_person())
    assert browser.get("/desk/notes/c:none/").status_code == 404
    assert browser.post("/desk/notes/c:none/write/", {"text": "x"}).status_code == 404


def test_any_page_takes_the_notes_in_with_one_line() -> None:
    """The part brings its own form, and only for those who may write."""
    [claim] = make_claims(1)
    actions.write_note(who=make_person(), subject=claim.key, text="It stays.")
    request = RequestFactory().get("/")
    template = Template("{% load notes %}{% notes key %}")
    for role, has_form in ((Role.EDITOR, True), (Role.OBSERVER, False)):
        request.user = make_person(role)
        shown = template.render(Context({"request": request, "key": claim.key}))
        assert "It stays." in shown
        assert ("<form" in shown) == has_form


def test_a_change_of_the_rules_is_logged() -> None:
    """Each rule before and after, and why; the form shows what holds."""
    browser = signed_in(make_person(Role.OWNER))
    sent = browser.post(
        "/desk/policy/",
        {"name": "Our desk", "two_people_publish": "on", "hold_minutes": "7", "why": "We are two."},
    )
    assert sent.status_code == 302
    entry = LogEntry.objects.get()
    assert (entry.action, entry.why) == ("policy.change", "We are two.")
    assert (entry.before["hold_minutes"], entry.after["hold_minutes"]) == (20, 7)
    assert (entry.before["two_people_publish"], entry.after["two_people_publish"]) == (False, True)
    assert 'value="7"' in browser.get("/desk/policy/").content.decode()
    assert browser.post("/desk/policy/", {"name": "x", "hold_minutes": "0"}).status_code == 400
    assert LogEntry.objects.count() == 1


def test_the_state_page_says_how_things_stand(database: str) -> None:
    """Versions, queues, what failed, the rules; the same as JSON."""
    make_claims(3)
    Report.objects.update(state=ReportState.FAILED, problem="it is empty")
    browser = signed_in(make_person(Role.EDITOR))
    assert "it is empty" in browser.get("/desk/-/").content.decode()
    found = browser.get("/desk/-/?format=json").json()
    assert found["versions"]["Database"].startswith(database)
    assert found["queues"]["Claims to vet"] == 3
    assert found["queues"]["Reports that could not be read"] == 1
    assert found["last_failed"][0]["problem"] == "it is empty"
    assert found["policy"]["Everybody signs in with two factors"] is False
    assert found["disk_free"] > 0
    assert found["database_size"] > 0


def _task(minutes_ago: int, *, status: str = "READY", finished: int | None = None) -> None:
    """Put a task among those that wait, or that were done."""
    now = timezone.now()
    task = DBTaskResult.objects.create(
        args_kwargs={}, task_path="x", backend_name="default", run_after=now, status=status
    )
    DBTaskResult.objects.filter(pk=task.pk).update(
        enqueued_at=now - dt.timedelta(minutes=minutes_ago),
        run_after=now - dt.timedelta(minutes=minutes_ago),
        finished_at=None if finished is None else now - dt.timedelta(minutes=finished),
    )


def test_a_worker_that_is_not_there_is_missed() -> None:
    """A task that waits while none is done tells; one that has just come does not."""
    assert state().worker.verdict == "idle"
    _task(0)
    assert state().worker.verdict == "idle"
    _task(5)
    assert state().worker.verdict == "not there"
    _task(9, status="FAILED", finished=0)
    assert state().worker.verdict == "idle"
    _task(5, status="RUNNING")
    found = state().worker
    assert (found.verdict, found.waiting, found.running, found.failed) == ("working", 2, 1, 1)


def test_the_permissions_page_tells_what_a_role_may() -> None:
    """Every action, for each role, as the doors themselves have it."""
    browser = signed_in(make_person(Role.EDITOR))
    for role in Role:
        found = browser.get(f"/desk/-/permissions/?role={role}&format=json").json()
        assert {each["action"]: each["may"] for each in found["actions"]} == {
            action: role in roles for action, roles in WHO_MAY.items()
        }
    assert browser.get("/desk/-/permissions/?role=king").status_code == 200


def test_the_page_of_parts_shows_every_state() -> None:
    """A state that is added to the tables is seen here without anybody thinking of it."""
    browser = signed_in(make_person(Role.EDITOR))
    page = browser.get("/desk/-/parts/").content.decode()
    found = browser.get("/desk/-/parts/?format=json").json()["parts"]
    words = [word for group in found["badges"].values() for word in group]
    assert "second look" in words
    assert all(f">{word}</span>" in page for word in words)
