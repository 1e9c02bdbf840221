"""Which claims people say tell of one thing: merge, split, move."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio_web.store.access import Absent
from vaglio_web.store.actions._deciding import Act, Conflict, deciding
from vaglio_web.store.actions._standing import carry_cares, fold, give_reference, settle, standing
from vaglio_web.store.actions._telling import OUT, body_of, told_by
from vaglio_web.store.models import Claim, Entry, EntryState, LogHead, User


def merge_entries(
    *,
    who: User,
    key: str,
    other_key: str,
    seen: int | None = None,
    other_seen: int | None = None,
    why: str = "",
) -> Entry:
    """Merge another entry into this one, which keeps both codes.

    Args:
        who: The person.
        key: The entry that is kept.
        other_key: The entry that becomes part of it; its codes lead here from now on.
        seen: The version of the kept one that they were shown.
        other_seen: The version of the other that they were shown.
        why: The reason they give.

    Raises:
        Conflict: They are of two kinds or dossiers, or one was rejected or merged before.
    """
    with deciding(who=who, action="entry.merge", why=why) as act:
        kept = standing(act, key, seen=seen)
        other = standing(act, other_key, seen=other_seen)
        if kept.pk == other.pk:
            raise Conflict("an entry cannot be merged into itself")
        _refuse_unlike(kept, other)
        fold(act, other, kept)
        settle(kept)
    return kept


def split_entry(
    *, who: User, key: str, claim_keys: Sequence[str], seen: int | None = None, why: str = ""
) -> Entry:
    """Split some claims off an entry into an entry of their own.

    Returns:
        The new entry, accepted and with a code of its own. It is held back, and
        its names are veiled, as those of the one that it was part of.

    Raises:
        Conflict: None or all of its claims would go, or they tell of nothing alone.
    """
    with deciding(who=who, action="entry.split", why=why) as act:
        entry = standing(act, key, seen=seen)
        claims = list(entry.claims.order_by("id"))
        going = [claim for claim in claims if claim.key in set(claim_keys)]
        staying = [claim for claim in claims if claim.key not in set(claim_keys)]
        if not going or not staying:
            raise Conflict("choose some of its claims, and leave some")
        if all(claim.state in OUT for claim in going):
            raise Conflict("the claims chosen are all rejected")
        fresh = _new_entry(act, entry, going)
        act.link(entry, staying)
        act.link(fresh, going)
        give_reference(fresh)
        settle(entry)
    return fresh


def _new_entry(act: Act, entry: Entry, claims: Sequence[Claim]) -> Entry:
    """Make the entry that some claims are split off into."""
    told = told_by(entry, [claim for claim in claims if claim.state not in OUT])
    if told is None:
        raise Conflict("the claims chosen tell of nothing by themselves")
    # The log's next number makes the key one that never was.
    number = LogHead.objects.get().number + 1
    fresh = Entry.objects.create(
        key=f"{entry.key[:2]}{claims[0].key[2:]}:{number}",
        kind=entry.kind,
        dossier_id=entry.dossier_id,
        state=EntryState.ACCEPTED,
        body=body_of(told),
        title=claims[0].quote,
        arrived_at=act.at,
        embargo_until=entry.embargo_until,
        names_veiled=entry.names_veiled,
        veiled_words=entry.veiled_words,
        shown_words=entry.shown_words,
    )
    fresh.body = {**fresh.body, "id": fresh.key}
    act.new(fresh)
    return fresh


def move_claim(
    *,
    who: User,
    claim_key: str,
    from_key: str,
    to_key: str | None,
    seen: int | None = None,
    why: str = "",
) -> None:
    """Take a claim out of an entry, into another or into none.

    Args:
        who: The person.
        claim_key: The claim.
        from_key: The entry that it tells of so far.
        to_key: The entry that it tells of from now on; None for none.
        seen: The version of the first entry that they were shown.
        why: The reason they give.

    Raises:
        Absent: It does not tell of that entry.
        Conflict: It is the only claim there, or the entries are of two kinds or dossiers.
    """
    with deciding(who=who, action="entry.move", why=why) as act:
        source = standing(act, from_key, seen=seen)
        moved = Claim.objects.filter(key=claim_key, links__entry=source).first()
        if moved is None:
            raise Absent(claim_key)
        staying = [claim for claim in source.claims.all() if claim.pk != moved.pk]
        if not staying:
            raise Conflict("it is the only claim there; reject or merge the entry")
        act.link(source, staying)
        settle(source)
        if to_key is not None:
            home = standing(act, to_key)
            if home.pk == source.pk:
                raise Conflict("it is in that entry already")
            _refuse_unlike(source, home)
            carry_cares(act, source, home)
            act.link(home, list(dict.fromkeys([*home.claims.all(), moved])))
            settle(home)


def _refuse_unlike(one: Entry, other: Entry) -> None:
    """Refuse two entries that cannot hold each other's claims."""
    if (one.kind, one.dossier_id) != (other.kind, other.dossier_id):
        raise Conflict("only entries of one kind and one dossier can be brought together")
