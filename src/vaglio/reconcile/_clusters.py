"""Accounts joined into incidents, the strongest evidence first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vaglio.reconcile._linking import Link
from vaglio.reconcile._told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Hold the accounts of one incident, and the links that hold them together."""

    members: tuple[int, ...]
    """Indices of the accounts, in their order."""
    links: tuple[Link, ...]
    """One link fewer than there are members: the strongest that join them, strongest first."""


def cluster(told: Sequence[Told], links: Iterable[Link]) -> list[Cluster]:
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
    reports = {index: {told[index].report.id} for index in home}
    kept: list[Link] = []
    for each in links:
        few, many = sorted((home[each.one], home[each.other]), key=lambda of: len(members[of]))
        if few == many or not reports[few].isdisjoint(reports[many]):
            continue
        for index in members[few]:
            home[index] = many
        members[many] += members.pop(few)
        reports[many] |= reports.pop(few)
        kept.append(each)
    held: dict[int, list[Link]] = {}
    for each in kept:
        held.setdefault(home[each.one], []).append(each)
    found = [
        Cluster(members=tuple(sorted(indices)), links=tuple(held.get(label, ())))
        for label, indices in members.items()
    ]
    return sorted(found, key=lambda each: each.members[0])
