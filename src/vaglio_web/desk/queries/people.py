"""Who works at the desk, as the page of people shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from vaglio_web.store.access import Absent
from vaglio_web.store.models import Invitation, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Hold one person of the desk, with how they sign in."""

    user: User
    """The account."""
    is_in: bool
    """Whether it is open today."""
    second_factor: bool
    """Whether they sign in with two factors."""
    sessions: int
    """In how many browsers they are signed in."""
    last_seen: dt.datetime | None
    """When they were seen last, in a session that still lives."""


def people() -> list[Person]:
    """Give everybody, by name; whose account is closed comes last."""
    found = [_with_sessions(user) for user in User.objects.order_by("name", "id")]
    return sorted(found, key=lambda person: not person.is_in)


def person(id: int) -> Person:
    """Give one person.

    Raises:
        Absent: There is none of this number.
    """
    user = User.objects.filter(pk=id).first()
    if user is None:
        raise Absent(str(id))
    return _with_sessions(user)


def sessions(user: User) -> list[UserSession]:
    """Give the browsers in which somebody is signed in, the latest seen first."""
    return list(UserSession.objects.filter(user=user).order_by("-last_seen_at"))


def open_invitations() -> list[Invitation]:
    """Give the invitations that nobody has followed yet, and that still hold."""
    now = timezone.now()
    unused = Invitation.objects.filter(used_at=None, expires_at__gt=now).select_related("made_by")
    return list(unused.order_by("-made_at"))


def _with_sessions(user: User) -> Person:
    """Add how somebody signs in."""
    theirs = sessions(user)
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return Person(
        user=user,
        is_in=user.is_in(timezone.localdate()),
        second_factor=app.exists(),
        sessions=len(theirs),
        last_seen=theirs[0].last_seen_at if theirs else user.last_login,
    )
