"""How well found templates fit the wanted ones, as the scorer of MUC-4 counts.

A fill that agrees counts one, one that agrees in part counts a half; what is
found beyond that is extra, what is wanted beyond it is missed. In part agree:

- days that overlap without being the same;
- places of which one is named in the other's path, be it the country alone;
- a number or effect that is right but told of other people, and a confidence
  that is right but told of another body;
- a number that lies within `5-`, `-15` or `~30`, or any number above one for
  `PLURAL`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vaglio.score.bench._counts import Counts
from vaglio.score.bench._muc_keys import (
    Days,
    Fill,
    Slot,
    Template,
    days_of,
    fold,
    fold_place,
    number_of,
)

Wanted = TypeVar("Wanted")
Found = TypeVar("Found")

_HALF = 0.5
_NEAR = 0.2
_SMALL_WORDS = frozenset("the a an of in and or on at to for by from two three four".split())
_MUST_FIT = 1.0
"""A pair of templates that agrees in less is no pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Hold one wanted and one found template; None where the other has no partner."""

    wanted: Template | None
    """What the key says."""
    found: Template | None
    """What was read."""


def pair_up(wanted: Sequence[Template], found: Sequence[Template]) -> list[Pair]:
    """Pair the templates of one document one to one so that the fills agree best."""
    chosen = best_pairs(wanted, found, template_fit, least=_MUST_FIT)
    pairs = [Pair(wanted=wanted[i], found=found[j]) for i, j in chosen]
    with_key, with_found = {i for i, _ in chosen}, {j for _, j in chosen}
    pairs += [Pair(wanted=w, found=None) for i, w in enumerate(wanted) if i not in with_key]
    pairs += [Pair(wanted=None, found=f) for j, f in enumerate(found) if j not in with_found]
    return pairs


def best_pairs(
    wanted: Sequence[Wanted],
    found: Sequence[Found],
    fit: Callable[[Wanted, Found], float],
    *,
    least: float = 0.0,
) -> list[tuple[int, int]]:
    """Choose pairs, each item in one at most, whose fits add up to the most.

    Args:
        wanted: The items of one side.
        found: The items of the other.
        fit: How well two items agree, 0 or more.
        least: Two items that agree in no more than this are no pair.

    Returns:
        The pairs, as indexes.

    Source:
        The Hungarian method with shortest augmenting paths (Jonker and
        Volgenant 1987), here on the negated fits.
    """
    fits = [[fit(w, f) for f in found] for w in wanted]
    fits = [[value if value > least else 0.0 for value in row] for row in fits]
    size = max(len(wanted), len(found))
    square = [[*row, *[0.0] * (size - len(row))] for row in fits]
    square += [[0.0] * size for _ in range(size - len(square))]
    chosen = enumerate(_assign(square))
    return [(i, j) for i, j in chosen if i < len(wanted) and j < len(found) and fits[i][j] > 0]


def _assign(fits: list[list[float]]) -> list[int]:
    """Give each row of a square its column so that the sum is the greatest."""
    size = len(fits)
    row_price, column_price = [0.0] * size, [0.0] * (size + 1)
    row_of = [-1] * (size + 1)
    for row in range(size):
        row_of[size] = row
        least, came, done = [math.inf] * size, [size] * size, set[int]()
        column = size
        while row_of[column] != -1:
            done.add(column)
            at = row_of[column]
            for j in range(size):
                cost = -fits[at][j] - row_price[at] - column_price[j]
                if j not in done and cost < least[j]:
                    least[j], came[j] = cost, column
            nearest = min((j for j in range(size) if j not in done), key=least.__getitem__)
            step = least[nearest]
            for j in done:
                row_price[row_of[j]] += step
                column_price[j] -= step
            least = [value - step for value in least]
            column = nearest
        while column != size:
            row_of[column] = row_of[came[column]]
            column = came[column]
    columns = {row_of[j]: j for j in range(size)}
    return [columns[row] for row in range(size)]


def template_fit(wanted: Template, found: Template) -> float:
    """Add up how well the fills of two templates agree."""
    return sum(slot_fit(slot, wanted, found)[0] for slot in Slot)


def slot_fit(slot: Slot, wanted: Template, found: Template) -> tuple[float, list[Fill], list[Fill]]:
    """Say how well one slot agrees, and which fills stand alone on each side."""
    keys, fills = wanted.slots.get(slot, ()), found.slots.get(slot, ())
    chosen = best_pairs(keys, fills, lambda key, fill: fill_fit(slot, key, fill))
    right = sum(fill_fit(slot, keys[i], fills[j]) for i, j in chosen)
    with_key, with_found = {i for i, _ in chosen}, {j for _, j in chosen}
    return (
        right,
        [key for i, key in enumerate(keys) if i not in with_key],
        [fill for j, fill in enumerate(fills) if j not in with_found],
    )


def count(pair: Pair, slot: Slot, counts: Counts) -> None:
    """Count one slot of a pair; what is optional costs nothing when missed."""
    keys = pair.wanted.slots.get(slot, ()) if pair.wanted else ()
    fills = pair.found.slots.get(slot, ()) if pair.found else ()
    right, alone = 0.0, [key for key in keys if not (pair.wanted and pair.wanted.optional)]
    matched = 0
    if pair.wanted and pair.found:
        right, alone, _ = slot_fit(slot, pair.wanted, pair.found)
        matched = len(keys) - len(alone)
    counts.add(
        right=right,
        extra=len(fills) - right,
        missed=matched - right + sum(not key.optional for key in alone),
    )


def fill_fit(slot: Slot, wanted: Fill, found: Fill) -> float:
    """Say how well two fills agree: 1, a half, or 0."""
    if slot is Slot.PLACE:
        return max((_place_fit(p, f) for p in wanted.paths for f in found.paths), default=0.0)
    values = ((w, f) for w in wanted.values for f in found.values)
    if slot is Slot.DATE:
        return max((_date_fit(w, f) for w, f in values), default=0.0)
    fits = _number_fit if slot is Slot.NUMBER else _same
    best = max((fits(w, f) for w, f in values), default=0.0)
    if best and wanted.refs and slot is not Slot.TYPE and not _same_ref(wanted, found):
        return _HALF * best
    return best


def _same(wanted: str, found: str) -> float:
    """Tell whether two values are the same."""
    return float(fold(wanted) == fold(found))


def _date_fit(wanted: str, found: str) -> float:
    """Compare two stretches of days."""
    key, days = days_of(wanted), days_of(found)
    if key is None or days is None:
        return 0.0
    if key == days:
        return 1.0
    return _HALF if _overlap(key, days) else 0.0


def _overlap(one: Days, other: Days) -> bool:
    """Tell whether two stretches share a day."""
    late_start = one.start and other.end and one.start > other.end
    early_end = one.end and other.start and one.end < other.start
    return not (late_start or early_end)


def _place_fit(wanted: tuple[str, ...], found: tuple[str, ...]) -> float:
    """Compare two paths, the country first."""
    key, path = [fold_place(p) for p in wanted], [fold_place(p) for p in found]
    if not key or not path:
        return 0.0
    if key[-1] == path[-1] and (len(key) == 1) == (len(path) == 1):
        return 1.0
    return _HALF if set(key) & set(path) else 0.0


def _number_fit(wanted: str, found: str) -> float:
    """Compare two numbers of people."""
    key, given = number_of(wanted), number_of(found)
    if key is None:
        if given is None:
            return _same(wanted, found)
        return _HALF if given[1] > 1 else 0.0
    if given is None:
        return _HALF if found == "PLURAL" and key[1] > 1 else 0.0
    if key == given:
        return 1.0
    how, number, top = key
    within = {
        "": number == given[1],
        "~": abs(given[1] - number) <= _NEAR * number,
        "from": given[1] >= number,
        "to": given[1] <= number,
        "range": number <= given[1] <= (top or number),
    }
    return _HALF if within[how] else 0.0


def _same_ref(wanted: Fill, found: Fill) -> bool:
    """Tell whether two fills are about the same people: a word of their names is shared."""
    return any(_words(w) & _words(f) for w in wanted.refs for f in found.refs)


def _words(name: str) -> set[str]:
    """Give the words of a name that tell it from others, without a plural's ending."""
    words = fold(name).split()
    return {w.removesuffix("s") for w in words if w not in _SMALL_WORDS and len(w) > 1}
