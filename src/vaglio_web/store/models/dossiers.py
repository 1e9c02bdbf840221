"""One conflict's dossier, and how the desk works."""

from __future__ import annotations

from django.db import models


class Dossier(models.Model):
    """Hold one conflict: its reports, claims and entries point here."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        """Give its title."""
        return self.title


class DeskPolicy(models.Model):
    """Hold the rules that the desk has set itself; there is one row."""

    name = models.CharField(max_length=120, default="Vaglio desk")
    two_people_publish = models.BooleanField(default=False)
    names_veiled = models.BooleanField(default=True)
    two_factor_required = models.BooleanField(default=False)
    hold_minutes = models.PositiveSmallIntegerField(default=20)
