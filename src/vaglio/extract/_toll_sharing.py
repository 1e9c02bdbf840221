"""Two words of harm and one number: "killed and wounded 30", "hundreds of wounded will die"."""

from __future__ import annotations

from dataclasses import replace

from vaglio.extract._counted import Counted
from vaglio.extract._view import View
from vaglio.model.claim import Harm

_BOTH = frozenset({Harm.KILLED, Harm.INJURED})


def settle(view: View, one: Counted, other: Counted) -> list[Counted]:
    """Say what remains of two tolls that share a number.

    Args:
        view: The sentence.
        one: The toll found first.
        other: The toll found later, with the same number.

    Returns:
        Both where nobody was harmed in either way; one where the other only
        describes the same people; both together as casualties; nothing where
        the text leaves open which harm it was ("killed or captured").
    """
    harms = frozenset({one.harm, other.harm})
    if len(harms) == 1:
        return [_nearer(one, other)]
    if one.quantity.high == 0:
        return [one, other]
    if Harm.CASUALTIES in harms:
        vague, exact = (one, other) if one.harm is Harm.CASUALTIES else (other, one)
        return [vague if vague.rule == "toll.shared-number" else exact]
    joined = _coordinated(view, one.harm_at, other.harm_at)
    if not joined and one.by_verb != other.by_verb:
        return [one if one.by_verb else other]
    if joined and harms == _BOTH:
        return [_together(one, other)]
    if joined and "or" in _between(view, one.harm_at, other.harm_at):
        return []
    return [_nearer(one, other)]


def _together(one: Counted, other: Counted) -> Counted:
    """Count the killed and the injured together."""
    return replace(
        one,
        harm=Harm.CASUALTIES,
        first=min(one.first, other.first),
        last=max(one.last, other.last),
        rule="toll.shared-number",
    )


def _nearer(one: Counted, other: Counted) -> Counted:
    """Give the toll whose word of harm stands nearer, where only its place was read."""
    ways = [abs(each.harm_at - each.quantity.last) for each in (one, other)]
    return other if one.rule.endswith("beside") and ways[1] < ways[0] else one


def _coordinated(view: View, one: int, other: int) -> bool:
    """Tell whether two words of harm are joined by "and" or "or"."""
    words = _between(view, one, other)
    return len(words) <= 3 and any(word in ("and", "or", "/") for word in words)


def _between(view: View, one: int, other: int) -> list[str]:
    """Give the words from one word of harm up to the other."""
    low, high = sorted((one, other))
    return view.lowers[low:high]
