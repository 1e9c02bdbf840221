"""What can be decided of an entry, and how a decision that is sent is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone

from vaglio_web.desk.views._verdicts import VERDICTS, read_seen, taken_before
from vaglio_web.desk.views._verdicts import take as take_of_claim
from vaglio_web.store.access import Absent, may, require
from vaglio_web.store.actions import (
    Conflict,
    Moved,
    accept_entry,
    assign_entry,
    correct_entry,
    look_again_at_entry,
    mark_name,
    publish_entry,
    reject_entry,
    set_embargo,
    veil_names,
    withdraw_entry,
)
from vaglio_web.store.models import Entry, User

_Sent = Mapping[str, str]
_VEILS = {"policy": None, "yes": True, "no": False}
_MARKS = {"cover": True, "show": False, "as found": None}
_WITH_A_NOTE = frozenset({"publish", "correct", "withdraw"})
_OF_CLAIMS = frozenset({"accept", "look", "reject"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryVerdict:
    """Hold one thing that can be decided of an entry."""

    action: str
    """Its dotted name."""
    done: str
    """How it is told of afterwards."""
    take: Callable[[User, Entry, int, _Sent], object]
    """What takes it: who, of which entry, which version they saw, what they wrote."""


def _accept(who: User, entry: Entry, seen: int, sent: _Sent) -> object:
    """Accept it."""
    return accept_entry(who=who, key=entry.key, seen=seen, why=sent.get("why", ""))


def _reject(who: User, entry: Entry, seen: int, sent: _Sent) -> object:
    """Reject it for a reason."""
    reason, why = sent.get("reason", ""), sent.get("why", "")
    return reject_entry(who=who, key=entry.key, seen=seen, reason=reason, why=why)


def _look(who: User, entry: Entry, seen: int, sent: _Sent) -> object:
    """Put it up for a second look."""
    return look_again_at_entry(who=who, key=entry.key, seen=seen, why=sent.get("why", ""))


def _assign(who: User, entry: Entry, seen: int, sent: _Sent) -> object:
    """Put it into a dossier."""
    slug, why = sent.get("dossier", ""), sent.get("why", "")
    return assign_entry(who=who, key=entry.key, seen=seen, dossier_slug=slug, why=why)


def _veil(who: User, entry: Entry, seen: int, sent: _Sent) -> object:
    """Say whether names are veiled."""
    word = sent.get("veiled", "")
    if word not in _VEILS:
        raise Conflict("choose whether names are veiled")
    return veil_names(who=who, key=entry.key, seen=seen, veiled=_VEILS[word])


def _mark_name(who: User, entry: Entry, seen: int, sent: _Sent) -> object:
    """Say by hand whether words are covered as a name."""
    mark = sent.get("mark", "")
    if mark not in _MARKS:
        raise Conflict("choose whether the words are covered")
    words, why = sent.get("words", ""), sent.get("why", "")
    return mark_name(who=who, key=entry.key, seen=seen, words=words, veiled=_MARKS[mark], why=why)


def _hold_back(who: User, entry: Entry, seen: int, sent: _Sent) -> object:
    """Hold it back until a time."""
    until = read_time(sent.get("until", ""))
    return set_embargo(who=who, key=entry.key, seen=seen, until=until, why=sent.get("why", ""))


def _publish(who: User, entry: Entry, seen: int, sent: _Sent) -> object:
    """Publish it, or ask to."""
    return publish_entry(who=who, key=entry.key, seen=seen, note=sent.get("note", "").strip())


def _correct(who: User, entry: Entry, seen: int, sent: _Sent) -> object:
    """Correct what is published, or ask to."""
    return correct_entry(who=who, key=entry.key, seen=seen, note=sent.get("note", "").strip())


def _withdraw(who: User, entry: Entry, seen: int, sent: _Sent) -> object:
    """Withdraw it from the public."""
    return withdraw_entry(who=who, key=entry.key, seen=seen, note=sent.get("note", "").strip())


ENTRY_VERDICTS: dict[str, EntryVerdict] = {
    "accept": EntryVerdict(action="entry.accept", done="Accepted", take=_accept),
    "reject": EntryVerdict(action="entry.reject", done="Rejected", take=_reject),
    "look": EntryVerdict(action="entry.look", done="Put up for a second look", take=_look),
    "assign": EntryVerdict(action="entry.assign", done="Put into the dossier", take=_assign),
    "veil": EntryVerdict(action="entry.veil", done="Kept", take=_veil),
    "name": EntryVerdict(action="entry.mark-name", done="Kept", take=_mark_name),
    "embargo": EntryVerdict(action="entry.embargo", done="Kept", take=_hold_back),
    "publish": EntryVerdict(action="entry.publish", done="Published", take=_publish),
    "correct": EntryVerdict(action="entry.correct", done="Corrected", take=_correct),
    "withdraw": EntryVerdict(action="entry.withdraw", done="Withdrawn", take=_withdraw),
}
"""What can be decided of an entry, by the word in its address."""


def take_of_entry(who: User, entry: Entry, word: str, sent: _Sent) -> str:
    """Take one decision of an entry, once, however often it arrives.

    Args:
        who: The person.
        entry: The entry.
        word: What is decided, as the address has it.
        sent: What they wrote.

    Returns:
        What was done, in words.

    Raises:
        Absent: There is no such decision, or not for this person.
        Conflict: Somebody else was first, or it does not fit.
    """
    verdict = ENTRY_VERDICTS.get(word)
    if verdict is None or not may(who, verdict.action):
        raise Absent(word)
    seen = read_seen(sent)
    try:
        verdict.take(who, entry, seen, sent)
    except Moved:
        if not taken_before(who, entry, verdict.action, seen):
            raise
    entry.refresh_from_db()
    if word in ("publish", "correct") and entry.asked_by_id is not None:
        return "Asked for: it is done when another person agrees"
    return verdict.done


def read_time(words: str) -> dt.datetime | None:
    """Read a day and time of the desk's clock; None where nothing was written.

    Raises:
        Conflict: It is no time.
    """
    if not words.strip():
        return None
    try:
        read = dt.datetime.fromisoformat(words.strip())
    except ValueError as error:
        raise Conflict("write the time as day and hour") from error
    return timezone.make_aware(read) if timezone.is_naive(read) else read


def decide_claims(who: User, entry: Entry, sent: QueryDict) -> tuple[int, list[str]]:
    """Take one decision of several claims of an entry, each for itself.

    Returns:
        How many it was taken of, and for each other why it was not.
    """
    word = sent.get("verdict", "")
    if word not in _OF_CLAIMS:
        raise Absent(word)
    verdict = VERDICTS[word]
    require(who, verdict.action)
    seen = dict(each.rpartition("@")[::2] for each in sent.getlist("claim"))
    claims = list(entry.claims.filter(key__in=seen).order_by("id"))
    if not claims:
        return 0, ["Choose claims first."]
    own = {name: sent.get(name, "") for name in ("reason", "why")}
    done, refused = 0, []
    for claim in claims:
        try:
            take_of_claim(who, claim, verdict, own | {"seen": seen[claim.key]})
            done += 1
        except Conflict as conflict:
            refused.append(f"Not decided: “{claim.quote[:80]}”: {conflict}.")
    return done, refused


def covered_note(entry: Entry, word: str, sent: str) -> str:
    """Give the note that was published by a decision where names in it are covered; else nothing.

    Args:
        entry: The entry.
        word: What was decided.
        sent: The note as it was written.
    """
    last = entry.publications.select_related("entry").order_by("-number").first()
    if word not in _WITH_A_NOTE or last is None or last.note in ("", sent.strip()):
        return ""
    if last.entry.asked_by_id is not None:
        return ""  # it waits for the second person, and nothing was published
    return last.note
