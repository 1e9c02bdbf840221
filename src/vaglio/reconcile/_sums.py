"""Numbers in which a report sums up what it then tells place by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaglio.model.claim import Claim, Harm, Precision, Toll

_WIDE = frozenset({Precision.REGION, Precision.COUNTRY, Precision.ROUTE})


def sums_over(groups: Sequence[Sequence[Claim]]) -> set[str]:
    """Find the claims that count the people of several incidents together.

    "Eleven were killed by today's strikes" and then "nine were killed in
    Marsk" and "two were killed in Velia": eleven is the toll of neither.

    Args:
        groups: The claims of one report, one group for each incident that it
            tells of, in the order of the text.

    Returns:
        The ids of the claims that give no near place and whose number is
        exactly what two or more incidents told after them come to.
    """
    return {
        claim.id
        for group in groups
        for claim in group
        if not _is_placed(claim)
        for toll in _wholes(claim)
        if toll.best is not None and _is_sum(toll.best, list(_parts(claim, toll.harm, groups)))
    }


def _is_sum(number: int, parts: Sequence[int]) -> bool:
    """Tell whether a number is what two or more others come to."""
    return len(parts) > 1 and all(0 < part < number for part in parts) and sum(parts) == number


def _parts(claim: Claim, harm: Harm, groups: Sequence[Sequence[Claim]]) -> Iterator[int]:
    """Give for each incident the first number with a place that is told after a claim."""
    for group in groups:
        later = (each for each in group if each.span.start > claim.span.start)
        numbers = (
            toll.best
            for each in later
            if _is_placed(each)
            for toll in _wholes(each)
            if toll.harm is harm and toll.best is not None
        )
        first = next(numbers, None)
        if first is not None:
            yield first


def _wholes(claim: Claim) -> list[Toll]:
    """List the tolls of a claim that are no part of another."""
    return [toll for toll in claim.tolls if toll.part_of is None]


def _is_placed(claim: Claim) -> bool:
    """Tell whether a claim names a place that is no wide region."""
    return any(place.precision not in _WIDE for place in claim.where)
