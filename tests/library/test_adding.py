"""Tests of one more report in a record that stands: the same as everything at once."""

from __future__ import annotations

import contextlib
import itertools
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.war_stories import Story, stories
from vaglio import runs
from vaglio.codebook import load_codebook
from vaglio.codebook.linkage import load_linkage
from vaglio.model.claim_json import claim_to_json
from vaglio.model.record import Decided, Standing
from vaglio.model.record_json import RECORD_FILES, read_record, write_record
from vaglio.reconcile import _blocks
from vaglio.reconcile._few import link_few
from vaglio.reconcile._linking import link
from vaglio.reconcile._order import in_order
from vaglio.reconcile._record import by_report, tell
from vaglio.runs import READ_FOLDER, file_of, record_of
from vaglio.runs._index import INDEX_FILE

FEW = 7
"""A block of more accounts than this is parted in these tests, so that small records have some."""


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Part blocks early."""
    monkeypatch.setattr(_blocks, "MOST_IN_BLOCK", FEW)


def keep(folder: Path, story: Story) -> None:
    """Keep the claims of a report, as `read_into` does."""
    kept = folder / READ_FOLDER / load_codebook().version
    kept.mkdir(parents=True, exist_ok=True)
    lines = [claim_to_json(each.claim, each.report) + "\n" for each in story]
    file_of(kept, story[0].report.id).write_text("".join(lines), encoding="utf-8")


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Read the files of a record."""
    return {name: (folder / name).read_bytes() for name in RECORD_FILES}


def at_once(told: Sequence[Story]) -> dict[str, bytes]:
    """Give the files of the record of some reports, joined all at once."""
    with tempfile.TemporaryDirectory() as place:
        for story in told:
            keep(Path(place), story)
        record_of(Path(place))
        return bytes_of(Path(place))


def never(*_: object, **__: object) -> None:
    """Stand in for what must not be called."""
    raise AssertionError("the record was joined anew")


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10**6), first=st.integers(1, 20), step=st.integers(1, 4))
def test_reports_one_by_one_end_in_the_same_files(seed: int, first: int, step: int) -> None:
    """In any order, some at a time, through the index: byte for byte what all at once gives."""
    told = stories(36, seed=seed)
    whole = at_once(told)
    random.Random(seed).shuffle(told)
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        folder = Path(place)
        for story in told[:first]:
            keep(folder, story)
        record_of(folder)
        patch.setattr(runs, "_join_all", never)
        for at in range(first, len(told), step):
            for story in told[at : at + step]:
                keep(folder, story)
            record_of(folder)
        assert bytes_of(folder) == whole


def test_what_the_stories_hold() -> None:
    """The invented reports make copies, parted blocks, deals with news, talks, roads, repeats."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for story in stories(60, seed=1):
            keep(folder, story)
        size = record_of(folder)
        record = read_record(folder)
    assert min(size.incidents, size.agreements, size.tracks, size.access, size.set_aside) >= 1
    owed = [owed for each in record.agreements for owed in each.commitments]
    assert any(each.news for each in owed)
    counted = [{claim for source in i.sources for claim in source.claims} for i in record.incidents]
    reports = {each.claim.id: each.claim.report_id for each in record.claims}
    assert any(
        len({reports[claim] for claim in claims}) < len(i.reports)
        for claims, i in zip(counted, record.incidents, strict=True)
        if claims
    )
    accounts = tell(by_report(list(record.claims)), codebook=load_codebook())
    sizes = Counter(key for each in accounts for key in _blocks.keys_of(each))
    assert max(sizes.values()) > FEW


def test_a_few_pairs_are_weighed_as_all_are() -> None:
    """What DuckDB answers for some pairs is what Splink answers for all, to the last digit."""
    told = [each for story in stories(80, seed=3) for each in story]
    accounts = tell(by_report(in_order(told)), codebook=load_codebook())
    linkage = load_linkage()
    whole = {(each.one, each.other): each for each in link(accounts, linkage=linkage)}
    pairs = list(itertools.combinations(range(len(accounts)), 2))
    few = {(each.one, each.other): each for each in link_few(accounts, pairs, linkage=linkage)}
    assert len(whole) > 50
    assert {pair: few[pair] for pair in whole} == whole


def _grown(folder: Path, told: Sequence[Story]) -> None:
    """Make a record of all reports but the last, and keep the last's claims."""
    for story in told[:-1]:
        keep(folder, story)
    record_of(folder)
    keep(folder, told[-1])


@pytest.mark.parametrize("name", ["incidents.jsonl", "claims.jsonl", "decided.jsonl", INDEX_FILE])
def test_a_changed_file_is_noticed(tmp_path: Path, name: str) -> None:
    """A file that somebody else wrote, or an index that is broken, is not built upon."""
    told = stories(12, seed=5)
    _grown(tmp_path, told)
    (tmp_path / name).write_bytes(b"")
    record_of(tmp_path)
    assert bytes_of(tmp_path) == at_once(told)


@pytest.mark.parametrize("after", range(12))
def test_a_run_that_ends_anywhere_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Ended before any of its renamings or its commit, and run again: the same record."""
    told = stories(14, seed=8)
    _grown(tmp_path, told)
    steps = itertools.count()

    def ending(real: Callable[..., Path]) -> Callable[..., Path]:
        def step(*given: Path) -> Path:
            if next(steps) == after:
                raise KeyboardInterrupt
            return real(*given)

        return step

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", ending(Path.replace))
        patch.setattr(runs, "commit", ending(runs.commit))
        with contextlib.suppress(KeyboardInterrupt):
            record_of(tmp_path)
    record_of(tmp_path)
    assert bytes_of(tmp_path) == at_once(told)
    monkeypatch.setattr(runs, "_join_all", never)
    record_of(tmp_path)


def test_a_report_taken_away_is_noticed(tmp_path: Path) -> None:
    """What the folder keeps no more is not in the record any more."""
    told = stories(12, seed=5)
    for story in told:
        keep(tmp_path, story)
    record_of(tmp_path)
    kept = tmp_path / READ_FOLDER / load_codebook().version
    file_of(kept, told[3][0].report.id).unlink()
    record_of(tmp_path)
    assert bytes_of(tmp_path) == at_once([*told[:3], *told[4:]])


def _decide(folder: Path, chance: random.Random) -> None:
    """Decide on some incidents of a record, as people do, and note it in its file."""
    record = read_record(folder)
    decided = tuple(
        Decided(id=each.id, standing=chance.choice((Standing.ACCEPTED, Standing.REJECTED)))
        for each in record.incidents
        if chance.random() < 0.6
    )
    write_record(replace(record, decided=decided), folder)


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10**6), step=st.integers(1, 4))
def test_what_people_decided_stays_one_by_one_too(seed: int, step: int) -> None:
    """With decided entries as well, adding ends in the files and proposals of all at once."""
    told = stories(36, seed=seed)
    chance = random.Random(seed)
    chance.shuffle(told)
    patch = pytest.MonkeyPatch
    with tempfile.TemporaryDirectory() as place:
        folder, other = Path(place) / "slowly", Path(place) / "once"
        for story in told[:18]:
            keep(folder, story)
        record_of(folder)
        _decide(folder, chance)
        shutil.copytree(folder, other)
        record_of(folder)
        with patch.context() as adding:
            adding.setattr(runs, "_join_all", never)
            for at in range(18, len(told), step):
                for story in told[at : at + step]:
                    keep(folder, story)
                record_of(folder)
        for story in told[18:]:
            keep(other, story)
        record_of(other)
        assert bytes_of(folder) == bytes_of(other)
        assert read_record(folder).proposals
