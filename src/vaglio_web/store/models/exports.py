"""Exports that people ask for, until they are written and fetched."""

from __future__ import annotations

from django.db import models

from vaglio_web.store.models.leases import Leased
from vaglio_web.store.models.people import User
from vaglio_web.store.models.states import ExportFile, ExportState


class Export(Leased):
    """Hold one export that somebody asked for; after a week it goes by itself."""

    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=20)
    """The form to write, such as ged."""
    wanted = models.JSONField(default=dict)
    """What it is narrowed to."""
    state = models.CharField(
        max_length=20, choices=ExportState.choices, default=ExportState.WAITING
    )
    problem = models.CharField(max_length=1000, blank=True)
    count = models.PositiveIntegerField(default=0)
    """How many entries are in it."""
    left_out = models.PositiveIntegerField(default=0)
    """How many accepted entries it cannot hold; the file of changes names them."""
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the export."""
    changes_digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of its file of changes."""
    arrived_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("state", "arrived_at"), name="export_state"),)

    def __str__(self) -> str:
        """Give its form."""
        return self.form


class ExportPart(models.Model):
    """Hold one piece of a written file, so that no more of it is in memory at once."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="parts")
    lease = models.CharField(max_length=32)
    """The mark of the worker that wrote it."""
    file = models.CharField(max_length=10, choices=ExportFile.choices)
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("export", "lease", "file", "number"), name="part_of_export"
            ),
        )
