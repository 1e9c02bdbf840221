"""Claims amended and added by marking words; nothing that is not in the report."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from tests.web.vetting import TEXT, claim_of, person, reading_of, signed_in, span_of
from vaglio_web.desk.forms.claim_choices import choices
from vaglio_web.desk.forms.sent_words import find_words
from vaglio_web.store.models import Claim, ClaimVersion, LogEntry, Reading

pytestmark = pytest.mark.django_db

SAID = "shelling in Velbor had killed at least 30 people"


@pytest.fixture
def reading() -> Reading:
    """Store a report that was read."""
    return reading_of()


@pytest.fixture
def claim(reading: Reading) -> Claim:
    """Store a claim that the machine read."""
    return claim_of(
        reading,
        SAID,
        speaker="The governor",
        place="Velbor",
        tolls=[("killed at least 30 people", 30)],
    )


@pytest.fixture
def client() -> Client:
    """Give a coder's browser."""
    return signed_in(person("coder"))


def _form(client: Client, path: str) -> dict[str, str]:
    """Open a form and give what it would send if nothing were changed."""
    page = client.get(path).content.decode()
    form = page.partition('<form id="amend"')[2].partition("</form>")[0]
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        names = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" in names and (names.get("type") != "checkbox" or " checked" in tag):
            # A browser drops the ends of lines in a field of one line.
            sent[names["name"]] = html.unescape(names.get("value", "")).replace("\n", "")
    for name, words in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL
    ):
        sent[name] = html.unescape(words)
    for name, inside in re.findall(
        r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        options = re.findall(r'<option value="([^"]*)"( selected)?', inside)
        chosen = [value for value, mark in options if mark] or [options[0][0]]
        sent[name] = html.unescape(chosen[0])
    sent.pop("csrfmiddlewaretoken")
    return sent


def _mark(sent: dict[str, str], name: str, words: str, *, text: str = TEXT) -> None:
    """Mark words of the report for a field, as the page's script does."""
    start, end = span_of(text, words)
    sent |= {name: words, f"{name}-start": str(start), f"{name}-end": str(end)}


def _amended(client: Client, claim: Claim, sent: dict[str, str]) -> dict[str, Any]:
    """Send the form, and give the claim's line as it is then."""
    answer = client.post(f"/desk/claims/{claim.key}/amend/", sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.content.decode()
    body: dict[str, Any] = Claim.objects.get(pk=claim.pk).body
    return body


def test_a_form_that_is_sent_as_it_came_changes_nothing(client: Client, claim: Claim) -> None:
    """Each field is shown, and comes back as it was."""
    path = f"/desk/claims/{claim.key}/amend/"
    assert _amended(client, claim, _form(client, path)) == claim.body


def test_words_that_are_marked_become_the_fields(client: Client, claim: Claim) -> None:
    """Quote, speaker, cue, place, time and parties are the words that were marked."""
    sent = _form(client, f"/desk/claims/{claim.key}/amend/")
    _mark(sent, "quote", "killed at least 30 people, including seven civilians, on Sunday")
    _mark(sent, "cue", "said")
    _mark(sent, "when", "on Sunday")
    _mark(sent, "where-1", "Velbor")
    _mark(sent, "targets-0", "30 people")
    sent |= {"when_start": "2024-03-10", "when_end": "", "targets-0-actor": "", "stance": "claims"}
    body = _amended(client, claim, sent)
    assert body["quote"].startswith("killed at least") is True
    assert body["cue"] == {"text": "said", "span": span_of(TEXT, "said")}
    assert body["said"] == [body["span"]]
    assert body["when"]["start"] == "2024-03-10"
    assert body["when"]["end"] is None
    assert [place["span"] for place in body["where"]] == [span_of(TEXT, "Velbor")] * 2
    assert body["targets"][0]["name"] == "30 people"
    assert body["sentence"][0] <= body["span"][0]
    assert body["sentence"][1] >= body["span"][1]
    claim.refresh_from_db()
    assert (claim.state, claim.version) == ("accepted", 1)
    assert ClaimVersion.objects.filter(claim=claim).count() == 2


def test_tolls_are_added_counted_and_taken_away(client: Client, claim: Claim) -> None:
    """A row without words is no toll; open ends stay open; a part says of what."""
    sent = _form(client, f"/desk/claims/{claim.key}/amend/")
    sent["toll-0-high"] = ""
    _mark(sent, "toll-5", "seven civilians")
    for end in ("low", "best", "high"):
        sent[f"toll-5-{end}"] = "7"
    sent |= {"toll-5-harm": "killed", "toll-5-who": "civilian", "toll-5-part": "0"}
    body = _amended(client, claim, sent)
    first, second = body["tolls"]
    assert (first["low"], first["best"], first["high"]) == (30, 30, None)
    assert (second["quote"], second["part_of"], second["low"]) == ("seven civilians", 0, 7)
    again = _form(client, f"/desk/claims/{claim.key}/amend/")
    again["toll-0"] = ""
    left = _amended(client, claim, again)["tolls"]
    assert [toll["quote"] for toll in left] == ["seven civilians"]
    assert left[0]["part_of"] is None


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"quote": "a hundred people were killed"}, "quote", "not in the report"),
        ({"speaker": "The queen", "speaker-start": "", "speaker-end": ""}, "speaker", "not in"),
        ({"toll-0-low": "dozens"}, "toll-0-low", "whole number"),
        ({"toll-0-low": "40"}, "toll-0", "in this order"),
        ({"when_start": "2024-03-10"}, "when", "mark the words"),
        ({"speaker_actor": "XYZ"}, "speaker_actor", "no such actor"),
        ({"event": "BURN"}, "event", "of the list"),
        ({"where-0-place": "geonames:1"}, "where-0-place", "no such place"),
        ({"speaker": "", "speaker_type": "person"}, "speaker", "mark the words"),
    ],
)
def test_what_the_report_does_not_give_is_refused(
    client: Client, claim: Claim, changes: dict[str, str], field: str, words: str
) -> None:
    """The server says which field is wrong, and changes nothing."""
    path = f"/desk/claims/{claim.key}/amend/"
    sent = _form(client, path) | changes
    answer = client.post(path, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert f'data-problem="{field}"' in page
    assert words in page
    assert not LogEntry.objects.exists()


def test_a_code_that_is_none_is_refused_by_the_contract(client: Client, claim: Claim) -> None:
    """What no field of the form checks, the claim's contract does."""
    path = f"/desk/claims/{claim.key}/amend/"
    answer = client.post(path, _form(client, path) | {"stance": "shouts"})
    assert answer.status_code == 409
    assert "stance" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("😀😀 the mayor said 🚒 nine people died 😀", "nine people died"),
        ("قال المحافظ إن القصف أدى إلى مقتل تسعة أشخاص", "مقتل تسعة أشخاص"),
        ("the mayor\r\nsaid nine\r\npeople died", "nine\r\npeople died"),
    ],
)
def test_places_are_counted_in_code_points(client: Client, text: str, words: str) -> None:
    """Other planes, right to left, and odd line ends: the words are the words."""
    claim = claim_of(reading_of(text, sections=()), text.split(maxsplit=1)[0])
    sent = _form(client, f"/desk/claims/{claim.key}/amend/")
    _mark(sent, "quote", words, text=text)
    sent["quote"] = " ".join(words.split())
    body = _amended(client, claim, sent)
    assert body["quote"] == words
    assert text[slice(*body["span"])] == words


def test_typed_words_are_found_nearest_to_the_claim(client: Client) -> None:
    """Without marks, words are looked for beside the claim."""
    text = "Nine died in Lenta. " * 3 + "Ten died in Velbor near Lenta. Lenta wept."
    claim = claim_of(reading_of(text, sections=()), "Ten died in Velbor near Lenta")
    sent = _form(client, f"/desk/claims/{claim.key}/amend/") | {"where-0": "Lenta"}
    span = _amended(client, claim, sent)["where"][0]["span"]
    assert span == [*span_of(text, "Lenta. Lenta wept")[:1], span_of(text, ". Lenta wept")[0]]
    assert find_words("a  b", text="x a\nb", near=(0, 0)) == (2, 5)
    assert find_words(" ", text="x", near=(0, 0)) is None


def test_an_amendment_sent_twice_is_kept_once(client: Client, claim: Claim) -> None:
    """Who sends again after a lost connection is led on."""
    path = f"/desk/claims/{claim.key}/amend/"
    sent = _form(client, path) | {"stance": "claims"}
    for _ in range(2):
        assert client.post(path, sent, headers={"HX-Request": "true"}).status_code == 200
    assert LogEntry.objects.count() == 1


def test_a_missed_claim_is_added_by_marking_words(client: Client, reading: Reading) -> None:
    """Words marked in the report become a claim of one's own, accepted, with its version."""
    start, end = span_of(TEXT, "The army denies that it fired")
    path = f"/desk/reports/{reading.report.key}/claim/"
    sent = _form(client, f"{path}?at={start}&end={end}")
    assert sent["quote"] == "The army denies that it fired"
    _mark(sent, "speaker", "The army")
    _mark(sent, "cue", "denies")
    sent |= {"speaker_type": "party", "stance": "denies", "reality": "denied"}
    sent["event"] = choices()["events"][0].value
    answer = client.post(path, sent, headers={"HX-Request": "true"})
    claim = Claim.objects.get()
    assert answer["HX-Redirect"] == f"/desk/claims/{claim.key}/"
    assert (claim.origin, claim.state, claim.outlet) == ("person", "accepted", "Valley Post")
    assert claim.body["reader"] == "desk/1"
    assert claim.body["report"]["id"] == reading.report.key
    assert client.post(path, sent).status_code == 409
    assert LogEntry.objects.get().action == "claim.add"


def test_a_report_that_is_not_there_takes_no_claim(client: Client) -> None:
    """An observer cannot add a claim, and nobody to a report that was not read."""
    assert client.get("/desk/reports/r:nothing/claim/").status_code == 404
    observer = signed_in(person("observer"))
    key = reading_of().report.key
    assert observer.get(f"/desk/reports/{key}/claim/").status_code == 404
    assert observer.post(f"/desk/reports/{key}/claim/", {}).status_code == 404


def test_a_place_is_pinned_down_by_the_gazetteer(client: Client) -> None:
    """A name is looked up, one of its places chosen; its coordinates are the gazetteer's."""
    text = "Shells fell on Nairobi."
    claim = claim_of(reading_of(text, sections=()), "Shells fell", place="Nairobi")
    offered = client.get("/desk/places/?name=Nairobi").content.decode()
    assert "only named" in offered
    key = re.findall(r'value="(geonames:\d+)"', offered)[0]
    sent = _form(client, f"/desk/claims/{claim.key}/amend/") | {"where-0-place": key}
    place = _amended(client, claim, sent)["where"][0]
    assert (place["place"], place["precision"]) == (key, "town")
    assert place["latitude"] == pytest.approx(-1.28, abs=0.05)


def test_words_that_go_over_a_line_are_amended(client: Client) -> None:
    """A report whose lines are broken keeps its numbers' words when something else is amended."""
    text = "Rockets hit Velbor and killed five\npeople, the mayor said."
    wrapped = reading_of(text, sections=("body",))
    claim = claim_of(wrapped, text[:-1], tolls=[("killed five\npeople", 5)])
    sent = _form(client, f"/desk/claims/{claim.key}/amend/")
    _mark(sent, "quote", "Rockets hit Velbor and killed five\npeople", text=text)
    assert client.post(f"/desk/claims/{claim.key}/amend/", sent).status_code == 302
    claim.refresh_from_db()
    assert claim.body["tolls"][0]["quote"] == "killed five\npeople"
