"""A dossier kept joined: whatever becomes of claims, entries and the file, as all at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.dealings import BROKEN, DISPUTED, SIGNED, paste
from tests.web.desks import make_desk
from tests.web.histories import People
from tests.web.vetting import signed_in
from vaglio.runs import joined as module
from vaglio.runs.joined import open_joined
from vaglio_web.store import actions
from vaglio_web.store.actions._keeping import by_what_is_joined, drop_file, file_of
from vaglio_web.store.actions._planning import Plan, plan
from vaglio_web.store.models import (
    Claim,
    Dossier,
    Entry,
    EntryClaim,
    EntryKind,
    EntryState,
    LogEntry,
    Proposal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Iterator[Dossier]:
    """Give a dossier of which nothing is kept yet."""
    made = actions.make_dossier(who=None, title="Velbor")  # the log begins with it
    drop_file(made.pk)
    yield made
    drop_file(made.pk)


def told(planned: Plan) -> tuple[dict[str, Any], set[Any]]:
    """Say what a plan would write and propose, in an order of its own."""
    steps = {
        step.key: (step.kind, step.stored and step.stored.pk, step.told, step.claims)
        for group in planned.groups
        for step in group
    }
    return steps, set(planned.proposals)


def whole(place: Dossier) -> tuple[dict[str, Any], set[Any]]:
    """Say what a join of everything anew would write."""
    with open_joined(None) as joined:
        return told(plan(place.pk, joined))


@pytest.fixture
def wholes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often all claims were joined anew."""
    counted: list[int] = []
    join_claims = module.join_claims

    def counting(*rest: Any, **more: Any) -> object:  # noqa: ANN401
        counted.append(1)
        return join_claims(*rest, **more)

    monkeypatch.setattr(module, "join_claims", counting)
    return counted


def the_same(place: Dossier, wholes: list[int]) -> tuple[dict[str, Any], set[Any]]:
    """Say what the next join would write by what is kept, as one of everything would."""
    wholes.clear()
    found = told(by_what_is_joined(place.pk, plan))
    assert not wholes
    assert found == whole(place)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_any_history_ends_as_all_at_once(
    seed: int, place: Dossier, wholes: list[int], tmp_path: Path
) -> None:
    """What people do in between, and an older file put back: the same as joined at once."""
    people, older = People(seed, place), tmp_path / "older"
    for _ in range(5):
        people.bring_report()
    actions.join_dossier.call(place.pk)
    for turn in range(24):
        people.act()
        if turn == 8:
            shutil.copy(file_of(place.pk), older)
        if turn == 20:
            shutil.copy(older, file_of(place.pk))
        if turn % 3 == 0:
            actions.join_dossier.call(place.pk)
        the_same(place, wholes)
    assert len(people.done) > 3


def _owed() -> dict[str, str]:
    """Give how each deed promised in the one agreement stands, by its first letters."""
    entry = Entry.objects.get(kind=EntryKind.AGREEMENT)
    owed = {each["text"][:4]: each["state"] for each in entry.body["commitments"]}
    return {deed: state for deed, state in owed.items() if deed in ("free", "with")}


def test_what_became_of_a_promise_ends_as_all_at_once(wholes: list[int]) -> None:
    """Kept, broken, disputed, a claim rejected and taken back: joined by the file, the same."""
    desk = make_desk()
    place, editor = desk.dossier, signed_in(desk.editor)
    drop_file(place.pk)
    paste(editor, SIGNED)
    assert set(_owed().values()) == {"promised"}
    for came, state in ((BROKEN, "reported kept"), (DISPUTED, "disputed")):
        wholes.clear()
        paste(editor, came)
        assert not wholes
        assert the_same(place, wholes)[0] == {}
        assert _owed() == {"free": state, "with": "reported broken"}
    bishop = Claim.objects.get(quote__contains="the bishop of Oranja said")
    actions.reject_claim(who=desk.coder, key=bishop.key, reason="not said")
    the_same(place, wholes)
    actions.join_dossier.call(place.pk)
    assert _owed()["free"] == "reported kept"
    assert the_same(place, wholes)[0] == {}
    actions.undo(who=desk.coder, number=LogEntry.objects.filter(action="claim.reject")[0].number)
    actions.join_dossier.call(place.pk)
    assert the_same(place, wholes)[0] == {}
    assert _owed()["free"] == "disputed"


def test_what_became_of_an_accepted_agreement_is_proposed_as_all_at_once(
    wholes: list[int],
) -> None:
    """Claims on it are proposed, those of the deal alone make it theirs; taken, it is quiet."""
    desk = make_desk()
    place, editor = desk.dossier, signed_in(desk.editor)
    drop_file(place.pk)
    paste(editor, SIGNED)
    entry = Entry.objects.get(kind=EntryKind.AGREEMENT)
    actions.accept_entry(who=desk.coder, key=entry.key)
    the_same(place, wholes)
    paste(editor, BROKEN)
    [proposed] = the_same(place, wholes)[1]
    assert (proposed.entry, len(proposed.claims)) == (entry.key, 2)
    assert set(_owed().values()) == {"promised"}
    actions.take_proposal(who=desk.coder, id=Proposal.objects.get(entry=entry).pk)
    assert the_same(place, wholes) == ({}, set())
    paste(editor, DISPUTED)
    [proposed] = the_same(place, wholes)[1]
    assert (proposed.entry, len(proposed.claims)) == (entry.key, 1)
    assert _owed() == {"free": "reported kept", "with": "reported broken"}


def _joined_once(place: Dossier) -> None:
    """Store a few reports and join them."""
    people = People(1, place)
    for _ in range(6):
        people.bring_report()
    actions.join_dossier.call(place.pk)


@pytest.mark.parametrize("spoil", ["gone", "broken", "of another record", "a folder"])
def test_a_file_of_no_use_is_made_again(place: Dossier, wholes: list[int], spoil: str) -> None:
    """Missing, broken, of another log, not to be written: the dossier is joined all the same."""
    _joined_once(place)
    path = file_of(place.pk)
    if spoil == "gone":
        path.unlink()
    elif spoil == "broken":
        path.write_bytes(path.read_bytes()[:5000] + b"\xff" * 20_000)
    elif spoil == "of another record":
        with open_joined(path) as joined:
            joined.note("log", f"1 {'f' * 64}")
    else:
        path.unlink()
        path.mkdir()
    wholes.clear()
    People(2, place).bring_report()
    found = told(by_what_is_joined(place.pk, plan))
    assert wholes
    assert found == whole(place)
    if spoil == "a folder":
        path.rmdir()
        return
    wholes.clear()
    by_what_is_joined(place.pk, plan)
    assert not wholes


def test_an_entry_made_again_is_not_taken_for_the_one_before(
    place: Dossier, wholes: list[int]
) -> None:
    """What has the key and the version of what was seen, and says another thing, is told anew."""
    _joined_once(place)
    assert the_same(place, wholes)[0] == {}
    entry = Entry.objects.filter(dossier=place).order_by("id")[0]
    claims = list(entry.claims.all())
    entry.delete()
    entry.pk, entry.title = None, "another"
    entry.body |= {"title": "another"}
    entry.save(force_insert=True)
    for claim in claims:
        EntryClaim.objects.create(entry=entry, claim=claim)
    assert the_same(place, wholes)[0].keys() == {entry.key}


def test_a_key_that_an_entry_elsewhere_has_is_not_taken_again() -> None:
    """An entry put into another dossier keeps its key; a new one here gets one of its own."""
    desk = make_desk()
    drop_file(desk.dossier.pk)
    paste(signed_in(desk.editor), SIGNED)
    moved = Entry.objects.get(kind=EntryKind.AGREEMENT)
    other = actions.make_dossier(who=None, title="Elsewhere")
    EntryClaim.objects.filter(entry=moved).delete()
    Entry.objects.filter(pk=moved.pk).update(dossier=other, state=EntryState.ACCEPTED)
    for _ in range(2):
        actions.join_dossier.call(desk.dossier.pk)
        [made] = Entry.objects.filter(kind=EntryKind.AGREEMENT, dossier=desk.dossier)
        assert made.key == f"{moved.key}:d{desk.dossier.pk}"
    drop_file(desk.dossier.pk)
    actions.join_dossier.call(desk.dossier.pk)
    assert Entry.objects.get(kind=EntryKind.AGREEMENT, dossier=desk.dossier).pk == made.pk
