"""Claims -> Incidents: what several claims tell of, brought together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vaglio.codebook import Codebook
from vaglio.codebook.linkage import Linkage, load_linkage
from vaglio.model.claim import Claim
from vaglio.model.incident import Incident
from vaglio.model.record import Record, Reported
from vaglio.reconcile._access import access_in
from vaglio.reconcile._added import Added, add
from vaglio.reconcile._agreements import DEALS, agreements_in, debtors_of, parties_told_of
from vaglio.reconcile._blocks import keys_of, part_of
from vaglio.reconcile._clusters import cluster
from vaglio.reconcile._copies import Texts
from vaglio.reconcile._decided import (
    decided_incidents,
    fresh_claims,
    proposals_for,
    without_decided,
)
from vaglio.reconcile._incidents import make_incident
from vaglio.reconcile._intake import take_in
from vaglio.reconcile._linking import link
from vaglio.reconcile._order import day_of, in_order, set_aside_in_order, told_in_order
from vaglio.reconcile._record import by_report, incident_of, tell
from vaglio.reconcile._retell import Told, retell
from vaglio.reconcile._told import Told as Telling
from vaglio.reconcile._tracks import tracks_in
from vaglio.reconcile._within_report import is_told, join
from vaglio.reconcile._workings import Group, Index, Workings

__all__ = [
    "DEALS",
    "Added",
    "Group",
    "Index",
    "Telling",
    "Told",
    "Workings",
    "add",
    "debtors_of",
    "join_all",
    "keys_of",
    "part_of",
    "parties_told_of",
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
) -> Workings:
    """Bring claims together into a record, and give the accounts behind it too.

    Args:
        reported: Claims with their reports, in any order.
        codebook: The definitions in force.
        linkage: What speaks for two accounts being of one incident.
        before: The record as it stands; see `reconcile`.

    Returns:
        The record, with what an index of it keeps.
    """
    linkage = linkage if linkage is not None else load_linkage()
    known = before.claims if before is not None else ()
    taken, aside = take_in([*known, *reported])
    claims = in_order(taken)
    reports = by_report(claims)
    texts = Texts(reports)
    told = sorted(tell(reports, codebook=codebook), key=told_in_order)
    groups = [
        Group(
            members=each.members,
            kept=tuple((one.one, one.other) for one in each.links),
            incident=incident_of(each, told, texts=texts, codebook=codebook, linkage=linkage),
        )
        for each in cluster(told, link(told, linkage=linkage))
    ]
    record = Record(
        claims=tuple(claims),
        incidents=tuple(sorted((group.incident for group in groups), key=day_of)),
        agreements=tuple(agreements_in(claims)),
        tracks=tuple(tracks_in(claims)),
        access=tuple(access_in(claims, codebook=codebook)),
        set_aside=tuple(sorted(aside, key=set_aside_in_order)),
    )
    if before is not None:
        record = _keeping(record, before, codebook)
    return Workings(record=record, told=tuple(told), groups=tuple(groups))


def _keeping(record: Record, before: Record, codebook: Codebook) -> Record:
    """Put what people decided back as it was, and propose the rest."""
    decided = decided_incidents(before)
    by_id = {each.claim.id: each.claim for each in record.claims}
    waiting = [
        make_incident([by_id[id] for id in by_id if id in fresh], codebook=codebook)
        for fresh in fresh_claims(record.incidents, decided)
    ]
    incidents = [*decided.values(), *without_decided(record.incidents, decided), *waiting]
    return replace(
        record,
        incidents=tuple(sorted(incidents, key=day_of)),
        decided=before.decided,
        proposals=tuple(proposals_for(record.incidents, decided)),
        set_aside=tuple(sorted({*before.set_aside, *record.set_aside}, key=set_aside_in_order)),
    )


def reconcile_report(
    claims: Sequence[Claim], *, published: dt.date | None, codebook: Codebook
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

    Returns:
        The incidents, the one that the report is about first, the others in
        the order in which it comes to them; an empty list where it tells none.

    Source:
        The incident contract, `vaglio.incident/1`; toll rule 1.
    """
    return [
        make_incident(each.claims, codebook=codebook)
        for each in join(claims, published=published)
        if is_told(each.claims)
    ]
