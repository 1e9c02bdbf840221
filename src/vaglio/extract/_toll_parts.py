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

    def with_parts(self, found: list[Counted]) -> list[Counted]:
        """Add "including seven civilians", "two of them children" under what they are part of."""
        view = self.view
        taken = {counted.quantity.first for counted in found}
        parts: list[Counted] = []
        marks = [
            hit for hit in view.codebook.number_words.find(view.lowers) if hit.row.role == "part"
        ]
        for quantity in self.phrases.quantities:
            if quantity.first in taken or self.refusals.is_partitive(quantity):
                continue
            colons = [(at, at + 1) for at in self._colons(found)]
            mark = self._mark_of(quantity, [(hit.first, hit.last) for hit in marks] + colons)
            whole = next((c for c in reversed(found) if c.last <= quantity.first), None)
            people = [i for i in self._group_after(quantity) if i in self.names.people]
            if mark is None or whole is None or not people:
                continue
            parts.append(
                Counted(
                    harm=whole.harm,
                    who=self.names.people[people[-1]],
                    side=whole.side,
                    quantity=quantity,
                    first=quantity.first,
                    last=people[-1] + 1,
                    harm_at=whole.harm_at,
                    part_of=found.index(whole),
                    rule="toll.part",
                )
            )
        parts += self._single_parts(found, [(hit.first, hit.last) for hit in marks])
        if not parts:
            return found
        wholes = {part.part_of for part in parts}
        found = [
            replace(c, who=Who.TOTAL) if i in wholes and c.who is Who.UNSPECIFIED else c
            for i, c in enumerate(found)
        ]
        return found + parts

    def _single_parts(self, found: list[Counted], marks: list[tuple[int, int]]) -> list[Counted]:
        """Count the ones in a list of parts: "including two children and a woman"."""
        view = self.view
        parts = []
        for _, last in marks:
            whole = next((c for c in reversed(found) if c.last <= last), None)
            at = last
            while whole is not None and at < len(view) and self._may_join(at):
                single = at in self.names.people and view.tag(at) == "NN"
                first = view.phrase(at)[0]
                if single and view.lowers[first] in ("a", "an", "one", "his", "her", "their"):
                    one = Quantity(
                        first=first, last=at + 1, low=1, best=1, high=1, rule="number.one"
                    )
                    parts.append(
                        Counted(
                            harm=whole.harm,
                            who=self.names.people[at],
                            side=whole.side,
                            quantity=one,
                            first=first,
                            last=at + 1,
                            harm_at=whole.harm_at,
                            part_of=found.index(whole),
                            rule="toll.part",
                        )
                    )
                at += 1
        return parts

    def opens_list(self, first: int, head: int) -> bool:
        """Tell whether a phrase stands in a list of parts: "killed ten, among them X and Y"."""
        words = self.view.codebook.number_words
        return any(
            words.at(self.view.lowers, at) is not None
            and (words.at(self.view.lowers, at) or ([], 0))[0][0].role == "part"
            for at in range(first, head)
        )

    def _colons(self, found: list[Counted]) -> list[int]:
        """Give the colons that open a list of what a toll is made of: "19 civilians: ten men"."""
        ends = {counted.last for counted in found}
        return [at for at in ends if at < len(self.view) and self.view.lowers[at] == ":"]

    def _mark_of(self, quantity: Quantity, marks: list[tuple[int, int]]) -> int | None:
        """Give the word that makes a number a part, before it or after it."""
        for first, last in marks:
            if last <= quantity.first <= last + 1 or quantity.last == first:
                return first
            joined = range(last, quantity.first)
            if last < quantity.first <= last + 12 and all(self._may_join(i) for i in joined):
                return first
        return None

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
