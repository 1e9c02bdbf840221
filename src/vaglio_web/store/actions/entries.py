"""What people decide of an entry: an incident, agreement, track or access."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from vaglio_web.store.access import Absent
from vaglio_web.store.actions._deciding import Act, Conflict, deciding
from vaglio_web.store.actions._telling import OUT
from vaglio_web.store.actions.claims import reason_in_words
from vaglio_web.store.models import (
    Claim,
    Dossier,
    Entry,
    EntryState,
    PublicState,
    Reference,
    User,
)


def accept_entry(*, who: User, key: str, seen: int | None = None, why: str = "") -> Entry:
    """Accept an entry: its claims tell of one thing. It gets its reference code."""
    with deciding(who=who, action="entry.accept", why=why) as act:
        entry = act.entry(key, seen=seen)
        if entry.state == EntryState.ACCEPTED:
            raise Conflict("it is already accepted")
        if entry.state == EntryState.MERGED:
            raise Conflict("it was merged into another; undo that first")
        entry.state = EntryState.ACCEPTED
        _give_reference(entry)
    return entry


def reject_entry(
    *, who: User, key: str, reason: str, seen: int | None = None, why: str = ""
) -> Entry:
    """Reject an entry, for a reason of the published list."""
    with deciding(who=who, action="entry.reject", why=reason_in_words(reason, why)) as act:
        entry = act.entry(key, seen=seen)
        if entry.public == PublicState.PUBLISHED:
            raise Conflict("it is published; withdraw it first")
        entry.state = EntryState.REJECTED
    return entry


def look_again_at_entry(*, who: User, key: str, seen: int | None = None, why: str = "") -> Entry:
    """Mark an entry for a second look by somebody else."""
    with deciding(who=who, action="entry.look", why=why) as act:
        entry = act.entry(key, seen=seen)
        if entry.public == PublicState.PUBLISHED:
            raise Conflict("it is published; withdraw it first")
        entry.state = EntryState.SECOND_LOOK
    return entry


def merge_entries(
    *, who: User, key: str, other_key: str, seen: int | None = None, why: str = ""
) -> Entry:
    """Merge another entry into this one, which keeps both codes.

    Args:
        who: The person.
        key: The entry that is kept.
        other_key: The entry that becomes part of it; its codes lead here from now on.
        seen: The version of the kept one that they were shown.
        why: The reason they give.

    Raises:
        Conflict: They are of two kinds or dossiers, or one was merged before.
    """
    with deciding(who=who, action="entry.merge", why=why) as act:
        kept, other = act.entry(key, seen=seen), act.entry(other_key)
        if kept.pk == other.pk:
            raise Conflict("an entry cannot be merged into itself")
        if (kept.kind, kept.dossier_id) != (other.kind, other.dossier_id):
            raise Conflict("only entries of one kind and one dossier can be merged")
        if EntryState.MERGED in (kept.state, other.state):
            raise Conflict("one of them was merged before")
        if other.public == PublicState.PUBLISHED:
            raise Conflict("the entry that would go is published; keep it, or withdraw it first")
        act.link(kept, [*kept.claims.all(), *other.claims.all()])
        act.link(other, [])
        other.state, other.merged_into = EntryState.MERGED, kept
        Reference.objects.filter(entry=other).update(entry=kept)
        _settle(kept)
    return kept


def split_entry(
    *, who: User, key: str, claim_keys: Sequence[str], seen: int | None = None, why: str = ""
) -> Entry:
    """Split some claims off an entry into an entry of their own.

    Returns:
        The new entry, accepted and with a code of its own.

    Raises:
        Conflict: None or all of its claims would go.
    """
    with deciding(who=who, action="entry.split", why=why) as act:
        entry = act.entry(key, seen=seen)
        claims = list(entry.claims.order_by("id"))
        going = [claim for claim in claims if claim.key in set(claim_keys)]
        staying = [claim for claim in claims if claim.key not in set(claim_keys)]
        if not going or not staying:
            raise Conflict("choose some of its claims, and leave some")
        if all(claim.state in OUT for claim in going):
            raise Conflict("the claims chosen are all rejected")
        fresh = Entry.objects.create(
            key=f"{entry.key[:2]}{going[0].key[2:]}:{entry.version + 1}",
            kind=entry.kind,
            dossier_id=entry.dossier_id,
            state=EntryState.ACCEPTED,
            body={**entry.body, "id": entry.key, "joins": []}
            if "joins" in entry.body
            else entry.body,
            title=going[0].quote,
            arrived_at=act.at,
        )
        fresh.body = {**fresh.body, "id": fresh.key}
        act.new(fresh)
        act.link(entry, staying)
        act.link(fresh, going)
        _give_reference(fresh)
        _settle(entry)
    return fresh


def move_claim(
    *, who: User, claim_key: str, from_key: str, to_key: str | None, why: str = ""
) -> None:
    """Take a claim out of an entry, into another or into none."""
    with deciding(who=who, action="entry.move", why=why) as act:
        source = act.entry(from_key)
        moved = Claim.objects.filter(key=claim_key, links__entry=source).first()
        if moved is None:
            raise Absent(claim_key)
        staying = [claim for claim in source.claims.all() if claim.pk != moved.pk]
        if not staying:
            raise Conflict("it is the only claim there; reject or merge the entry")
        act.link(source, staying)
        _settle(source)
        if to_key is not None:
            home = act.entry(to_key)
            if (home.kind, home.dossier_id) != (source.kind, source.dossier_id):
                raise Conflict("only entries of one kind and one dossier exchange claims")
            act.link(home, [*home.claims.all(), moved])
            _settle(home)


def assign_entry(
    *, who: User, key: str, dossier_slug: str, seen: int | None = None, why: str = ""
) -> Entry:
    """Put an entry into another dossier."""
    with deciding(who=who, action="entry.assign", why=why) as act:
        entry = act.entry(key, seen=seen)
        dossier = Dossier.objects.filter(slug=dossier_slug).first()
        if dossier is None:
            raise Absent(dossier_slug)
        entry.dossier = dossier
        _settle(entry)
    return entry


def veil_names(*, who: User, key: str, veiled: bool | None, seen: int | None = None) -> Entry:
    """Say whether victims' names are shown; None leaves it to the desk's policy."""
    with deciding(who=who, action="entry.veil") as act:
        entry = act.entry(key, seen=seen)
        entry.names_veiled = veiled
    return entry


def set_embargo(
    *, who: User, key: str, until: dt.datetime | None, seen: int | None = None, why: str = ""
) -> Entry:
    """Hold an entry back from the public until a time."""
    with deciding(who=who, action="entry.embargo", why=why) as act:
        entry = act.entry(key, seen=seen)
        entry.embargo_until = until
    return entry


def _settle(entry: Entry) -> None:
    """Take a change of what an entry holds as a decision that it is one thing."""
    if entry.state in (EntryState.WAITING, EntryState.SECOND_LOOK):
        entry.state = EntryState.ACCEPTED
    _give_reference(entry)


def _give_reference(entry: Entry) -> None:
    """Give an entry its reference code, once; codes are never used again."""
    if not Reference.objects.filter(entry=entry).exists():
        made = Reference.objects.create(code=f"new:{entry.key}", entry=entry)
        made.code = f"V-{made.pk:06d}"
        made.save()


def restore_links(act: Act, entry: Entry, keys: Sequence[str]) -> None:
    """Put the claims back that told of an entry before."""
    act.link(entry, list(Claim.objects.filter(key__in=keys)))
