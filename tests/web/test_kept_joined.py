"""A dossier kept joined: whatever becomes of claims, entries and the file, as all at once."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.vetting import claim_of, dossier, person, reading_of
from vaglio.runs import joined as module
from vaglio.runs.joined import open_joined
from vaglio_web.store import actions
from vaglio_web.store.actions import Conflict
from vaglio_web.store.actions._keeping import by_what_is_joined, drop_file, file_of
from vaglio_web.store.actions._planning import Plan, plan
from vaglio_web.store.models import Claim, Dossier, Entry, EntryState, LogEntry

pytestmark = pytest.mark.django_db

_TOWNS = ("Velbor", "Orlo", "Marsk")
_NUMBERS = (("three", 3), ("seven", 7), ("nine", 9))
_KINDS = ("incident", "incident", "incident", "negotiation", "access")


@pytest.fixture
def place() -> Iterator[Dossier]:
    """Give a dossier of which nothing is kept yet."""
    made = actions.make_dossier(who=None, title="Velbor")  # the log begins with it
    drop_file(made.pk)
    yield made
    drop_file(made.pk)


class People:
    """People and the machine, who do one thing after the other by chance."""

    def __init__(self, seed: int, place: Dossier) -> None:
        """Begin with an empty dossier."""
        self.chance = random.Random(seed)
        self.place = place
        self.who = person("owner", f"Owner {seed}")
        self.done: set[str] = set()

    def bring_report(self) -> None:
        """Store a report of a few claims, some of what others told."""
        told = []
        for _ in range(self.chance.randint(1, 3)):
            town, (word, number) = self.chance.choice(_TOWNS), self.chance.choice(_NUMBERS)
            told.append((f"Shells killed {word} people in {town} at dawn.", town, word, number))
        told = list({each[0]: each for each in told}.values())
        outlet = f"Paper {self.chance.randrange(6)}"
        reading = reading_of("\n\n".join(each[0] for each in told), outlet=outlet, sections=())
        for words, town, word, number in told:
            claim_of(
                reading,
                words,
                kind=self.chance.choice(_KINDS),
                place=town,
                day=f"2024-03-{self.chance.randint(10, 11)}",
                tolls=[(word, number)],
            )

    def judge(self) -> None:
        """Accept, reject, withdraw or amend a claim."""
        key = self._claim().key
        verdict = self.chance.randrange(4)
        if verdict == 0:
            actions.accept_claim(who=self.who, key=key)
        elif verdict == 1:
            actions.reject_claim(who=self.who, key=key, reason="twice")
        elif verdict == 2:
            actions.withdraw_claim(who=self.who, key=key, why="so")
        else:
            self._amend(key)

    def _amend(self, key: str) -> None:
        """Say that a claim is of another day, or counts over a period."""
        body = Claim.objects.get(key=key).body
        if self.chance.random() < 0.5:
            body |= {"scope": "period"}
        elif body["when"] is not None:
            body["when"] |= {"start": "2024-03-12", "end": "2024-03-12"}
        actions.amend_claim(who=self.who, key=key, body=body)

    def accept_entry(self) -> None:
        """Accept or reject an entry."""
        key = self._entry().key
        if self.chance.random() < 0.7:
            actions.accept_entry(who=self.who, key=key)
        else:
            actions.reject_entry(who=self.who, key=key, reason="twice")

    def regroup(self) -> None:
        """Merge two entries, split one, or take a claim out of one."""
        entry, other = self._entry(), self._entry()
        keys = list(entry.claims.values_list("key", flat=True))
        deed = self.chance.randrange(3)
        if deed == 0:
            actions.merge_entries(who=self.who, key=entry.key, other_key=other.key)
        elif deed == 1:
            actions.split_entry(who=self.who, key=entry.key, claim_keys=keys[:1])
        else:
            actions.move_claim(
                who=self.who, claim_key=keys[0], from_key=entry.key, to_key=other.key
            )

    def undo(self) -> None:
        """Take the last decision back that can be taken back."""
        last = LogEntry.objects.filter(who=self.who, action__in=actions.UNDOABLE).first()
        if last is not None:
            actions.undo(who=self.who, number=last.number)

    def assign(self) -> None:
        """Put an entry, with its claims, into another dossier."""
        other = dossier("Hills")
        actions.assign_entry(who=self.who, key=self._entry().key, dossier_slug=other.slug)

    def act(self) -> None:
        """Do one thing; what does not fit is refused."""
        deeds: list[Callable[[], None]] = [self.bring_report, self.judge, self.accept_entry]
        deeds += [self.regroup, self.undo, self.assign]
        deed = self.chance.choices(deeds, weights=[6, 6, 4, 4, 2, 1])[0]
        try:
            deed()
        except (Conflict, IndexError):
            return
        self.done.add(deed.__name__)

    def _claim(self) -> Claim:
        """Choose a claim."""
        return self.chance.choice(list(Claim.objects.order_by("id")))

    def _entry(self) -> Entry:
        """Choose an entry that stands for itself."""
        standing = Entry.objects.filter(dossier=self.place).exclude(state=EntryState.MERGED)
        return self.chance.choice(list(standing.order_by("id")))


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


@pytest.mark.parametrize("seed", range(3))
def test_any_history_ends_as_all_at_once(
    seed: int, place: Dossier, wholes: list[int], tmp_path: Path
) -> None:
    """What people do in between, and an older file put back: the same as joined at once."""
    people, older = People(seed, place), tmp_path / "older"
    for _ in range(5):
        people.bring_report()
    actions.join_dossier.call(place.pk)
    wholes.clear()
    for turn in range(24):
        people.act()
        if turn == 8:
            shutil.copy(file_of(place.pk), older)
        if turn == 20:
            shutil.copy(older, file_of(place.pk))
        if turn % 3 == 0:
            actions.join_dossier.call(place.pk)
        found = told(by_what_is_joined(place.pk, plan))
        assert not wholes
        assert found == whole(place)
        wholes.clear()
    assert len(people.done) > 3


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
