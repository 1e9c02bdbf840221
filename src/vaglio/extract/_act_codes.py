"""Which type a framed act takes: the act that is promised, refused, ended, ordered."""

from __future__ import annotations

from vaglio.codebook.act_rows import Role
from vaglio.model.claim import Event

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HOSTILE = frozenset({"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})

_YIELDED = frozenset({"CONCEDE", "RETREAT"})


def coded(role: Role, inner: Event | None, *, own: Event | None, clause: bool) -> Event | None:
    """Code an act by what its word does to the act within it.

    Args:
        role: What the word does: promises, refuses, ends ...
        inner: The act within it; None where it names none.
        own: What the word tells by itself.
        clause: Whether what it takes is a clause with a verb.

    Returns:
        The event; None where neither tells of one.

    Source:
        PLOVER manual: what is promised for the future is AGREE, what is
        announced to somebody's harm is THREATEN, less of a relation is
        SANCTION, less of a hardship is a concession.
    """
    kind = inner.type if inner is not None else None
    if role in (Role.DO, Role.SEND):
        return inner or own
    if role in (Role.PROMISE, Role.INTEND):
        return _willing(role, inner, clause)
    if role is Role.ACCEPT:
        return Event(type="CONCEDE" if kind == "REQUEST" else "AGREE")
    if role in (Role.REFUSE, Role.DENY):
        return Event(type="REJECT")
    if role is Role.ALLOW:
        return Event(type="RETREAT", mode="access")
    if role is Role.ORDER:
        return Event(type="REQUEST") if clause else inner or own
    return _against(role, inner) or own


def _willing(role: Role, inner: Event | None, clause: bool) -> Event | None:
    """Code what somebody says yes to, or means to do."""
    if inner is None:
        return Event(type="AGREE") if role is Role.PROMISE else None
    if inner.type == "SUPPORT" and not clause:
        return inner
    if inner.type == "MOBILIZE" and role is Role.PROMISE:
        return Event(type="AGREE")
    if inner.type in COOPERATIVE:
        return Event(type="AGREE")
    return Event(type="THREATEN") if inner.type in HOSTILE else inner


def _against(role: Role, inner: Event | None) -> Event | None:
    """Code an act that is ended, taken back, broken or not brought about."""
    if inner is None:
        return None
    kind = inner.type
    if role is Role.BREAK:
        return Event(type="ASSAULT" if inner.mode == "ceasefire" else "REJECT")
    if kind in HOSTILE or kind in ("ACCUSE", "REQUEST"):
        return Event(type="CONCEDE")
    if role is Role.FAIL or (role is Role.CANCEL and kind in ("CONSULT", "AGREE")):
        return Event(type="REJECT")
    if kind in _YIELDED:
        return Event(type="COERCE", mode="restrict")
    return Event(type="SANCTION", mode="discontinue")
