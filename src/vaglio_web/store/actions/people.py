"""Who works at the desk: invited by a link that works once."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from vaglio_web.store.access import Absent, require
from vaglio_web.store.actions._deciding import Conflict
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.models import Invitation, Role, User

_LINK_LIVES = dt.timedelta(days=7)


def invite_first() -> str | None:
    """Make the link for the desk's first account; links made before are void.

    Returns:
        The token; None where there are accounts already.
    """
    with transaction.atomic():
        if User.objects.exists():
            return None
        now = timezone.now()
        Invitation.objects.filter(made_by=None, used_at=None, expires_at__gt=now).update(
            expires_at=now
        )
        return _invitation(None, Role.OWNER, None)


def invite(*, who: User, role: str, access_until: dt.date | None = None) -> str:
    """Invite one person; the link that comes back is shown once and works once.

    Raises:
        Conflict: There is no such role, or the date has passed.
    """
    require(who, "person.invite")
    if role not in Role.values:
        raise Conflict("there is no such role")
    if access_until is not None and access_until < timezone.localdate():
        raise Conflict("that date has passed")
    with transaction.atomic():
        return _invitation(who, Role(role), access_until)


def _invitation(who: User | None, role: Role, access_until: dt.date | None) -> str:
    """Keep the hash of a fresh token."""
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    made = Invitation.objects.create(
        token_hash=_hashed(token),
        role=role,
        access_until=access_until,
        made_by=who,
        made_at=now,
        expires_at=now + _LINK_LIVES,
    )
    append(
        Written(
            who=who,
            action="person.invite",
            subject=f"v:{made.pk}",
            before={},
            after={
                "role": role,
                "access_until": access_until.isoformat() if access_until else None,
            },
        )
    )
    return token


def open_invitation(token: str) -> Invitation:
    """Give the invitation of a link.

    Raises:
        Absent: There is none, it was used, or its time is over.
    """
    found = Invitation.objects.filter(token_hash=_hashed(token)).first()
    if found is None or found.used_at is not None or found.expires_at <= timezone.now():
        raise Absent("invitation")
    return found


def accept_invitation(*, token: str, name: str, email: str, password: str) -> User:
    """Make the account that a link stands for.

    Raises:
        Absent: The link is not good, or no longer.
        Conflict: The address is taken or a field is wrong.
    """
    name, email = name.strip(), email.strip().lower()
    with transaction.atomic():
        found = open_invitation(token)
        Invitation.objects.select_for_update().get(pk=found.pk)
        found.refresh_from_db()
        if found.used_at is not None:
            raise Absent("invitation")
        if not name:
            raise Conflict("give your name")
        if User.objects.filter(email__iexact=email).exists():
            raise Conflict("there is an account with this address")
        try:
            validate_password(password, User(email=email, name=name))
        except ValidationError as error:
            raise Conflict(" ".join(error.messages)) from error
        user = User.objects.create_user(email=email, name=name, role=found.role, password=password)
        user.access_until = found.access_until
        user.save()
        # Whoever made the link vouches for the address: the desk sends no e-mail to prove it.
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
        found.used_at, found.used_by = timezone.now(), user
        found.save()
        append(
            Written(
                who=user,
                action="person.join",
                subject=f"u:{user.pk}",
                before={},
                after={"name": name, "role": user.role, "invitation": found.pk},
            )
        )
    return user


def change_person(
    *, who: User, id: int, role: str, access_until: dt.date | None, active: bool, why: str = ""
) -> User:
    """Change what a person may do, until when, or close their account.

    Raises:
        Absent: There is no such person.
        Conflict: The desk would be left without an owner.
    """
    require(who, "person.change")
    if role not in Role.values:
        raise Conflict("there is no such role")
    with transaction.atomic():
        person = User.objects.select_for_update().filter(pk=id).first()
        if person is None:
            raise Absent(str(id))
        before = _standing(person)
        person.role, person.access_until, person.is_active = role, access_until, active
        person.save()
        lasting = User.objects.filter(role=Role.OWNER, is_active=True, access_until=None)
        if not lasting.exists():
            raise Conflict("the desk needs an owner whose account does not end")
        append(
            Written(
                who=who,
                action="person.change",
                subject=f"u:{person.pk}",
                why=why,
                before=before,
                after=_standing(person),
            )
        )
    return person


def _standing(person: User) -> dict[str, object]:
    """Give what can be changed of a person."""
    until = person.access_until
    return {
        "role": person.role,
        "access_until": until.isoformat() if until else None,
        "active": person.is_active,
    }


def _hashed(token: str) -> str:
    """Hash a token: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()
