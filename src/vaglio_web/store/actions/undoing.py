"""A decision taken back by another decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from vaglio_web.store.access import Absent, may
from vaglio_web.store.actions._deciding import (
    ENTRY_FIELDS,
    Act,
    Conflict,
    Moved,
    claim_as_it_is,
    deciding,
    entry_as_it_is,
)
from vaglio_web.store.actions._standing import restore_links
from vaglio_web.store.models import (
    Claim,
    ClaimState,
    Entry,
    EntryState,
    LogEntry,
    Reference,
    User,
    Verdict,
)

UNDOABLE = frozenset(
    {
        "claim.accept",
        "claim.amend",
        "claim.reject",
        "claim.look",
        "claim.withdraw",
        "claim.note",
        "claim.add",
        "entry.accept",
        "entry.reject",
        "entry.look",
        "entry.move",
        "entry.merge",
        "entry.split",
        "entry.assign",
        "entry.veil",
        "entry.mark-name",
        "entry.embargo",
    }
)
"""Decisions that can be taken back in this way; publishing has its own ways back."""


_ASKED_ANEW = frozenset({"public", "asked_by_id"})
"""What is not put back: a request to publish is made anew."""


def undo(*, who: User, number: int, why: str = "") -> LogEntry:
    """Take a decision back: what it changed is as it was before.

    Args:
        who: The person; who is no editor takes back only decisions of their own.
        number: The number of the decision in the log.
        why: The reason they give.

    Raises:
        Absent: There is no such decision, or it is not theirs to take back.
        Conflict: It was taken back before, or something was decided on since.
    """
    taken = LogEntry.objects.filter(number=number).first()
    if taken is None or (taken.who_id != who.pk and not may(who, "entry.publish")):
        raise Absent(str(number))
    if taken.action not in UNDOABLE:
        raise Conflict("this decision has its own way back")
    with deciding(who=who, action="decision.undo", why=why) as act:
        if LogEntry.objects.filter(undoes=number).exists():
            raise Conflict("it was taken back before")
        act.undoes = number
        for key in taken.before:
            _refuse_if_moved(act, key, taken.after[key])
        for key, before in taken.before.items():
            _put_back(act, key, before)
    if act.logged is None:
        raise Conflict("nothing was taken back")
    return act.logged


def _refuse_if_moved(act: Act, key: str, after: dict[str, Any]) -> None:
    """Refuse where something was decided on since."""
    if key.startswith("c:"):
        now = claim_as_it_is(act.claim(key))
    else:
        # An entry's version grows with what becomes of its claims, too: that is no decision on it.
        now = {**entry_as_it_is(act.entry(key)), "version": after.get("version")}
    if any(now[name] != value for name, value in after.items() if name in now):
        raise Moved("something was decided on it since; take that back first")


def _put_back(act: Act, key: str, before: dict[str, Any] | None) -> None:
    """Put one item back as it was."""
    if key.startswith("c:"):
        _put_claim_back(act, act.claim(key), before)
    else:
        _put_entry_back(act, act.entry(key), before)


def _put_claim_back(act: Act, claim: Claim, before: dict[str, Any] | None) -> None:
    """Put a claim back; one that the decision made is withdrawn."""
    if before is None:
        claim.state = ClaimState.WITHDRAWN
        return
    claim.state = before.get("state", claim.state)
    claim.public_note = before.get("public_note", claim.public_note)
    if "body" in before:
        act.amend(claim, before["body"])
    if act.who is not None:
        Verdict.objects.filter(claim=claim, who=act.who).delete()


def _put_entry_back(act: Act, entry: Entry, before: dict[str, Any] | None) -> None:
    """Put an entry back; one that the decision made goes where its claims go."""
    if before is None:
        act.link(entry, [])
        entry.state = EntryState.REJECTED
        return
    for name in ENTRY_FIELDS:
        if name in before and name not in _ASKED_ANEW:
            setattr(entry, name, before[name])
    if "embargo_until" in before:
        until = before["embargo_until"]
        entry.embargo_until = dt.datetime.fromisoformat(until) if until else None
    if "claims" in before:
        restore_links(act, entry, before["claims"])
    if before.get("references"):
        Reference.objects.filter(code__in=before["references"]).update(entry=entry)
