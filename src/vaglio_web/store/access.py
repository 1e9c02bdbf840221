"""Every door: who may do what. Absent and forbidden look alike from outside."""

from __future__ import annotations

from types import MappingProxyType

from django.utils import timezone

from vaglio_web.store.models import Role, User

_ALL = frozenset(Role)
_STAFF = frozenset({Role.OWNER, Role.EDITOR, Role.CODER})
_EDITORS = frozenset({Role.OWNER, Role.EDITOR})
_OWNERS = frozenset({Role.OWNER})

WHO_MAY = MappingProxyType(
    {
        "desk.see": _ALL,
        "log.see": _ALL,
        "agreement.see": _STAFF,
        "report.bring": _STAFF,
        "report.retry": _STAFF,
        "report.reread": _STAFF,
        "report.read": frozenset[Role](),
        "report.supply": frozenset[Role](),
        "record.join": frozenset[Role](),
        "claim.hold": _STAFF,
        "claim.accept": _STAFF,
        "claim.amend": _STAFF,
        "claim.reject": _STAFF,
        "claim.look": _STAFF,
        "claim.add": _STAFF,
        "claim.withdraw": _EDITORS,
        "claim.note": _EDITORS,
        "entry.hold": _STAFF,
        "entry.accept": _STAFF,
        "entry.reject": _STAFF,
        "entry.look": _STAFF,
        "entry.move": _STAFF,
        "entry.merge": _STAFF,
        "entry.split": _STAFF,
        "entry.assign": _STAFF,
        "entry.publish": _EDITORS,
        "entry.correct": _EDITORS,
        "entry.withdraw": _EDITORS,
        "entry.veil": _EDITORS,
        "entry.mark-name": _EDITORS,
        "entry.embargo": _EDITORS,
        "proposal.take": _STAFF,
        "proposal.decline": _STAFF,
        "decision.undo": _STAFF,
        "note.write": _STAFF,
        "dossier.make": _EDITORS,
        "dossier.change": _EDITORS,
        "log.export": _EDITORS,
        "export.ask": _EDITORS,
        "export.take": _EDITORS,
        "log.verify": _EDITORS,
        "state.see": _EDITORS,
        "person.see": _OWNERS,
        "person.invite": _OWNERS,
        "person.change": _OWNERS,
        "person.reset": _OWNERS,
        "person.unpair": _OWNERS,
        "person.sign-out": _OWNERS,
        "person.rescue": frozenset[Role](),
        "policy.change": _OWNERS,
    }
)
"""For each action the roles that may do it; none: only the machine itself may."""


class Absent(Exception):
    """Say that there is no such thing, or none for this person: nobody learns which."""


def may(who: User | None, action: str) -> bool:
    """Tell whether a person may do something.

    Args:
        who: The person; None for the machine, which reads and joins and no more.
        action: A dotted name of `WHO_MAY`.

    Returns:
        Whether they may: their role allows it and their account is open today.
    """
    if who is None:
        return not WHO_MAY[action]
    if not who.is_authenticated or not who.is_in(timezone.localdate()):
        return False
    return who.role in WHO_MAY[action]


def require(who: User | None, action: str) -> None:
    """Refuse whoever may not do something.

    Raises:
        Absent: They may not.
    """
    if not may(who, action):
        raise Absent(action)
