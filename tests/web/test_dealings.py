"""An agreement, talks and a road at the desk: each state with the claims that say so."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from tests.web.dealings import ALL, ANNOUNCED, BROKEN, CLOSED, FAILED, SIGNED, paste
from tests.web.desks import Desk, make_desk
from tests.web.vetting import signed_in
from vaglio_web.store import actions
from vaglio_web.store.models import Claim, Entry, EntryKind, EntryState, Proposal, PublicState

pytestmark = pytest.mark.django_db

AGREEMENT, TRACK, ACCESS = EntryKind.AGREEMENT, EntryKind.TRACK, EntryKind.ACCESS


@pytest.fixture
def desk() -> Desk:
    """Make a desk with people, and a report of a shelling."""
    return make_desk()


@pytest.fixture
def editor(desk: Desk) -> Client:
    """Sign the editor in."""
    return signed_in(desk.editor)


@pytest.fixture
def told(editor: Client) -> Client:
    """Bring all reports in by the desk's page."""
    paste(editor, *ALL)
    return editor


def _the(kind: EntryKind, words: str = "") -> Entry:
    """Give the one standing entry of a kind whose body holds words."""
    out = (EntryState.MERGED, EntryState.REJECTED)
    found = Entry.objects.filter(kind=kind).exclude(state__in=out)
    [entry] = [each for each in found if words in str(each.body)]
    return entry


def _page(client: Client, entry: Entry, *words: str) -> str:
    """Give a page of an entry as a person reads it, its tags away."""
    answer = client.get("/".join(["/desk/entries", entry.key, *words, ""]))
    assert answer.status_code == 200
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return html.unescape(" ".join(plain.split()))


def _claim(words: str) -> Claim:
    """Give the one claim whose words hold some."""
    [claim] = [each for each in Claim.objects.all() if words in " ".join(each.quote.split())]
    return claim


def _accept(desk: Desk, *words: str) -> None:
    """Accept claims by words of theirs."""
    for each in words:
        actions.accept_claim(who=desk.coder, key=_claim(each).key)


def _published(entry: Entry, number: int) -> dict[str, Any]:
    """Give what the public read of an entry."""
    body = entry.publications.get(number=number).body
    assert body is not None
    return body


def _decide(client: Client, entry: Entry, word: str, **sent: str) -> int:
    """Send one decision on an entry as it is now."""
    seen = str(Entry.objects.get(pk=entry.pk).version)
    address = f"/desk/entries/{entry.key}/decide/{word}/"
    return client.post(address, {"seen": seen, **sent}).status_code


def test_an_agreement_shows_what_is_owed_and_who_says_what_became_of_it(told: Client) -> None:
    """One commitment is reported broken, another disputed, each with its sentences."""
    entry = _the(AGREEMENT)
    page = _page(told, entry)
    owed = entry.body["commitments"]
    kept = {each["state"] for each in owed if each["text"] == "ceasefire agreement"}
    states = {each["state"] for each in owed if each["text"] != "ceasefire agreement"}
    assert (kept, states) == ({"promised"}, {"reported broken", "disputed"})
    assert "the army owes free all prisoners disputed due by 10 May 2031" in page
    for words in (
        "reported kept The army freed all prisoners on 9 May 2031",
        "reported broken The army has not freed the prisoners, the bishop of Oranja said",
        "reported broken The Harbour Front has not withdrawn from the airport of Tarsk",
        "2 May 2031 to the day",
        "Norway claim",
    ):
        assert words in page, words
    linked = {claim.key for claim in entry.claims.all()}
    assert {news["claim"] for owed in entry.body["commitments"] for news in owed["news"]} <= linked


def test_every_sentence_of_an_agreement_leads_to_its_claim(told: Client) -> None:
    """No number of a claim leads nowhere, and no state stands without one."""
    for kind in (AGREEMENT, TRACK):
        for entry in Entry.objects.filter(kind=kind):
            text = told.get(f"/desk/entries/{entry.key}/").content.decode()
            wanted = set(re.findall(r'href="#(claim-\d+)"', text))
            assert wanted
            assert wanted <= set(re.findall(r'id="(claim-\d+)"', text))


def test_a_track_shows_each_meeting_with_what_each_claim_says(told: Client) -> None:
    """Announced and then held, failed, and announced: in the order of their days."""
    entry = _the(TRACK)
    assert [each["state"] for each in entry.body["meetings"]] == ["held", "failed", "announced"]
    page = _page(told, entry)
    for words in (
        "25 May 2031, Doha held as the latest report has it announced Talks between",
        "1 Jun 2031, Doha failed failed Talks between",
        "20 Jun 2031, Geneva announced",
    ):
        assert words in page, words
    assert "sources differ" not in page


def test_a_way_shows_when_it_was_open_and_who_says_so(told: Client) -> None:
    """Closed, open, closed again: a day that nobody said is not made up."""
    page = _page(told, _the(ACCESS, "port road"))
    assert "Port road closed as the last line of the table has it" in page
    for words in (
        "closed 1 May 2031 not said the Red Cross Lowland Wire , 4 May 2031",
        "open 7 May 2031 not said the customs office",
        "closed no day said not said drivers Valley Post , 16 May 2031",
    ):
        assert words in page, words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("agreements", ["free all prisoners disputed", "reported broken"]),
        ("tracks", ["25 May 2031, Doha held", "1 Jun 2031, Doha failed", "Geneva announced"]),
        ("access", ["port road closed"]),
    ],
)
def test_the_lists_say_what_became_of_it(told: Client, name: str, words: list[str]) -> None:
    """A list tells the states without a page being opened."""
    plain = re.sub(r"<[^>]+>", "", told.get(f"/desk/{name}/").content.decode())
    text = html.unescape(" ".join(plain.split()))
    for each in words:
        assert each in text, text


def test_what_became_of_it_outlives_a_decision(told: Client, desk: Desk) -> None:
    """Accepted, told anew, joined again: the states stay, and nothing is proposed for it."""
    entry = _the(AGREEMENT)
    before = entry.body
    actions.accept_entry(who=desk.coder, key=entry.key)
    assert _the(AGREEMENT).body == before
    actions.join_dossier.call(desk.dossier.pk)
    assert _the(AGREEMENT).body == before
    assert not Proposal.objects.filter(entry=entry).exists()
    assert told.get(f"/desk/entries/{entry.key}/").status_code == 200


def test_a_rejected_claim_says_nothing_of_a_promise(told: Client, desk: Desk) -> None:
    """Once the bishop's words are rejected, the prisoners were freed as far as anyone says."""
    bishop = _claim("the bishop of Oranja said")
    actions.reject_claim(who=desk.coder, key=bishop.key, reason="not said")
    owed = {each["text"][:4]: each["state"] for each in _the(AGREEMENT).body["commitments"]}
    assert owed["free"] == "reported kept"
    assert "reported broken The army has not freed" not in _page(told, _the(AGREEMENT))


def test_a_late_claim_is_proposed_for_an_agreement_that_was_accepted(
    desk: Desk, editor: Client
) -> None:
    """What became of it is proposed, taken, and shown; the incident of the claim keeps it."""
    paste(editor, SIGNED)
    entry = _the(AGREEMENT)
    actions.accept_entry(who=desk.coder, key=entry.key)
    paste(editor, BROKEN)
    states = [each["state"] for each in _the(AGREEMENT).body["commitments"]]
    assert states == ["promised"] * 4
    [proposal] = Proposal.objects.filter(entry=entry)
    actions.take_proposal(who=desk.coder, id=proposal.pk)
    states = [each["state"] for each in _the(AGREEMENT).body["commitments"]]
    assert states == ["promised", "promised", "reported kept", "reported broken"]
    claim = _claim("freed all prisoners on 9 May")
    assert {each.kind for each in claim.entries.all()} >= {AGREEMENT}
    actions.join_dossier.call(desk.dossier.pk)
    assert Proposal.objects.filter(entry=entry, state="waiting").count() == 0


def test_the_public_reads_only_what_accepted_claims_say_of_a_promise(
    told: Client, desk: Desk
) -> None:
    """A promise of which no accepted claim says what became of it is a promise; then corrected."""
    entry = _the(AGREEMENT)
    assert _decide(told, entry, "accept") == 302
    assert _decide(told, entry, "publish") == 409
    _accept(desk, "signed a ceasefire agreement", "agreed to free all prisoners")
    assert _decide(told, entry, "publish", note="First.") == 302
    body = _published(entry, 1)
    truce, _, owed = body["entry"]["commitments"]
    assert truce["text"] == "ceasefire agreement"
    assert (owed["state"], owed["news"]) == ("promised", [])
    _accept(desk, "The army has not freed the prisoners")
    assert _the(AGREEMENT).needs_correction
    assert _decide(told, entry, "correct", note="A bishop says that it was not kept.") == 302
    body = _published(entry, 2)
    *_, owed = body["entry"]["commitments"]
    assert owed["state"] == "reported broken"
    assert {each["id"] for each in body["claims"]} == set(body["entry"]["claims"])
    assert "What became of it" in _page(told, entry)
    assert _decide(told, entry, "withdraw", note="The wire took its report back.") == 302
    assert _the(AGREEMENT).public == PublicState.WITHDRAWN


def test_an_agreement_is_no_more_than_its_deal(told: Client, desk: Desk) -> None:
    """By what became of it alone nothing is published, and nothing is split off."""
    entry = _the(AGREEMENT)
    assert _decide(told, entry, "accept") == 302
    _accept(desk, "The army has not freed the prisoners")
    assert _decide(told, entry, "publish") == 409
    seen = str(_the(AGREEMENT).version)
    key = _claim("The army has not freed the prisoners").key
    answer = told.post(f"/desk/entries/{entry.key}/split/", {"seen": seen, "claim": key})
    assert answer.status_code == 409
    assert "tell of nothing by themselves" in answer.content.decode()


@pytest.mark.parametrize(("kind", "words"), [(TRACK, "Geneva"), (ACCESS, "customs office")])
def test_tracks_and_ways_are_split_and_merged_again(
    told: Client, kind: EntryKind, words: str
) -> None:
    """What is split off has a page and a code of its own; merged, it is as it was."""
    entry = _the(kind, "Doha" if kind == TRACK else "port road")
    before = entry.body
    claim = _claim(words)
    sent = {"seen": str(entry.version), "claim": claim.key}
    assert told.post(f"/desk/entries/{entry.key}/split/", sent).status_code == 302
    [fresh] = [e for e in claim.entries.filter(kind=kind) if e.key != entry.key]
    assert fresh.references.count() == 1
    assert words.split(maxsplit=1)[0] in str(fresh.body)
    kept = Entry.objects.get(pk=entry.pk)
    assert kept.body != before
    both = told.get(f"/desk/entries/{entry.key}/merge/?other={fresh.key}")
    assert both.status_code == 200
    sent = {"seen": str(kept.version), "other": fresh.key, "other_seen": str(fresh.version)}
    assert told.post(f"/desk/entries/{entry.key}/merge/", sent).status_code == 302
    assert Entry.objects.get(pk=entry.pk).body == before


def test_a_claim_moves_from_one_way_to_another(told: Client) -> None:
    """The state that it gives goes with it, by the other's code."""
    home, other = _the(ACCESS, "port road"), _the(ACCESS, "Drivers turn back")
    assert _decide(told, other, "accept") == 302
    code = other.references.get().code
    claim = _claim("The army closed the port road")
    sent = {"seen": str(home.version), "claim": claim.key, "to": code}
    assert told.post(f"/desk/entries/{home.key}/move/", sent).status_code == 302
    assert Entry.objects.get(pk=home.pk).body["state"] == "open"
    moved = Entry.objects.get(pk=other.pk).body
    assert claim.key in [change["claim"] for change in moved["changes"]]


@pytest.mark.parametrize("kind", [AGREEMENT, TRACK, ACCESS])
def test_each_kind_is_published_and_withdrawn_by_its_page(
    told: Client, desk: Desk, kind: EntryKind
) -> None:
    """What is published holds the accepted claims alone, and is gone when withdrawn."""
    entry = Entry.objects.filter(kind=kind).order_by("id")[0]
    for claim in entry.claims.order_by("id"):
        actions.accept_claim(who=desk.coder, key=claim.key)
    assert _decide(told, entry, "accept") == 302
    assert _decide(told, entry, "publish", note="As told.") == 302
    body = _published(entry, 1)
    assert body["entry"] == Entry.objects.get(pk=entry.pk).body
    assert "published by The editor" in _page(told, entry)
    assert _decide(told, entry, "withdraw", note="Not sure any more.") == 302
    assert "Withdrawn" in _page(told, entry)


def test_an_announcement_is_no_meeting_that_was_held(desk: Desk, editor: Client) -> None:
    """By the announcement alone the meeting is announced, whatever the headline is."""
    paste(editor, ANNOUNCED)
    assert [each["state"] for each in _the(TRACK).body["meetings"]] == ["announced"]
    paste(editor, FAILED, CLOSED)
    assert "No claim" not in _page(editor, _the(ACCESS, "port road"))
    assert desk.dossier.entries.filter(kind=TRACK).count() == 1
