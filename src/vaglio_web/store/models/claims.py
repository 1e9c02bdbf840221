"""Claims as the desk keeps them, with every version of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from vaglio_web.store.models.dossiers import Dossier
from vaglio_web.store.models.people import User
from vaglio_web.store.models.reports import Reading, Report
from vaglio_web.store.models.states import ClaimState, Origin

_OPEN = Q(state__in=("waiting", "second look"))


class Claim(models.Model):
    """Hold one claim: its line of `vaglio.claim/1`, and what was decided of it.

    `id` grows with arrival, so that the queue is read oldest first by it. The
    columns beside `body` repeat what the queue is filtered by.
    """

    key = models.CharField(max_length=40, unique=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="claims")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="claims")
    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="claims", db_index=False
    )
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.MACHINE)
    state = models.CharField(max_length=20, choices=ClaimState.choices, default=ClaimState.WAITING)
    version = models.PositiveIntegerField(default=0)
    """Grows with every change; who decides on an older one is told."""
    body = models.JSONField()
    quote = models.TextField()
    kind = models.CharField(max_length=20)
    speaker = models.CharField(max_length=300)
    outlet = models.CharField(max_length=300, blank=True)
    """Who published the report, or where it came from."""
    place = models.CharField(max_length=300, blank=True)
    day = models.DateField(null=True)
    arrived_at = models.DateTimeField()
    held_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    held_until = models.DateTimeField(null=True)
    public_note = models.TextField(blank=True)
    """What the public is told where it was found false."""

    class Meta:
        indexes = (
            models.Index(fields=("report", "id"), name="claim_in_report"),
            models.Index(fields=("state", "id"), name="claim_state"),
            models.Index(fields=("id",), condition=_OPEN, name="claim_open"),
            models.Index(fields=("dossier", "id"), condition=_OPEN, name="claim_open_dossier"),
            models.Index(fields=("kind", "id"), condition=_OPEN, name="claim_open_kind"),
            models.Index(fields=("report", "id"), condition=_OPEN, name="claim_open_report"),
            models.Index(fields=("speaker", "id"), condition=_OPEN, name="claim_open_speaker"),
            models.Index(fields=("outlet", "id"), condition=_OPEN, name="claim_open_outlet"),
            models.Index(fields=("place", "id"), condition=_OPEN, name="claim_open_place"),
            models.Index(fields=("day", "id"), condition=_OPEN, name="claim_open_day"),
        )

    def __str__(self) -> str:
        """Give its words."""
        return self.quote


class ClaimVersion(models.Model):
    """Hold one version of a claim; never changed once written."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    origin = models.CharField(max_length=10, choices=Origin.choices)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("claim", "number"), name="version_of_claim"),
        )
