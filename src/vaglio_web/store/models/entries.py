"""Entries of the record, and what is public of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from vaglio_web.store.models.claims import Claim
from vaglio_web.store.models.dossiers import Dossier
from vaglio_web.store.models.people import User
from vaglio_web.store.models.states import EntryKind, EntryState, PublicState

_OPEN = Q(state__in=("waiting", "second look"))
_FILTERED = ("state", "dossier", "public", "grade", "needs_correction", "place")


class Entry(models.Model):
    """Hold one incident, agreement, track or access, as its claims tell it.

    `body` is the line of the record's contract, told from all claims that
    nobody rejected; what the public reads is a `Publication`.
    """

    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="entries")
    state = models.CharField(max_length=20, choices=EntryState.choices, default=EntryState.WAITING)
    public = models.CharField(
        max_length=20, choices=PublicState.choices, default=PublicState.UNPUBLISHED
    )
    version = models.PositiveIntegerField(default=0)
    body = models.JSONField()
    title = models.TextField()
    day = models.DateField(null=True)
    place = models.CharField(max_length=300, blank=True)
    killed_low = models.PositiveIntegerField(null=True)
    killed_best = models.PositiveIntegerField(null=True)
    killed_high = models.PositiveIntegerField(null=True)
    grade = models.CharField(max_length=20, blank=True)
    arrived_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    embargo_until = models.DateTimeField(null=True, blank=True)
    names_veiled = models.BooleanField(null=True)
    """None: as the desk's policy says."""
    veiled_words = models.JSONField(default=list)
    """Words that a person marked as a name: they are covered, too."""
    shown_words = models.JSONField(default=list)
    """Words that a person found to be no victim's name: they are not covered."""
    needs_correction = models.BooleanField(default=False)
    """Whether what was published is no longer what its accepted claims tell."""
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    """Who asked to publish it, where two people must."""
    held_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    held_until = models.DateTimeField(null=True)
    claims = models.ManyToManyField(Claim, through="EntryClaim", related_name="entries")

    class Meta:
        indexes = (
            models.Index(fields=("kind", "id"), condition=_OPEN, name="entry_open"),
            models.Index(fields=("dossier", "kind", "id"), name="entry_dossier"),
            models.Index(fields=("kind", "state", "id"), name="entry_state"),
            models.Index(fields=("public", "id"), name="entry_public"),
            # All that lists are filtered by: the rows with their bodies are not read.
            models.Index(fields=("kind", "id", *_FILTERED, "day"), name="entry_list"),
            models.Index(fields=("kind", "day", "id", *_FILTERED), name="entry_list_day"),
        )

    def __str__(self) -> str:
        """Give the words that tell of it first."""
        return self.title


class EntryClaim(models.Model):
    """Say that a claim tells of an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="links")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "claim"), name="claim_in_entry"),)


class Reference(models.Model):
    """Hold one reference code of the desk, which stays good for ever."""

    code = models.CharField(max_length=30, unique=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="references")
    """Where the code leads now: after a merger, to the entry that was kept."""
    first = models.BooleanField(default=True)
    """Whether the entry was born with it."""


class Publication(models.Model):
    """Hold an entry as the public read it once; never changed once written."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=20)
    """published, corrected or withdrawn."""
    body = models.JSONField(null=True)
    """The entry told from its accepted claims, with those claims; None once withdrawn."""
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("entry", "number"), name="publication_of_entry"),
        )
