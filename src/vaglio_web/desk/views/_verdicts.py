"""What can be decided of a claim, and how a decision that is sent is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from vaglio_web.store.access import Absent, require
from vaglio_web.store.actions import (
    Conflict,
    Moved,
    accept_claim,
    look_again_at_claim,
    note_on_claim,
    reject_claim,
    withdraw_claim,
)
from vaglio_web.store.models import Claim, Entry, LogEntry, User

MOST = 100
"""Claims that can be decided at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Hold one thing that can be decided of a claim."""

    action: str
    """Its dotted name."""
    done: str
    """How it is told of afterwards."""
    take: Callable[[User, Claim, int, Mapping[str, str]], object]
    """What takes it: who, of which claim, which version they saw, what they wrote."""


VERDICTS: dict[str, Verdict] = {
    "accept": Verdict(
        action="claim.accept",
        done="Accepted",
        take=lambda who, claim, seen, sent: accept_claim(
            who=who, key=claim.key, seen=seen, why=sent.get("why", "")
        ),
    ),
    "reject": Verdict(
        action="claim.reject",
        done="Rejected",
        take=lambda who, claim, seen, sent: reject_claim(
            who=who,
            key=claim.key,
            seen=seen,
            reason=sent.get("reason", ""),
            why=sent.get("why", ""),
        ),
    ),
    "look": Verdict(
        action="claim.look",
        done="Put up for a second look",
        take=lambda who, claim, seen, sent: look_again_at_claim(
            who=who, key=claim.key, seen=seen, why=sent.get("why", "")
        ),
    ),
    "withdraw": Verdict(
        action="claim.withdraw",
        done="Withdrawn",
        take=lambda who, claim, seen, sent: withdraw_claim(
            who=who, key=claim.key, seen=seen, why=sent.get("why", "")
        ),
    ),
    "public-note": Verdict(
        action="claim.note",
        done="Public note kept",
        take=lambda who, claim, seen, sent: note_on_claim(
            who=who, key=claim.key, seen=seen, note=sent.get("note", "").strip()
        ),
    ),
}
"""What can be decided of a claim, by the word in its address."""


def read_seen(sent: Mapping[str, str]) -> int:
    """Read which version of a claim somebody saw when they decided.

    Raises:
        Conflict: It was not sent.
    """
    word = sent.get("seen", "")
    if not word.isdigit():
        raise Conflict("which version was seen was not sent; open the claim again")
    return int(word)


def taken_before(who: User, item: Claim | Entry, action: str, seen: int) -> bool:
    """Tell whether this very decision has arrived before.

    Whoever lost the connection after sending sends again: the first decision
    holds, and the second is not an error.
    """
    last = LogEntry.objects.filter(subject=item.key).first()
    if last is None or last.who_id != who.pk or last.action != action:
        return False
    before = last.before.get(item.key) or {}
    return bool(before.get("version") == seen)


def take(who: User, claim: Claim, verdict: Verdict, sent: Mapping[str, str]) -> None:
    """Take one decision, once, however often it arrives.

    Raises:
        Conflict: Somebody else was first, or it does not fit.
    """
    seen = read_seen(sent)
    try:
        verdict.take(who, claim, seen, sent)
    except Moved:
        if not taken_before(who, claim, verdict.action, seen):
            raise


def decide_several(who: User, sent: QueryDict) -> tuple[list[Claim], list[str]]:
    """Take one decision of each of several claims.

    It is safe where the claims are alike: of one report, or of one speaker and kind.

    Returns:
        The claims that it was taken of, and for each other why it was not.
    """
    verdict = VERDICTS.get(sent.get("verdict", ""))
    if verdict is None or verdict.action not in _SEVERAL:
        raise Absent(sent.get("verdict", ""))
    require(who, verdict.action)
    seen = dict(word.rpartition("@")[::2] for word in sent.getlist("claim")[: MOST + 1])
    claims = list(Claim.objects.filter(key__in=seen).order_by("id"))
    problem = _not_alike(claims)
    if problem:
        return [], [problem]
    own = {name: sent.get(name, "") for name in ("reason", "why")}
    done, refused = [], []
    for claim in claims:
        try:
            take(who, claim, verdict, own | {"seen": seen[claim.key]})
            done.append(claim)
        except Conflict as conflict:
            refused.append(f"Not decided: “{claim.quote[:80]}”: {conflict}")
    return done, refused


_SEVERAL = frozenset({"claim.accept", "claim.reject", "claim.look"})


def _not_alike(claims: list[Claim]) -> str:
    """Say why several claims cannot be decided at once; empty where they can."""
    if not claims:
        return "Choose claims first."
    if len(claims) > MOST:
        return f"At most {MOST} claims are decided at once."
    reports = {claim.report_id for claim in claims}
    voices = {(claim.speaker, claim.kind) for claim in claims}
    if len(reports) > 1 and len(voices) > 1:
        return (
            "Nothing was decided: choose claims of one report, or of one speaker and one kind. "
            "Others are looked at one by one."
        )
    return ""
