"""What is taken into a record, and what is set aside with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from vaglio.model.claim import Claim, Kind, Reality
from vaglio.model.claim_json import ReportHeader, claim_to_json
from vaglio.model.record import Reported, SetAside

_TOLD_BEFORE = frozenset({Reality.HAPPENED, Reality.ONGOING})
_DATE_LINE = dt.timedelta(days=1)
"""Where a report is printed it may still be the day before."""

_LONGEST = 60


def take_in(
    reported: Iterable[Reported], *, decided: Collection[str] = ()
) -> tuple[list[Reported], list[SetAside]]:
    """Check claims before they are joined.

    Of two claims of one id the one is taken whose line, as `claim_to_json`
    writes it, is first in the order of code points: which came first never
    decides.

    Args:
        reported: The claims, from wherever they came; those of a record first.
        decided: Ids of claims that people have decided on, which stay as they are.

    Returns:
        The claims that can be joined, each once; and what was set aside: a
        claim given twice, two claims of one id, a claim that contradicts
        itself, an incident after the day of its report.
    """
    taken: dict[str, Reported] = {}
    aside: list[SetAside] = []
    for each in reported:
        settled = each.claim.id in decided
        why = _contradiction(each.claim)
        if why is None and not settled:
            why = _foreseen(each.claim, each.report)
        if why is not None:
            aside.append(_aside(each, why))
            continue
        known = taken.get(each.claim.id)
        if known is None:
            taken[each.claim.id] = each
            continue
        kept, other = (known, each) if settled else sorted((known, each), key=_line)
        taken[each.claim.id] = kept
        aside.append(_aside(other, _twice(kept, other)))
    return list(taken.values()), aside


def _line(each: Reported) -> str:
    """Write a claim as its line, by which two of one id are put in order."""
    return claim_to_json(each.claim, each.report)


def _twice(kept: Reported, other: Reported) -> str:
    """Say why the second of two claims of one id is not taken."""
    if kept.claim == other.claim:
        return "the same claim was given before"
    words = " ".join(other.claim.quote[:_LONGEST].split())
    told = "".join(
        f"; {each.harm} {each.low}/{each.best}/{each.high}" for each in other.claim.tolls
    )
    return f'another claim has its id, and is taken by its content, not this one ("{words}"{told})'


def _aside(each: Reported, why: str) -> SetAside:
    """Set one claim aside."""
    return SetAside(input=each.report.source, claim=each.claim.id, why=why)


def _foreseen(claim: Claim, report: ReportHeader) -> str | None:
    """Say that a report tells of what happened after it was printed; None where it does not."""
    when, printed = claim.when, report.published
    if claim.kind is not Kind.INCIDENT or claim.reality not in _TOLD_BEFORE:
        return None
    if when is None or when.start is None or printed is None or when.start <= printed + _DATE_LINE:
        return None
    return f"it is told as happened on {when.start}, after the day of its report ({printed})"


def _contradiction(claim: Claim) -> str | None:
    """Say how a claim contradicts itself; None where it does not."""
    when = claim.when
    if when is not None and when.start and when.end and when.start > when.end:
        return f"its time ends ({when.end}) before it begins ({when.start})"
    for index, toll in enumerate(claim.tolls):
        if toll.low is not None and toll.high is not None and toll.low > toll.high:
            return f"its toll {index + 1} has a low above its high"
        if _is_circular(claim, index):
            return f"its toll {index + 1} is part of itself"
    return None


def _is_circular(claim: Claim, index: int) -> bool:
    """Tell whether following "part of" leads back to where it began."""
    seen = {index}
    above = claim.tolls[index].part_of
    while above is not None and above < len(claim.tolls):
        if above in seen:
            return True
        seen.add(above)
        above = claim.tolls[above].part_of
    return False
