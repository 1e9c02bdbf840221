"""What a toll is made of, and whose it is: "including seven civilians", "on the X side"."""

from __future__ import annotations

from dataclasses import replace

from vaglio.extract._clauses import clauses_of
from vaglio.extract._counted import Counted
from vaglio.extract._names import Names
from vaglio.extract._numbers import Quantity
from vaglio.extract._toll_phrases import Phrases
from vaglio.extract._toll_refusals import Refusals
from vaglio.extract._view import View
from vaglio.model.claim import Who


class Parts:
    """Put the parts of a sentence's tolls under them, and give each its side."""

    def __init__(self, view: View, names: Names, phrases: Phrases, refusals: Refusals) -> None:
        """Look at one sentence."""
        self.view = view
        self.names = names
        self.phrases = phrases
        self.refusals = refusals
        self.marks = [
            (hit.first, hit.last)
            for hit in view.codebook.number_words.find(view.lowers)
            if hit.row.role == "part"
        ]
        """Where words stand that make what follows a part: "including", "among them"."""

    def with_parts(self, found: list[Counted]) -> list[Counted]:
        """Add "including seven civilians", "two of them children" under what they are part of."""
        taken = {counted.quantity.first for counted in found}
        marks = self.marks + [(at, at + 1) for at in self._colons(found)]
        parts: list[Counted] = []
        for quantity in self.phrases.quantities:
            if quantity.first in taken or self.refusals.is_partitive(quantity):
                continue
            whole = next((c for c in reversed(found) if c.last <= quantity.first), None)
            people = [i for i in self._group_after(quantity) if i in self.names.people]
            if whole is not None and people and self._is_marked(quantity, marks):
                place = found.index(whole)
                parts.append(self._part(whole, place, quantity, people[-1]))
        parts += self._single_parts(found)
        if not parts:
            return found
        wholes = {part.part_of for part in parts}
        found = [
            replace(c, who=Who.TOTAL) if i in wholes and c.who is Who.UNSPECIFIED else c
            for i, c in enumerate(found)
        ]
        return found + parts

    def _single_parts(self, found: list[Counted]) -> list[Counted]:
        """Count the ones in a list of parts: "including two children and a woman"."""
        view = self.view
        parts = []
        for _, last in self.marks:
            whole = next((c for c in reversed(found) if c.last <= last), None)
            at = last
            while whole is not None and at < len(view) and self._may_join(at):
                single = at in self.names.people and view.tag(at) == "NN"
                first = view.phrase(at)[0]
                if single and view.lowers[first] in ("a", "an", "one", "his", "her", "their"):
                    one = Quantity(
                        first=first, last=at + 1, low=1, best=1, high=1, rule="number.one"
                    )
                    parts.append(self._part(whole, found.index(whole), one, at))
                at += 1
        return parts

    def _part(self, whole: Counted, place: int, quantity: Quantity, people: int) -> Counted:
        """Make a toll of a part: the harm and side of the whole, a number and group of its own."""
        return Counted(
            harm=whole.harm,
            who=self.names.people[people],
            side=whole.side,
            quantity=quantity,
            first=quantity.first,
            last=people + 1,
            harm_at=whole.harm_at,
            part_of=place,
            rule="toll.part",
        )

    def opens_list(self, first: int, head: int) -> bool:
        """Tell whether a phrase stands in a list of parts: "killed ten, among them X and Y"."""
        return any(first <= mark < head for mark, _ in self.marks)

    def _colons(self, found: list[Counted]) -> list[int]:
        """Give the colons that open a list of what a toll is made of: "19 civilians: ten men"."""
        ends = {counted.last for counted in found}
        return [at for at in ends if at < len(self.view) and self.view.lowers[at] == ":"]

    def _is_marked(self, quantity: Quantity, marks: list[tuple[int, int]]) -> bool:
        """Tell whether a word before or after a number makes it a part."""
        for first, last in marks:
            if last <= quantity.first <= last + 1 or quantity.last == first:
                return True
            joined = range(last, quantity.first)
            if last < quantity.first <= last + 12 and all(self._may_join(i) for i in joined):
                return True
        return False

    def _may_join(self, at: int) -> bool:
        """Tell whether a word can stand in a list of parts: "seven civilians and two children"."""
        view = self.view
        return (
            at in self.phrases.by_token
            or at in self.names.people
            or view.lowers[at] in (",", "and", "at", "least")
            or view.tag(at) in ("JJ", "DT")
        )

    def _group_after(self, quantity: Quantity) -> range:
        """Give the tokens after a number in which its group may be named."""
        view = self.view
        last = quantity.last
        while last < len(view) and last < quantity.last + 5:
            if view.lowers[last] in (",", ".", ";", "and", "or"):
                break
            last += 1
        return range(quantity.last, last)

    def with_side(self, found: list[Counted]) -> list[Counted]:
        """Give the side that a clause names to its tolls: "from the X side", "on the X side"."""
        sides = self._sides()
        if not sides:
            return found
        clauses = clauses_of(self.view)
        dealt = []
        for counted in found:
            own = next((c.tokens for c in clauses if counted.harm_at in c.tokens), frozenset())
            here = [(at, side) for at, side in sides if at in own]
            after = [side for at, side in here if at > counted.quantity.first]
            nearest = after[0] if after else here[0][1] if len(here) == 1 else None
            dealt.append(counted if counted.side else replace(counted, side=nearest))
        return dealt

    def _sides(self) -> list[tuple[int, str]]:
        """List the sides that a sentence names, each with its place."""
        view = self.view
        sides = []
        for at, lower in enumerate(view.lowers):
            if lower == "side" and view.tokens[at].dep in ("pobj", "conj"):
                first, _ = view.phrase(at)
                while first < at and view.lowers[first] in ("the", "their", "its", "a"):
                    first += 1
                if first < at and view.tokens[first].text[:1].isupper():
                    sides.append((at, view.words(first, at)))
        return sides
