"""Labelled pairs of accounts, to learn from how accounts of one incident compare.

Two corpora say which reports tell of one incident. Of the first, clusters of
reports on a war, what a report is about is a match of what another report of
its cluster is about. Its clusters lie far apart in time and place, so hard
pairs are added that are no match: two things of one report, and accounts of
different clusters that share a block. Of ECB+, texts on look-alike stories in
pairs, accounts match that mention one event, and those of the two stories of
one topic do not.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

import duckdb

from vaglio.codebook import load_codebook
from vaglio.codebook.linkage import Linkage
from vaglio.model.record import Reported
from vaglio.reconcile._blocks import Window, windows
from vaglio.reconcile._linking import KM, account_table
from vaglio.reconcile._order import in_order
from vaglio.reconcile._record import by_report, tell
from vaglio.reconcile._told import Told
from vaglio.score.bench.ecbplus import Story

Two = tuple[int, int]
"""Indices of two accounts, the smaller first."""
Levels = tuple[int, ...]
"""For each comparison the index of the level that holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Hold pairs of accounts that are labelled, by how they compare."""

    matches: Sequence[tuple[Levels, frozenset[str]]]
    """Pairs of one incident, each with the clusters or topics that it comes from."""
    others: Sequence[tuple[Levels, frozenset[str]]]
    """Pairs of two incidents, likewise."""

    def outside(self, held: Set[str]) -> Labelled:
        """Leave out every pair that a held-out cluster has part in."""
        return Labelled(
            matches=[pair for pair in self.matches if not pair[1] & held],
            others=[pair for pair in self.others if not pair[1] & held],
        )

    def __add__(self, other: Labelled) -> Labelled:
        """Put the pairs of two corpora together."""
        return Labelled(
            matches=[*self.matches, *other.matches], others=[*self.others, *other.others]
        )


@dataclass(slots=True, kw_only=True)
class _Found:
    """Collect pairs, each with where it comes from."""

    matches: dict[Two, frozenset[str]] = field(default_factory=dict)
    others: dict[Two, frozenset[str]] = field(default_factory=dict)

    def labelled(self, told: Sequence[Told], linkage: Linkage) -> Labelled:
        """Say how the accounts of each pair compare."""
        levels = levels_of(told, [*self.matches, *self.others], linkage=linkage)
        return Labelled(
            matches=[(levels[pair], names) for pair, names in self.matches.items()],
            others=[(levels[pair], names) for pair, names in self.others.items()],
        )


def accounts_of(reported: Iterable[Reported]) -> list[Told]:
    """Say what each report tells of, as reconciling does."""
    return tell(by_report(in_order(reported)), codebook=load_codebook())


def blocked_pairs(told: Sequence[Told]) -> set[Two]:
    """List the accounts of different reports that reconciling compares."""
    found: set[Two] = set()
    for window in windows(told):
        blocks: defaultdict[int, list[int]] = defaultdict(list)
        for member, named in zip(window.members, window.blocks, strict=True):
            for block in named:
                blocks[block].append(member)
        for members in blocks.values():
            found |= set(itertools.combinations(sorted(set(members)), 2))
    return {(a, b) for a, b in found if told[a].report.id != told[b].report.id}


def levels_of(told: Sequence[Told], pairs: Iterable[Two], *, linkage: Linkage) -> dict[Two, Levels]:
    """Say for pairs of accounts which level of each comparison holds.

    Args:
        told: The accounts.
        pairs: Indices of those to compare.
        linkage: The comparisons; their weights are not asked.

    Returns:
        For each pair the index of the level, comparison by comparison.
    """
    given = sorted(set(pairs))
    everyone = tuple(range(len(told)))
    table = account_table(told, Window(members=everyone, blocks=((),) * len(told)))
    asked = ", ".join(
        "CASE "
        + " ".join(
            f"WHEN {level.sql.replace('{km}', KM)} THEN {at}"
            for at, level in enumerate(comparison.levels)
            if level.sql is not None
        )
        + f" ELSE {len(comparison.levels) - 1} END"
        for comparison in linkage.comparisons
    )
    left, right = (
        ", ".join(f'"{name}" AS "{name}_{side}"' for name in table.column_names) for side in "lr"
    )
    with duckdb.connect() as connection:
        connection.register("accounts", table)
        connection.execute("CREATE TABLE pairs (l INTEGER, r INTEGER)")
        if given:
            connection.executemany("INSERT INTO pairs VALUES (?, ?)", given)
        rows = connection.execute(
            f"SELECT l, r, {asked} FROM pairs "
            f"JOIN (SELECT {left} FROM accounts) ON unique_id_l = l "
            f"JOIN (SELECT {right} FROM accounts) ON unique_id_r = r"
        ).fetchall()
    return {(one, other): tuple(held) for one, other, *held in rows}


def pairs_of_clusters(
    told: Sequence[Told],
    belong: Mapping[str, Set[str]],
    *,
    linkage: Linkage,
    near: Set[Two] | None = None,
) -> Labelled:
    """Label pairs of accounts by the clusters of their reports.

    Args:
        told: The accounts of all reports.
        belong: For each report, by its own name, the clusters it belongs to.
        linkage: The comparisons.
        near: Of what two reports are about, only these pairs are taken as no
            matches: the hard ones; all by default.

    Returns:
        What two reports of one cluster are about, as matches; as no matches
        what two reports of different clusters are about, and two things that
        one report tells of.
    """
    about: dict[str, int] = {}
    found = _Found()
    for index, each in enumerate(told):
        about.setdefault(each.report.ref or "", index)
    for one, other in itertools.combinations(sorted(set(about) & set(belong)), 2):
        pair = (min(about[one], about[other]), max(about[one], about[other]))
        names = frozenset(belong[one] | belong[other])
        if belong[one] & belong[other]:
            found.matches[pair] = names
        elif near is None or pair in near:
            found.others[pair] = names
    for pair in _of_one_report(told):
        found.others[pair] = frozenset(belong.get(told[pair[0]].report.ref or "", ()))
    return found.labelled(told, linkage)


def _of_one_report(told: Sequence[Told]) -> Iterator[Two]:
    """List each two things that one report tells of."""
    by_report: defaultdict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(told):
        by_report[each.report.id].append(index)
    for members in by_report.values():
        yield from itertools.combinations(members, 2)


def pairs_of_chains(
    read: Sequence[tuple[Story, Sequence[Reported]]], *, linkage: Linkage
) -> Labelled:
    """Label pairs of accounts by the events that their words mention.

    Args:
        read: Documents of ECB+, each with what was read in it.
        linkage: The comparisons.

    Returns:
        Accounts of two documents that mention one event, as matches; as no
        matches those of the two stories of one topic, which are alike.
    """
    told = accounts_of(each for _, found in read for each in found)
    stories = {story.text.id: story for story, _ in read}
    by_topic: defaultdict[str, list[int]] = defaultdict(list)
    chains: list[set[str]] = []
    for index, each in enumerate(told):
        story = stories[each.report.ref or ""]
        by_topic[_number(story.topic)].append(index)
        chains.append(
            {
                chain
                for span, chain in story.mentions
                if any(claim.span.covers(span) for claim in each.claims)
            }
        )
    found = _Found()
    for topic, members in by_topic.items():
        for one, other in itertools.combinations(members, 2):
            ones, others = (stories[told[index].report.ref or ""] for index in (one, other))
            if ones is others or not chains[one] or not chains[other]:
                continue
            if chains[one] & chains[other]:
                found.matches[(one, other)] = frozenset({topic})
            elif ones.topic != others.topic:
                found.others[(one, other)] = frozenset({topic})
    return found.labelled(told, linkage)


def _number(topic: str) -> str:
    """Give the number of a topic, which its two stories share."""
    return topic.removesuffix("plus").removesuffix("ecb")
