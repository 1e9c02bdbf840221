"""What people decide: done and logged as a whole, or not at all; taken back by another."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from tests.web.desks import LATEST, Desk, bring, make_desk
from vaglio_web.store import actions
from vaglio_web.store.access import Absent
from vaglio_web.store.models import Claim, ClaimState, Entry, EntryState, LogEntry, PublicState

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    """Give a desk that has read two reports of one shelling."""
    return make_desk()


def shelling() -> Entry:
    """Give the incident that both reports tell of."""
    return Entry.objects.get(kind="incident", state__in=("waiting", "accepted"))


def told(entry: Entry) -> tuple[int | None, int | None, int | None]:
    """Give the incident's killed as low, best, high."""
    entry.refresh_from_db()
    return entry.killed_low, entry.killed_best, entry.killed_high


def test_a_decision_is_logged_with_who_what_why_before_and_after(desk: Desk) -> None:
    """The log says what became of the claim, and the chain holds."""
    claim = desk.claims()[1]
    actions.accept_claim(who=desk.coder, key=claim.key, seen=0, why="as the governor says")
    last = LogEntry.objects.first()
    assert last is not None
    assert (last.who, last.action, last.subject) == (desk.coder, "claim.accept", claim.key)
    assert last.before[claim.key]["state"] == "waiting"
    assert last.after[claim.key] == {"version": 1, "state": "accepted"}
    assert list(actions.broken_at()) == []


def test_a_rejected_claim_sets_no_number(desk: Desk) -> None:
    """The incident is told anew without it, and as before when that is taken back."""
    entry = shelling()
    assert told(entry) == (7, 9, 9)
    high = [claim for claim in desk.claims() if "nine" in claim.quote]
    for claim in high:
        actions.reject_claim(who=desk.coder, key=claim.key, reason="wrong number")
    assert told(entry) == (7, 7, 7)
    numbers = LogEntry.objects.filter(action="claim.reject").values_list("number", flat=True)
    for number in list(numbers):
        actions.undo(who=desk.coder, number=number)
    assert told(entry) == (7, 9, 9)
    assert {claim.state for claim in desk.claims()} == {ClaimState.WAITING}


def test_only_the_first_of_two_decides(desk: Desk) -> None:
    """Who decides on what has changed since it was shown is told who was first."""
    claim = desk.claims()[0]
    actions.accept_claim(who=desk.coder, key=claim.key, seen=0)
    with pytest.raises(actions.Moved, match="The coder was first"):
        actions.reject_claim(who=desk.editor, key=claim.key, reason="twice", seen=0)
    assert Claim.objects.get(key=claim.key).state == ClaimState.ACCEPTED


def test_an_item_is_held_for_who_opened_it(desk: Desk) -> None:
    """Somebody else can neither hold nor decide; the hold is no decision."""
    claim = desk.claims()[0]
    before = LogEntry.objects.count()
    assert actions.hold(who=desk.coder, item=claim)
    assert not actions.hold(who=desk.editor, item=claim)
    with pytest.raises(actions.Held, match="The coder has it open"):
        actions.accept_claim(who=desk.editor, key=claim.key)
    actions.let_go(who=desk.coder, item=claim)
    assert actions.hold(who=desk.editor, item=claim)
    assert LogEntry.objects.count() == before


def test_an_amended_claim_stays_tied_to_the_text(desk: Desk) -> None:
    """Words that the report does not hold are refused; every version is kept."""
    claim = desk.claims()[1]
    body = {**claim.body, "quote": claim.quote.replace("seven", "forty")}
    with pytest.raises(actions.Ungrounded, match="does not stand there"):
        actions.amend_claim(who=desk.coder, key=claim.key, body=body)
    tolls = [{**claim.body["tolls"][0], "low": 6, "best": 6, "high": 8}]
    actions.amend_claim(who=desk.coder, key=claim.key, body={**claim.body, "tolls": tolls})
    claim.refresh_from_db()
    assert [each.body["tolls"][0]["best"] for each in claim.versions.order_by("number")] == [7, 6]
    assert claim.state == ClaimState.ACCEPTED
    history = {each["claim"]: each["high"] for each in shelling().body["toll_history"]}
    assert history[claim.key] == 8


def test_a_reason_comes_from_the_published_list(desk: Desk) -> None:
    """A rejection without one, or with "other" and no word, is refused."""
    claim = desk.claims()[0]
    for reason in ("", "because", "other"):
        with pytest.raises(actions.Conflict):
            actions.reject_claim(who=desk.coder, key=claim.key, reason=reason)
    assert Claim.objects.get(key=claim.key).state == ClaimState.WAITING


def test_split_and_merge_keep_every_code(desk: Desk) -> None:
    """After a split and a merger both codes lead to the entry that was kept; undo parts them."""
    whole = shelling()
    denied = next(claim for claim in desk.claims() if "denied" in claim.quote)
    wounded = next(claim for claim in desk.claims() if "wounded" in claim.quote)
    part = actions.split_entry(who=desk.coder, key=whole.key, claim_keys=[denied.key, wounded.key])
    codes = [whole.references.get().code, part.references.get().code]
    assert part.claims.count() == 2
    actions.merge_entries(who=desk.coder, key=whole.key, other_key=part.key)
    assert sorted(whole.references.values_list("code", flat=True)) == sorted(codes)
    part.refresh_from_db()
    assert (part.state, part.merged_into, part.claims.count()) == (EntryState.MERGED, whole, 0)
    merger = LogEntry.objects.get(action="entry.merge")
    actions.undo(who=desk.coder, number=merger.number)
    part.refresh_from_db()
    assert (part.state, part.claims.count()) == (EntryState.ACCEPTED, 2)
    assert part.references.get().code == codes[1]


def test_what_was_decided_since_has_to_be_taken_back_first(desk: Desk) -> None:
    """An older decision cannot be taken back under a newer one, nor twice."""
    claim = desk.claims()[0]
    actions.accept_claim(who=desk.coder, key=claim.key)
    accepted = LogEntry.objects.get(action="claim.accept")
    actions.reject_claim(who=desk.coder, key=claim.key, reason="twice")
    with pytest.raises(actions.Moved):
        actions.undo(who=desk.coder, number=accepted.number)
    rejected = LogEntry.objects.get(action="claim.reject")
    actions.undo(who=desk.coder, number=rejected.number)
    with pytest.raises(actions.Conflict, match="before"):
        actions.undo(who=desk.coder, number=rejected.number)
    assert Claim.objects.get(key=claim.key).state == ClaimState.ACCEPTED


def test_a_coder_takes_back_only_their_own(desk: Desk) -> None:
    """Somebody else's decision is as good as absent; an editor may."""
    claim = desk.claims()[0]
    actions.accept_claim(who=desk.owner, key=claim.key)
    number = LogEntry.objects.get(action="claim.accept").number
    with pytest.raises(Absent):
        actions.undo(who=desk.coder, number=number)
    actions.undo(who=desk.editor, number=number)
    assert Claim.objects.get(key=claim.key).state == ClaimState.WAITING


def test_the_public_reads_only_accepted_claims(desk: Desk) -> None:
    """A publication is told by the accepted claims alone, and none without any."""
    entry = shelling()
    actions.accept_entry(who=desk.coder, key=entry.key)
    with pytest.raises(actions.Conflict, match="none of its claims"):
        actions.publish_entry(who=desk.editor, key=entry.key)
    governor = desk.claims()[1]
    actions.accept_claim(who=desk.coder, key=governor.key)
    actions.publish_entry(who=desk.editor, key=entry.key)
    public = entry.publications.get()
    assert [claim["id"] for claim in public.body["claims"]] == [governor.key]
    assert [toll["high"] for toll in public.body["entry"]["tolls"]] == [7]
    assert "nine" not in str(public.body)
    entry.refresh_from_db()
    assert not entry.needs_correction
    actions.accept_claim(who=desk.coder, key=desk.claims()[5].key)
    entry.refresh_from_db()
    assert entry.needs_correction
    actions.correct_entry(who=desk.editor, key=entry.key, note="A later toll came in.")
    assert entry.publications.order_by("-number")[0].body["entry"]["tolls"][0]["high"] == 9


def test_two_people_publish_where_the_desk_says_so(desk: Desk) -> None:
    """The first asks, another publishes; the same person cannot do both."""
    actions.change_policy(who=desk.owner, two_people_publish=True)
    entry = shelling()
    actions.accept_entry(who=desk.coder, key=entry.key)
    actions.accept_claim(who=desk.coder, key=desk.claims()[1].key)
    actions.publish_entry(who=desk.editor, key=entry.key)
    entry.refresh_from_db()
    assert (entry.public, entry.publications.count()) == (PublicState.ASKED, 0)
    with pytest.raises(actions.Conflict, match="another person"):
        actions.publish_entry(who=desk.editor, key=entry.key)
    actions.publish_entry(who=desk.owner, key=entry.key)
    entry.refresh_from_db()
    assert (entry.public, entry.publications.count()) == (PublicState.PUBLISHED, 1)


def test_a_withdrawn_entry_keeps_its_history(desk: Desk) -> None:
    """Taking back needs a public note, and what was public stays in the history."""
    entry = shelling()
    actions.accept_entry(who=desk.coder, key=entry.key)
    actions.accept_claim(who=desk.coder, key=desk.claims()[1].key)
    actions.publish_entry(who=desk.editor, key=entry.key)
    with pytest.raises(actions.Conflict, match="publicly"):
        actions.withdraw_entry(who=desk.editor, key=entry.key, note=" ")
    actions.withdraw_entry(who=desk.editor, key=entry.key, note="It was another town.")
    acts = entry.publications.order_by("number").values_list("act", flat=True)
    assert list(acts) == ["published", "withdrawn"]


def test_the_machine_never_moves_what_was_decided(desk: Desk) -> None:
    """A later report makes a proposal to an accepted incident, which stays until it is taken."""
    entry = shelling()
    actions.accept_entry(who=desk.coder, key=entry.key)
    before = told(entry), set(entry.claims.values_list("key", flat=True))
    bring(LATEST, who=desk.coder, dossier=desk.dossier)
    actions.join_dossier.call(desk.dossier.pk)
    assert (told(entry), set(entry.claims.values_list("key", flat=True))) == before
    proposal = entry.proposals.get()
    actions.join_dossier.call(desk.dossier.pk)
    assert entry.proposals.count() == 1
    actions.take_proposal(who=desk.coder, id=proposal.pk)
    assert told(entry)[2] == 12


def test_a_declined_proposal_is_not_made_again(desk: Desk) -> None:
    """Nobody is asked the same thing twice."""
    entry = shelling()
    actions.accept_entry(who=desk.coder, key=entry.key)
    bring(LATEST, who=desk.coder, dossier=desk.dossier)
    actions.join_dossier.call(desk.dossier.pk)
    actions.decline_proposal(who=desk.coder, id=entry.proposals.get().pk)
    actions.join_dossier.call(desk.dossier.pk)
    assert [each.state for each in entry.proposals.all()] == ["declined"]


def test_a_claim_that_the_machine_missed_is_added(desk: Desk) -> None:
    """A person marks the words; the claim is theirs, accepted, and grounded like any other."""
    claim = desk.claims()[3]
    words = "near the bridge"
    start = claim.reading.text.index(words)
    body = {
        **claim.body,
        "quote": words,
        "span": [start, start + len(words)],
        "tolls": [],
        "where": [],
        "when": None,
    }
    made = actions.add_claim(who=desk.coder, report_key=claim.report.key, body=body)
    assert (made.origin, made.state) == ("person", "accepted")
    assert made.key != claim.key
    assert made.reading.text[start : start + len(words)] == made.quote


@pytest.mark.parametrize("words", ["why = 'x'", "action = 'claim.reject'", "who_name = 'X'"])
def test_the_database_refuses_to_change_the_log(desk: Desk, words: str) -> None:
    """Not even raw SQL changes or deletes a decision."""
    from django.db import connection

    for line in (f"UPDATE store_logentry SET {words}", "DELETE FROM store_logentry"):
        with (
            pytest.raises(DatabaseError, match="never changed or deleted"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(line)
    assert LogEntry.objects.exists()
    assert desk.owner.pk


def test_a_failed_decision_leaves_no_trace(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the last step breaks, nothing of the decision stands."""
    claim = desk.claims()[0]

    def break_off(*_: object, **__: object) -> None:
        raise RuntimeError("the log cannot be written")

    monkeypatch.setattr("vaglio_web.store.actions._deciding.append", break_off)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.accept_claim(who=desk.coder, key=claim.key)
    assert Claim.objects.get(key=claim.key).state == ClaimState.WAITING
