"""Which number has a word of harm of its own: "14 martyrs and *30 injured*"."""

from __future__ import annotations

from vaglio.codebook import Hit
from vaglio.codebook.rows import HarmRow, Part
from vaglio.extract._numbers import Quantity
from vaglio.extract._view import View
from vaglio.model.claim import Harm

_OWNERS = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES, Harm.MISSING})
"""Harms whose words count those harmed so; a prisoner or a displaced person may be killed."""

_BETWEEN = frozenset(
    {"more", "other", "others", "further", "additional", "new", "civilian", "people", "persons"}
    | {"seriously", "severely", "critically", "slightly", "badly", "lightly", "unidentified"}
)
"""Words that may stand between a number and its word of harm."""

_PREDICATES = frozenset({"acomp", "oprd", "xcomp", "ccomp", "attr"})
"""What an adjective is that says what became of people: "were found *dead*"."""


class Owners:
    """Know, of each number of one sentence, the word of harm that stands right behind it."""

    def __init__(self, view: View, quantities: list[Quantity]) -> None:
        """Look behind each number."""
        self.view = view
        self.ends: dict[int, int] = {q.first: self._past_between(q) for q in quantities}
        self.owners: dict[int, Hit[HarmRow]] = {}
        for hit in view.harms:
            if hit.row.part is Part.VERB or hit.row.harm not in _OWNERS:
                continue
            for first, end in self.ends.items():
                if end == hit.first:
                    self.owners[first] = hit

    def _past_between(self, quantity: Quantity) -> int:
        """Give the place behind a number and the words that join it to a word of harm."""
        lowers = self.view.lowers
        at = quantity.last
        if quantity.rule == "number.vague" and lowers[at : at + 1] == ["of"]:
            at += 1
        while at < len(lowers) and lowers[at] in _BETWEEN:
            at += 1
        return at

    def bar(self, hit: Hit[HarmRow], quantity: Quantity) -> bool:
        """Tell whether a number is of another word of harm than the one that asks for it.

        A verb or a predicate may tell what became of them ("four wounded men
        died"), unless they are dead or it has a number of its own.

        Args:
            hit: The word of harm that asks.
            quantity: The number.

        Returns:
            True where it may not have the number.
        """
        owner = self.owners.get(quantity.first)
        if owner is None or owner.row.harm is hit.row.harm:
            return False
        if owner.first <= hit.first < owner.last or self._is_joined(owner, hit):
            return False
        if owner.row.harm is Harm.KILLED or hit.row.part is Part.NOUN:
            return True
        if any(end == hit.first and first != quantity.first for first, end in self.ends.items()):
            return True
        told_as = self.view.lowers[hit.first - 1] == "as"  # "14 victims were reported as killed"
        predicate = told_as or self.view.tokens[hit.first].dep in _PREDICATES
        return hit.row.part is Part.ADJECTIVE and not predicate

    def _is_joined(self, owner: Hit[HarmRow], hit: Hit[HarmRow]) -> bool:
        """Tell whether two words of harm share the number: "12 dead or wounded"."""
        return hit.first == owner.last + 1 and self.view.lowers[owner.last] in ("and", "or", "/")
