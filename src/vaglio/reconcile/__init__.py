"""Claims -> Incidents: what several claims tell of, brought together."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.codebook import Codebook
from vaglio.model.claim import Claim
from vaglio.model.document import Document
from vaglio.model.incident import Incident
from vaglio.reconcile._incidents import make_incident
from vaglio.reconcile._within_report import join

__all__ = ["reconcile_report"]


def reconcile_report(
    document: Document, claims: Sequence[Claim], *, codebook: Codebook
) -> list[Incident]:
    """Bring the claims of one report together into the incidents it tells of.

    Claims are joined by what they say: the day, the place, the numbers, and
    whether one goes on in the paragraph of the other. How alike their words
    are is never asked. Totals over a stretch of time, plans and guesses tell
    of no incident and stay out.

    Args:
        document: The report that was read.
        claims: Its claims, in the order of the text.
        codebook: The definitions in force.

    Returns:
        The incidents, the one that the report is about first, the others in
        the order in which it comes to them; an empty list where it tells none.

    Source:
        The incident contract, `vaglio.incident/1`; toll rule 1.
    """
    return [
        make_incident(document, joined, codebook=codebook)
        for joined in join(document, claims, codebook=codebook)
    ]
