"""Numbers that are no toll after all: wounds, families, names on a list, what nobody knows."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio.codebook import Hit
from vaglio.codebook.rows import HarmRow, Part
from vaglio.extract._numbers import Quantity
from vaglio.extract._toll_owners import Owners
from vaglio.extract._toll_phrases import Phrases
from vaglio.extract._view import View
from vaglio.model.claim import Harm

_MARKS = ("wound", "injury")
"""Nouns of harm that one person may have several of."""

_KNOWING = ("know", "knew", "hear", "aware", "inform", "word")
_TELLING = ("report", "word", "confirm", "information", "indication", "detail", "claim")

_CHANGED = ("lower", "revis", "rais", "reduc", "increas", "rose", "risen", "climb", "dropp", "fell")

_MISTAKES = (
    *(f"{c} {how}" for c in ("counted", "registered", "listed", "recorded", "included", "reported")
      for how in ("twice", "more than once", "by mistake", "in error", "wrongly")),
    "double - counted", "double counted", "wrongly counted", "mistakenly counted",
    "found alive", "turned up alive", "were alive", "was alive", "still alive",
)  # fmt: skip
"""What is said of people who should not have been counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Say why a number beside a word of harm is no toll."""

    rule: str
    why: str
    of_number: bool = True
    """Whether the number counts no harmed people at all, whatever else stands beside it."""


class Refusals:
    """Know the reasons for which a number of one sentence is no toll."""

    def __init__(self, view: View, phrases: Phrases) -> None:
        """Look at one sentence."""
        self.view = view
        self.phrases = phrases
        self.owners = Owners(view, phrases.quantities)

    def reason(self, hit: Hit[HarmRow], head: int, quantity: Quantity) -> Refusal | None:
        """Give the reason why a number is no toll of this harm; None where it is one."""
        return self._reason_of_number(head, quantity) or self._reason_of_harm(hit, head, quantity)

    def _reason_of_number(self, head: int, quantity: Quantity) -> Refusal | None:
        """Look at what the number counts."""
        if self.is_partitive(quantity):
            return Refusal(rule="toll.partitive", why="counts those out of whom")
        if self.view.tokens[head].dep == "poss":
            return Refusal(rule="toll.list", why="counts names on a list, no harm told here")
        if self._is_households(head):
            return Refusal(rule="toll.households", why="counts families and not people")
        if self._is_superseded(quantity):
            return Refusal(rule="toll.superseded", why="the figure before it was changed")
        if self._is_miscounted(quantity):
            return Refusal(rule="toll.miscounted", why="they were counted by mistake")
        if self._is_shared_out(quantity):
            return Refusal(rule="toll.shared-out", why="several numbers, one noun")
        return None

    def _reason_of_harm(self, hit: Hit[HarmRow], head: int, quantity: Quantity) -> Refusal | None:
        """Look at what the word of harm says of it."""
        if self.owners.bar(hit, quantity):
            return Refusal(
                rule="toll.of-another-harm", why="another word of harm has it", of_number=False
            )
        if quantity.high == 0 and self.is_ignorance(quantity):
            return Refusal(rule="toll.zero-unknown", why="not knowing is not zero")
        if self._counts_marks(hit, head, quantity):
            return Refusal(rule="toll.wounds", why="counts wounds and not people", of_number=False)
        if self._is_kept(hit, head):
            return Refusal(
                rule="toll.held-before", why="they are met or freed, not taken", of_number=False
            )
        return None

    def is_ignorance(self, quantity: Quantity) -> bool:
        """Tell whether a zero is only what nobody knows: "knew of no arrests", "no reports of"."""
        lowers = self.view.lowers
        before = lowers[max(0, quantity.first - 3) : quantity.first]
        after = lowers[quantity.first + 1 : quantity.last + 2]
        return any(word.startswith(_KNOWING) for word in before) or any(
            word.startswith(_TELLING) for word in after
        )

    def _is_households(self, head: int) -> bool:
        """Tell whether a number counts families, whose people nobody has counted."""
        return self.view.tag(head) == "NNS" and any(
            hit.last - 1 == head and hit.row.thing == "household" for hit in self.view.things
        )

    def _is_kept(self, hit: Hit[HarmRow], head: int) -> bool:
        """Tell whether people named as captives are only met, fed or freed in the clause."""
        view = self.view
        if hit.row.part is not Part.NOUN or hit.row.harm not in (Harm.DETAINED, Harm.CAPTURED):
            return False
        if head != hit.last - 1:
            return False
        verb = view.clause_of(head)
        holds = ("hold", "held", "take", "took", "taken", "are", "were", "have", "has", "had", "is")
        return view.is_verb(verb) and not view.lowers[verb].startswith(holds)

    def is_partitive(self, quantity: Quantity) -> bool:
        """Tell whether a number is what others are taken out of: one of the *three* wounded."""
        view = self.view
        near = " ".join(view.lowers[quantity.first : quantity.last + 2])
        if quantity.rule == "number.vague" and any(of in near for of in (" of the", " of those")):
            return True
        at = quantity.first - 1
        if at >= 0 and view.lowers[at] in ("the", "those", "these"):
            at -= 1
            return at >= 1 and view.lowers[at] == "of" and at - 1 in self.phrases.by_token
        return False

    def _counts_marks(self, hit: Hit[HarmRow], head: int, quantity: Quantity) -> bool:
        """Tell whether wounds are counted and not the wounded: "with multiple wounds"."""
        noun = hit.row.part is Part.NOUN and head == hit.last - 1
        return noun and hit.row.word in _MARKS and quantity.rule == "number.vague"

    def _is_superseded(self, quantity: Quantity) -> bool:
        """Tell whether a figure is the one given up: "lowered to 18 from 26", "down from 40"."""
        lowers = self.view.lowers
        if quantity.first < 1 or lowers[quantity.first - 1] != "from":
            return False
        turned = quantity.first >= 2 and lowers[quantity.first - 2] in ("down", "up")
        return turned or any(word.startswith(_CHANGED) for word in lowers)

    def _is_miscounted(self, quantity: Quantity) -> bool:
        """Tell whether people turned out to be counted twice, or alive."""
        after = self.view.lowers[quantity.last : quantity.last + 12]
        ends = [i for i, word in enumerate(after) if word in (";", ".", "and", "but", ":")]
        words = " ".join(after[: ends[0]] if ends else after)
        return any(mistake in words for mistake in _MISTAKES)

    def _is_shared_out(self, quantity: Quantity) -> bool:
        """Tell whether two numbers share one noun: "seven and four bodies respectively"."""
        at = quantity.first - 1
        joined = at >= 1 and self.view.lowers[at] in ("and", "or") and at in self.phrases.by_last
        return joined and "respectively" in self.view.lowers
