"""What people bring in, until reports have come of it."""

from __future__ import annotations

from django.db import models

from vaglio_web.store.models.dossiers import Dossier
from vaglio_web.store.models.leases import Leased
from vaglio_web.store.models.people import User
from vaglio_web.store.models.reports import Report
from vaglio_web.store.models.states import DeliveryState


class Delivery(Leased):
    """Hold one thing that somebody brought in, and what became of it.

    What is brought in at one go has one `batch`. A file holds one report or
    many; an address is fetched first.
    """

    batch = models.CharField(max_length=20)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="deliveries")
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=2000)
    """A file's name, an address, or "pasted"."""
    is_address = models.BooleanField(default=False)
    hints = models.JSONField(default=dict)
    """What the person knows: publisher, title, published, url, language."""
    state = models.CharField(
        max_length=20, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    problem = models.CharField(max_length=1000, blank=True)
    next_step = models.CharField(max_length=500, blank=True)
    refused = models.PositiveIntegerField(default=0)
    """How many reports in it could not be taken in."""
    problems = models.JSONField(default=list)
    """`[where, what is wrong, next step]` of the first of them."""
    arrived_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("batch", "id"), name="delivery_batch"),
            models.Index(fields=("state", "arrived_at"), name="delivery_state"),
            models.Index(fields=("dossier", "state"), name="delivery_dossier"),
        )

    def __str__(self) -> str:
        """Give where it came from."""
        return self.source


class DeliveryBytes(models.Model):
    """Hold the bytes of a delivery until reports have come of it."""

    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="bytes")
    data = models.BinaryField()


class DeliveryReport(models.Model):
    """Say that a report came with a delivery."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="came")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="deliveries")
    was_known = models.BooleanField()
    """Whether its bytes were there before."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("delivery", "report"), name="report_of_delivery"),
        )


class Joining(Leased):
    """Hold how far the claims of a dossier are joined."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="joining")
    wanted = models.PositiveIntegerField(default=0)
    """Grows with each reading."""
    done = models.PositiveIntegerField(default=0)
    """What `wanted` was when the last join that is kept began."""
    since = models.DateTimeField(null=True)
    """When the first reading was kept that is not joined yet."""
