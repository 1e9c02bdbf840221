"""What reports tell, report by report, and the incident that several come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vaglio.codebook import Codebook
from vaglio.codebook.linkage import Linkage
from vaglio.model.claim import Claim
from vaglio.model.incident import Incident
from vaglio.model.record import Reported
from vaglio.reconcile._clusters import Cluster
from vaglio.reconcile._copies import Texts
from vaglio.reconcile._decided import told_as
from vaglio.reconcile._incidents import make_incident
from vaglio.reconcile._linking import join_of
from vaglio.reconcile._told import Told, told_by
from vaglio.reconcile._voices import outlet_of
from vaglio.reconcile._workings import Group


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


def incident_of(
    each: Cluster, told: Sequence[Told], *, texts: Texts, codebook: Codebook, linkage: Linkage
) -> Incident:
    """Make the incident of one cluster.

    Args:
        each: The accounts that were joined.
        told: All accounts that its indices name.
        texts: What the reports say, to tell copies.
        codebook: The definitions in force.
        linkage: What speaks for two accounts being of one incident.

    Returns:
        The incident, with what joined it.
    """
    members = [told[index] for index in each.members]
    reported = min((m.report.published for m in members if m.report.published), default=None)
    if len(members) == 1:
        return replace(members[0].incident, reported=reported)
    claims: list[Claim] = [claim for member in members for claim in member.claims]
    incident = make_incident(
        claims,
        codebook=codebook,
        outlets={member.report.id: outlet_of(member.report) for member in members},
        copied=texts.copies([member.report.id for member in members]),
    )
    joins = tuple(join_of(link, told, linkage) for link in each.links)
    return replace(incident, reported=reported, joins=joins)


def group_of(
    each: Cluster,
    told: Sequence[Told],
    *,
    texts: Texts,
    owner: Mapping[str, str],
    codebook: Codebook,
    linkage: Linkage,
) -> Group:
    """Make the group of one cluster, with what stands in the record for it.

    Args:
        each: The accounts that were joined.
        told: All accounts that its indices name.
        texts: What the reports say, to tell copies.
        owner: For each claim of a decided incident that incident's id.
        codebook: The definitions in force.
        linkage: What speaks for two accounts being of one incident.

    Returns:
        The group; it names accounts by the same indices.
    """
    incident = incident_of(each, told, texts=texts, codebook=codebook, linkage=linkage)
    claims = [
        Reported(claim=claim, report=told[index].report)
        for index in each.members
        for claim in told[index].claims
    ]
    return Group(
        members=each.members,
        kept=tuple((link.one, link.other) for link in each.links),
        incident=incident,
        told_as=told_as(incident, claims, owner, codebook=codebook),
    )
