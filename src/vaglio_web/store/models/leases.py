"""Work in the background: who is at it, and until when nobody else may take it."""

from __future__ import annotations

from django.db import models


class Leased(models.Model):
    """Hold who works on a row, so that another may where the worker died."""

    attempts = models.PositiveSmallIntegerField(default=0)
    """How often it was taken up since it last began to wait."""
    lease = models.CharField(max_length=32, blank=True)
    """The mark of whoever took it last; what another mark brings is not kept."""
    lease_until = models.DateTimeField(null=True)
    """Until when the worker that has it may take; then another may try."""

    class Meta:
        abstract = True
