"""Who works at the desk."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models

from vaglio_web.store.models.states import Role


class People(BaseUserManager["User"]):
    """Make accounts, which are known by their e-mail address."""

    def create_user(self, *, email: str, name: str, role: str, password: str) -> User:
        """Make one account."""
        user = self.model(email=self.normalize_email(email), name=name, role=role)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """Hold one person of the desk."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.OBSERVER)
    access_until = models.DateField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[People] = People()  # type: ignore[assignment]

    def __str__(self) -> str:
        """Give the person's name."""
        return self.name

    def is_in(self, today: dt.date) -> bool:
        """Tell whether the account is open on a day: a guest's ends by itself."""
        return self.is_active and (self.access_until is None or today <= self.access_until)


class Invitation(models.Model):
    """Hold one link that makes one account; only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20, choices=Role.choices)
    access_until = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.OneToOneField(
        User, null=True, on_delete=models.PROTECT, related_name="invitation"
    )
