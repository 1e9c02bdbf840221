"""Words that take an act, and what they do to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vaglio.codebook.rows import Part


class Role(StrEnum):
    """Name what a word does to the act that it takes: "refused to *meet*".

    do: says that it is done ("held talks"); send: gives or brings what it names;
    promise: says yes to it; accept: gives way to it; intend: means to do it;
    refuse: says no to it; fail: does not bring it about; break: goes against
    it; end: makes it stop or less; cancel: takes back what was planned; order:
    has it done; allow: lets it be done; deny: does not let it be done.
    """

    DO = "do"
    SEND = "send"
    PROMISE = "promise"
    ACCEPT = "accept"
    INTEND = "intend"
    REFUSE = "refuse"
    FAIL = "fail"
    BREAK = "break"
    END = "end"
    CANCEL = "cancel"
    ORDER = "order"
    ALLOW = "allow"
    DENY = "deny"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """Define one word that takes an act and decides how it is coded."""

    word: str
    part: Part
    role: Role
    forms: tuple[str, ...]
    source: str
    example: str
