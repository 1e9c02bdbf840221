"""Whom a phrase counts, and how many: "at least 12 Ukrainian soldiers"."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from vaglio.codebook import NameWay
from vaglio.codebook.rows import Part
from vaglio.extract._names import Names
from vaglio.extract._numbers import Quantity, find_quantities
from vaglio.extract._speakers import is_pronoun
from vaglio.extract._toll_groups import who_of
from vaglio.extract._toll_lists import is_one_of_kin
from vaglio.extract._view import View
from vaglio.model.claim import Who

_AGENTS = (
    "ers", "ors", "ists", "men", "women", "ians", "ees", "man", "woman", "ist", "ian", "ants",
    "keeper", "holder", "worker", "smiths", "herds",
)  # fmt: skip
"""Endings of nouns for people by what they do: "stallholders", "welders"."""

_ONE_OF = frozenset({"a", "an", "one", "another", "his", "her", "their", "its", "my", "our"})
"""Words that make a singular noun one person: "a woman", "her son"."""

_ONE_ALONE = {
    "he": "number.pronoun",
    "she": "number.pronoun",
    "him": "number.pronoun",
    "another": "number.another",
}
"""Words that are one person by themselves, and the rule that says so."""


class Phrases:
    """Read the phrases of one sentence that may count people."""

    def __init__(self, view: View, names: Names) -> None:
        """Find the numbers of the sentence."""
        self.view = view
        self.names = names
        self.quantities = find_quantities(view)
        self.by_last = {quantity.last: quantity for quantity in self.quantities}
        self.by_token = {
            at: quantity
            for quantity in self.quantities
            for at in range(quantity.first, quantity.last)
        }

    def quantity_of(self, head: int) -> tuple[Quantity, int, int] | None:
        """Give the number of a phrase, and the words from number to head."""
        view = self.view
        own = self.by_token.get(head)
        first, last = view.phrase(head)
        if first and view.tag(first - 1) in ("VBN", "VBD") and first - 1 in self.by_last:
            first -= 1
        if own is not None:
            return own, min(own.first, head), max(last, own.last)
        inside = [q for q in self.quantities if q.first < head and first <= q.last <= head]
        if inside:
            return inside[-1], min(first, inside[-1].first), max(last, head + 1)
        for prep in view.with_dep(head, "prep"):
            if view.lowers[prep] == "of":
                inner = view.child(prep, ("pobj",))
                if inner is None or head not in self.names.people:
                    continue
                if inner in self.by_token:
                    return self.by_token[inner], first, self.by_token[inner].last
                for number in view.with_dep(inner, "nummod"):
                    if number in self.by_token and inner in self.names.people:
                        return self.by_token[number], first, max(last, inner + 1)
        return self._one(head, first, last)

    def _one(self, head: int, first: int, last: int) -> tuple[Quantity, int, int] | None:
        """Count one for "a woman", "her son" or a person's own name."""
        view = self.view
        single = view.tag(head) in ("NN", "NNP")
        rule = _ONE_ALONE.get(view.lowers[head])
        if rule is not None:
            alone = Quantity(first=head, last=head + 1, low=1, best=1, high=1, rule=rule)
            return alone, head, head + 1
        one = Quantity(first=first, last=last, low=1, best=1, high=1, rule="number.one")
        if any(hit.last - 1 == head for hit in view.harms):
            return None
        if (head in self.names.people or head in self.names.roles) and single:
            named = view.lowers[first] in _ONE_OF or (first == head and is_one_of_kin(view, head))
            return (one, first, last) if named else None
        person = self.names.person_range(head)
        if person is not None and single and person[1] - person[0] >= 2:
            return replace(one, first=person[0], last=person[1], rule="number.named"), *person
        return None

    def plural(self, head: int, verb: int) -> tuple[Quantity, int, int] | None:
        """Count at least two for a bare plural that was harmed: "villagers were wounded"."""
        view = self.view
        if view.tag(head) != "NNS" or head not in self.names.people:
            return None
        if view.tokens[head].dep in ("conj", "appos"):
            return None
        done = (view.tag(verb) == "VBD" and head > verb) or any(
            view.lowers[at] in ("was", "were", "been") for at in view.with_dep(verb, "auxpass")
        )
        if not done or view.phrase(head) != (head, head + 1):
            return None
        plural = Quantity(
            first=head, last=head + 1, low=2, best=None, high=None, rule="number.plural"
        )
        return plural, head, head + 1

    def is_thing(self, head: int) -> bool:
        """Tell whether a phrase counts things: "shot down three missiles", "two clauses died"."""
        if self.counts_people(head):
            return False
        return all(hit.last - 1 != head for hit in self.view.harms)

    def counts_people(self, head: int) -> bool:
        """Tell whether a phrase names people: a group, a role, a name, a bare number."""
        view = self.view
        names = self.names
        if head in self.animals:
            return False
        if head in self.by_token and head not in names.people:
            return self._counts_out_of_people(head)
        if head in names.people or head in names.roles:
            return True
        if head in names.by_token or names.is_party(head) or is_pronoun(view, head):
            return True
        first, last = view.phrase(head)
        if any(i in names.people for i in range(first, last)):
            return True
        if view.lowers[head].endswith(_AGENTS) and head not in self.things:
            return True
        return view.lowers[head] in ("another", "others", "who", "whom")

    def _counts_out_of_people(self, number: int) -> bool:
        """Tell whether a bare number counts people: "17 of them", and not "17 of 22 drones"."""
        view = self.view
        for prep in view.with_dep(number, "prep"):
            inner = view.child(prep, ("pobj",))
            if view.lowers[prep] == "of" and inner is not None and inner not in self.by_token:
                return inner in self.names.people or inner not in self.things
        return True

    @cached_property
    def things(self) -> frozenset[int]:
        """List the tokens that name things or events."""
        named = {hit.last - 1 for hit in self.view.things}
        return (
            self.animals | named | {h.last - 1 for h in self.view.events if h.row.part is Part.NOUN}
        )

    @cached_property
    def animals(self) -> frozenset[int]:
        """List the tokens that name animals: "60 sheep", "40 head of cattle"."""
        hits = [hit for hit in self.view.things if hit.row.thing == "animal"]
        return frozenset(at for hit in hits for at in (hit.first, hit.last - 1))

    def who(self, head: int) -> Who:
        """Say whom a phrase counts, by its head or the words that modify it."""
        return who_of(self.view, self.names, head)

    def side(self, head: int) -> str | None:
        """Say whose people a phrase counts: a demonym or a party in it."""
        view = self.view
        first, last = view.phrase(head)
        person = self.names.person_range(head)
        for at in range(first, last):
            hit = self.names.by_token.get(at)
            if person is not None and person[0] <= at < person[1]:
                continue
            if hit is not None:
                if hit.row.way is NameWay.NAME:
                    return view.words(hit.first, hit.last)
                if at > first and view.lowers[at - 1] == "ethnic":
                    return view.words(at - 1, at + 1)
                return hit.row.row.name
        return self._side_as_written(head, first)

    def _side_as_written(self, head: int, first: int) -> str | None:
        """Give the capitalised word before a noun for people: "twelve Ardani conscripts"."""
        view = self.view
        if head not in self.names.people:
            return None
        for at in range(max(first, 1), head):
            token = view.tokens[at]
            if token.text[:1].isupper() and token.text[1:].islower() and not view.in_place(at):
                if token.tag in ("JJ", "NNP", "NNPS") and at not in self.by_token:
                    return token.text if at not in self.names.roles else None
        return None

    def number_before(self, at: int) -> bool:
        """Tell whether a number stands just before a word."""
        return any(at - 4 <= last <= at for last in self.by_last)
