"""Tests of learning the weights of the record linkage from labelled pairs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmark.claims import invented_claims
from scripts.linkage_pairs import (
    Labelled,
    accounts_of,
    blocked_pairs,
    levels_of,
    pairs_of_clusters,
)
from scripts.linkage_ways import by_rules, by_text, trained, weighed, word_vectors
from scripts.train_linkage import write_weights
from vaglio.codebook.linkage import FILE, load_linkage
from vaglio.codebook.tables import TABLES
from vaglio.reconcile._linking import link

LINKAGE = load_linkage()
TOLD = accounts_of(invented_claims(300))
NEAR = levels_of(TOLD, blocked_pairs(TOLD), linkage=LINKAGE)
BELONG = {each.report.ref or "": {(each.report.ref or "").partition("-")[0]} for each in TOLD}


def test_levels_and_weights_are_those_of_splink() -> None:
    """What is measured here links the same accounts, as strongly, as reconciling does."""
    mine = weighed(NEAR, LINKAGE, start=LINKAGE.start - LINKAGE.needed)
    theirs = list(link(TOLD, linkage=LINKAGE))
    assert theirs
    assert [(each.one, each.other, each.levels) for each in mine] == [
        (each.one, each.other, each.levels) for each in theirs
    ]
    totals = [each.total - LINKAGE.needed for each in theirs]
    assert [each.total for each in mine] == pytest.approx(totals)


def test_what_is_learned_are_shares() -> None:
    """The weights of a learned field are the shares counted; other fields keep theirs."""
    day, killed = [each.field for each in LINKAGE.comparisons].index("day"), 2
    assert LINKAGE.comparisons[killed].field == "killed"
    same, other = (0, 0, 1, 0, 0, 0), (0, 0, 4, 0, 0, 0)
    pairs = Labelled(
        matches=[(same, frozenset({"a"}))] * 3 + [(other, frozenset({"b"}))],
        others=[(other, frozenset())] * 9,
    )
    made = trained(LINKAGE, pairs, pull=4, fields={"killed"})
    levels = made.comparisons[killed].levels
    assert [level.m for level in levels] == [None, 0.5, 0.125, 0.125, 0.25]
    assert sum(level.u or 0 for level in levels) == pytest.approx(1)
    assert levels[1].weight > 0 > levels[4].weight
    assert made.comparisons[day] == LINKAGE.comparisons[day]


def test_held_out_clusters_teach_nothing() -> None:
    """A pair of a held-out cluster is not learned from."""
    pairs = pairs_of_clusters(TOLD, BELONG, linkage=LINKAGE)
    assert pairs.matches
    held = next(iter(pairs.matches))[1]
    left = pairs.outside(held)
    assert len(left.matches) < len(pairs.matches)
    assert all(not names & held for _, names in [*left.matches, *left.others])


def test_weights_are_written_where_they_are_read(tmp_path: Path) -> None:
    """What is written into the file is what is loaded, and nothing else changes."""
    shutil.copy(TABLES / FILE, tmp_path)
    pairs = pairs_of_clusters(TOLD, BELONG, linkage=LINKAGE)
    made = trained(LINKAGE, pairs, pull=5, fields={"killed", "weapon"})
    write_weights(made, tmp_path / FILE)
    read = load_linkage(tmp_path)
    for mine, theirs in zip(made.comparisons, read.comparisons, strict=True):
        assert [level.words for level in mine.levels] == [level.words for level in theirs.levels]
        for one, other in zip(mine.levels, theirs.levels, strict=True):
            assert other.m == (None if one.m is None else pytest.approx(one.m, rel=1e-3))
            assert other.u == (None if one.u is None else pytest.approx(one.u, rel=1e-3))


def test_other_ways_link_what_they_say() -> None:
    """Rules ask days and places, text alone asks words."""
    for each in by_rules(NEAR, LINKAGE):
        one, other = TOLD[each.one], TOLD[each.other]
        assert set(one.places()) & set(other.places())
    vectors = word_vectors(TOLD)
    assert all(each.total >= 0.9 for each in by_text(TOLD, vectors, least=0.9))
