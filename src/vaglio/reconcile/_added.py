"""One more report in a record: what it changes, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vaglio.codebook import Codebook
from vaglio.codebook.linkage import Linkage, load_linkage
from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.claim import Kind
from vaglio.model.record import Reported, SetAside
from vaglio.model.track import Track
from vaglio.reconcile._access import access_in
from vaglio.reconcile._agreements import DEALS, agreements_again
from vaglio.reconcile._copies import Texts
from vaglio.reconcile._crowded import newly_crowded
from vaglio.reconcile._intake import take_in
from vaglio.reconcile._kept import parties_told_of
from vaglio.reconcile._order import in_order
from vaglio.reconcile._record import by_report, group_of, tell
from vaglio.reconcile._regroup import Regrouped, regroup
from vaglio.reconcile._told import Told
from vaglio.reconcile._tracks import tracks_in
from vaglio.reconcile._workings import Gone, Group, Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Hold what new reports change in a record."""

    claims: tuple[Reported, ...]
    """The claims that were taken in, in order."""
    set_aside: tuple[SetAside, ...]
    """The claims that were not, and why."""
    told: tuple[Told, ...]
    """The new accounts, numbered on from those that the index knows."""
    gone: frozenset[int]
    """Numbers of the groups that are no more."""
    groups: tuple[Group, ...]
    """Those that stand in their place; they name accounts by their numbers."""
    agreements: tuple[Agreement, ...] | None
    """All agreements; None where they stay as they are."""
    tracks: tuple[Track, ...] | None
    """All tracks; None where they stay as they are."""
    access: tuple[Access, ...] | None
    """All roads and crossings; None where they stay as they are."""


def add(
    reported: Iterable[Reported],
    *,
    index: Index,
    codebook: Codebook,
    linkage: Linkage | None = None,
    gone: Gone | None = None,
) -> Added:
    """Join new reports with a record of which an index is kept.

    Args:
        reported: The claims of reports of which the record holds none.
        index: What is known of the record.
        codebook: The definitions in force.
        linkage: What speaks for two accounts being of one incident.
        gone: What the record no longer holds; the new claims may be of the same
            reports.

    Returns:
        What changes: the record is then the same as if all claims had been
        joined at once.
    """
    linkage = linkage if linkage is not None else load_linkage()
    came = list(reported)
    decided = index.owners({each.claim.id for each in came}).keys()
    taken, aside = take_in(came, decided=decided)
    claims = in_order(taken)
    told = tell(by_report(claims), codebook=codebook)
    found = regroup(told, index=index, linkage=linkage, gone=gone)
    were = gone.claims if gone is not None else ()
    texts = _texts(found, claims, index)
    owner = index.owners({claim.id for each in found.told for claim in each.claims})
    groups = (
        group_of(each, found.told, texts=texts, owner=owner, codebook=codebook, linkage=linkage)
        for each in found.clusters
    )
    return Added(
        claims=tuple(claims),
        set_aside=(*aside, *newly_crowded(told, index)),
        told=tuple(told),
        gone=found.gone,
        groups=tuple(_numbered(group, found.numbers) for group in groups),
        agreements=_agreements(claims, were, index),
        tracks=_tracks(claims, were, index),
        access=_access(claims, were, index, codebook),
    )


def _texts(found: Regrouped, claims: Sequence[Reported], index: Index) -> Texts:
    """Fetch what the reports say that were joined with others."""
    fresh = by_report(claims)
    joined = {
        found.told[at].report.id
        for each in found.clusters
        for at in each.members
        if len(each.members) > 1
    }
    before = in_order(index.claims_of(joined - fresh.keys()))
    return Texts(fresh | by_report(before))


def _numbered(group: Group, numbers: Sequence[int]) -> Group:
    """Name the accounts of a group by their numbers."""
    return replace(
        group,
        members=tuple(numbers[at] for at in group.members),
        kept=tuple((numbers[one], numbers[other]) for one, other in group.kept),
    )


def _agreements(
    claims: Sequence[Reported], were: Sequence[Reported], index: Index
) -> tuple[Agreement, ...] | None:
    """Join the agreements anew, where a claim tells of one or may tell what became of it."""
    touched = [*claims, *were]
    named = {name for each in touched for name in parties_told_of(each.claim)}
    if all(each.claim.kind not in DEALS for each in touched) and not index.owing(named):
        return None
    made = agreements_again(
        in_order([*index.dealings(DEALS), *(c for c in claims if c.claim.kind in DEALS)]),
        fresh=claims,
        # What is no more may have told what became of any of them.
        before={} if were else {each.id: each for each in index.agreements()},
        naming=lambda names: index.claims_of(index.naming(names)),
    )
    return tuple(made)


def _tracks(
    claims: Sequence[Reported], were: Sequence[Reported], index: Index
) -> tuple[Track, ...] | None:
    """Join the tracks anew, where a claim tells of one."""
    if all(each.claim.kind is not Kind.NEGOTIATION for each in (*claims, *were)):
        return None
    return tuple(tracks_in(in_order([*index.dealings({Kind.NEGOTIATION}), *claims])))


def _access(
    claims: Sequence[Reported], were: Sequence[Reported], index: Index, codebook: Codebook
) -> tuple[Access, ...] | None:
    """Join roads and crossings anew, where a claim tells of one."""
    if all(each.claim.kind is not Kind.ACCESS for each in (*claims, *were)):
        return None
    told = in_order([*index.dealings({Kind.ACCESS}), *claims])
    return tuple(access_in(told, codebook=codebook))
