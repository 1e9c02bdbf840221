"""Accounts joined into incidents, the strongest evidence first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vaglio.reconcile._bridges import is_bridge, telling_of
from vaglio.reconcile._linking import Link
from vaglio.reconcile._told import Days, Told

_WEEK = dt.timedelta(days=7)
"""How far apart the single days of one incident's accounts may be: one may be of a wrong Friday."""


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
    would bring both into one is left out. So is one that would bring together
    accounts whose own days are more than a week apart: else the attacks on
    a town that is hit daily would join, day by day, into one. And an account
    that names no place, or no weapon, does not bring together what others tell
    of two towns, or of two weapons with two numbers. The strongest
    links are followed first, so that the result depends on the accounts alone
    and not on the order in which they came.

    Args:
        told: The accounts, in a fixed order.
        links: The links, the strongest first.

    Returns:
        One cluster for each incident, by its first account.
    """
    home = list(range(len(told)))
    members = {index: [index] for index in home}
    reports = {index: {told[index].report.id} for index in home}
    weeks = {index: _single_day(told[index]) for index in home}
    own = [telling_of(each) for each in told]
    all_of = dict(enumerate(own))
    kept: list[Link] = []
    for each in links:
        few, many = sorted((home[each.one], home[each.other]), key=lambda of: len(members[of]))
        if few == many or not reports[few].isdisjoint(reports[many]):
            continue
        days = _both(weeks[few], weeks[many])
        if days is not None and days[1] - days[0] > _WEEK:
            continue
        if is_bridge(own[each.one], own[each.other], ones=all_of[few], others=all_of[many]):
            continue
        for index in members[few]:
            home[index] = many
        weeks[many] = days
        all_of[many] |= all_of.pop(few)
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


def _single_day(told: Told) -> Days | None:
    """Give the single day that an account tells; None where it tells none."""
    return told.days if told.dated else None


def _both(one: Days | None, other: Days | None) -> Days | None:
    """Give the first and the last of the days of two clusters."""
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])
