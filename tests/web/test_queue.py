"""The queue: what waits, oldest first, narrowed and counted."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.vetting import claim_of, dossier, person, reading_of, signed_in
from vaglio_web.desk.queries import queue as queue_module
from vaglio_web.desk.queries.queue import look, neighbour
from vaglio_web.desk.queries.queue_filter import QueueFilter, read_filter
from vaglio_web.desk.queries.suggestions import suggest
from vaglio_web.store.actions import hold
from vaglio_web.store.models import Claim, LogEntry
from vaglio_web.store.queries.waiting import WAITS

pytestmark = pytest.mark.django_db

WORDS = [f"Shell number {number} fell on Velbor." for number in range(12)]


@pytest.fixture
def filled() -> list[Claim]:
    """Store a dozen claims of two reports in two dossiers."""
    text = "\n\n".join(WORDS)
    one = reading_of(text, outlet="Valley Post", sections=())
    other = reading_of(text, outlet="Hill Radio", sections=(), within=dossier("Hills"))
    made = []
    for number, words in enumerate(WORDS):
        made.append(
            claim_of(
                one if number % 2 else other,
                words,
                kind="access" if number % 3 == 0 else "incident",
                speaker="Shell" if number % 4 == 0 else None,
                place="Velbor" if number < 6 else None,
                day=f"2024-03-{10 + number % 5:02}" if number < 10 else None,
            )
        )
    Claim.objects.filter(pk=made[7].pk).update(state="second look")
    return made


def _shown(wanted: QueueFilter) -> list[str]:
    """Give the words of the claims of the first page."""
    return [claim.quote for claim in look(wanted)[0].claims]


def test_a_total_over_a_period_is_told_from_an_incident(filled: list[Claim]) -> None:
    """Thousands dead since a war began do not look like the toll of one attack."""
    toll = {"harm": "killed", "who": "unspecified", "side": None, "low": 2300, "best": 2300}
    tolls = [toll | {"high": None, "part_of": None, "quote": "Shell", "span": [0, 5]}]
    for claim, scope in zip(filled[:2], ("period", "incident"), strict=True):
        Claim.objects.filter(pk=claim.pk).update(body=claim.body | {"tolls": tolls, "scope": scope})
    page = signed_in(person("observer")).get("/desk/").content.decode()
    assert page.count("2,300 killed") == 2
    assert page.count("total over a period") == 1


def test_the_oldest_comes_first(filled: list[Claim]) -> None:
    """What has waited longest is shown first; what is decided waits no more."""
    Claim.objects.filter(pk=filled[0].pk).update(state="accepted")
    assert _shown(QueueFilter()) == WORDS[1:]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("dossier=hills", [0, 2, 4, 6, 8, 10]),
        ("kind=access", [0, 3, 6, 9]),
        ("source=Valley+Post", [1, 3, 5, 7, 9, 11]),
        ("speaker=Shell", [0, 4, 8]),
        ("place=Velbor", [0, 1, 2, 3, 4, 5]),
        ("state=second+look", [7]),
        ("state=accepted", []),
        ("since=2024-03-13", [3, 8, 4, 9]),
        ("until=2024-03-10", [0, 5]),
        ("since=2024-03-11&until=2024-03-12&kind=incident", [1, 2, 7]),
        ("kind=access&speaker=Shell", [0]),
        ("dossier=hills&place=Velbor&kind=incident", [2, 4]),
        ("state=second+look&source=Valley+Post", [7]),
        ("report=r:0000000000000000&kind=access", [3, 9]),
        ("dossier=nowhere", []),
        ("kind=nonsense&since=yesterday", list(range(12))),
    ],
)
def test_each_filter_narrows(filled: list[Claim], query: str, numbers: list[int]) -> None:
    """A filter leaves exactly what fits; a filter by day puts claims in the order of days."""
    wanted = read_filter(dict(part.split("=") for part in query.replace("+", " ").split("&")))
    assert _shown(wanted) == [WORDS[number] for number in numbers]
    assert look(wanted)[1].number == len(numbers)
    assert len(filled) == 12


def test_a_filter_comes_back_from_its_address() -> None:
    """A filter is kept in the address of the page, whole."""
    wanted = QueueFilter(speaker="A & B?", place="Ü", since=dt.date(2024, 3, 1), state="accepted")
    query = dict(part.split("=") for part in wanted.query.split("&"))
    assert urlencode(query)
    client = signed_in(person())
    page = client.get(f"/desk/?{wanted.query}").content.decode()
    assert 'value="A &amp; B?"' in page
    assert 'value="2024-03-01"' in page


@pytest.mark.parametrize("wanted", [QueueFilter(), QueueFilter(since=dt.date(2024, 1, 1))])
def test_pages_follow_without_a_gap(
    filled: list[Claim], wanted: QueueFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page after page shows every claim once."""
    monkeypatch.setattr(queue_module, "PAGE", 3)
    seen: list[str] = []
    after = ""
    for _ in range(9):
        page = look(wanted, after=after)[0]
        seen += [claim.quote for claim in page.claims]
        after = page.after
        if not after:
            break
    fitting = [claim.quote for claim in filled if claim.day or wanted.since is None]
    assert sorted(seen) == sorted(fitting)


@pytest.mark.parametrize(
    ("narrowed", "order", "index"),
    [
        ({}, "id", "claim_open"),
        ({"dossier_id": 1}, "id", "claim_open_dossier"),
        ({"kind": "access"}, "id", "claim_open_kind"),
        ({"report_id": 1}, "id", "claim_open_report"),
        ({"speaker": "Shell"}, "id", "claim_open_speaker"),
        ({"outlet": "Hill Radio"}, "id", "claim_open_outlet"),
        ({"place": "Velbor"}, "id", "claim_open_place"),
        ({"day__gte": dt.date(2024, 3, 1)}, "day", "claim_open_day"),
        ({"speaker__gte": "S"}, "speaker", "claim_open_speaker"),
    ],
)
def test_each_filter_has_an_index(
    database: str, narrowed: dict[str, object], order: str, index: str
) -> None:
    """SQLite answers each filter by its partial index, in its order, and sorts nothing."""
    if database == "sqlite":
        rows = Claim.objects.filter(WAITS, **narrowed).order_by(order).values(order)[:10]
        plan = rows.explain()
        assert re.search(rf"USING (COVERING )?INDEX {index}\b", plan), plan
        assert "TEMP B-TREE" not in plan


def test_a_rare_claim_is_found_in_steps(
    filled: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a step ends before a page is full, the page says where to look further."""
    monkeypatch.setattr(queue_module, "STEP", 2)
    wanted = QueueFilter(kind="access", source="Valley Post")
    first = look(wanted)[0]
    assert first.cut
    assert [claim.quote for claim in first.claims] == [WORDS[3]]
    assert look(wanted)[1].more
    second = look(wanted, after=first.after)[0]
    assert [claim.quote for claim in second.claims] == [WORDS[9]]
    assert str(look(QueueFilter())[1]) == "2+"
    assert len(filled) == 12


def test_days_with_a_rare_speaker_are_found_by_the_speaker(filled: list[Claim]) -> None:
    """What fits fewest claims is looked up, not every claim of the days."""
    wanted = QueueFilter(speaker="nobody at all", since=dt.date(2000, 1, 1))
    with CaptureQueriesContext(connection) as asked:
        page, count = look(wanted)
    assert (page.claims, page.cut, count.number, count.more) == ([], False, 0, False)
    assert len(asked) == 3
    assert len(filled) == 12


def test_the_next_claim_is_one_that_nobody_has_open(filled: list[Claim]) -> None:
    """What somebody else has open is passed over, and behind the last comes the oldest."""
    me, other = person(), person("coder", "Other")
    hold(who=other, item=filled[1])
    nearest = neighbour(QueueFilter(), filled[0], who=me)
    assert nearest is not None
    assert nearest.quote == WORDS[2]
    first = neighbour(QueueFilter(), filled[11], who=me)
    assert first is not None
    assert first.quote == WORDS[0]
    assert neighbour(QueueFilter(), filled[0], who=me, back=True) is None


def test_words_are_offered_while_somebody_types(filled: list[Claim]) -> None:
    """A few letters give the words that begin so, in either case of the first letter."""
    assert suggest("source", "val") == ["Valley Post"]
    assert suggest("source", "") == ["Hill Radio", "Valley Post"]
    assert suggest("place", "x") == []
    client = signed_in(person("observer"))
    assert b"Hill Radio" in client.get("/desk/queue/suggest/source/?source=H").content
    assert client.get("/desk/queue/suggest/body/").status_code == 404
    assert len(filled) == 12


def test_words_of_a_report_are_never_markup() -> None:
    """Hostile HTML in a report shows as text in the queue."""
    hostile = "<script>alert(1)</script> & <b onclick=x>"
    claim_of(reading_of(hostile, outlet=hostile, title=hostile, sections=()), hostile)
    page = signed_in(person()).get("/desk/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<b onclick" not in page


def test_strangers_sign_in_first(filled: list[Claim]) -> None:
    """Nobody sees the queue who is not known; whose access is over is shown out."""
    answer = Client().get("/desk/?kind=access")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/desk/")
    assert Client().get("/desk/", headers={"HX-Request": "true"}).status_code == 401
    guest = person("coder")
    guest.access_until = timezone.localdate() - dt.timedelta(days=1)
    guest.save()
    assert signed_in(guest).get("/desk/")["Location"] == "/accounts/inactive/"
    assert len(filled) == 12


def test_who_only_observes_is_offered_no_decision(filled: list[Claim]) -> None:
    """An observer reads the queue and decides nothing, however they ask."""
    client = signed_in(person("observer"))
    page = client.get("/desk/").content.decode()
    assert WORDS[0] in page
    assert 'name="verdict"' not in page
    sent = {"verdict": "accept", "claim": [f"{filled[0].key}@0"]}
    assert client.post("/desk/queue/decide/", sent).status_code == 404
    assert not LogEntry.objects.exists()


def test_several_are_decided_each_for_itself(filled: list[Claim]) -> None:
    """Claims of one report are accepted at once; one that somebody has open is named."""
    hold(who=person("coder", "Other"), item=filled[3])
    client = signed_in(person())
    sent = {"verdict": "accept", "claim": [f"{filled[n].key}@0" for n in (1, 3, 5)]}
    page = client.post("/desk/queue/decide/?source=Valley+Post", sent, follow=True)
    assert page.redirect_chain == [("/desk/?source=Valley+Post", 302)]
    words = page.content.decode()
    assert "Accepted: 2." in words
    assert re.search(r"Not decided: “Shell number 3.*Other has it open", words)
    assert LogEntry.objects.filter(action="claim.accept").count() == 2
    assert Claim.objects.get(pk=filled[3].pk).state == "waiting"


def test_claims_that_are_not_alike_are_decided_one_by_one(filled: list[Claim]) -> None:
    """Claims of different reports, speakers and kinds cannot be decided at once."""
    client = signed_in(person())
    sent = {"verdict": "accept", "claim": [f"{filled[n].key}@0" for n in (0, 1)]}
    page = client.post("/desk/queue/decide/", sent, follow=True).content.decode()
    assert "Nothing was decided" in page
    assert not LogEntry.objects.exists()


def test_several_are_rejected_for_a_reason_of_the_list(filled: list[Claim]) -> None:
    """A rejection of several needs its reason, too."""
    client = signed_in(person())
    sent = {"verdict": "reject", "claim": [f"{filled[1].key}@0"]}
    page = client.post("/desk/queue/decide/", sent, follow=True).content.decode()
    assert "choose a reason from the list" in page
    client.post("/desk/queue/decide/", {**sent, "reason": "not said"})
    assert Claim.objects.get(pk=filled[1].pk).state == "rejected"
    assert LogEntry.objects.get().why == "The report does not say this"


def test_the_next_claim_is_held_for_who_is_led_to_it(filled: list[Claim]) -> None:
    """Two who decide at the same moment are led to two claims."""
    one, other = person("editor", "One"), person("editor", "Other")
    first = signed_in(one).post(f"/desk/claims/{filled[1].key}/decide/accept/", {"seen": "0"})
    second = signed_in(other).post(f"/desk/claims/{filled[2].key}/decide/look/", {"seen": "0"})
    assert second.status_code == 409
    assert first["Location"].startswith(f"/desk/claims/{filled[2].key}/")
    second = signed_in(other).post(f"/desk/claims/{filled[3].key}/decide/look/", {"seen": "0"})
    assert second["Location"].startswith(f"/desk/claims/{filled[4].key}/")
