"""The log's pages: filtered, told in words, exported whole, verified in stretches."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.desks import make_desk
from tests.web.people import make_person, signed_in
from vaglio_web.desk.queries import log as queries
from vaglio_web.desk.queries.changes import NOTHING, Change, changes
from vaglio_web.desk.queries.log import LogFilter
from vaglio_web.desk.queries.subjects import subjects
from vaglio_web.desk.views import log as views
from vaglio_web.store import actions
from vaglio_web.store.models import Dossier, LogEntry, LogHead, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    """Make an owner and an editor who have decided some things."""
    owner, editor = make_person(Role.OWNER), make_person(Role.EDITOR)
    for title in ("Oranja", "Tarsk"):
        actions.make_dossier(who=owner, title=title)
    actions.change_dossier(who=editor, slug="tarsk", title="Tarsk and its valley", note="=1+1")
    actions.make_dossier(who=None, title="Example")
    actions.change_policy(who=owner, why="=because", hold_minutes=5)
    return owner


def _numbers(wanted: LogFilter) -> list[int]:
    """Give the numbers of the entries that a filter asks for."""
    return [entry.number for entry in queries.entries(wanted)]


def test_the_filter_takes_what_it_says(owner: User) -> None:
    """By person, by action, by the kind of action, by item and by day, alone and together."""
    today, day = timezone.localdate(), dt.timedelta(days=1)
    assert _numbers(LogFilter()) == [5, 4, 3, 2, 1]
    assert _numbers(LogFilter(who=str(owner.pk))) == [5, 2, 1]
    assert _numbers(LogFilter(who="machine")) == [4]
    assert _numbers(LogFilter(action="dossier.make")) == [4, 2, 1]
    assert _numbers(LogFilter(action="dossier.")) == [4, 3, 2, 1]
    assert _numbers(LogFilter(subject="d:tarsk")) == [3, 2]
    assert _numbers(LogFilter(subject="d:tarsk", who=str(owner.pk))) == [2]
    assert _numbers(LogFilter(since=today, until=today)) == [5, 4, 3, 2, 1]
    assert _numbers(LogFilter(since=today + day)) == []
    assert _numbers(LogFilter(until=today - day)) == []


def test_a_decision_is_told_in_words(owner: User) -> None:
    """Who did what to what, and each field before and after."""
    page = signed_in(owner).get("/desk/log/").content.decode()
    assert "The editor</b> changed a dossier" in page
    assert "Tarsk and its valley" in page
    [told, *_] = queries.history("d:tarsk")
    wanted = Change(item="", field="title", was="Tarsk", now="Tarsk and its valley")
    assert wanted in told.changes


def test_a_page_of_the_log_is_fifty_and_the_next_goes_on() -> None:
    """No entry is shown twice, none is left out, and a page costs few questions."""
    owner = make_person(Role.OWNER)
    for number in range(120):
        actions.make_dossier(who=owner, title=f"Dossier {number}")
    seen: list[int] = []
    before = None
    while True:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            told, before = queries.page(LogFilter(), before=before)
        assert len(asked) <= 8
        seen += [each.entry.number for each in told]
        if before is None:
            break
    assert seen == list(range(120, 0, -1))


def test_a_page_of_one_kind_is_the_newest_of_all_its_acts() -> None:
    """What was done to dossiers comes in the order of the log, page after page."""
    owner = make_person(Role.OWNER)
    for number in range(40):
        actions.make_dossier(who=owner, title=f"Dossier {number}")
        actions.change_dossier(
            who=owner, slug=f"dossier-{number}", title=f"Dossier {number}", note="read"
        )
    actions.change_policy(who=owner, why="=because", hold_minutes=5)
    told, before = queries.page(LogFilter(action="dossier."), before=None)
    assert [each.entry.number for each in told] == list(range(80, 30, -1))
    told, before = queries.page(LogFilter(action="dossier.", who=str(owner.pk)), before=before)
    assert [each.entry.number for each in told] == list(range(30, 0, -1))
    assert before is None


def _file(browser: Client, path: str) -> str:
    """Read a file that is sent in parts."""
    answer = browser.get(path)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return b"".join(answer.streaming_content).decode()  # type: ignore[arg-type]


def test_the_export_is_what_the_filter_shows(owner: User) -> None:
    """JSON Lines and CSV hold the same entries as the page, oldest first, every field of them."""
    browser = signed_in(owner)
    query = f"who={owner.pk}&action=dossier.make"
    lines = [
        json.loads(line) for line in _file(browser, f"/desk/log/export.jsonl?{query}").splitlines()
    ]
    assert [line["number"] for line in lines] == [1, 2]
    entry = LogEntry.objects.get(number=2)
    assert lines[1]["after"] == entry.after
    assert (lines[1]["previous"], lines[1]["hash"]) == (entry.previous, entry.hash)
    rows = list(csv.DictReader(io.StringIO(_file(browser, f"/desk/log/export.csv?{query}"))))
    assert [int(row["number"]) for row in rows] == [1, 2]
    assert json.loads(rows[1]["after"]) == entry.after
    assert len(_file(browser, "/desk/log/export.jsonl").splitlines()) == 5


def test_a_spreadsheet_runs_nothing_of_the_log(owner: User) -> None:
    """Words that look like a formula are words in the CSV, and as written in JSON Lines."""
    browser = signed_in(owner)
    rows = list(csv.DictReader(io.StringIO(_file(browser, "/desk/log/export.csv"))))
    assert rows[4]["why"] == "'=because"
    assert json.loads(_file(browser, "/desk/log/export.jsonl").splitlines()[4])["why"] == "=because"


@pytest.mark.parametrize("query", ["since=yesterday", "who=nobody", "action=claim.eat"])
def test_a_wrong_filter_shows_and_exports_nothing(owner: User, query: str) -> None:
    """A mistake in the filter is told; it does not give everything."""
    browser = signed_in(owner)
    page = browser.get(f"/desk/log/?{query}")
    assert page.status_code == 400
    assert "Oranja" not in page.content.decode()
    assert browser.get(f"/desk/log/export.csv?{query}").status_code == 400


def test_no_export_in_a_form_that_nobody_knows(owner: User) -> None:
    """An unknown ending is not found."""
    assert signed_in(owner).get("/desk/log/export.exe").status_code == 404


def test_a_long_log_is_verified_in_stretches(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page verifies a bounded number of entries and leads on to the next."""
    monkeypatch.setattr(views, "STRETCH", 2)
    browser, address, seen = signed_in(owner), "/desk/log/verify/", []
    while address:
        answer = browser.get(address)
        seen.append(answer.context["last"])
        address = f"/desk/log/verify/?first={n}" if (n := answer.context["next"]) else ""
    assert seen == [2, 4, 5]
    assert "none changed" in answer.content.decode()


def test_a_broken_log_is_told_on_the_page(owner: User) -> None:
    """The page names the entry."""
    LogHead.objects.update(hash="x")
    page = signed_in(owner).get("/desk/log/verify/").content.decode()
    assert "Decision 5: its hash is not the one that was written last" in page


def test_nothing_that_people_wrote_runs_on_the_page(owner: User) -> None:
    """What looks like HTML in a name or a reason is shown as text."""
    actions.change_dossier(who=owner, slug="oranja", title="<script>alert(1)</script>", note="")
    page = signed_in(owner).get("/desk/log/").content.decode()
    assert "<script>alert" not in page
    assert Dossier.objects.get(slug="oranja").title in page.replace("&lt;", "<").replace(
        "&gt;", ">"
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"state": "waiting"}, {"state": "read"}, [("", "state", "waiting", "read")]),
        ({"active": True}, {"active": False}, [("", "active", "yes", "no")]),
        ({"n": None}, {"n": 0}, [("", "n", NOTHING, "0")]),
        ({}, {"note": ""}, []),
        ({"c:1": {"version": 1}}, {"c:1": {"version": 2}}, []),
        ({"c:1": None}, {"c:1": {"state": "accepted"}}, [("c:1", "state", NOTHING, "accepted")]),
        (
            {"c:1": {"body": {"tolls": [{"best": 7}]}}},
            {"c:1": {"body": {"tolls": [{"best": 9}, {"best": 2}]}}},
            [("c:1", "tolls 1, best", "7", "9"), ("c:1", "tolls 2, best", NOTHING, "2")],
        ),
        (
            {"i:1": {"claims": ["c:1"]}},
            {"i:1": {"claims": []}},
            [("i:1", "claims", "c:1", NOTHING)],
        ),
    ],
)
def test_before_and_after_are_told_field_by_field(
    before: dict[str, object], after: dict[str, object], expected: list[tuple[str, str, str, str]]
) -> None:
    """Only what changed, down to the one value; unknown is not zero."""
    found = [(each.item, each.field, each.was, each.now) for each in changes(before, after)]
    assert found == expected


def test_a_join_is_told_by_the_name_of_its_dossier() -> None:
    """Also in lines that name the dossier by its number, as older ones do."""
    desk = make_desk()
    joined = LogEntry.objects.filter(action="record.join").latest("number")
    assert joined.subject == f"d:{desk.dossier.slug}"
    found = subjects([joined.subject, f"d:{desk.dossier.pk}", "d:999", "d:nowhere"])
    labels = {key: each.label for key, each in found.items()}
    assert labels[joined.subject] == labels[f"d:{desk.dossier.pk}"] == "Oranja"
    assert labels["d:999"] == "d:999"
    page = signed_in(desk.editor).get("/desk/log/").content.decode()
    assert f">d:{desk.dossier.pk}<" not in page
