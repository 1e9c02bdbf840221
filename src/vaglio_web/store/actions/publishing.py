"""What the public reads: publish, correct, withdraw. Only what was accepted."""

from __future__ import annotations

from typing import Any

from vaglio_web.store.actions._deciding import Act, Conflict, deciding
from vaglio_web.store.actions._telling import body_of, told_by_accepted
from vaglio_web.store.actions.dossiers import policy
from vaglio_web.store.models import (
    Claim,
    ClaimState,
    Entry,
    EntryState,
    Publication,
    PublicState,
    User,
)


def publish_entry(*, who: User, key: str, seen: int | None = None, note: str = "") -> Entry:
    """Put an entry before the public, told by its accepted claims alone.

    Where the desk asks for two people, the first asks and another publishes.

    Raises:
        Conflict: It was not accepted, no claim of it was, or the same person
            would do both steps.
    """
    with deciding(who=who, action="entry.publish", why=note) as act:
        entry = act.entry(key, seen=seen)
        if entry.state != EntryState.ACCEPTED:
            raise Conflict("only an accepted entry can be published")
        if entry.public == PublicState.PUBLISHED:
            raise Conflict("it is published; correct it instead")
        body = _public_body(entry)
        if policy().two_people_publish:
            if entry.public != PublicState.ASKED:
                entry.public, entry.asked_by = PublicState.ASKED, who
                return entry
            if entry.asked_by_id == who.pk:
                raise Conflict("another person has to publish it")
        _publish(act, entry, act_name="published", body=body, note=note)
        entry.public, entry.asked_by = PublicState.PUBLISHED, None
    return entry


def correct_entry(*, who: User, key: str, note: str, seen: int | None = None) -> Entry:
    """Publish an entry anew as its accepted claims tell it now, with a public note."""
    if not note.strip():
        raise Conflict("say publicly what was corrected")
    with deciding(who=who, action="entry.correct", why=note) as act:
        entry = act.entry(key, seen=seen)
        if entry.public != PublicState.PUBLISHED:
            raise Conflict("it is not published")
        _publish(act, entry, act_name="corrected", body=_public_body(entry), note=note)
    return entry


def withdraw_entry(*, who: User, key: str, note: str, seen: int | None = None) -> Entry:
    """Take an entry back from the public, with a public note."""
    if not note.strip():
        raise Conflict("say publicly why it is withdrawn")
    with deciding(who=who, action="entry.withdraw", why=note) as act:
        entry = act.entry(key, seen=seen)
        if entry.public != PublicState.PUBLISHED:
            raise Conflict("it is not published")
        _publish(act, entry, act_name="withdrawn", body=None, note=note)
        entry.public = PublicState.WITHDRAWN
    return entry


def as_public(entry: Entry) -> dict[str, Any] | None:
    """Give an entry as the public would read it now; None where nothing may be read.

    It changes nothing: pages show it before anybody publishes.
    """
    try:
        return _public_body(entry)
    except Conflict:
        return None


def _public_body(entry: Entry) -> dict[str, Any]:
    """Give what the public is to read: the entry and its accepted claims."""
    told = told_by_accepted(entry)
    if told is None:
        raise Conflict("none of its claims was accepted, or none tells of it")
    claims = Claim.objects.filter(links__entry=entry, state=ClaimState.ACCEPTED).order_by("id")
    return {"entry": body_of(told), "claims": [claim.body for claim in claims]}


def _publish(
    act: Act, entry: Entry, *, act_name: str, body: dict[str, Any] | None, note: str
) -> None:
    """Append one publication."""
    if act.who is None:
        raise Conflict("only a person can publish")
    Publication.objects.create(
        entry=entry,
        number=entry.publications.count() + 1,
        act=act_name,
        body=body,
        note=note,
        made_by=act.who,
        made_at=act.at,
    )
    entry.needs_correction = False
