"""Reports as they came, and each time they were read."""

from __future__ import annotations

from django.db import models

from vaglio_web.store.models.dossiers import Dossier
from vaglio_web.store.models.leases import Leased
from vaglio_web.store.models.people import User
from vaglio_web.store.models.states import ReportState


class Report(Leased):
    """Hold one published item as it came; the same bytes are one report."""

    key = models.CharField(max_length=40, unique=True)
    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="reports", db_index=False
    )
    source = models.CharField(max_length=500)
    medium = models.CharField(max_length=10)
    encoding = models.CharField(max_length=40)
    ref = models.CharField(max_length=200, null=True)
    publisher = models.CharField(max_length=300, null=True)
    title = models.CharField(max_length=1000, null=True)
    byline = models.CharField(max_length=500, null=True)
    published = models.DateField(null=True)
    url = models.URLField(max_length=2000, null=True)
    language = models.CharField(max_length=20, null=True)
    arrived_at = models.DateTimeField()
    brought_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=20, choices=ReportState.choices, default=ReportState.WAITING
    )
    problem = models.CharField(max_length=1000, blank=True)
    next_step = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("state", "arrived_at"), name="report_state"),
            models.Index(fields=("state", "id"), name="report_state_newest"),
            models.Index(fields=("dossier", "id"), name="report_dossier"),
            models.Index(fields=("dossier", "state", "id"), name="report_dossier_state"),
        )

    def __str__(self) -> str:
        """Give its headline, or where it came from."""
        return self.title or self.source

    @property
    def outlet(self) -> str:
        """Give its publisher, or where it came from."""
        return self.publisher or self.source


class ReportBytes(models.Model):
    """Hold a report's bytes, apart from what is asked for often."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="bytes")
    data = models.BinaryField()


class Reading(models.Model):
    """Hold what one reading of a report made of its text; a re-read adds another."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="readings")
    number = models.PositiveSmallIntegerField()
    codebook = models.CharField(max_length=60)
    reader = models.CharField(max_length=60)
    text = models.TextField()
    paragraphs = models.JSONField()
    """`[start, end, section, repeats]` for each, in code points of `text`."""
    read_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("report", "number"), name="reading_of_report"),
        )
