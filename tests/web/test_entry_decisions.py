"""What is decided on an entry's pages: each once, seen first, nothing typed lost."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.desks import LATER, LATEST, SHELLING, Desk, make_desk
from tests.web.vetting import signed_in
from vaglio_web.desk.queries.merging import candidates
from vaglio_web.store import actions
from vaglio_web.store.models import Dossier, Entry, EntryKind, LogEntry, Note

pytestmark = pytest.mark.django_db

INCIDENT = EntryKind.INCIDENT
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk() -> Desk:
    """Make a desk at which three reports tell of one incident."""
    return make_desk(SHELLING, LATER, LATEST)


@pytest.fixture
def incident(desk: Desk) -> Entry:  # noqa: ARG001 - it is made there
    """Give the incident of which the reports tell."""
    return Entry.objects.get(kind=INCIDENT)


@pytest.fixture
def coder(desk: Desk) -> Client:
    """Sign the coder in."""
    return signed_in(desk.coder)


@pytest.fixture
def editor(desk: Desk) -> Client:
    """Sign the editor in."""
    return signed_in(desk.editor)


def _at(entry: Entry, *words: str) -> str:
    """Give an address of an entry."""
    return "/".join(["/desk/entries", entry.key, *words, ""])


def _now(entry: Entry) -> Entry:
    """Give an entry as it is stored now."""
    return Entry.objects.get(pk=entry.pk)


def _decide(client: Client, entry: Entry, word: str, **sent: str) -> int:
    """Send one decision on an entry as it is now."""
    seen = str(_now(entry).version)
    return client.post(_at(entry, "decide", word), {"seen": seen, **sent}).status_code


@pytest.mark.parametrize(
    ("word", "sent", "state"),
    [
        ("accept", {}, "accepted"),
        ("reject", {"reason": "twice", "why": "as no. 4"}, "rejected"),
        ("look", {"why": "two towns?"}, "second look"),
    ],
)
def test_a_decision_is_taken_and_taken_back(
    desk: Desk, coder: Client, incident: Entry, word: str, sent: dict[str, str], state: str
) -> None:
    """It is logged with its reason; undo leaves the entry as it was."""
    assert _decide(coder, incident, word, **sent) == 302
    assert _now(incident).state == state
    last = LogEntry.objects.order_by("-number").first()
    assert last is not None
    assert (last.who, last.action) == (desk.coder, f"entry.{word}")
    assert sent.get("why", "") in last.why
    assert coder.post(_at(incident, "undo", str(last.number))).status_code == 302
    assert coder.post(_at(incident, "undo", str(last.number))).status_code == 302
    assert _now(incident).state == "waiting"


def test_a_decision_sent_twice_is_one(coder: Client, incident: Entry) -> None:
    """Whoever lost the connection sends again, and is not told of an error."""
    sent = {"seen": str(incident.version)}
    for _ in range(2):
        assert coder.post(_at(incident, "decide", "accept"), sent).status_code == 302
    assert LogEntry.objects.filter(action="entry.accept").count() == 1


def test_the_second_of_two_is_told_who_was_first(
    coder: Client, editor: Client, incident: Entry
) -> None:
    """The page stays as it is, with what was written, and says what happened."""
    sent = {"seen": str(incident.version)}
    coder.post(_at(incident, "decide", "accept"), sent)
    sent |= {"reason": "twice", "why": "my words"}
    answer = editor.post(_at(incident, "decide", "reject"), sent, headers=HTMX)
    assert answer.status_code == 409
    assert "The coder was first" in answer.content.decode()
    assert answer["HX-Retarget"] == "#refused"
    assert _now(incident).state == "accepted"


def test_who_may_not_finds_nothing(desk: Desk, coder: Client, incident: Entry) -> None:
    """A coder publishes nothing, an observer decides nothing; an unknown word is nothing."""
    observer = signed_in(desk.observer)
    for word in ("publish", "correct", "withdraw", "veil", "embargo", "nonsense"):
        assert _decide(coder, incident, word, note="So.") == 404
    for word in ("accept", "reject", "look", "assign"):
        assert _decide(observer, incident, word) == 404
    for page in ("merge", "split"):
        assert observer.get(_at(incident, page)).status_code == 404
    assert observer.post(_at(incident, "hold")).status_code == 404
    page = observer.get(_at(incident)).content.decode()
    assert "<form" not in page.split("<main")[1]
    assert LogEntry.objects.filter(subject=incident.key).count() == 0


def test_nothing_is_written_by_looking(desk: Desk, editor: Client, incident: Entry) -> None:
    """Opening pages changes no row; a hold is asked for by the page itself."""
    before = (LogEntry.objects.count(), _now(incident).version, _now(incident).held_by)
    for words in ((), ("merge",), ("split",)):
        assert editor.get(_at(incident, *words)).status_code == 200
    assert (LogEntry.objects.count(), _now(incident).version, _now(incident).held_by) == before
    assert "open with you" in editor.post(_at(incident, "hold")).content.decode()
    other = signed_in(desk.coder)
    assert "The editor has it open" in other.post(_at(incident, "hold")).content.decode()
    assert _decide(other, incident, "accept") == 409
    assert editor.post(_at(incident, "leave")).status_code == 204
    assert _decide(other, incident, "accept") == 302


def test_claims_are_decided_together_and_logged_each(coder: Client, incident: Entry) -> None:
    """One that somebody changed meanwhile is told of, and the others are decided."""
    claims = list(incident.claims.order_by("id"))
    chosen = [f"{claim.key}@{claim.version}" for claim in claims]
    chosen[0] = f"{claims[0].key}@99"
    answer = coder.post(
        _at(incident, "claims"), {"verdict": "accept", "claim": chosen}, follow=True
    )
    words = [str(message) for message in answer.context["messages"]]
    assert words[0].startswith(f"{len(claims) - 1} decided")
    assert "Not decided" in words[1]
    assert LogEntry.objects.filter(action="claim.accept").count() == len(claims) - 1
    assert incident.claims.filter(state="accepted").count() == len(claims) - 1


def test_only_its_own_claims_are_decided_there(desk: Desk, coder: Client, incident: Entry) -> None:
    """A claim of another entry is not touched from this page."""
    other = Entry.objects.get(kind=EntryKind.ACCESS).claims.get()
    sent = {"verdict": "accept", "claim": f"{other.key}@{other.version}"}
    coder.post(_at(incident, "claims"), sent)
    other.refresh_from_db()
    assert other.state == "waiting"
    assert desk.claims()


def test_split_and_merge_by_their_pages(coder: Client, incident: Entry) -> None:
    """What is split off is found among the candidates, compared, and merged again."""
    last = incident.claims.order_by("id").last()
    assert last is not None
    sent = {"seen": str(incident.version), "claim": last.key, "why": "another shelling"}
    answer = coder.post(_at(incident, "split"), sent)
    fresh = Entry.objects.get(kind=INCIDENT, links__claim=last)
    assert answer["Location"] == _at(fresh)
    assert fresh.pk != incident.pk
    page = coder.get(_at(incident, "merge"))
    assert [each.entry for each in page.context["candidates"]] == [fresh]
    page = coder.get(_at(incident, "merge"), {"other": fresh.key})
    rows = {row.label: row for row in page.context["compared"]}
    assert rows["Claims"].differs
    sent = {
        "seen": str(_now(incident).version),
        "other": fresh.key,
        "other_seen": str(_now(fresh).version),
    }
    assert coder.post(_at(incident, "merge"), sent)["Location"] == _at(incident)
    assert coder.post(_at(incident, "merge"), sent)["Location"] == _at(incident)
    assert _now(fresh).merged_into == _now(incident)
    assert "merged into" in coder.get(_at(fresh)).content.decode()
    assert _now(incident).references.count() == 2


def test_the_other_side_may_be_the_one_that_is_kept(coder: Client, incident: Entry) -> None:
    """Where the other is published it has to be: the page leads to the merger the other way."""
    last = incident.claims.order_by("id").last()
    assert last is not None
    coder.post(_at(incident, "split"), {"seen": str(incident.version), "claim": last.key})
    fresh = Entry.objects.get(kind=INCIDENT, links__claim=last)
    other_way = f'href="{_at(incident, "merge")}?other={quote(fresh.key)}"'
    page = coder.get(_at(fresh, "merge"), {"other": incident.key})
    assert other_way in page.content.decode()


def test_a_merger_needs_both_sides_as_they_were_seen(coder: Client, incident: Entry) -> None:
    """Where the other changed meanwhile, nothing is merged."""
    last = incident.claims.order_by("id").last()
    assert last is not None
    coder.post(_at(incident, "split"), {"seen": str(incident.version), "claim": last.key})
    fresh = Entry.objects.get(kind=INCIDENT, links__claim=last)
    seen, other_seen = _now(incident).version, fresh.version
    _decide(coder, fresh, "look")
    sent = {"seen": str(seen), "other": fresh.key, "other_seen": str(other_seen)}
    assert coder.post(_at(incident, "merge"), sent).status_code == 409
    assert _now(fresh).merged_into is None


def test_candidates_are_nearest_first_and_found_by_code_and_words(
    desk: Desk, incident: Entry
) -> None:
    """The same day and place come before a week away; other dossiers never come."""
    assert incident.day is not None
    far = Dossier.objects.create(slug="far", title="Far", made_at=timezone.now())
    made = [
        Entry.objects.create(
            key=f"i:{number:016x}",
            kind=INCIDENT,
            dossier=dossier,
            body=incident.body,
            title=title,
            day=incident.day + dt.timedelta(days=days),
            place=place,
            arrived_at=timezone.now(),
        )
        for number, (title, days, place, dossier) in enumerate(
            [
                ("a week away", 6, "Sarn", desk.dossier),
                ("the same", 0, incident.place, desk.dossier),
                ("a month away", 30, "Sarn", desk.dossier),
                ("elsewhere", 0, incident.place, far),
            ]
        )
    ]
    assert [each.entry.title for each in candidates(incident)] == ["the same", "a week away"]
    assert candidates(incident)[0].alike[:2] == ["same day", "same place"]
    assert [each.entry.title for each in candidates(incident, "month")] == ["a month away"]
    code = actions.accept_entry(who=desk.coder, key=made[2].key).references.get().code
    assert [each.entry for each in candidates(incident, code.lower())] == [made[2]]
    assert candidates(incident, "elsewhere") == []


def test_claims_move_by_code_or_out(coder: Client, incident: Entry) -> None:
    """A claim goes to the entry whose code was written; without one, only out on purpose."""
    claims = list(incident.claims.order_by("id"))
    coder.post(_at(incident, "split"), {"seen": str(incident.version), "claim": claims[0].key})
    fresh = Entry.objects.get(kind=INCIDENT, links__claim=claims[0])
    code = fresh.references.get().code

    def move(**sent: str) -> int:
        seen = str(_now(incident).version)
        return coder.post(
            _at(incident, "move"), {"seen": seen, "claim": claims[1].key, **sent}
        ).status_code

    assert move() == move(to="V-999999") == 409
    assert move(to=code) == 302
    assert list(fresh.claims.order_by("id")) == claims[:2]
    out = {"seen": str(_now(fresh).version), "claim": claims[1].key, "out": "yes"}
    assert coder.post(_at(fresh, "move"), out).status_code == 302
    assert list(claims[1].entries.all()) == []


def test_a_note_stays_and_is_kept_once(editor: Client, incident: Entry) -> None:
    """A note sent twice is one; it stands on the page."""
    for _ in range(2):
        editor.post(_at(incident, "note"), {"text": "Ask the hospital."})
    assert Note.objects.filter(subject=incident.key).count() == 1
    assert "Ask the hospital." in editor.get(_at(incident)).content.decode()


def test_an_entry_goes_to_another_dossier_and_stays_one(
    desk: Desk, coder: Client, incident: Entry
) -> None:
    """The next join of either dossier makes no second entry of its claims."""
    other = actions.make_dossier(who=desk.owner, title="Sarn")
    assert _decide(coder, incident, "assign", dossier="sarn") == 302
    assert _now(incident).dossier == other
    for dossier in (desk.dossier, other):
        actions.join_dossier.call(dossier.pk)
    assert [entry.pk for entry in Entry.objects.filter(kind=INCIDENT)] == [incident.pk]
    assert _now(incident).claims.count() == len(incident.body["claims"])
