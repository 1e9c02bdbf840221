"""Which claim found answers to which gold claim: one to one, best in total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vaglio.model.claim import Claim
from vaglio.model.span import Span
from vaglio.score._compare import FieldScore, compare_claim
from vaglio.score._gold import GoldClaim

_FOUND = 10_000
_FIELD = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Hold one claim that gold asks for: a gold claim with one of its speakers."""

    gold: GoldClaim
    """The gold claim."""
    speaker: str | None
    """The speaker to look for; None where gold names none."""
    span: Span
    """Where the gold quotation stands in the document's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Pair a claim with what gold asked for."""

    claim: int
    """Index of the claim."""
    fields: tuple[FieldScore, ...]
    """The score of each field."""


def covers_half(claim: Span, gold: Span) -> bool:
    """Tell whether a claim's span overlaps at least half of a gold quotation.

    Args:
        claim: Where the claim stands.
        gold: Where the gold quotation stands.

    Returns:
        Whether it does.

    Example:
        >>> covers_half(Span(start=0, end=10), Span(start=5, end=15))
        True
    """
    return 2 * claim.overlap(gold) >= len(gold)


def match_claims(slots: Sequence[Slot], claims: Sequence[Claim]) -> list[Match | None]:
    """Give each gold claim the claim that answers to it.

    A claim answers to at most one gold claim. Among all ways to pair them, the
    one is taken that finds the most gold claims and, of those, the one with
    the most right fields.

    Args:
        slots: What gold asks for.
        claims: What was found.

    Returns:
        For each slot its match; None where no claim is left for it.
    """
    if not slots or not claims:
        return [None] * len(slots)
    scores = [[_fields(slot, claim) for claim in claims] for slot in slots]
    worth = [
        [_worth(slot, claim, scores[i][j]) for j, claim in enumerate(claims)]
        for i, slot in enumerate(slots)
    ]
    return [
        Match(claim=j, fields=tuple(scores[i][j] or ())) if j is not None and worth[i][j] else None
        for i, j in enumerate(best_pairs(worth))
    ]


def _fields(slot: Slot, claim: Claim) -> list[FieldScore] | None:
    """Score a claim against a slot; None where it does not quote it."""
    if not covers_half(claim.span, slot.span):
        return None
    return compare_claim(slot.gold, slot.speaker, claim)


def _worth(slot: Slot, claim: Claim, fields: list[FieldScore] | None) -> int:
    """Weigh a pair: found at all, then right fields, then how alike the quotations are."""
    if fields is None:
        return 0
    shared = claim.span.overlap(slot.span)
    union = len(claim.span) + len(slot.span) - shared
    return _FOUND + _FIELD * sum(field.right for field in fields) + 99 * shared // union


def best_pairs(worth: Sequence[Sequence[int]]) -> list[int | None]:
    """Pair rows with columns, one to one, so that the sum of worths is largest.

    Args:
        worth: For each row the worth of each column, none below zero.

    Returns:
        For each row its column; None where there are fewer columns than rows
        and the row went without.

    Source:
        The Hungarian method with potentials (Kuhn 1955), in O(n³).

    Example:
        >>> best_pairs([[9, 8], [9, 1]])
        [1, 0]
    """
    rows, size = len(worth), max(len(worth), len(worth[0]))
    cost = [[0] * (size + 1) for _ in range(size + 1)]
    for i, row in enumerate(worth, start=1):
        for j, value in enumerate(row, start=1):
            cost[i][j] = -value
    row_of = [0] * (size + 1)
    potentials = ([0] * (size + 1), [0] * (size + 1))
    for i in range(1, size + 1):
        _augment(i, cost, row_of, potentials)
    column_of: list[int | None] = [None] * rows
    for column, row_number in enumerate(row_of):
        if 0 < row_number <= rows and 0 < column <= len(worth[0]):
            column_of[row_number - 1] = column - 1
    return column_of


def _augment(
    row: int, cost: list[list[int]], row_of: list[int], potentials: tuple[list[int], list[int]]
) -> None:
    """Give one more row its column, moving earlier rows where that pays."""
    of_row, of_column = potentials
    size, far = len(cost) - 1, 1 << 60
    nearest, came_from, done = [far] * (size + 1), [0] * (size + 1), [False] * (size + 1)
    row_of[0], column = row, 0
    while row_of[column]:
        done[column] = True
        here, step, following = row_of[column], far, 0
        for j in range(1, size + 1):
            if done[j]:
                continue
            reduced = cost[here][j] - of_row[here] - of_column[j]
            if reduced < nearest[j]:
                nearest[j], came_from[j] = reduced, column
            if nearest[j] < step:
                step, following = nearest[j], j
        for j in range(size + 1):
            if done[j]:
                of_row[row_of[j]] += step
                of_column[j] -= step
            else:
                nearest[j] -= step
        column = following
    while column:
        row_of[column] = row_of[came_from[column]]
        column = came_from[column]
