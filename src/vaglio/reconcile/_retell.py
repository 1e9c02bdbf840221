"""One entry of the record told anew by claims that people have put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vaglio.codebook import Codebook
from vaglio.model.access import Access
from vaglio.model.agreement import Agreement
from vaglio.model.incident import Incident
from vaglio.model.record import Reported
from vaglio.model.track import Track
from vaglio.reconcile._access import make_access, state_of
from vaglio.reconcile._agreements import is_deal, make_agreement
from vaglio.reconcile._copies import Texts
from vaglio.reconcile._incidents import make_incident
from vaglio.reconcile._order import in_order
from vaglio.reconcile._record import by_report
from vaglio.reconcile._tracks import make_track
from vaglio.reconcile._voices import outlets_of

Told = Incident | Agreement | Track | Access


def retell(
    entry: Told,
    reported: Sequence[Reported],
    *,
    codebook: Codebook,
) -> Told | None:
    """Tell an entry anew by the claims that people have put together in it.

    Nothing is joined or parted: the claims given are those of the entry, in
    whatever order they come. Copies of a text count once, as ever.

    Args:
        entry: The entry as it stood; it keeps its id and why it was joined.
        reported: The claims that tell of it.
        codebook: The definitions in force.

    Returns:
        The entry; None where no claim is left that tells of it.
    """
    claims = in_order(reported)
    if not claims:
        return None
    if isinstance(entry, Incident):
        return _incident(entry, claims, codebook)
    if isinstance(entry, Agreement):
        deal = [each for each in claims if is_deal(each.claim)]
        return replace(make_agreement(deal, claims), id=entry.id) if deal else None
    if isinstance(entry, Track):
        return replace(make_track(claims), id=entry.id)
    if all(state_of(each.claim, codebook) is None for each in claims):
        return None
    return replace(make_access(claims, codebook), id=entry.id)


def _incident(entry: Incident, claims: Sequence[Reported], codebook: Codebook) -> Incident:
    """Tell an incident anew."""
    reports = by_report(claims)
    made = make_incident(
        [each.claim for each in claims],
        codebook=codebook,
        outlets=outlets_of(claims),
        copied=Texts(reports).copies(list(reports)),
    )
    days = (each.report.published for each in claims if each.report.published is not None)
    left = set(made.claims)
    joins = tuple(join for join in entry.joins if {join.one, join.other} <= left)
    return replace(made, id=entry.id, reported=min(days, default=None), joins=joins)
