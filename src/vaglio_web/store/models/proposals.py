"""What the machine would change in things that people have decided on."""

from __future__ import annotations

from django.db import models

from vaglio_web.store.models.claims import Claim
from vaglio_web.store.models.entries import Entry
from vaglio_web.store.models.reports import Report
from vaglio_web.store.models.states import ProposalState


class Proposal(models.Model):
    """Hold one change that the machine proposes, and what became of it."""

    change = models.CharField(max_length=30)
    """For an entry: join, split, add claims. For a claim: new, changed, gone."""
    report = models.ForeignKey(
        Report, null=True, on_delete=models.PROTECT, related_name="proposals"
    )
    claim = models.ForeignKey(Claim, null=True, on_delete=models.PROTECT, related_name="proposals")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="proposals")
    others = models.JSONField(default=list)
    """Keys of the other entries it is about."""
    claims = models.JSONField(default=list)
    """Keys of the claims it is about."""
    body = models.JSONField(null=True)
    """The claim's line as it would become."""
    why = models.TextField()
    state = models.CharField(
        max_length=20, choices=ProposalState.choices, default=ProposalState.WAITING
    )
    made_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("state", "id"), name="proposal_state"),)
