"""The record of many reports: incidents joined, copies counted once, decisions kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from vaglio.codebook import Codebook
from vaglio.codebook.linkage import Linkage
from vaglio.model.claim import Claim
from vaglio.model.incident import Incident
from vaglio.model.record import Reported
from vaglio.reconcile._clusters import Cluster, cluster
from vaglio.reconcile._incidents import make_incident
from vaglio.reconcile._linking import join_of, link
from vaglio.reconcile._told import Told, told_by

LAST_DAY = dt.date.max
"""Where reports without a day stand in order: after all others."""


def in_order(reported: Iterable[Reported]) -> list[Reported]:
    """Put claims in the order of their reports' days, of the reports and of the text."""
    return sorted(reported, key=_place_in_order)


def _place_in_order(each: Reported) -> tuple[dt.date, str, int, int, str]:
    """Say where a claim stands among all others."""
    span = each.claim.span
    return (
        each.report.published or LAST_DAY,
        each.report.id,
        span.start,
        span.end,
        each.claim.id,
    )


def by_report(reported: Sequence[Reported]) -> dict[str, list[Reported]]:
    """Put the claims of each report together, in the order given."""
    reports: dict[str, list[Reported]] = {}
    for each in reported:
        reports.setdefault(each.report.id, []).append(each)
    return reports


def tell(reports: Mapping[str, Sequence[Reported]], *, codebook: Codebook) -> list[Told]:
    """Say what each report tells of, thing by thing."""
    return [
        told
        for given in reports.values()
        for told in told_by(given[0].report, [g.claim for g in given], codebook=codebook)
    ]


def incidents_in(
    told: Sequence[Told],
    *,
    copies: Mapping[str, str],
    codebook: Codebook,
    linkage: Linkage,
) -> list[Incident]:
    """Join what reports tell into incidents.

    Args:
        told: What each report tells, in a fixed order.
        copies: Reports that are copies, which count once with their first.
        codebook: The definitions in force.
        linkage: What speaks for two accounts being of one incident.

    Returns:
        The incidents, oldest first; those without a day come last.
    """
    clusters = cluster(told, link(told, linkage=linkage))
    made = [_incident(each, told, copies, codebook, linkage) for each in clusters]
    return sorted(made, key=day_of)


def _incident(
    each: Cluster,
    told: Sequence[Told],
    copies: Mapping[str, str],
    codebook: Codebook,
    linkage: Linkage,
) -> Incident:
    """Make the incident of one cluster."""
    members = [told[index] for index in each.members]
    reported = min((m.report.published for m in members if m.report.published), default=None)
    if len(members) == 1:
        return replace(members[0].incident, reported=reported)
    claims: list[Claim] = [claim for member in members for claim in member.claims]
    there = {member.report.id for member in members}
    incident = make_incident(
        claims,
        codebook=codebook,
        copied=frozenset(id for id in there if copies.get(id) in there),
    )
    joins = tuple(join_of(link, told, linkage) for link in each.links)
    return replace(incident, reported=reported, joins=joins)


def day_of(incident: Incident) -> tuple[dt.date, str]:
    """Say where an incident stands in order."""
    when = incident.when
    return ((when.start or when.end or LAST_DAY) if when else LAST_DAY, incident.id)
