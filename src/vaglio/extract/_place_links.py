"""Note which place the text itself puts inside which."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vaglio.extract._place_candidates import Candidate, Sort
from vaglio.extract._place_found import Found, Line
from vaglio.extract._place_words import CONTAINER_GAPS, FEATURES, STATE_SHORT, Effect

US_CODES = frozenset({"AK", "HI", "ID", "IA", "ME", "OH", "UT", "TX"})

PART_KM = 30
"""A part of a town lies no farther from its middle."""
WIDE = (Effect.REGION, Effect.DISTRICT)


def link_containers(found: Sequence[Found], line: Line) -> None:
    """Note which place is said to lie in which: "X, Y", "X in Y province", "Y's X"."""
    for hit in found:
        hit.state = _state_after(hit, line)
        hit.evidence += 2 * (hit.state is not None)
    for left, right in pairwise(found):
        gap = [token.lower for token in line.tokens[left.last : right.first]]
        if not gap or len(gap) > 5 or any(word not in CONTAINER_GAPS for word in gap):
            continue
        if gap[0] in ("'s", "’s"):
            if _may_hold(left) and len(gap) <= 3:
                right.container, left.holds = left, True
                right.evidence += 1
        elif _is_part(left, right, gap):
            left.container, left.part, right.holds = right, True, True
            left.evidence += 2
        elif _lies_in(left, right, gap):
            left.container, right.holds, left.within = right, True, "in" in gap
            left.evidence += 2
            right.wide = any(lies_inside(c, right, wide=True) for c in left.candidates)


def _state_after(hit: Found, line: Line) -> str | None:
    """Read a state's abbreviation after a town: "Marsk, Ala.", "Marsk, TX"."""
    after = line.tokens[hit.last : hit.last + 2]
    if len(after) < 2 or after[0].text != ",":
        return None
    text = after[1].text
    word = text.replace(".", "")
    if word.isupper() and len(word) == 2 and word.lower() not in ("tv", "ap", "uk", "us", "un"):
        return word if word in STATE_SHORT.values() or word in US_CODES else None
    return STATE_SHORT.get(word.lower()) if text.endswith(".") or len(word) > 2 else None


def _is_part(left: Found, right: Found, gap: Sequence[str]) -> bool:
    """Tell whether the words between two names make the first a part of a town."""
    if left.effect not in (Effect.DISTRICT, Effect.TOWN) or gap[-1] != "of":
        return False
    if len(gap) > 1 and gap[0] not in FEATURES:
        return False
    return right.effect is None and any(c.sort is Sort.TOWN for c in right.candidates)


def _lies_in(left: Found, right: Found, gap: Sequence[str]) -> bool:
    """Tell whether the words between two names put the first inside the second."""
    shown = gap[0] in (",", "(") or "in" in gap
    return shown and _may_hold(right) and not _same_level(left, right)


def _may_hold(hit: Found) -> bool:
    """Tell whether a name may be that of a country, division or region."""
    if hit.effect in (Effect.REGION, Effect.DISTRICT):
        return True
    return any(c.sort is not Sort.TOWN and c.sort is not Sort.ROUTE for c in hit.candidates)


def _same_level(left: Found, right: Found) -> bool:
    """Tell whether both are countries, or both divisions: a list, not a nesting."""
    left_sorts = {c.sort for c in left.candidates}
    right_sorts = {c.sort for c in right.candidates}
    countries = [hit.candidates and hit.candidates[0].sort is Sort.COUNTRY for hit in (left, right)]
    if all(countries):
        lands = {c.country for c in right.candidates if c.sort is Sort.COUNTRY}
        return not any(c.sort is Sort.DIVISION and c.country in lands for c in left.candidates)
    if Sort.TOWN in left_sorts or Sort.DISTRICT in left_sorts:
        return False
    return bool(left_sorts & right_sorts)


def lies_inside(
    candidate: Candidate, container: Found, *, part: bool = False, wide: bool = False
) -> bool:
    """Tell whether a candidate lies in what its container may be.

    part: a town may be meant that it is a part of; wide: no town may be meant.
    """
    for holder in container.candidates:
        if holder.key == candidate.key or (wide and holder.sort is Sort.TOWN):
            continue
        if holder.sort is Sort.COUNTRY:
            fits = candidate.country == holder.country
        elif holder.sort is Sort.DIVISION:
            fits = (candidate.country, candidate.admin1) == (holder.country, holder.admin1)
        elif holder.sort is Sort.TOWN:
            far = 150 if container.effect in WIDE else (PART_KM if part else 0)
            fits = candidate.distance(holder) < far
        else:
            fits = candidate.distance(holder) < holder.radius_km * 1.3 + 10
        if fits:
            return True
    return False
