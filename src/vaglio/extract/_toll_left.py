"""Whom something left harmed: "left nine guards, including a cook, dead and ten others hurt"."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio.codebook import Hit
from vaglio.codebook.rows import HarmRow, Part
from vaglio.extract._counted import Counted
from vaglio.extract._names import Names
from vaglio.extract._numbers import Quantity
from vaglio.extract._toll_phrases import Phrases
from vaglio.extract._toll_refusals import Refusals
from vaglio.extract._toll_sums import with_sum
from vaglio.extract._view import View
from vaglio.model.claim import Harm

_LEAVING = frozenset({"left", "leave", "leaves", "leaving"})
_JOINING = frozenset({"and", "while", "with"})
_OPENING = frozenset({",", "(", "–", "—", "--"})
_CLOSING = frozenset({",", ")", "–", "—", "--"})
_FAR = 25
"""How many words may stand between a number and how its people were left."""
_NEAR = 7
"""How many words may stand between one such pair and the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """Hold one of those left: the pieces that count them, and the word that says how."""

    pieces: tuple[tuple[int, int], ...]
    """The counted phrases; more than one where they are joined by "and"."""
    state: int
    """The word that says how they were left."""
    aside: bool
    """Whether words stand between marks before it."""


class Left:
    """Read what an attack left behind, where the parse mostly goes wrong."""

    def __init__(self, view: View, names: Names, phrases: Phrases, refusals: Refusals) -> None:
        """Look at one sentence."""
        self.view = view
        self.names = names
        self.phrases = phrases
        self.refusals = refusals
        self.found: list[Counted] = []
        self.harms: frozenset[int] = frozenset()
        """First tokens of the words of harm that are read here and nowhere else."""
        self._states = self._find_states() if view.harms and phrases.quantities else {}
        for at, lower in enumerate(view.lowers if self._states else ()):
            if lower in _LEAVING:
                self._keep(self._read(at + 1))
        for quantity in phrases.quantities:
            bare = quantity.last in self._states and quantity.last not in self.harms
            if bare:
                items = self._read(quantity.first)
                self._keep(items if len(items) > 1 else [])

    def _find_states(self) -> dict[int, Hit[HarmRow]]:
        """Find the words that say how somebody was left: "dead", "wounded"."""
        states: dict[int, Hit[HarmRow]] = {}
        for hit in self.view.harms:
            at = hit.first
            single = hit.last == at + 1 and hit.row.part is not Part.NOUN
            if single and hit.row.harm is not Harm.CASUALTIES and not self._acts(at):
                if self.view.lowers[at].endswith(("ed", "dead", "hurt", "missing")):
                    states.setdefault(at, hit)
        return states

    def _acts(self, at: int) -> bool:
        """Tell whether whom it counts follows a word of harm: "injured five others"."""
        after = at + 1
        return after < len(self.view) and (
            self._starts_piece(after) is not None
            or after in self.names.people
            or self.view.tag(after) in ("DT", "PRP$", "JJ", "NN", "NNS", "PRP")
        )

    def _read(self, start: int) -> list[_Item]:
        """Read pairs of a number and how its people were left, from the first number on."""
        items: list[_Item] = []
        at: int | None = start
        while at is not None:
            item = self._item(at)
            if item is None or self._is_shared(item.state):
                break
            items.append(item)
            at = self._next(item.state)
        return items

    def _keep(self, items: list[_Item]) -> None:
        """Count those that were left; one plain number and its state the parse reads."""
        plain = len(items) == 1 and not items[0].aside and len(items[0].pieces) == 1
        if plain:
            return
        self.harms |= {item.state for item in items}
        for item in items:
            self.found += with_sum(self.view, self.names, self._counted(item))

    def _starts_piece(self, at: int) -> Quantity | None:
        """Give the number that begins at a word: "over ten", "a" in "a driver"."""
        view = self.view
        owned = at < len(view) and view.lowers[at] in ("his", "her", "their")
        for quantity in self.phrases.quantities:
            if quantity.first == at + owned:
                return quantity
        if at + 1 < len(view) and (owned or view.lowers[at] in ("a", "an", "one")):
            head = next((i for i in range(at + 1, min(at + 4, len(view))) if view.is_noun(i)), None)
            if head in self.names.people or head in self.names.roles:
                return Quantity(first=at, last=at + 1, low=1, best=1, high=1, rule="number.one")
        return None

    def _item(self, start: int) -> _Item | None:
        """Read one number, what stands beside it, and the word that says how they were left."""
        opening = self._starts_piece(start) if start < len(self.view) else None
        if opening is None or self._opens_parts(opening.last):
            return None
        marks: list[int] = []
        for at in range(start, min(start + _FAR, len(self.view))):
            lower = self.view.lowers[at]
            if lower == ";" or (self._is_told(at) and not marks):
                return None
            if at in self._states:
                return self._closed(start, at, marks)
            if lower in _OPENING or lower in _CLOSING:
                marks.append(at)
        return None

    def _is_told(self, at: int) -> bool:
        """Tell whether a token is a verb with tense: what follows is another clause."""
        return self.view.tag(at) in ("VBD", "VBZ", "VBP", "MD") and at not in self._states

    def _closed(self, start: int, state: int, marks: list[int]) -> _Item | None:
        """Cut what stands before a state into counted phrases and an aside."""
        if not marks:
            return _Item(pieces=self._pieces(start, state), state=state, aside=False)
        if marks[-1] == state - 1 and len(marks) > 1:
            pieces = self._pieces(start, marks[0])
            return _Item(pieces=pieces, state=state, aside=True)
        return None

    def _pieces(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Cut a phrase at "and", "as well as"; only what begins with a number counts."""
        view = self.view
        pieces, first = [], start
        for at in range(start, end):
            if view.lowers[at] == "and" or view.lowers[at : at + 3] == ["as", "well", "as"]:
                pieces.append((first, at))
                first = at + (1 if view.lowers[at] == "and" else 3)
        pieces = [piece for piece in pieces if not self._is_otherwise(piece[1] - 1)]
        pieces.append((first, end))
        return tuple((a, b) for a, b in pieces if self._starts_piece(a) is not None)

    def _is_otherwise(self, last: int) -> bool:
        """Tell whether a phrase ends with a state of its own: "hundreds homeless and nine dead"."""
        return self.view.tag(last) in ("JJ", "VBN", "VBD", "VBG", "RB")

    def _is_shared(self, state: int) -> bool:
        """Tell whether two states share a number: "left twenty people dead or wounded"."""
        joined = self.view.lowers[state + 1 : state + 2]
        before = self.view.lowers[state - 1 : state]
        either = ["and"], ["or"], ["/"]
        return before in either or (joined in either and state + 2 in self._states)

    def _next(self, state: int) -> int | None:
        """Find where the next number may begin after a state."""
        view = self.view
        at = state + 1
        if self._opens_parts(at + 1) and view.lowers[at] in _OPENING:
            at = next(
                (i for i in range(at + 1, len(view)) if view.lowers[i] in _CLOSING), len(view)
            )
        for link in range(at, min(at + _NEAR, len(view) - 1)):
            if self._is_told(link) or link in self._states:
                return None
            comma = link == at and view.lowers[link] == ","
            if (comma or view.lowers[link] in _JOINING) and self._starts_piece(
                link + 1
            ) is not None:
                return link + 1
        return None

    def _opens_parts(self, at: int) -> bool:
        """Tell whether a list of parts begins at a word: "including", "among them"."""
        if at >= len(self.view):
            return False
        found = self.view.codebook.number_words.at(self.view.lowers, at)
        return found is not None and found[0][0].role == "part"

    def _counted(self, item: _Item) -> list[Counted]:
        """Count the people of each phrase; things are left out."""
        hit = self._states[item.state]
        alone = len(item.pieces) == 1 and not item.aside
        found = []
        for first, end in item.pieces:
            quantity = self._starts_piece(first)
            head = self._head(first, end)
            thing = head is not None and self.phrases.is_thing(head)
            if quantity is None or quantity.high == 0 or thing:
                continue
            if self.refusals.reason(hit, item.state if head is None else head, quantity):
                continue
            who = self.phrases.who(item.state if head is None else head)
            counted = Counted(
                harm=hit.row.harm,
                who=who,
                side=None if head is None else self.phrases.side(head),
                quantity=quantity,
                first=first,
                last=item.state + 1 if alone else end,
                harm_at=item.state,
                rule="toll.left-behind",
            )
            found.append(counted)
        return found

    def _head(self, first: int, end: int) -> int | None:
        """Give the noun that says whom a phrase counts; None for a bare number."""
        nouns = [at for at in range(first, end) if at in self.names.people]
        if nouns:
            return nouns[0]
        return next((at for at in range(end - 1, first, -1) if self.view.is_noun(at)), None)
