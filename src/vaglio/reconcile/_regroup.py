"""New accounts joined with those before: only what they touch is joined anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from vaglio.codebook.linkage import Linkage
from vaglio.reconcile._blocks import Key, is_parted, keys_of, part_of
from vaglio.reconcile._clusters import Cluster, cluster
from vaglio.reconcile._few import link_few
from vaglio.reconcile._linking import Link, in_strength
from vaglio.reconcile._order import told_in_order
from vaglio.reconcile._told import Told
from vaglio.reconcile._workings import Gone, Index

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """Hold what was joined anew."""

    gone: frozenset[int]
    """Numbers of the groups that are no more."""
    numbers: tuple[int, ...]
    """Numbers of the accounts that clusters name by their places here."""
    told: tuple[Told, ...]
    """The accounts, in the same order."""
    clusters: tuple[Cluster, ...]
    """What they come to."""


def regroup(
    fresh: Sequence[Told], *, index: Index, linkage: Linkage, gone: Gone | None = None
) -> Regrouped:
    """Join new accounts with those that an index knows.

    Joining follows the links from the strongest to the weakest. A group that
    no other account joins goes through the same steps as before, whatever
    happens elsewhere. So groups are joined anew together with the new
    accounts only where a link is followed into them; which those are is found
    by trying, until none is drawn in any more. Accounts that are no more are left
    out, and what they stood with is joined anew.

    Args:
        fresh: The new accounts, numbered on from those that are known.
        index: What is known.
        linkage: The evidence of each field.
        gone: What is no more.

    Returns:
        The groups that are no more, and those that stand in their place: the
        same as if all accounts had been joined at once.
    """
    gone = gone if gone is not None else Gone()
    region = _Region(index=index, linkage=linkage, without=gone.accounts)
    region.take(fresh)
    region.open(gone.groups)
    while True:
        numbers, told, clusters = region.join()
        drawn = region.drawn_in(numbers, clusters)
        if not drawn:
            break
        region.open(drawn)
    inside = [each for each in clusters if any(numbers[at] in region.inside for at in each.members)]
    return Regrouped(
        gone=frozenset(region.opened),
        numbers=tuple(numbers),
        told=tuple(told),
        clusters=tuple(inside),
    )


@dataclass(slots=True, kw_only=True)
class _Region:
    """Hold the accounts that are joined anew, and the groups around them."""

    index: Index
    linkage: Linkage
    without: frozenset[int]
    """Numbers of the accounts that are no more."""
    inside: set[int] = field(default_factory=set)
    """Numbers of the accounts that are joined anew."""
    opened: set[int] = field(default_factory=set)
    """Numbers of the groups that they were in."""
    held: dict[int, Told] = field(default_factory=dict)
    blocks: dict[Key, list[tuple[int, str]]] = field(default_factory=dict)
    homes: dict[int, int] = field(default_factory=dict)
    pairs: dict[int, set[Pair]] = field(default_factory=dict)
    compared: set[Pair] = field(default_factory=set)
    links: dict[Pair, Link] = field(default_factory=dict)

    def take(self, fresh: Sequence[Told]) -> None:
        """Take the new accounts in, and every block that is parted from now on, or no longer."""
        first = self.index.next_number()
        more: dict[Key, int] = {}
        for told in self.index.told(self.without).values():
            for key in keys_of(told):
                self._block(key)
                more[key] = more.get(key, 0) - 1
        for number, told in enumerate(fresh, start=first):
            self.held[number] = told
            self.inside.add(number)
            for key in keys_of(told):
                self._block(key).append((number, part_of(told)))
                more[key] = more.get(key, 0) + 1
        turned = [
            key
            for key, count in more.items()
            if is_parted(len(self.blocks[key])) != is_parted(len(self.blocks[key]) - count)
        ]
        there = {n for key in turned for n, _ in self.blocks[key] if n < first}
        self.open(set(self._homes(there).values()))

    def open(self, groups: Collection[int]) -> None:
        """Join the accounts of these groups anew."""
        self.opened |= set(groups)
        for group in groups:
            self.inside |= set(self.index.group(group)[0]) - self.without

    def join(self) -> tuple[list[int], list[Told], list[Cluster]]:
        """Join the accounts inside, with the groups that a link leads to as they were."""
        self._hold(self.inside)
        for number in self.inside - self.pairs.keys():
            self.pairs[number] = self._pairs_of(number)
        near = {pair for number in self.inside for pair in self.pairs[number]}
        self._compare(near)
        links = [self.links[pair] for pair in near if pair in self.links]
        ends = {number for pair in near if pair in self.links for number in pair}
        groups = [self.index.group(home) for home in set(self._homes(ends - self.inside).values())]
        around = {number for members, _ in groups for number in members}
        held_by = [pair for _, kept in groups for pair in kept]
        self._compare(held_by)
        links += [self.links[pair] for pair in held_by]
        self._hold(around)
        numbers = sorted(self.inside | around, key=lambda n: told_in_order(self.held[n]))
        places = {number: at for at, number in enumerate(numbers)}
        placed = sorted((_placed(link, places) for link in links), key=in_strength)
        told = [self.held[number] for number in numbers]
        return numbers, told, cluster(told, placed)

    def drawn_in(self, numbers: Sequence[int], clusters: Iterable[Cluster]) -> set[int]:
        """Name the groups around that accounts inside were joined with."""
        drawn: set[int] = set()
        for each in clusters:
            members = {numbers[at] for at in each.members}
            if members & self.inside:
                drawn |= set(self._homes(members - self.inside).values())
        return drawn

    def _pairs_of(self, number: int) -> set[Pair]:
        """List the pairs in which an account is compared."""
        told = self.held[number]
        part = part_of(told)
        mates: set[int] = set()
        for key in keys_of(told):
            block = self._block(key)
            parted = is_parted(len(block))
            mates.update(n for n, theirs in block if not parted or theirs == part)
        self._hold(mates)
        mates = {n for n in mates if self.held[n].report.id != told.report.id}
        return {self._pair(number, mate) for mate in mates}

    def _pair(self, one: int, other: int) -> Pair:
        """Put two accounts in order."""
        first = told_in_order(self.held[one]) < told_in_order(self.held[other])
        return (one, other) if first else (other, one)

    def _compare(self, pairs: Iterable[Pair]) -> None:
        """Compare the pairs that were not compared yet."""
        new = sorted(set(pairs) - self.compared)
        numbers = sorted({number for pair in new for number in pair})
        self._hold(numbers)
        places = {number: at for at, number in enumerate(numbers)}
        told = [self.held[number] for number in numbers]
        asked = [(places[one], places[other]) for one, other in new]
        for link in link_few(told, asked, linkage=self.linkage):
            one, other = numbers[link.one], numbers[link.other]
            self.links[one, other] = Link(
                one=one, other=other, total=link.total, levels=link.levels
            )
        self.compared |= set(new)

    def _block(self, key: Key) -> list[tuple[int, str]]:
        """Give a block, the new accounts included."""
        if key not in self.blocks:
            there = self.index.block(key)
            self.blocks[key] = [each for each in there if each[0] not in self.without]
        return self.blocks[key]

    def _hold(self, numbers: Iterable[int]) -> None:
        """Fetch the accounts that are not there yet."""
        missing = {number for number in numbers if number not in self.held}
        if missing:
            self.held.update(self.index.told(missing))

    def _homes(self, numbers: Iterable[int]) -> dict[int, int]:
        """Give the groups of accounts that an index knows."""
        numbers = set(numbers)
        missing = {number for number in numbers if number not in self.homes}
        if missing:
            self.homes.update(self.index.homes(missing))
        return {number: self.homes[number] for number in numbers}


def _placed(link: Link, places: dict[int, int]) -> Link:
    """Name the accounts of a link by their places."""
    return Link(
        one=places[link.one], other=places[link.other], total=link.total, levels=link.levels
    )
