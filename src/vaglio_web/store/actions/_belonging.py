"""Which claims are joined in which dossier."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from vaglio_web.store.models import Claim, EntryClaim


def claims_of_dossier(dossier_id: int) -> QuerySet[Claim]:
    """Give the claims that are joined in a dossier.

    Those of an entry that people put into another dossier went there with it.
    """
    assigned = EntryClaim.objects.exclude(entry__dossier=F("claim__dossier"))
    left = assigned.filter(claim__dossier_id=dossier_id)
    # What became of an agreement is told by claims of incidents, too: those stay with these.
    gone = left.exclude(claim__links__entry__dossier_id=dossier_id).values("claim_id")
    came = assigned.filter(entry__dossier_id=dossier_id).values("claim_id")
    own = Q(dossier_id=dossier_id) & ~Q(pk__in=gone)
    return Claim.objects.filter(own | Q(pk__in=came))
