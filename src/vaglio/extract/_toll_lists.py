"""Whom a list names beside the first: "a father, mother and their three children"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vaglio.extract._counted import Counted
from vaglio.extract._view import View

_KIN = frozenset(
    {"father", "mother", "son", "daughter", "brother", "sister", "husband", "wife", "baby"}
    | {"uncle", "aunt", "cousin", "nephew", "niece", "infant", "boy", "girl", "toddler"}
    | {"grandfather", "grandmother", "grandson", "granddaughter", "grandchild"}
)
"""Words for one of a family, which a list may name without an article."""

_UNCOUNTED = frozenset({"family", "household", "relatives", "others", "kin", "clan"})
"""Nouns that stand for nobody knows how many, where no number stands before them."""

_THEIR = frozenset({"his", "her", "their"})
_PLURAL = frozenset({"were", "are", "have"})


def listed(
    view: View, verb: int, head: int, *, counts: Callable[[int], object | None]
) -> list[int]:
    """Find whom the parse took for the one before: "Salt, his wife and two guards were".

    Args:
        view: The sentence.
        verb: The word of harm.
        head: The one named first.
        counts: Gives the number of a phrase by its head.

    Returns:
        The heads of the others; none where what follows may describe the
        first, or one of them has no number.
    """
    plural = any(view.lowers[i] in _PLURAL for i in view.children[verb])
    one = view.tag(head) != "NNS"
    found = list(view.conjuncts(head)[1:])
    # Names after "seven civilians," are theirs, and no one else's.
    for beside in view.with_dep(head, "appos") if one else ():
        others = view.conjuncts(beside)
        if len(others) > 1 and (plural or any(_is_other(view, i) for i in others)):
            found += others
    for second in view.with_dep(verb, "nsubj", "nsubjpass"):
        if plural and one and head < second < verb:
            found += view.conjuncts(second)
    found = sorted(set(found))
    told = all(counts(i) and view.lowers[i] not in _UNCOUNTED for i in found)
    return found if told else []


def _is_other(view: View, at: int) -> bool:
    """Tell whether a noun names others than the one before: "his wife", "three children"."""
    words = {view.lowers[i] for i in view.with_dep(at, "poss")}
    return view.tag(at) == "NNS" or bool(words & _THEIR)


def is_one_of_kin(view: View, at: int) -> bool:
    """Tell whether a bare noun in a list is one person: "a mother, *father* and two boys".

    Args:
        view: The sentence.
        at: A noun.

    Returns:
        True for a word of kin that is listed beside others of the family.
    """
    if view.lowers[at] not in _KIN or view.tag(at) not in ("NN", "NNP"):
        return False
    return view.tokens[at].dep in ("conj", "appos") or bool(view.with_dep(at, "conj", "appos"))


def is_one_of_several(view: View, verb: int, found: Sequence[Counted]) -> bool:
    """Tell whether only one of several was counted: "a journalist and photographer were".

    Args:
        view: The sentence.
        verb: The word of harm.
        found: The numbers that it counts.

    Returns:
        True where its verb is of several and one person was found.
    """
    if len(found) != 1 or found[0].quantity.rule not in ("number.one", "number.named"):
        return False
    several = any(view.lowers[i] in ("were", "are") for i in view.children[verb])
    return several and found[0].last <= verb
