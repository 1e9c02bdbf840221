"""What is taken into a record, and what is set aside with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from vaglio.model.claim import Claim
from vaglio.model.record import Reported, SetAside


def take_in(reported: Iterable[Reported]) -> tuple[list[Reported], list[SetAside]]:
    """Check claims before they are joined.

    Args:
        reported: The claims, from wherever they came.

    Returns:
        The claims that can be joined, each once; and what was set aside: a
        claim given twice, two claims of one id, a claim that contradicts itself.
    """
    taken: dict[str, Reported] = {}
    aside: list[SetAside] = []
    for each in reported:
        known = taken.get(each.claim.id)
        why = _contradiction(each.claim)
        if known is not None:
            same = known.claim == each.claim
            why = "the same claim was given before" if same else "another claim has its id"
        if why is not None:
            aside.append(SetAside(input=each.report.source, claim=each.claim.id, why=why))
            continue
        taken[each.claim.id] = each
    return list(taken.values()), aside


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
