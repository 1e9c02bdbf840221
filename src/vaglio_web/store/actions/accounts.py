"""What an owner does for somebody who is locked out, or should be."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from vaglio_web.store.access import Absent, require
from vaglio_web.store.actions._log import Written, append
from vaglio_web.store.models import User


def make_reset_key(*, who: User, id: int) -> str:
    """Make the key of a link by which a person sets a new password.

    The link works once, and for a day. Who has a second factor needs it still.

    Args:
        who: The owner.
        id: The person's number.

    Returns:
        The key: the desk sends no e-mail, so the owner hands the link over.

    Raises:
        Absent: There is no such person, or their account is closed.
    """
    require(who, "person.reset")
    with transaction.atomic():
        person = _person(id)
        if not person.is_active:
            raise Absent(str(id))
        _write(who, "person.reset", person, {"link": "made"})
        return _reset_key(person)


def rescue(*, email: str) -> str:
    """Make a reset key for somebody whom no owner can help: from the machine itself.

    Their second factor is dropped too, for they may have lost it.

    Raises:
        Absent: There is no open account with this address.
    """
    require(None, "person.rescue")
    with transaction.atomic():
        person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
        if person is None:
            raise Absent(email)
        dropped, _ = Authenticator.objects.filter(user=person).delete()
        _write(None, "person.rescue", person, {"link": "made", "second factors dropped": dropped})
        return _reset_key(person)


def drop_second_factor(*, who: User, id: int) -> None:
    """Drop the second factor of somebody who has lost it, and end their sessions.

    Raises:
        Absent: There is no such person.
    """
    require(who, "person.unpair")
    with transaction.atomic():
        person = _person(id)
        dropped, _ = Authenticator.objects.filter(user=person).delete()
        ended = _end_sessions(person)
        after = {"second factors dropped": dropped, "sessions ended": ended}
        _write(who, "person.unpair", person, after)


def sign_out(*, who: User, id: int) -> int:
    """End every session of a person.

    Returns:
        How many there were.

    Raises:
        Absent: There is no such person.
    """
    require(who, "person.sign-out")
    with transaction.atomic():
        person = _person(id)
        ended = _end_sessions(person)
        _write(who, "person.sign-out", person, {"sessions ended": ended})
    return ended


def _person(id: int) -> User:
    """Find a person and keep others from changing them meanwhile."""
    person = User.objects.select_for_update().filter(pk=id).first()
    if person is None:
        raise Absent(str(id))
    return person


def _reset_key(person: User) -> str:
    """Make the key as allauth's own page for it reads it."""
    return f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"


def _end_sessions(person: User) -> int:
    """End a person's sessions, and tell how many there were."""
    sessions = UserSession.objects.purge_and_list(person)
    for session in sessions:
        session.end()
    return len(sessions)


def _write(who: User | None, action: str, person: User, after: dict[str, object]) -> None:
    """Log what was done for a person."""
    append(Written(who=who, action=action, subject=f"u:{person.pk}", before={}, after=after))
