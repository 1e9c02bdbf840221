"""Each action of the log as the sentence that people read."""

from __future__ import annotations

from types import MappingProxyType

SENTENCES = MappingProxyType(
    {
        "claim.accept": "accepted a claim",
        "claim.add": "added a claim that the machine had missed",
        "claim.amend": "amended a claim and accepted it so",
        "claim.look": "marked a claim for a second look",
        "claim.note": "set the public note of a claim",
        "claim.reject": "rejected a claim",
        "claim.withdraw": "withdrew a claim",
        "decision.undo": "took a decision back",
        "dossier.change": "changed a dossier",
        "dossier.make": "opened a dossier",
        "entry.accept": "accepted an entry of the record",
        "entry.assign": "assigned an entry to another dossier",
        "entry.correct": "corrected an entry before the public",
        "entry.embargo": "set until when an entry is held back",
        "entry.mark-name": "marked words as a name to veil, or as none",
        "entry.look": "marked an entry for a second look",
        "entry.merge": "merged two entries",
        "entry.move": "moved a claim to another entry",
        "entry.publish": "published an entry, or asked for it",
        "entry.reject": "rejected an entry of the record",
        "entry.split": "split an entry",
        "entry.veil": "set whether an entry's names are veiled",
        "entry.withdraw": "withdrew an entry from the public",
        "export.ask": "asked for an export",
        "export.take": "downloaded an export",
        "note.write": "wrote a note",
        "person.change": "changed how somebody stands",
        "person.invite": "made an invitation",
        "person.join": "made an account by invitation",
        "person.rescue": "made a link, on the desk's own computer, for a new password",
        "person.reset": "made a link for somebody's new password",
        "person.sign-out": "ended somebody's sessions",
        "person.unpair": "dropped somebody's second factor",
        "policy.change": "changed the desk's rules",
        "proposal.decline": "declined what the machine proposed",
        "proposal.take": "took what the machine proposed",
        "record.join": "joined what several reports tell",
        "report.bring": "brought a report in",
        "report.read": "read a report",
        "report.reread": "had a report read anew",
        "report.retry": "had a report tried again",
        "report.supply": "supplied an example report",
    }
)
"""Every dotted name that the log can hold; the name of who did it goes before."""

SILENT = frozenset(
    {
        "agreement.see",
        "claim.hold",
        "desk.see",
        "entry.hold",
        "log.export",
        "log.see",
        "log.verify",
        "person.see",
        "state.see",
    }
)
"""Actions that change nothing of the record, and that the log does not hold."""


def sentence(action: str) -> str:
    """Say in words what somebody did.

    Args:
        action: A dotted name of the log.

    Returns:
        Its sentence; the name itself where a later version wrote it.
    """
    return SENTENCES.get(action, action)
