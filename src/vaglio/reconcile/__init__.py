"""Claims -> Incidents: what several claims tell of, brought together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from vaglio.codebook import Codebook
from vaglio.codebook.linkage import Linkage, load_linkage
from vaglio.model.claim import Claim
from vaglio.model.incident import Incident
from vaglio.model.record import Record, Reported
from vaglio.reconcile._access import access_in
from vaglio.reconcile._added import Added, add
from vaglio.reconcile._agreements import DEALS, agreements_in
from vaglio.reconcile._blocks import keys_of, part_of
from vaglio.reconcile._clusters import cluster
from vaglio.reconcile._copies import Texts
from vaglio.reconcile._crowded import crowded_in
from vaglio.reconcile._decided import decided_incidents, owners_of, proposals_for
from vaglio.reconcile._incidents import make_incident
from vaglio.reconcile._intake import take_in
from vaglio.reconcile._kept import debtors_of, parties_told_of
from vaglio.reconcile._linking import link
from vaglio.reconcile._order import day_of, in_order, set_aside_in_order, told_in_order
from vaglio.reconcile._record import by_report, group_of, tell
from vaglio.reconcile._retell import Told, retell
from vaglio.reconcile._told import Told as Telling
from vaglio.reconcile._tracks import tracks_in
from vaglio.reconcile._within_report import is_told, join
from vaglio.reconcile._workings import Gone, Group, Index, Workings

__all__ = [
    "DEALS",
    "Added",
    "Gone",
    "Group",
    "Index",
    "Telling",
    "Told",
    "Workings",
    "add",
    "debtors_of",
    "decided_incidents",
    "join_all",
    "keys_of",
    "owners_of",
    "part_of",
    "parties_told_of",
    "proposals_for",
    "reconcile",
    "reconcile_report",
    "retell",
    "set_aside_in_order",
]


def reconcile(
    reported: Iterable[Reported],
    *,
    codebook: Codebook,
    linkage: Linkage | None = None,
    before: Record | None = None,
) -> Record:
    """Bring the claims of many reports together into one record.

    Claims of one report that tell of one thing are joined first, then what
    different reports tell: by day, place, numbers, weapon and perpetrator,
    never by how alike their words are. Copies of a text count once. Nothing
    is overwritten: every number names the claims that set it, and what
    sources tell differently stays side by side.

    The result depends on the claims alone, not on the order in which they
    come: adding reports one by one ends in the same record as all at once.

    Args:
        reported: Claims with their reports, in any order.
        codebook: The definitions in force.
        linkage: What speaks for two accounts being of one incident; the
            codebook's own by default.
        before: The record as it stands. Its claims are joined with the new
            ones; what people decided in it is kept as it is, and what the
            machine would change there is proposed.

    Returns:
        The record, with what was set aside and why.

    Source:
        Record linkage after Fellegi and Sunter, by Splink; toll rule 1.
    """
    return join_all(reported, codebook=codebook, linkage=linkage, before=before).record


def join_all(
    reported: Iterable[Reported],
    *,
    codebook: Codebook,
    linkage: Linkage | None = None,
    before: Record | None = None,
    owned: Mapping[str, str] | None = None,
) -> Workings:
    """Bring claims together into a record, and give the accounts behind it too.

    Args:
        reported: Claims with their reports, in any order.
        codebook: The definitions in force.
        linkage: What speaks for two accounts being of one incident.
        before: The record as it stands; see `reconcile`.
        owned: For each claim of an incident that people decided on, and that
            is kept elsewhere, that incident's id.

    Returns:
        The record, with what an index of it keeps.
    """
    linkage = linkage if linkage is not None else load_linkage()
    known = before.claims if before is not None else ()
    decided = decided_incidents(before) if before is not None else {}
    owner = {**owners_of(decided), **(owned or {})}
    taken, aside = take_in([*known, *reported], decided=owner.keys())
    claims = in_order(taken)
    reports = by_report(claims)
    texts = Texts(reports)
    told = sorted(tell(reports, codebook=codebook), key=told_in_order)
    aside += crowded_in(told)
    groups = [
        group_of(each, told, texts=texts, owner=owner, codebook=codebook, linkage=linkage)
        for each in cluster(told, link(told, linkage=linkage))
    ]
    entries = [*decided.values(), *(g.told_as for g in groups if g.told_as is not None)]
    found = sorted((group.incident for group in groups), key=day_of)
    aside += before.set_aside if before is not None else ()
    record = Record(
        claims=tuple(claims),
        incidents=tuple(sorted(entries, key=day_of)),
        agreements=tuple(agreements_in(claims)),
        tracks=tuple(tracks_in(claims)),
        access=tuple(access_in(claims, codebook=codebook)),
        decided=before.decided if before is not None else (),
        proposals=tuple(proposals_for(found, owner)),
        set_aside=tuple(sorted(set(aside), key=set_aside_in_order)),
    )
    return Workings(record=record, told=tuple(told), groups=tuple(groups))


def reconcile_report(
    claims: Sequence[Claim],
    *,
    published: dt.date | None,
    codebook: Codebook,
    outlet: str | None = None,
) -> list[Incident]:
    """Bring the claims of one report together into the incidents it tells of.

    Claims are joined by what they say: the day, the place, the numbers, and
    whether one goes on in the paragraph of the other. How alike their words
    are is never asked. Totals over a stretch of time, plans and guesses tell
    of no incident and stay out.

    Args:
        claims: Its claims, in the order of the text.
        published: The day on which the report was printed.
        codebook: The definitions in force.
        outlet: Who printed it; None where that is not known.

    Returns:
        The incidents, the one that the report is about first, the others in
        the order in which it comes to them; an empty list where it tells none.

    Source:
        The incident contract, `vaglio.incident/1`; toll rule 1.
    """
    outlets = {claim.report_id: outlet for claim in claims}
    return [
        make_incident(each.claims, codebook=codebook, outlets=outlets)
        for each in join(claims, published=published)
        if is_told(each.claims)
    ]
