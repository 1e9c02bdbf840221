"""What a decision did, as told to who took it, and the last to be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vaglio_web.store.actions import UNDOABLE
from vaglio_web.store.models import LogEntry, User

_DONE = {
    "claim.accept": "accepted it",
    "claim.amend": "amended it and accepted it so",
    "claim.reject": "rejected it",
    "claim.look": "put it up for a second look",
    "claim.add": "added it by hand",
    "claim.withdraw": "withdrew it",
    "claim.note": "set its public note",
    "entry.accept": "accepted it",
    "entry.reject": "rejected it",
    "entry.look": "put it up for a second look",
    "entry.move": "moved a claim",
    "entry.merge": "merged another into it",
    "entry.split": "split claims off",
    "entry.assign": "put it into another dossier",
    "entry.publish": "published it",
    "entry.correct": "corrected what is published",
    "entry.withdraw": "withdrew it from the public",
    "entry.veil": "decided on victims’ names",
    "entry.mark-name": "marked words as a name to veil, or as none",
    "entry.embargo": "set until when it is held back",
    "decision.undo": "took a decision back",
    "note.write": "wrote a note",
}

_FEW = 5


def done_in_words(entry: LogEntry) -> str:
    """Say what a decision did, as told to who took it."""
    if entry.action == "entry.publish" and _only_asked(entry.after):
        return "asked to publish it"
    return _DONE.get(entry.action, entry.action)


def _only_asked(after: Mapping[str, Any]) -> bool:
    """Tell whether a decision to publish waits for a second person."""
    return any(each.get("public") == "asked" for each in after.values() if each)


def last_decision(who: User, *, most: int, on: str = "") -> LogEntry | None:
    """Give this person's last decision that can still be taken back.

    Args:
        who: The person.
        most: Among how many of their last decisions it is looked for.
        on: How the keys begin of what it was decided on: "c:" for claims.
    """
    rows = LogEntry.objects.filter(who=who).order_by("-number")
    # What takes a decision back comes after it: a few are enough where one of them is found.
    for few in (_FEW, most):
        mine = list(rows.only("number", "action", "subject", "undoes")[:few])
        undone = {each.undoes for each in mine}
        for each in mine:
            if (
                each.action in UNDOABLE
                and each.subject.startswith(on)
                and each.number not in undone
            ):
                return each
    return None
