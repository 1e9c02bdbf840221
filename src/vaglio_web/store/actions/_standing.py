"""What decisions on entries share: whether one stands, its code, its cares."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio_web.store.actions._deciding import Act, Conflict
from vaglio_web.store.models import Claim, Entry, EntryState, PublicState, Reference


def standing(act: Act, key: str, *, seen: int | None = None, rejected: bool = False) -> Entry:
    """Take up an entry that stands for itself.

    Args:
        act: The decision.
        key: Its key.
        seen: The version that the person was shown.
        rejected: Whether it may be one that was rejected.

    Raises:
        Conflict: It was merged into another, or rejected.
    """
    entry = act.entry(key, seen=seen)
    if entry.state == EntryState.MERGED:
        raise Conflict("it was merged into another; undo that first")
    if entry.state == EntryState.REJECTED and not rejected:
        raise Conflict("it is rejected; accept it first")
    return entry


def settle(entry: Entry) -> None:
    """Take a change of what an entry holds as a decision that it is one thing."""
    if entry.state in (EntryState.WAITING, EntryState.SECOND_LOOK):
        entry.state = EntryState.ACCEPTED
    give_reference(entry)


def give_reference(entry: Entry) -> None:
    """Give an entry its reference code, once; codes are never used again."""
    if not Reference.objects.filter(entry=entry).exists():
        made = Reference.objects.create(code=f"new:{entry.key}", entry=entry)
        made.code = f"V-{made.pk:06d}"
        made.save()


def carry_cares(act: Act, source: Entry, home: Entry) -> None:
    """Hold claims back, and veil names, as strictly where they go as where they were.

    Raises:
        Conflict: They are held back, and would go into what is published.
    """
    until = source.embargo_until
    if until is not None and until > act.at:
        if home.public == PublicState.PUBLISHED:
            raise Conflict("they are held back, and the other is published; lift that first")
        if home.embargo_until is None or home.embargo_until < until:
            home.embargo_until = until
    if source.names_veiled is True or (source.names_veiled is None and home.names_veiled is False):
        home.names_veiled = source.names_veiled
    home.veiled_words = list(dict.fromkeys([*home.veiled_words, *source.veiled_words]))
    # What was found to be no name in the one may be a victim's in the other.
    home.shown_words = [words for words in home.shown_words if words in source.shown_words]


def fold(act: Act, other: Entry, kept: Entry) -> None:
    """Make an entry a part of another, which its codes lead to from now on.

    Raises:
        Conflict: It is before the public.
    """
    if other.public == PublicState.PUBLISHED:
        raise Conflict("the entry that would go is published; keep it, or withdraw it first")
    carry_cares(act, other, kept)
    act.link(kept, list(dict.fromkeys([*kept.claims.all(), *other.claims.all()])))
    act.link(other, [])
    other.state, other.merged_into = EntryState.MERGED, kept
    Reference.objects.filter(entry=other).update(entry=kept)


def restore_links(act: Act, entry: Entry, keys: Sequence[str]) -> None:
    """Put the claims back that told of an entry before."""
    act.link(entry, list(Claim.objects.filter(key__in=keys)))
