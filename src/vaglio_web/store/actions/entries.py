"""What people decide of an entry: an incident, agreement, track or access."""

from __future__ import annotations

import datetime as dt

from vaglio_web.store.access import Absent
from vaglio_web.store.actions._deciding import Conflict, deciding
from vaglio_web.store.actions._standing import give_reference, settle, standing
from vaglio_web.store.actions._veiling import may_be_marked
from vaglio_web.store.actions.claims import reason_in_words
from vaglio_web.store.models import Dossier, Entry, EntryState, PublicState, User


def accept_entry(*, who: User, key: str, seen: int | None = None, why: str = "") -> Entry:
    """Accept an entry: its claims tell of one thing. It gets its reference code."""
    with deciding(who=who, action="entry.accept", why=why) as act:
        entry = standing(act, key, seen=seen, rejected=True)
        if entry.state == EntryState.ACCEPTED:
            raise Conflict("it is already accepted")
        entry.state = EntryState.ACCEPTED
        give_reference(entry)
    return entry


def reject_entry(
    *, who: User, key: str, reason: str, seen: int | None = None, why: str = ""
) -> Entry:
    """Reject an entry, for a reason of the published list."""
    with deciding(who=who, action="entry.reject", why=reason_in_words(reason, why)) as act:
        entry = standing(act, key, seen=seen, rejected=True)
        if entry.state == EntryState.REJECTED:
            raise Conflict("it is already rejected")
        if entry.public == PublicState.PUBLISHED:
            raise Conflict("it is published; withdraw it first")
        entry.state = EntryState.REJECTED
    return entry


def look_again_at_entry(*, who: User, key: str, seen: int | None = None, why: str = "") -> Entry:
    """Mark an entry for a second look by somebody else."""
    with deciding(who=who, action="entry.look", why=why) as act:
        entry = standing(act, key, seen=seen, rejected=True)
        if entry.state == EntryState.SECOND_LOOK:
            raise Conflict("it is already put up for a second look")
        if entry.public == PublicState.PUBLISHED:
            raise Conflict("it is published; withdraw it first")
        entry.state = EntryState.SECOND_LOOK
    return entry


def assign_entry(
    *, who: User, key: str, dossier_slug: str, seen: int | None = None, why: str = ""
) -> Entry:
    """Put an entry into another dossier."""
    with deciding(who=who, action="entry.assign", why=why) as act:
        entry = standing(act, key, seen=seen)
        dossier = Dossier.objects.filter(slug=dossier_slug).first()
        if dossier is None:
            raise Absent(dossier_slug)
        if entry.dossier_id == dossier.pk:
            raise Conflict("it is in that dossier already")
        entry.dossier = dossier
        settle(entry)
    return entry


def veil_names(*, who: User, key: str, veiled: bool | None, seen: int | None = None) -> Entry:
    """Say whether victims' names are shown; None leaves it to the desk's policy."""
    with deciding(who=who, action="entry.veil") as act:
        entry = standing(act, key, seen=seen, rejected=True)
        entry.names_veiled = veiled
    return entry


def mark_name(
    *, who: User, key: str, words: str, veiled: bool | None, seen: int | None = None, why: str = ""
) -> Entry:
    """Say by hand that words are a victim's name, or that they are none.

    Args:
        who: The person.
        key: The entry.
        words: The words, as they stand in a report or in a public note.
        veiled: Whether they are covered in what is published; None as it is found.
        seen: The version that they were shown.
        why: The reason they give.

    Raises:
        Conflict: They are no name as names are written, or are marked so already.
    """
    name = " ".join(words.split())
    if not may_be_marked(name):
        raise Conflict("write the name as it stands there, with its capitals")
    with deciding(who=who, action="entry.mark-name", why=why) as act:
        entry = standing(act, key, seen=seen, rejected=True)
        before = (entry.veiled_words, entry.shown_words)
        covered = [each for each in entry.veiled_words if each != name]
        shown = [each for each in entry.shown_words if each != name]
        entry.veiled_words = [*covered, name] if veiled is True else covered
        entry.shown_words = [*shown, name] if veiled is False else shown
        if (entry.veiled_words, entry.shown_words) == before:
            raise Conflict("it is marked so already")
    return entry


def set_embargo(
    *, who: User, key: str, until: dt.datetime | None, seen: int | None = None, why: str = ""
) -> Entry:
    """Hold an entry back from the public until a time.

    Raises:
        Conflict: The public reads it already; what is read is withdrawn, with a note.
    """
    with deciding(who=who, action="entry.embargo", why=why) as act:
        entry = standing(act, key, seen=seen, rejected=True)
        is_read = entry.public == PublicState.PUBLISHED and not (
            entry.embargo_until is not None and entry.embargo_until > act.at
        )
        if is_read and until is not None and until > act.at:
            raise Conflict("the public reads it already; withdraw it instead")
        entry.embargo_until = until
    return entry
