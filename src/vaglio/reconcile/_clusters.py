"""Accounts joined into incidents, the strongest evidence first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaglio.reconcile._linking import Link
from vaglio.reconcile._told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Hold the accounts of one incident, and the links that hold them together."""

    members: tuple[int, ...]
    """Indices of the accounts, in their order."""
    links: tuple[Link, ...]
    """One link fewer than there are members: the strongest that join them."""


def cluster(told: Sequence[Told], links: Sequence[Link]) -> list[Cluster]:
    """Join accounts along their links.

    A report that tells of two things tells of two incidents: a link that
    would bring both into one is left out. The strongest links are followed
    first, so that the result depends on the accounts alone and not on the
    order in which they came.

    Args:
        told: The accounts, in a fixed order.
        links: The links, the strongest first.

    Returns:
        One cluster for each incident, by its first account.
    """
    home = list(range(len(told)))
    members = {index: [index] for index in home}
    kept: dict[int, list[Link]] = {index: [] for index in home}
    for each in links:
        one, other = sorted((home[each.one], home[each.other]))
        if one == other or _reports(members[one], told) & _reports(members[other], told):
            continue
        for index in members[other]:
            home[index] = one
        members[one] += members.pop(other)
        kept[one] += [*kept.pop(other), each]
    return [
        Cluster(members=tuple(sorted(indices)), links=tuple(kept[first]))
        for first, indices in sorted(members.items())
    ]


def _reports(indices: Sequence[int], told: Sequence[Told]) -> set[str]:
    """List the reports of some accounts."""
    return {told[index].report.id for index in indices}
