"""What a day came to, whatever did it: "in the past 24 hours hospitals received 23 dead"."""

from __future__ import annotations

from vaglio.codebook.rows import Part
from vaglio.extract._view import View

_BEFORE = frozenset({"past", "last", "previous", "preceding", "latest"})
_WITHIN = frozenset({"in", "within", "over", "during", "for"})
_ONE = frozenset({"a", "an", "one", "another"})
_LASTING = frozenset(
    {"offensive", "operation", "operations", "siege", "campaign", "war", "fighting", "blockade"}
    | {"bombardment", "onslaught", "invasion", "shelling", "bombing", "violence", "aggression"}
)
"""Nouns of events that go on for days, so that "the" makes no one act of them."""


def counts_a_day(view: View, head: int) -> bool:
    """Tell whether a claim counts what the hours up to the telling came to.

    Args:
        view: The sentence.
        head: The head of the claim.

    Returns:
        True where such hours are named in its clause, and no one act is.
    """
    clause = view.clause_of(head)
    hours = [at for at in range(1, len(view)) if _ends_hours(view, at)]
    if not any(view.is_under(at, head) or view.clause_of(at) == clause for at in hours):
        return False
    return not any(
        hit.row.part is Part.NOUN and _is_one_act(view, hit.last - 1) for hit in view.events
    )


def _ends_hours(view: View, at: int) -> bool:
    """Tell whether "the past 24 hours", "the last day" or "within 48 hours" ends at a token."""
    lowers = view.lowers
    if lowers[at] == "day":
        opened = lowers[at - 1] in _BEFORE and at >= 3 and lowers[at - 2] in ("the", "this")
        return opened and lowers[at - 3] in _WITHIN and lowers[at + 1 : at + 2] != ["of"]
    if lowers[at] not in ("hours", "hour"):
        return False
    first = at - 1
    while first > 0 and (view.tag(first) == "CD" or lowers[first] in ("-", "few")):
        first -= 1
    counted = first < at - 1
    return lowers[first] in _BEFORE or (counted and lowers[first] in _WITHIN and _is_days(view, at))


def _is_days(view: View, hours: int) -> bool:
    """Tell whether so many hours are a day or days."""
    return view.lowers[hours - 1] in ("24", "48", "72", "four", "eight")


def _is_one_act(view: View, noun: int) -> bool:
    """Tell whether a noun names one act: "an air strike", "the raid", no "shelling"."""
    if view.tag(noun) != "NN":
        return False
    words = {view.lowers[i] for i in (*view.with_dep(noun, "det"), *view.with_dep(noun, "nummod"))}
    return bool(words & _ONE) or ("the" in words and view.lowers[noun] not in _LASTING)
