"""What the public may read: publish, correct, withdraw, hold back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.web.desks import LATER, SHELLING, Desk, make_desk
from vaglio_web.store import actions
from vaglio_web.store.actions import Conflict
from vaglio_web.store.models import Claim, Entry, EntryKind, LogEntry, PublicState
from vaglio_web.store.queries import published

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def desk() -> Desk:
    """Make a desk at which two reports tell of one incident."""
    return make_desk(SHELLING, LATER)


@pytest.fixture
def incident(desk: Desk) -> Entry:
    """Accept the incident and two of its claims."""
    entry = Entry.objects.get(kind=EntryKind.INCIDENT)
    for claim in entry.claims.order_by("id")[:2]:
        actions.accept_claim(who=desk.coder, key=claim.key)
    return actions.accept_entry(who=desk.coder, key=entry.key)


def _public(now: dt.datetime | None = None) -> list[str]:
    """Give the keys of what the public reads."""
    return [each.entry.key for each in published(now or timezone.now())]


def _two_people(desk: Desk) -> None:
    """Have the desk ask for two people."""
    actions.change_policy(who=desk.owner, two_people_publish=True)


def _fresh(entry: Entry) -> Entry:
    """Give an entry as it is stored now."""
    return Entry.objects.get(pk=entry.pk)


def test_only_what_was_published_is_read(desk: Desk, incident: Entry) -> None:
    """Accepted is not public; published is; withdrawn is not; published again is."""
    assert _public() == []
    actions.publish_entry(who=desk.editor, key=incident.key)
    assert _public() == [incident.key]
    actions.withdraw_entry(who=desk.editor, key=incident.key, note="A source took it back.")
    assert _public() == []
    actions.publish_entry(who=desk.editor, key=incident.key)
    assert _public() == [incident.key]
    assert [p.act for p in incident.publications.order_by("number")] == [
        *("published", "withdrawn", "published")
    ]


def test_the_latest_publication_is_read(desk: Desk, incident: Entry) -> None:
    """A correction stands in the place of what was published before."""
    actions.publish_entry(who=desk.editor, key=incident.key)
    before = published(timezone.now()).get()
    third = incident.claims.exclude(state="accepted").order_by("id").first()
    assert third is not None
    actions.accept_claim(who=desk.coder, key=third.key)
    assert _fresh(incident).needs_correction
    assert published(timezone.now()).get().body == before.body
    actions.correct_entry(who=desk.editor, key=incident.key, note="A third source was added.")
    now = published(timezone.now()).get()
    assert now.number == before.number + 1
    assert now.body is not None
    assert third.key in [claim["id"] for claim in now.body["claims"]]
    assert not _fresh(incident).needs_correction


def test_what_is_held_back_is_not_read_before_its_time(desk: Desk, incident: Entry) -> None:
    """An embargo keeps it from the public until it has passed, to the second."""
    until = timezone.now() + HOUR
    actions.set_embargo(who=desk.editor, key=incident.key, until=until)
    actions.publish_entry(who=desk.editor, key=incident.key)
    assert _public() == _public(until - dt.timedelta(seconds=1)) == []
    assert _public(until) == [incident.key]


def test_what_the_public_reads_is_not_held_back_in_silence(desk: Desk, incident: Entry) -> None:
    """Who wants it gone withdraws it, with a public note; a time not yet come may be moved."""
    actions.publish_entry(who=desk.editor, key=incident.key)
    with pytest.raises(Conflict, match="withdraw"):
        actions.set_embargo(who=desk.editor, key=incident.key, until=timezone.now() + HOUR)
    actions.withdraw_entry(who=desk.editor, key=incident.key, note="Too early.")
    actions.set_embargo(who=desk.editor, key=incident.key, until=timezone.now() + HOUR)
    actions.publish_entry(who=desk.editor, key=incident.key)
    actions.set_embargo(who=desk.editor, key=incident.key, until=timezone.now() + 2 * HOUR)
    assert _public(timezone.now() + HOUR) == []


def test_two_people_publish_and_correct(desk: Desk, incident: Entry) -> None:
    """The first asks, nobody reads; the same person may not agree; another does."""
    _two_people(desk)
    for take, act in (
        (lambda who: actions.publish_entry(who=who, key=incident.key), "published"),
        (lambda who: actions.correct_entry(who=who, key=incident.key, note="So."), "corrected"),
    ):
        count = incident.publications.count()
        take(desk.editor)
        assert incident.publications.count() == count
        assert _fresh(incident).asked_by == desk.editor
        with pytest.raises(Conflict, match="another person"):
            take(desk.editor)
        take(desk.owner)
        last = incident.publications.order_by("number").last()
        assert last is not None
        assert (last.act, last.made_by) == (act, desk.owner)
        assert _fresh(incident).asked_by is None


@pytest.mark.parametrize("what", ["reject", "accept", "look", "veil", "merge", "split", "embargo"])
def test_a_request_lapses_when_what_was_asked_for_changes(
    desk: Desk, incident: Entry, what: str
) -> None:
    """The second person never publishes what the first did not see; undo does not revive it."""
    _two_people(desk)
    third = incident.claims.exclude(state="accepted").order_by("id").first()
    assert third is not None
    if what == "merge":
        other = actions.split_entry(who=desk.coder, key=incident.key, claim_keys=[third.key])
    actions.publish_entry(who=desk.editor, key=incident.key)
    assert _fresh(incident).public == PublicState.ASKED
    key, who = incident.key, desk.editor
    if what == "reject":
        accepted = incident.claims.filter(state="accepted").order_by("id").first()
        assert accepted is not None
        actions.reject_claim(who=who, key=accepted.key, reason="twice")
    elif what == "accept":
        actions.accept_claim(who=who, key=third.key)
    elif what == "look":
        actions.look_again_at_entry(who=who, key=key)
    elif what == "veil":
        actions.veil_names(who=who, key=key, veiled=False)
    elif what == "merge":
        actions.merge_entries(who=who, key=key, other_key=other.key)
    elif what == "split":
        actions.split_entry(who=who, key=key, claim_keys=[third.key])
    else:
        actions.set_embargo(who=who, key=key, until=timezone.now() + HOUR)
    now = _fresh(incident)
    assert (now.public, now.asked_by) == (PublicState.UNPUBLISHED, None)
    last = LogEntry.objects.order_by("-number").first()
    assert last is not None
    assert last.after[key]["public"] == "unpublished"
    actions.undo(who=who, number=last.number)
    now = _fresh(incident)
    assert (now.public, now.asked_by) == (PublicState.UNPUBLISHED, None)


def test_a_request_for_what_was_withdrawn_lapses_to_withdrawn(desk: Desk, incident: Entry) -> None:
    """It was public once, and that is not forgotten."""
    actions.publish_entry(who=desk.editor, key=incident.key)
    actions.withdraw_entry(who=desk.editor, key=incident.key, note="Wrong.")
    _two_people(desk)
    actions.publish_entry(who=desk.editor, key=incident.key)
    actions.look_again_at_entry(who=desk.coder, key=incident.key)
    assert _fresh(incident).public == PublicState.WITHDRAWN


def test_what_was_asked_and_then_rejected_cannot_be_published(desk: Desk, incident: Entry) -> None:
    """With its accepted claims gone there is nothing that the public may read."""
    _two_people(desk)
    actions.publish_entry(who=desk.editor, key=incident.key)
    for claim in incident.claims.filter(state="accepted"):
        actions.reject_claim(who=desk.coder, key=claim.key, reason="found false")
    with pytest.raises(Conflict, match="none of its claims"):
        actions.publish_entry(who=desk.owner, key=incident.key)
    assert _public() == []


def test_what_is_published_is_neither_rejected_nor_merged_away(desk: Desk, incident: Entry) -> None:
    """It is withdrawn first, so that the public is told."""
    last = incident.claims.order_by("id").last()
    assert last is not None
    other = actions.split_entry(who=desk.coder, key=incident.key, claim_keys=[last.key])
    actions.publish_entry(who=desk.editor, key=incident.key)
    with pytest.raises(Conflict, match="published"):
        actions.reject_entry(who=desk.editor, key=incident.key, reason="twice")
    with pytest.raises(Conflict, match="published"):
        actions.merge_entries(who=desk.editor, key=other.key, other_key=incident.key)
    actions.merge_entries(who=desk.editor, key=incident.key, other_key=other.key)
    assert _fresh(incident).needs_correction
    assert _public() == [incident.key]


def test_what_was_merged_or_rejected_takes_no_other_decision(desk: Desk, incident: Entry) -> None:
    """Undo comes first: a merged entry holds nothing that could be decided on."""
    last = incident.claims.order_by("id").last()
    assert last is not None
    other = actions.split_entry(who=desk.coder, key=incident.key, claim_keys=[last.key])
    actions.merge_entries(who=desk.coder, key=incident.key, other_key=other.key)
    key = other.key
    for take in (
        lambda: actions.accept_entry(who=desk.editor, key=key),
        lambda: actions.reject_entry(who=desk.editor, key=key, reason="twice"),
        lambda: actions.look_again_at_entry(who=desk.editor, key=key),
        lambda: actions.publish_entry(who=desk.editor, key=key),
        lambda: actions.veil_names(who=desk.editor, key=key, veiled=False),
        lambda: actions.set_embargo(who=desk.editor, key=key, until=None),
        lambda: actions.move_claim(
            who=desk.editor, claim_key=last.key, from_key=incident.key, to_key=key
        ),
    ):
        with pytest.raises(Conflict):
            take()
    actions.reject_entry(who=desk.editor, key=incident.key, reason="not of this conflict")
    with pytest.raises(Conflict, match="rejected"):
        actions.split_entry(who=desk.editor, key=incident.key, claim_keys=[last.key])


def test_what_is_split_off_is_held_back_and_veiled_alike(desk: Desk, incident: Entry) -> None:
    """Splitting is no way around an embargo; neither is merging into what is public."""
    until = timezone.now() + HOUR
    actions.set_embargo(who=desk.editor, key=incident.key, until=until)
    actions.veil_names(who=desk.editor, key=incident.key, veiled=True)
    last = incident.claims.order_by("id").last()
    assert last is not None
    other = actions.split_entry(who=desk.coder, key=incident.key, claim_keys=[last.key])
    assert (other.embargo_until, other.names_veiled) == (until, True)
    actions.set_embargo(who=desk.editor, key=incident.key, until=None)
    actions.publish_entry(who=desk.editor, key=incident.key)
    with pytest.raises(Conflict, match="held back"):
        actions.merge_entries(who=desk.coder, key=incident.key, other_key=other.key)
    actions.withdraw_entry(who=desk.editor, key=incident.key, note="To be merged.")
    actions.veil_names(who=desk.editor, key=incident.key, veiled=False)
    kept = actions.merge_entries(who=desk.coder, key=incident.key, other_key=other.key)
    assert (kept.embargo_until, kept.names_veiled) == (until, True)


def test_a_claim_found_false_keeps_its_public_note(desk: Desk, incident: Entry) -> None:
    """What was public and proved false is corrected in public, with the note on it."""
    actions.publish_entry(who=desk.editor, key=incident.key)
    claim = incident.claims.filter(state="accepted").order_by("id").last()
    never = incident.claims.exclude(state="accepted").order_by("id").first()
    assert claim is not None
    assert never is not None
    for each in (claim, never):
        actions.reject_claim(who=desk.coder, key=each.key, reason="found false")
        actions.note_on_claim(who=desk.editor, key=each.key, note=f"False: {each.key}.")
    actions.correct_entry(who=desk.editor, key=incident.key, note="One claim proved false.")
    body = published(timezone.now()).get().body
    assert body is not None
    assert claim.key not in [each["id"] for each in body["claims"]]
    assert body["notes"] == [{"claim": claim.key, "note": f"False: {claim.key}."}]


def test_no_claim_that_waits_is_in_what_is_published(desk: Desk, incident: Entry) -> None:
    """Nothing that a person has not accepted is in the body, not even its id."""
    actions.publish_entry(who=desk.editor, key=incident.key)
    body = str(published(timezone.now()).get().body)
    for claim in Claim.objects.exclude(state="accepted"):
        assert claim.key not in body
        assert claim.quote not in body
