"""Victims' names do not reach the public, unless the desk says so."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from tests.web.desks import Desk, make_desk
from vaglio_web.store import actions
from vaglio_web.store.actions._veiling import COVER
from vaglio_web.store.models import Entry, EntryKind, Publication
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
