"""Victims' names do not reach the public, unless the desk says so."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from tests.web.desks import Desk, make_desk
from tests.web.vetting import signed_in
from vaglio_web.desk.queries.done import done_in_words
from vaglio_web.store import actions
from vaglio_web.store.actions._stricter import stricter
from vaglio_web.store.actions._veiling import COVER, Names
from vaglio_web.store.actions._veiling import veiled as covered_in
from vaglio_web.store.models import Entry, EntryKind, LogEntry, Publication
from vaglio_web.store.queries import published

pytestmark = pytest.mark.django_db

NAMED = """Teacher Lina Orvek killed in Tarsk

4 May 2031

Lina Orvek, 34, a teacher, was killed when shells hit the market of Tarsk in Oranja on 3 May
2031, the governor of Oranja said. Her brother Daro Orvek was wounded.

Three people were killed by the shelling of Tarsk on 3 May 2031, including the journalist Milan
Sefar, the Red Cross said.

The mother of Anna Belik, 7, told reporters that soldiers shelled the market of Tarsk on 3 May 2031.

"We found ORVEK under the stones of Tarsk market on 3 May 2031," the Oranja army said, adding that
three people were killed.
"""
NAMES = ("Lina", "Orvek", "Daro", "Milan", "Sefar", "Anna", "Belik")


@pytest.fixture
def desk() -> Desk:
    """Make a desk with a report that names the dead."""
    return make_desk(NAMED)


@pytest.fixture
def incident(desk: Desk) -> Entry:
    """Accept the incident with all its claims."""
    entry = Entry.objects.filter(kind=EntryKind.INCIDENT).order_by("id").first()
    assert entry is not None
    for other in Entry.objects.filter(kind=EntryKind.INCIDENT).exclude(pk=entry.pk):
        actions.merge_entries(who=desk.coder, key=entry.key, other_key=other.key)
    for claim in entry.claims.all():
        actions.accept_claim(who=desk.coder, key=claim.key)
    entry.refresh_from_db()
    if entry.state != "accepted":
        actions.accept_entry(who=desk.coder, key=entry.key)
    return Entry.objects.get(pk=entry.pk)


def _body(entry: Entry) -> str:
    """Give what the public reads of an entry, all of it."""
    return json.dumps(published(timezone.now()).get(entry=entry).body, ensure_ascii=False)


def test_no_veiled_name_is_anywhere_in_what_is_published(desk: Desk, incident: Entry) -> None:
    """Not in quotes, tolls, targets, speakers, titles or headlines, in no spelling."""
    actions.publish_entry(who=desk.editor, key=incident.key)
    body = _body(incident)
    assert COVER in body
    assert [name for name in NAMES if name.lower() in body.lower()] == []
    for word in ("Tarsk", "governor of Oranja", "Red Cross", "journalist", "Teacher"):
        assert word in body, word


def test_offsets_stay_true(desk: Desk, incident: Entry) -> None:
    """A name is covered mark by mark: every text is as long as it was."""
    actions.publish_entry(who=desk.editor, key=incident.key)
    body = published(timezone.now()).get(entry=incident).body
    assert body is not None
    plain = {claim.key: claim.body for claim in incident.claims.all()}
    for claim in body["claims"]:
        start, end = claim["span"]
        assert len(claim["quote"]) == end - start == len(plain[claim["id"]]["quote"])
        for toll, before in zip(claim["tolls"], plain[claim["id"]]["tolls"], strict=True):
            assert len(toll["quote"]) == toll["span"][1] - toll["span"][0]
            assert (toll["low"], toll["span"]) == (before["low"], before["span"])


def test_an_entry_may_say_otherwise_than_the_desk(desk: Desk, incident: Entry) -> None:
    """The entry's own word counts before the policy, both ways."""
    actions.veil_names(who=desk.editor, key=incident.key, veiled=False)
    actions.publish_entry(who=desk.editor, key=incident.key)
    assert "Lina Orvek" in _body(incident)
    actions.change_policy(who=desk.owner, names_veiled=False)
    actions.veil_names(who=desk.editor, key=incident.key, veiled=True)
    actions.correct_entry(who=desk.editor, key=incident.key, note="Names are veiled.")
    assert "Orvek" not in _body(incident)
    actions.veil_names(who=desk.editor, key=incident.key, veiled=None)
    actions.correct_entry(who=desk.editor, key=incident.key, note="The family asked for them.")
    assert "Lina Orvek" in _body(incident)


def test_a_name_known_from_a_rejected_claim_is_veiled_too(desk: Desk, incident: Entry) -> None:
    """A headline may name whom only a rejected claim names in its fields."""
    [first] = [claim for claim in incident.claims.all() if claim.quote.startswith("Lina Orvek")]
    actions.reject_claim(who=desk.coder, key=first.key, reason="twice")
    [head] = [claim for claim in incident.claims.all() if claim.quote.startswith("Teacher")]
    actions.reject_claim(who=desk.coder, key=head.key, reason="twice")
    actions.publish_entry(who=desk.editor, key=incident.key)
    assert "Orvek" not in _body(incident)


def test_a_changed_policy_asks_for_corrections(desk: Desk, incident: Entry) -> None:
    """What was published under the old policy is to be published anew."""
    actions.publish_entry(who=desk.editor, key=incident.key)
    actions.change_policy(who=desk.owner, names_veiled=False)
    assert Entry.objects.get(pk=incident.pk).needs_correction
    assert Publication.objects.count() == 1


def _note(entry: Entry) -> str:
    """Give the public note of the last publication."""
    last = entry.publications.order_by("-number").first()
    assert last is not None
    return last.note


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Lina Orvek was 35.", "████ █████ was 35."),
        ("The family of ORVEK asked for it.", "The family of █████ asked for it."),
        ("Maria Sanchez was not there.", "█████ ███████ was not there."),
        ("The Red Cross gave another number for Tarsk.", None),
    ],
)
def test_a_public_note_is_veiled_as_the_rest(
    desk: Desk, incident: Entry, note: str, said: str | None
) -> None:
    """Also somebody whom only the note names; who is no victim is named."""
    actions.publish_entry(who=desk.editor, key=incident.key, note=note)
    assert _note(incident) == (said or note)
    actions.correct_entry(who=desk.editor, key=incident.key, note=note)
    actions.withdraw_entry(who=desk.editor, key=incident.key, note=note)
    assert {each.note for each in incident.publications.all()} == {said or note}


def test_a_public_note_on_a_claim_is_veiled(desk: Desk, incident: Entry) -> None:
    """What an editor says of a claim is read beside it, its names covered."""
    claim = incident.claims.order_by("id")[0]
    actions.note_on_claim(who=desk.editor, key=claim.key, note="Maria Sanchez was her friend.")
    actions.publish_entry(who=desk.editor, key=incident.key)
    assert "was her friend" in _body(incident)
    assert "Sanchez" not in _body(incident)


def test_an_editor_who_publishes_is_told_what_was_covered(desk: Desk, incident: Entry) -> None:
    """The answer shows the note as the public reads it."""
    editor = signed_in(desk.editor)
    sent = {"seen": str(incident.version), "note": "Lina Orvek was 35."}
    page = editor.post(f"/desk/entries/{incident.key}/decide/publish/", sent, follow=True)
    assert "Names are covered in the public note: “████ █████ was 35.”" in page.content.decode()


def test_a_name_that_was_missed_is_covered_by_hand(desk: Desk, incident: Entry) -> None:
    """What a person marks is covered wherever it stands; codes and offsets stay."""
    actions.publish_entry(who=desk.editor, key=incident.key)
    assert "Oranja" in _body(incident)
    actions.mark_name(who=desk.editor, key=incident.key, words=" Oranja ", veiled=True)
    assert Entry.objects.get(pk=incident.pk).needs_correction
    actions.correct_entry(who=desk.editor, key=incident.key, note="Oranja is her name.")
    assert "Oranja" not in _body(incident) + _note(incident)
    assert '"schema": "vaglio.incident/1"' in _body(incident)
    actions.mark_name(who=desk.editor, key=incident.key, words="Assault", veiled=True)
    actions.correct_entry(who=desk.editor, key=incident.key, note="Again.")
    assert '"type": "ASSAULT"' in _body(incident)


def test_what_is_no_name_is_taken_out_of_the_veil_by_hand(desk: Desk, incident: Entry) -> None:
    """The whole name with its parts; marked no longer, it is covered again."""
    actions.mark_name(who=desk.editor, key=incident.key, words="Milan Sefar", veiled=False)
    actions.publish_entry(who=desk.editor, key=incident.key)
    assert "Milan\\nSefar" in _body(incident)
    assert "Orvek" not in _body(incident)
    taken = LogEntry.objects.get(action="entry.mark-name")
    actions.undo(who=desk.editor, number=taken.number)
    actions.correct_entry(who=desk.editor, key=incident.key, note="Taken back.")
    assert "Sefar" not in _body(incident)


def test_what_is_shown_by_hand_is_shown_whole(desk: Desk, incident: Entry) -> None:
    """Also where a word of it is somebody else's name, which stays covered elsewhere."""
    actions.mark_name(who=desk.editor, key=incident.key, words="Daro Orvek", veiled=False)
    actions.publish_entry(who=desk.editor, key=incident.key, note="Daro Orvek, not Orvek.")
    assert "Her brother Daro Orvek" in _body(incident)
    assert "Lina" not in _body(incident)
    assert _note(incident) == "Daro Orvek, not █████."


def test_a_part_that_is_also_a_place_is_shown_alone(desk: Desk, incident: Entry) -> None:
    """The name of the family stays covered where it is one."""
    actions.mark_name(who=desk.editor, key=incident.key, words="Orvek", veiled=False)
    actions.publish_entry(who=desk.editor, key=incident.key)
    body = _body(incident)
    assert "ORVEK under" in body or "Orvek" not in body
    assert "Lina Orvek" not in body


@pytest.mark.parametrize("words", ["", "  ", "market", "12", "A" + "b" * 200])
def test_what_is_written_as_no_name_is_not_marked(desk: Desk, incident: Entry, words: str) -> None:
    """A common word would be covered everywhere."""
    with pytest.raises(actions.Conflict, match="capitals"):
        actions.mark_name(who=desk.editor, key=incident.key, words=words, veiled=True)
    actions.mark_name(who=desk.editor, key=incident.key, words="آنا", veiled=True)
    with pytest.raises(actions.Conflict, match="already"):
        actions.mark_name(who=desk.editor, key=incident.key, words="آنا", veiled=True)


def test_names_are_put_right_on_the_page(desk: Desk, incident: Entry) -> None:
    """Listed with a button each; a coder looks, and changes nothing."""
    editor, coder = signed_in(desk.editor), signed_in(desk.coder)
    address = f"/desk/entries/{incident.key}/"
    page = editor.get(address)
    assert "Milan Sefar" in page.context["names"].found
    sent = {"seen": str(incident.version), "words": "Milan Sefar", "mark": "show"}
    assert coder.post(address + "decide/name/", sent).status_code == 404
    assert "Show it" not in coder.get(address).content.decode()
    assert editor.post(address + "decide/name/", sent).status_code == 302
    page = editor.get(address)
    assert page.context["names"].shown == ["Milan Sefar"]
    assert "Milan Sefar" not in page.context["names"].found
    sent = {"seen": str(Entry.objects.get(pk=incident.pk).version), "words": "x", "mark": "odd"}
    assert editor.post(address + "decide/name/", sent).status_code == 409
    assert "marked words as a name to veil, or as none" in editor.get("/desk/log/").content.decode()


def test_every_decision_is_told_in_words() -> None:
    """No page of an entry or a claim shows the dotted name of what was done."""
    told = {action: done_in_words(LogEntry(action=action)) for action in actions.UNDOABLE}
    assert {action for action, words in told.items() if words == action} == set()


def test_what_is_marked_goes_where_the_claims_go(desk: Desk, incident: Entry) -> None:
    """Split off, it is covered there too; merged, what is shown in one alone is covered."""
    for words, veiled in (("Oranja", True), ("Milan Sefar", False)):
        actions.mark_name(who=desk.editor, key=incident.key, words=words, veiled=veiled)
    going = [incident.claims.order_by("id")[0].key]
    fresh = actions.split_entry(who=desk.coder, key=incident.key, claim_keys=going)
    fresh.refresh_from_db()
    assert (fresh.veiled_words, fresh.shown_words) == (["Oranja"], ["Milan Sefar"])
    actions.mark_name(who=desk.editor, key=fresh.key, words="Milan Sefar", veiled=None)
    kept = actions.merge_entries(who=desk.coder, key=incident.key, other_key=fresh.key)
    assert (kept.veiled_words, kept.shown_words) == (["Oranja"], [])


def test_a_name_covers_no_word_that_only_holds_it() -> None:
    """Ian is covered, a civilian is not; ids and what the contract says stay readable."""
    names = Names(whole=frozenset({"Ian", "Ade"}), parts=frozenset({"Ian", "Ade"}))
    line = {
        "quote": "Ian and Ade, civilians, made it; IAN’s house",
        "tolls": [{"harm": "killed", "who": "civilian"}],
        "claims": ["c:ade1"],
    }
    assert covered_in(line, names) == {
        "quote": "███ and ███, civilians, made it; ███’s house",
        "tolls": [{"harm": "killed", "who": "civilian"}],
        "claims": ["c:ade1"],
    }


def test_the_stricter_of_two_veils() -> None:
    """Marks that either covers are covered; an address that one leaves out is left out."""
    one = {"quote": "███ and Kil", "url": None, "n": [1]}
    other = {"quote": "Ian and ███", "url": "https://a.example/ian", "n": [1]}
    assert stricter(one, other) == {"quote": "███ and ███", "url": None, "n": [1]}
    amended = {**other, "n": [2]}
    assert stricter(one, amended) == amended
