"""The log of decisions, and the notes that last."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from vaglio_web.store.models.claims import Claim
from vaglio_web.store.models.people import User


class LogEntry(models.Model):
    """Hold one decision: who, when, what, why, before and after.

    The database itself refuses to change or delete a row. `hash` is SHA-256
    over the row's own words and the hash of the row before.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    who = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    who_name = models.CharField(max_length=120)
    """The name as it was then, or "machine"."""
    action = models.CharField(max_length=60)
    """A dotted name, such as `claim.accept`."""
    subject = models.CharField(max_length=60)
    """The key of what was decided on, such as a claim's."""
    why = models.TextField(blank=True)
    before = models.JSONField()
    after = models.JSONField()
    undoes = models.BigIntegerField(null=True)
    """The number of the decision that this one takes back."""
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        indexes = (
            models.Index(fields=("subject", "number"), name="log_subject"),
            models.Index(fields=("who", "number"), name="log_who"),
            models.Index(fields=("action", "number"), name="log_action"),
            models.Index(fields=("who", "action", "number"), name="log_who_action"),
            models.Index(fields=("at", "number"), name="log_at"),
            models.Index(fields=("undoes",), condition=Q(undoes__isnull=False), name="log_undone"),
        )


class LogHead(models.Model):
    """Hold the last number and hash of the log; writers take their turn at it."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)


class Note(models.Model):
    """Hold one note on any item; it stays."""

    subject = models.CharField(max_length=60, db_index=True)
    """The key of the claim, entry or report."""
    text = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Verdict(models.Model):
    """Hold what one person decided of one claim, for how far people agree."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="verdicts")
    who = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20)
    """accepted, rejected or second look."""
    body = models.JSONField()
    """The claim's line as that person left it."""
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("claim", "who"), name="verdict_of_person"),)
