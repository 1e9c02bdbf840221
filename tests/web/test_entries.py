"""Lists of the record's entries, and the page of one."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.desks import LATER, LATEST, SHELLING, Desk, make_desk
from tests.web.vetting import signed_in
from vaglio_web.desk.queries import entries as entries_module
from vaglio_web.desk.queries.entries import entry_count, entry_page
from vaglio_web.desk.queries.entry_filter import EntryFilter, read_entry_filter
from vaglio_web.store import actions
from vaglio_web.store.models import Entry, EntryKind, PublicState

pytestmark = pytest.mark.django_db

INCIDENT = EntryKind.INCIDENT


@pytest.fixture
def desk() -> Desk:
    """Make a desk at which three reports tell of one incident."""
    return make_desk(SHELLING, LATER, LATEST)


@pytest.fixture
def incident(desk: Desk) -> Entry:  # noqa: ARG001 - it is made there
    """Give the incident of which the reports tell."""
    return Entry.objects.get(kind=INCIDENT)


@pytest.fixture
def visitor(desk: Desk) -> Client:
    """Sign the editor in."""
    return signed_in(desk.editor)


def _many(desk: Desk, count: int = 12) -> list[Entry]:
    """Store incidents that differ in what lists are filtered by."""
    pattern = Entry.objects.get(kind=INCIDENT)
    made = [
        Entry(
            key=f"i:{number:016x}",
            kind=INCIDENT,
            dossier=desk.dossier,
            body=pattern.body,
            title=f"Number {number}",
            day=f"2031-05-{1 + number % 5:02}" if number < 10 else None,
            place="Velbor" if number % 2 else "Sarn",
            grade="fair" if number % 3 else "weak",
            state="second look" if number == 3 else "rejected" if number == 4 else "waiting",
            public=PublicState.PUBLISHED if number in (5, 6) else PublicState.UNPUBLISHED,
            needs_correction=number == 6,
            arrived_at=timezone.now(),
        )
        for number in range(count)
    ]
    pattern.delete()
    return Entry.objects.bulk_create(made)


def _numbers(wanted: EntryFilter) -> list[int]:
    """Give the numbers of the entries of the first page."""
    found = entry_page(INCIDENT, wanted).entries
    assert entry_count(INCIDENT, wanted).number == len(found)
    return [int(entry.title.split()[1]) for entry in found]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, [11, 10, 9, 8, 7, 6, 5, 3, 2, 1, 0]),
        ({"state": "rejected"}, [4]),
        ({"state": "second look"}, [3]),
        ({"place": "vel"}, [11, 9, 7, 5, 3, 1]),
        ({"since": "2031-05-04", "until": "2031-05-05"}, [9, 8, 3]),
        ({"public": "published"}, [6, 5]),
        ({"correction": "yes"}, [6]),
        ({"grade": "weak", "place": "Sarn"}, [6, 0]),
        ({"dossier": "oranja", "until": "2031-05-01"}, [5, 0]),
        ({"dossier": "nowhere"}, []),
        ({"state": "odd", "since": "soon", "grade": "?"}, [11, 10, 9, 8, 7, 6, 5, 3, 2, 1, 0]),
    ],
)
def test_a_list_is_narrowed(desk: Desk, query: dict[str, str], numbers: list[int]) -> None:
    """Each filter keeps what fits, the latest first, and the count agrees."""
    _many(desk)
    assert _numbers(read_entry_filter(query)) == numbers


@pytest.mark.parametrize("query", [{}, {"until": "2031-05-31"}])
def test_pages_go_on_where_the_last_ended(
    desk: Desk, query: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No entry is shown twice or passed over from page to page."""
    _many(desk)
    wanted = read_entry_filter(query)
    whole = [entry.pk for entry in entry_page(INCIDENT, wanted).entries]
    monkeypatch.setattr(entries_module, "PAGE", 2)
    seen: list[int] = []
    after = ""
    while True:
        page = entry_page(INCIDENT, wanted, after=after)
        seen += [entry.pk for entry in page.entries]
        after = page.after
        if not after:
            break
    assert seen == whole
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("name", ["incidents", "agreements", "tracks", "access"])
def test_every_kind_has_its_list(visitor: Client, name: str) -> None:
    """The four lists open, and hold entries of their kind alone."""
    page = visitor.get(f"/desk/{name}/")
    assert page.status_code == 200
    kinds = {entry.kind for entry in page.context["page"].entries}
    assert kinds <= {page.context["listed"].kind}
    if name in ("incidents", "access"):
        assert kinds


def test_every_number_opens_the_sentences_that_set_it(visitor: Client, incident: Entry) -> None:
    """Low, best and high each lead to a place on the page that quotes their claims."""
    page = visitor.get(f"/desk/entries/{incident.key}/").content.decode()
    for at, toll in enumerate(incident.body["tolls"]):
        for number in ("low", "best", "high"):
            anchor = f"toll-{at}-{number}"
            assert f'href="#{anchor}"' in page
            part = page.split(f'id="{anchor}"')[1].split("</section>")[0]
            for key in toll[f"{number}_set_by"]:
                assert f"/desk/claims/{key}/" in part
            assert "Why not" in part


def test_a_rejected_claim_sets_nothing(desk: Desk, incident: Entry) -> None:
    """What was rejected is still listed, and the number follows the others."""
    assert incident.body["tolls"][0]["low"] == 7
    seven = [claim for claim in incident.claims.all() if _killed(claim.body) == 7]
    for claim in seven:
        actions.reject_claim(who=desk.coder, key=claim.key, reason="wrong number")
    page = signed_in(desk.coder).get(f"/desk/entries/{incident.key}/")
    lows = {line.words: line.numbers[0].value for line in page.context["toll_lines"]}
    assert lows["civilian killed"] == 9
    assert page.context["claims"].states["rejected"] == len(seven)


def _killed(body: dict[str, list[dict[str, object]]]) -> object:
    """Give the first number of people killed."""
    return next((toll["best"] for toll in body["tolls"] if toll["harm"] == "killed"), None)


def test_what_the_public_would_read_stands_beside_it(desk: Desk, incident: Entry) -> None:
    """Nothing before a claim is accepted; then that claim's number alone."""
    visitor = signed_in(desk.editor)
    address = f"/desk/entries/{incident.key}/"
    assert visitor.get(address).context["public"] is None
    twelve = next(claim for claim in incident.claims.all() if _killed(claim.body) == 12)
    actions.accept_claim(who=desk.coder, key=twelve.key)
    rows = {row.label: row for row in visitor.get(address).context["compared"]}
    assert rows["Toll"].one == ["12 civilian killed"]
    assert rows["Toll"].other[0].startswith("7 to 12")
    assert rows["Toll"].differs


def test_the_history_is_drawn_and_stands_in_a_table(visitor: Client, incident: Entry) -> None:
    """Each figure is a dot with its number, and a row; nothing is styled in place."""
    response = visitor.get(f"/desk/entries/{incident.key}/")
    page = response.content.decode()
    killed = response.context["charts"][0]
    assert killed.title == "killed"
    assert page.count('<g class="dot') == sum(len(c.dots) for c in response.context["charts"])
    assert len(response.context["history"]) == len(incident.body["toll_history"])
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)
    places = [(dot.x, dot.y) for dot in killed.dots]
    assert len(set(places)) == len(places)
    # Two outlets that nobody named are no source that changed its figure: no line joins them.
    own = [each["voice"] for each in incident.body["toll_history"] if each["own_voice"]]
    assert own.count("publisher") > 1
    assert killed.lines == []


def test_a_code_leads_to_the_entry_also_after_a_merger(desk: Desk, incident: Entry) -> None:
    """The code of what was merged leads to what was kept; an unknown one leads nowhere."""
    actions.accept_entry(who=desk.coder, key=incident.key)
    going = incident.claims.order_by("id").last()
    assert going is not None
    fresh = actions.split_entry(who=desk.coder, key=incident.key, claim_keys=[going.key])
    code = fresh.references.get().code
    visitor = signed_in(desk.observer)
    assert visitor.get(f"/desk/ref/{code}/")["Location"] == f"/desk/entries/{fresh.key}/"
    actions.merge_entries(who=desk.coder, key=incident.key, other_key=fresh.key)
    assert visitor.get(f"/desk/ref/{code}/")["Location"] == f"/desk/entries/{incident.key}/"
    assert visitor.get("/desk/ref/V-999999/").status_code == 404


def test_what_is_not_there_is_not_found(visitor: Client) -> None:
    """An unknown entry is not found; a stranger is led to the sign-in."""
    assert visitor.get("/desk/entries/i:0000000000000000/").status_code == 404
    assert Client().get("/desk/incidents/").status_code == 302
