"""The review screen: one claim beside its report, decided, undone, held and noted."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from tests.web.vetting import TEXT, claim_of, person, reading_of, signed_in
from vaglio_web.desk.templatetags.desk_words import exact
from vaglio_web.store.actions import accept_claim, amend_claim
from vaglio_web.store.models import Claim, LogEntry, Note, Reading, User

pytestmark = pytest.mark.django_db

SAID = "shelling in Velbor had killed at least 30 people"
DENIED = "The army denies that it fired"


@pytest.fixture
def reading() -> Reading:
    """Store a report that was read."""
    return reading_of()


@pytest.fixture
def claim(reading: Reading) -> Claim:
    """Store the claim that is looked at."""
    return claim_of(
        reading,
        SAID,
        speaker="The governor",
        place="Velbor",
        tolls=[("killed at least 30 people", 30)],
    )


@pytest.fixture
def other(reading: Reading, claim: Claim) -> Claim:
    """Store the claim that comes next."""
    assert claim.pk
    return claim_of(reading, DENIED, speaker="The army")


@pytest.fixture
def editor() -> User:
    """Make an editor."""
    return person()


@pytest.fixture
def client(editor: User) -> Client:
    """Give the editor's browser."""
    return signed_in(editor)


def _pieces(page: str) -> list[tuple[int, str]]:
    """Give the pieces of the report's text, each with where it says that it begins."""
    found = re.findall(r'data-at="(\d+)"[^>]*>([^<]*)<', page)
    return [(int(at), html.unescape(words)) for at, words in found]


def test_the_claim_s_words_are_marked_and_each_field_points_at_its_own(
    client: Client, claim: Claim, other: Claim
) -> None:
    """The report is whole, the words are marked, and another claim is reachable."""
    page = client.get(f"/desk/claims/{claim.key}/").content.decode()
    marked = re.findall(r'<mark class="own[^"]*" data-at[^>]*>([^<]*)</mark>', page)
    assert "".join(marked) == SAID
    assert re.search(r'data-fields="[^"]*toll-0[^"]*"[^>]*>killed at least 30 people<', page)
    assert 'data-field="toll-0"' in page
    assert f'href="/desk/claims/{other.key}/"' in page
    assert "Not read: 1 line of the page" in page
    assert '<h2 class="headline"' in page


def test_the_pieces_hold_the_text_mark_by_mark(client: Client) -> None:
    """What a browser counts is what the desk counts: other planes, right to left, odd line ends."""
    text = "😀 قُتل ثلاثة 👩🏽‍🚒\r\nin Velbor & <b>three</b> died\r\rthere."
    claim = claim_of(reading_of(text, sections=()), "three")
    page = client.get(f"/desk/claims/{claim.key}/").content.decode()
    pieces = _pieces(page)
    assert pieces
    for at, words in pieces:
        assert text[at : at + len(words)] == words
    assert sum(len(words) for _, words in pieces) == len(text)
    assert "\r" not in page.partition("<article")[2].partition("</article")[0]


def test_a_null_stays_one_mark() -> None:
    """A browser drops a null; a mark in its place keeps the count."""
    assert exact("a\x00<\r\n") == "a\ufffd&lt;&#13;\n"


def test_hostile_html_in_a_report_shows_as_text(client: Client) -> None:
    """Words of a report are never markup."""
    hostile = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    claim = claim_of(reading_of(hostile, title=hostile, sections=()), hostile)
    for path in ("", "amend/"):
        page = client.get(f"/desk/claims/{claim.key}/{path}").content.decode()
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        assert "&lt;img src=x" in page


def test_an_accepted_claim_makes_way_for_the_next(
    client: Client, claim: Claim, other: Claim
) -> None:
    """After a decision the next claim of the same queue opens, with a way back."""
    sent = {"seen": "0", "why": "as it says"}
    path = f"/desk/claims/{claim.key}/decide/accept/?kind=incident"
    answer = client.post(path, sent, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"/desk/claims/{other.key}/?kind=incident"
    page = client.get(answer["HX-Redirect"]).content.decode()
    assert "you accepted it" in page
    entry = LogEntry.objects.get()
    assert (entry.action, entry.why) == ("claim.accept", "as it says")
    assert f"/desk/decisions/{entry.number}/undo/" in page


def test_the_last_claim_makes_way_for_the_queue(client: Client, claim: Claim) -> None:
    """Where nothing is left, the queue opens; without a script as well."""
    answer = client.post(f"/desk/claims/{claim.key}/decide/look/", {"seen": "0"})
    assert answer.status_code == 302
    assert Claim.objects.get(pk=claim.pk).state == "second look"
    assert answer["Location"] in ("/desk/", f"/desk/claims/{claim.key}/")


def test_a_rejection_needs_its_reason(client: Client, claim: Claim) -> None:
    """Without a reason of the list nothing is decided, and the page says so."""
    path = f"/desk/claims/{claim.key}/decide/reject/"
    refused = client.post(path, {"seen": "0"}, headers={"HX-Request": "true"})
    assert refused.status_code == 409
    assert refused["HX-Retarget"] == "#refused"
    assert "choose a reason" in refused.content.decode()
    client.post(path, {"seen": "0", "reason": "other", "why": "a hoax"})
    assert Claim.objects.get(pk=claim.pk).state == "rejected"
    assert LogEntry.objects.get().why == "Another reason, as written beside: a hoax"


def test_a_decision_sent_twice_is_taken_once(client: Client, claim: Claim) -> None:
    """Who sends again after a lost connection is led on, and the log has one decision."""
    path = f"/desk/claims/{claim.key}/decide/accept/"
    for _ in range(2):
        answer = client.post(path, {"seen": "0"}, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert answer["HX-Redirect"]
    assert LogEntry.objects.filter(action="claim.accept").count() == 1


def test_who_comes_second_is_told(client: Client, claim: Claim) -> None:
    """Two people decide of one claim: the first decision holds, and the second person is told."""
    accept_claim(who=person("coder", "Ada"), key=claim.key, seen=0)
    path = f"/desk/claims/{claim.key}/decide/reject/"
    sent = {"seen": "0", "reason": "not said"}
    answer = client.post(path, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "Ada was first" in answer.content.decode()
    assert client.post(path, {"reason": "not said"}).status_code == 409
    assert Claim.objects.get(pk=claim.pk).state == "accepted"


def test_the_last_decision_is_taken_back(client: Client, claim: Claim, other: Claim) -> None:
    """Undo opens the claim again as it was; sent twice it is taken back once."""
    client.post(f"/desk/claims/{claim.key}/decide/accept/", {"seen": "0"})
    number = LogEntry.objects.get().number
    path = f"/desk/decisions/{number}/undo/"
    for _ in range(2):
        answer = client.post(path, headers={"HX-Request": "true"})
        assert answer["HX-Redirect"] == f"/desk/claims/{claim.key}/"
    assert Claim.objects.get(pk=claim.pk).state == "waiting"
    assert LogEntry.objects.count() == 2
    page = client.get(f"/desk/claims/{other.key}/").content.decode()
    assert "Before, you" not in page
    assert client.post("/desk/decisions/99/undo/").status_code == 404


def test_an_open_claim_is_held_and_let_go(client: Client, claim: Claim) -> None:
    """Opening holds a claim, others see by whom, and leaving lets it go."""
    held = client.post(f"/desk/claims/{claim.key}/hold/", {"seen": "0"}).content.decode()
    assert "open with you" in held
    coder = signed_in(person("coder", "Ada"))
    assert "Editor has it open" in coder.get(f"/desk/claims/{claim.key}/").content.decode()
    theirs = coder.post(f"/desk/claims/{claim.key}/hold/", {"seen": "0"}).content.decode()
    assert "Editor has it open" in theirs
    refused = coder.post(f"/desk/claims/{claim.key}/decide/accept/", {"seen": "0"})
    assert refused.status_code == 409
    assert client.post(f"/desk/claims/{claim.key}/leave/").status_code == 204
    assert Claim.objects.get(pk=claim.pk).held_by is None


def test_a_claim_that_changed_meanwhile_says_so(client: Client, claim: Claim, editor: User) -> None:
    """The page that stays open learns of it with the next sign of life."""
    accept_claim(who=editor, key=claim.key)
    words = client.post(f"/desk/claims/{claim.key}/hold/", {"seen": "0"}).content.decode()
    assert "It has changed since you opened it" in words


def test_a_note_stays_and_is_kept_once(client: Client, claim: Claim) -> None:
    """A note sent twice is one; an empty one is refused; one can be of the report."""
    path = f"/desk/claims/{claim.key}/note/"
    for _ in range(2):
        shown = client.post(path, {"text": "ask <b>Ada</b>"}, headers={"HX-Request": "true"})
        assert "ask &lt;b&gt;Ada" in shown.content.decode()
    client.post(path, {"text": "a known forger", "on": "report"})
    assert client.post(path, {"text": " "}).status_code == 409
    assert [note.subject for note in Note.objects.order_by("id")] == [claim.key, claim.report.key]


def test_the_history_says_what_each_person_changed(client: Client, claim: Claim) -> None:
    """What a reviewer changed is shown, field by field, before and after."""
    body = {**claim.body, "stance": "claims", "tolls": []}
    amend_claim(who=person("coder", "Ada"), key=claim.key, body=body, why="no such number")
    page = client.get(f"/desk/claims/{claim.key}/").content.decode()
    assert re.search(r"<b>Ada</b> amended it", page)
    assert re.search(r"<del[^>]*>states</del>\s*<ins[^>]*>claims</ins>", page)
    assert re.search(r"<del[^>]*>“killed at least 30 people” 30 killed</del>", page)
    assert "no such number" in page


def test_a_false_claim_keeps_a_public_note(client: Client, claim: Claim) -> None:
    """Editors say publicly that a claim was found false, and withdraw it."""
    accept_claim(who=person("owner"), key=claim.key)
    path = f"/desk/claims/{claim.key}/decide/"
    client.post(f"{path}public-note/", {"seen": "1", "note": "Found false."})
    client.post(f"{path}withdraw/", {"seen": "2", "why": "retracted"})
    found = Claim.objects.get(pk=claim.pk)
    assert (found.state, found.public_note) == ("withdrawn", "Found false.")
    coder = signed_in(person("coder"))
    assert coder.post(f"{path}public-note/", {"seen": "3", "note": "x"}).status_code == 404


def test_what_is_absent_or_forbidden_is_not_found(client: Client, claim: Claim) -> None:
    """Nobody learns by asking what is there."""
    assert client.get("/desk/claims/c:nothing/").status_code == 404
    assert client.post(f"/desk/claims/{claim.key}/decide/burn/").status_code == 404
    observer = signed_in(person("observer"))
    page = observer.get(f"/desk/claims/{claim.key}/").content.decode()
    assert "shelling in" in page
    assert 'data-key="a"' not in page
    for path in ("decide/accept/", "hold/", "leave/", "note/", "amend/"):
        assert observer.post(f"/desk/claims/{claim.key}/{path}", {"seen": "0"}).status_code == 404


def test_the_steps_lead_through_the_same_queue(client: Client, claim: Claim, other: Claim) -> None:
    """Next and previous stay within the filter."""
    query = "?speaker=The+army"
    onward = client.get(f"/desk/claims/{claim.key}/next/{query}")
    assert onward["Location"] == f"/desk/claims/{other.key}/{query}"
    back = client.get(f"/desk/claims/{other.key}/previous/{query}")
    assert back["Location"] == f"/desk/{query}"
    assert DENIED in TEXT
