"""Tests of claims that are kept joined: after any change the same as all joined at once."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.war_stories import stories
from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.incident import Incident
from vaglio.model.record import Proposal, Reported
from vaglio.model.track import Track
from vaglio.reconcile import _blocks
from vaglio.runs import joined as module
from vaglio.runs.joined import BROKEN, Entry, Joined, Stood, open_joined

FORMS = (Incident, Agreement, Track, Access)
FEW = 7


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Part blocks early, and never join all anew for a few."""
    monkeypatch.setattr(_blocks, "MOST_IN_BLOCK", FEW)
    monkeypatch.setattr(module, "_FEW", 10**6)


class Desk:
    """Claims that come, change and go, as at a desk; each change makes a version."""

    def __init__(self, seed: int) -> None:
        """Begin with no claims."""
        self.chance = random.Random(seed)
        self.coming = stories(40, seed=seed)
        self.claims: dict[str, Reported] = {}
        self.versions: dict[str, int] = {}
        self.owner: dict[str, str] = {}
        self.whole = 0

    def bring_report(self) -> None:
        """Have one more report read; a claim given twice is stored once."""
        for each in self.coming.pop() if self.coming else ():
            self.claims.setdefault(each.claim.id, each)
            self.versions.setdefault(each.claim.id, 0)

    def reject(self) -> None:
        """Reject some claim."""
        if self.claims:
            self.claims.pop(self.chance.choice(sorted(self.claims)))

    def amend(self) -> None:
        """Give some claim what another tells; its words stay."""
        if self.claims:
            key, other = self.chance.choices(sorted(self.claims), k=2)
            each, theirs = self.claims[key], self.claims[other].claim
            told = replace(each.claim, where=theirs.where, when=theirs.when, tolls=theirs.tolls)
            self.claims[key] = Reported(claim=told, report=each.report)
            self.versions[key] += 1

    def decide(self) -> None:
        """Put some claims into an entry that was decided on."""
        some = self.chance.sample(sorted(self.claims), min(3, len(self.claims)))
        name = f"i:{self.chance.randrange(5)}"
        self.owner |= dict.fromkeys(some, name)

    def undo(self) -> None:
        """Let some claim out of the entry that it was in."""
        if self.owner:
            self.owner.pop(self.chance.choice(sorted(self.owner)))

    def fetch(self, reports: Collection[str] | None) -> Iterator[Reported]:
        """Give the claims of some reports."""
        return (e for e in self.claims.values() if reports is None or e.report.id in reports)

    def bring(self, joined: Joined) -> bool:
        """Bring what is joined up to date."""
        wanted = {
            key: Stood(version=self.versions[key], report=each.report.id)
            for key, each in self.claims.items()
        }
        return joined.bring(wanted, owner=dict(self.owner), fetch=self.fetch)

    def change(self) -> None:
        """Do one of what people and the machine do."""
        deeds = [self.bring_report, self.reject, self.amend, self.decide, self.undo]
        self.chance.choices(deeds, weights=[4, 2, 2, 2, 1])[0]()


def entries(joined: Joined) -> dict[str, dict[str, Entry]]:
    """Give all entries."""
    return {
        form.__name__: {id: joined.entry(form, id) for id in sorted(joined.lines(form))}
        for form in FORMS
    }


def at_once(desk: Desk) -> tuple[dict[str, dict[str, Entry]], Iterable[Proposal]]:
    """Join everything anew."""
    with open_joined(None) as joined:
        assert desk.bring(joined)
        return entries(joined), list(joined.proposals())


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10**6), step=st.integers(1, 4))
def test_any_change_ends_as_all_at_once(seed: int, step: int) -> None:
    """Reports that come, claims rejected, amended, decided on: the same as joined at once."""
    desk = Desk(seed)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "joined.sqlite"
        for _ in range(6):
            desk.bring_report()
        for turn in range(10):
            for _ in range(step):
                desk.change()
            with open_joined(path) as joined:
                whole = desk.bring(joined)
                assert whole == (turn == 0)
                found = entries(joined), list(joined.proposals())
            assert found == at_once(desk)


def test_what_is_seen_is_remembered_until_it_changes(tmp_path: Path) -> None:
    """An entry is known as it was seen stored, until it is told otherwise."""
    desk = Desk(3)
    for _ in range(20):
        desk.bring_report()
    with open_joined(tmp_path / "j") as joined:
        desk.bring(joined)
        joined.see(Incident, dict.fromkeys(joined.lines(Incident), "so"))
        first = entries(joined)["Incident"]
    desk.amend()
    with open_joined(tmp_path / "j") as joined:
        desk.bring(joined)
        lines, now = joined.lines(Incident), entries(joined)["Incident"]
    seen = {id: line.seen for id, line in lines.items()}
    assert {*seen.values()} == {"so", None}
    assert all(first.get(id) == now[id] for id, each in seen.items() if each)


def test_what_became_of_a_promise_does_not_make_an_agreement(tmp_path: Path) -> None:
    """An agreement's own claims are those of the deal; all claims of a track are its own."""
    desk = Desk(3)
    for _ in range(40):
        desk.bring_report()
    with open_joined(tmp_path / "j") as joined:
        desk.bring(joined)
        agreements, tracks = joined.lines(Agreement), joined.lines(Track)
        told = {id: joined.entry(Agreement, id) for id in agreements}
    assert any(set(line.own) < set(line.claims) for line in agreements.values())
    assert all(isinstance(t, Agreement) and t.deal == agreements[id].own for id, t in told.items())
    assert tracks
    assert all(line.own == line.claims for line in tracks.values())


def test_a_broken_file_says_so(tmp_path: Path) -> None:
    """What is no such file raises one of the errors that are named for it."""
    (tmp_path / "j").write_bytes(b"not a database, and long enough to be read as one" * 40)
    with pytest.raises(BROKEN):
        open_joined(tmp_path / "j").__enter__()


def test_other_rules_join_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that other rules made is not built upon."""
    desk = Desk(5)
    for _ in range(8):
        desk.bring_report()
    with open_joined(tmp_path / "j") as joined:
        assert desk.bring(joined)
    with open_joined(tmp_path / "j") as joined:
        assert not desk.bring(joined)
    monkeypatch.setattr(module, "rules_of", lambda _: "others")
    with open_joined(tmp_path / "j") as joined:
        assert desk.bring(joined)
        assert entries(joined) == at_once(desk)[0]


def test_what_ends_in_an_error_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """A change that was broken off is made again."""
    desk = Desk(6)
    for _ in range(8):
        desk.bring_report()
    with open_joined(tmp_path / "j") as joined:
        desk.bring(joined)
    desk.bring_report()

    def break_off() -> None:
        with open_joined(tmp_path / "j") as joined:
            desk.bring(joined)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    with open_joined(tmp_path / "j") as joined:
        assert not desk.bring(joined)
        assert entries(joined) == at_once(desk)[0]
