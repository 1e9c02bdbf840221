"""What the public reads: publish, correct, withdraw. Only what was accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vaglio.model.incident import Incident
from vaglio.pipeline import Told
from vaglio_web.store.actions._deciding import Act, Conflict, deciding
from vaglio_web.store.actions._telling import body_of, form_of, told_by
from vaglio_web.store.actions._veiling import Names, marked_by_hand, names_of_victims, veiled
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPublicly:
    """Hold what the public reads of an entry at one time."""

    body: dict[str, Any] | None
    """The entry with its accepted claims; None where nothing of it is read."""
    note: str
    """The public note beside it."""
    found: tuple[str, ...]
    """What is taken for a victim's name but for what people marked; empty where all is shown."""
    is_note_covered: bool
    """Whether something in the note is covered."""


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
        read = _public_body(entry, note)
        if _is_asked_for_only(act, entry):
            entry.public = PublicState.ASKED
            return entry
        _publish(act, entry, act_name="published", read=read)
        entry.public = PublicState.PUBLISHED
    return entry


def correct_entry(*, who: User, key: str, note: str, seen: int | None = None) -> Entry:
    """Publish an entry anew as its accepted claims tell it now, with a public note.

    Where the desk asks for two people, the first asks and another corrects.
    """
    if not note.strip():
        raise Conflict("say publicly what was corrected")
    with deciding(who=who, action="entry.correct", why=note) as act:
        entry = act.entry(key, seen=seen)
        if entry.public != PublicState.PUBLISHED:
            raise Conflict("it is not published")
        read = _public_body(entry, note)
        if not _is_asked_for_only(act, entry):
            _publish(act, entry, act_name="corrected", read=read)
    return entry


def withdraw_entry(*, who: User, key: str, note: str, seen: int | None = None) -> Entry:
    """Take an entry back from the public, with a public note; one person is enough."""
    if not note.strip():
        raise Conflict("say publicly why it is withdrawn")
    with deciding(who=who, action="entry.withdraw", why=note) as act:
        entry = act.entry(key, seen=seen)
        if entry.public != PublicState.PUBLISHED:
            raise Conflict("it is not published")
        _publish(act, entry, act_name="withdrawn", read=_farewell(entry, note))
        entry.public = PublicState.WITHDRAWN
    return entry


def as_public(entry: Entry) -> ReadPublicly:
    """Give an entry as the public would read it now, which may be nothing.

    It changes nothing: pages show it before anybody publishes.
    """
    try:
        return _public_body(entry, "")
    except Conflict:
        return _farewell(entry, "")


def _is_asked_for_only(act: Act, entry: Entry) -> bool:
    """Tell whether a second person has yet to agree; then this one has asked.

    Raises:
        Conflict: The same person would do both steps.
    """
    if not policy().two_people_publish:
        return False
    if entry.asked_by_id is None:
        entry.asked_by = act.who
        return True
    if act.who is not None and entry.asked_by_id == act.who.pk:
        raise Conflict("another person has to publish it")
    return False


def _public_body(entry: Entry, note: str) -> ReadPublicly:
    """Give what the public is to read: the entry and its accepted claims, names veiled."""
    claims = list(
        Claim.objects.filter(links__entry=entry, state=ClaimState.ACCEPTED).order_by("id")
    )
    told = told_by(entry, claims)
    if told is None:
        raise Conflict("none of its claims was accepted, or none tells of it")
    body = {
        "entry": body_of(told),
        "claims": [claim.body for claim in claims],
        "notes": _public_notes(entry),
        "names_veiled": _is_veiled(entry),
    }
    return _veiled(entry, told, body, note)


def _farewell(entry: Entry, note: str) -> ReadPublicly:
    """Give what the public is to read of an entry of which nothing is left but a note."""
    return _veiled(entry, form_of(entry), None, note)


def _is_veiled(entry: Entry) -> bool:
    """Tell whether victims' names are covered in what is published of an entry."""
    return policy().names_veiled if entry.names_veiled is None else entry.names_veiled


def _veiled(entry: Entry, told: Told, body: dict[str, Any] | None, note: str) -> ReadPublicly:
    """Cover names in what is to be published, and in the note beside it."""
    if not _is_veiled(entry):
        return ReadPublicly(body=body, note=note, found=(), is_note_covered=False)
    notes = [each["note"] for each in (body or {}).get("notes", ())]
    found = _names_in(entry, told, [note, *notes])
    left = marked_by_hand(found, covered=(), shown=entry.shown_words)
    names = marked_by_hand(found, covered=entry.veiled_words, shown=entry.shown_words)
    covered = str(veiled({"note": note}, names)["note"])
    return ReadPublicly(
        body=veiled(body, names) if body is not None else None,
        note=covered,
        found=tuple(sorted(left.whole | left.parts)),
        is_note_covered=covered != note,
    )


def _names_in(entry: Entry, told: Told, notes: Sequence[str]) -> Names:
    """Find victims' names in all that the reports of an entry say, rejected claims too."""
    own = Claim.objects.filter(links__entry=entry)
    reports = set(own.filter(state=ClaimState.ACCEPTED).values_list("report", flat=True))
    # Asked for together, a database looks at every claim that it has.
    whole = Claim.objects.filter(report__in=reports)
    bodies = [
        body
        for claims in (whole, own.exclude(report__in=reports))
        for body in claims.values_list("body", flat=True)
    ]
    figures = [
        figure
        for each in (told, form_of(entry))
        if isinstance(each, Incident)
        for figure in each.toll_history
    ]
    uncounted = frozenset((each.claim, each.toll) for each in figures if not each.counted)
    return names_of_victims(bodies, uncounted=uncounted, notes=notes)


def _public_notes(entry: Entry) -> list[dict[str, str]]:
    """Give the public notes on claims that the public reads, or has read before."""
    before: set[str] = set()
    for publication in entry.publications.exclude(body=None):
        before |= {claim["id"] for claim in (publication.body or {})["claims"]}
    noted = Claim.objects.filter(links__entry=entry).exclude(public_note="").order_by("id")
    return [
        {"claim": claim.key, "note": claim.public_note}
        for claim in noted
        if claim.state == ClaimState.ACCEPTED or claim.key in before
    ]


def _publish(act: Act, entry: Entry, *, act_name: str, read: ReadPublicly) -> None:
    """Append one publication."""
    if act.who is None:
        raise Conflict("only a person can publish")
    Publication.objects.create(
        entry=entry,
        number=entry.publications.count() + 1,
        act=act_name,
        body=read.body,
        note=read.note,
        made_by=act.who,
        made_at=act.at,
    )
    entry.needs_correction = False
    entry.asked_by = None
