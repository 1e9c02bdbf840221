"""How many people were harmed: each number with the harm, the group and the side it belongs to."""

from __future__ import annotations

from dataclasses import replace

from vaglio.codebook import Hit
from vaglio.codebook.rows import Counts, HarmRow, Part
from vaglio.extract._counted import Counted, under_sums
from vaglio.extract._names import Names
from vaglio.extract._numbers import Quantity
from vaglio.extract._toll_groups import with_others
from vaglio.extract._toll_heads import Heads
from vaglio.extract._toll_left import Left
from vaglio.extract._toll_lists import is_one_of_several
from vaglio.extract._toll_parts import Parts
from vaglio.extract._toll_phrases import Phrases
from vaglio.extract._toll_refusals import Refusals
from vaglio.extract._toll_sharing import settle
from vaglio.extract._toll_sums import with_sum
from vaglio.extract._toll_updates import joined_harms, under_figures
from vaglio.extract._view import View
from vaglio.model.claim import Harm, Who

_PLACES = ("at", "to", "of", "is", "was", "reached", "now", "stands", "stood", "exceeded")


class Tolls:
    """Find every number of people harmed that one sentence gives."""

    def __init__(self, view: View, names: Names) -> None:
        """Look at one sentence."""
        self.view = view
        self.names = names
        self.phrases = Phrases(view, names)
        self.heads = Heads(view, names, self.phrases)
        self.refusals = Refusals(view, self.phrases)
        self.parts = Parts(view, names, self.phrases, self.refusals)
        self.declined: list[tuple[str, int, str]] = []
        self.refused: set[int] = set()
        """First tokens of numbers that were read and are no toll."""
        self.no_harm: set[int] = set()
        """First tokens of words of harm that harm nobody here."""

    def find(self) -> list[Counted]:
        """Give the tolls in the order of the text, parts after what they are part of."""
        view = self.view
        harms = [hit for hit in view.harms if self.heads.fits(hit) and not self._is_natural(hit)]
        left = Left(view, self.names, self.phrases, self.refusals)
        found: list[Counted] = list(left.found)
        for hit in harms:
            if hit.first in left.harms:
                continue
            if hit.row.part is Part.ADJECTIVE and any(
                c.by_verb and c.harm_at == hit.last - 1 for c in found
            ):
                continue
            for counted in self._of_harm(hit):
                self._keep(found, counted)
        found = [c for c in found if c.quantity.first not in self.refused or c.summed]
        found.sort(key=lambda c: (c.quantity.first, not c.summed, c.first))
        found = under_figures(view, under_sums(with_others(view, found)))
        self.no_harm |= joined_harms(view, found)
        found = self.parts.with_parts(found)
        return self.parts.with_side(found)

    def _is_natural(self, hit: Hit[HarmRow]) -> bool:
        """Tell whether a death has a cause that is no violence: "died of pneumonia"."""
        view = self.view
        if hit.row.harm is not Harm.KILLED:
            return False
        after = view.lowers[hit.last : hit.last + 12]
        causes = view.codebook.natural_causes.find(after)
        if causes and all(word not in (",", ";") for word in after[: causes[0].first]):
            self.no_harm.add(hit.first)
            self.declined.append(("toll.natural-cause", hit.first, "no violence caused it"))
            return True
        return False

    def _keep(self, found: list[Counted], counted: Counted) -> None:
        """Add a toll; where another word of harm has its number, settle whose it is."""
        number = counted.quantity.first
        again = [c for c in found if c.quantity.first == number and c.harm is counted.harm]
        if again and counted.quantity.high == 0:
            return
        for place, other in enumerate(found):
            same = other.quantity.first == number
            if not same or bool(other.summed) != bool(counted.summed):
                continue
            remain = settle(self.view, other, counted)
            found[place : place + 1] = remain
            if not remain:
                self.refused.add(number)
                self.declined.append(("toll.one-or-other", number, "nobody says which harm it was"))
            return
        if number not in self.refused:
            found.append(counted)

    def _of_harm(self, hit: Hit[HarmRow]) -> list[Counted]:
        """Find the numbers that one word of harm counts, by grammar, else by what is beside it."""
        found: list[Counted] = []
        if self._is_headed_number(hit):
            found = self._figure(hit)
            if found:
                return found
        for where in hit.row.counts:
            if where is Counts.FIGURE:
                found += self._figure(hit)
                continue
            for head in self.heads.heads(hit, where):
                if not self.parts.opens_list(hit.last, head):
                    found += self._of_phrase(hit, head)
            if found and is_one_of_several(self.view, hit.first, found):
                self.refused.add(found[0].quantity.first)
                self.declined.append(("toll.uncounted", found[0].first, "others are not counted"))
                return []
            if found:
                return with_sum(self.view, self.names, found)
        return found or self._beside(hit) or self._shared(hit)

    def _shared(self, hit: Hit[HarmRow]) -> list[Counted]:
        """Give a harm the number of the harm it is joined to: "75 people dead or wounded"."""
        view = self.view
        if hit.first < 2 or view.lowers[hit.first - 1] not in ("or", "and"):
            return []
        for other in view.harms:
            if other.last == hit.first - 1 and self.heads.fits(other) and other.row != hit.row:
                return [
                    replace(counted, harm=hit.row.harm, harm_at=hit.last - 1)
                    for counted in self._of_harm(other)
                    if not counted.summed
                ]
        return []

    def _of_phrase(self, hit: Hit[HarmRow], head: int) -> list[Counted]:
        """Read number, group and words of one counted phrase."""
        view = self.view
        head = self._antecedent(head)
        if self.phrases.is_thing(head):
            self.no_harm.add(hit.first)
            self.declined.append(("toll.thing", head, "counts things and not people"))
            self._refuse_things(hit, head)
            return []
        found = self.phrases.quantity_of(head) or self.phrases.plural(head, hit.first)
        if found is None or self._is_declined(hit, head, found[0]):
            return []
        quantity, first, last = found
        near = abs(hit.last - 1 - first) <= 12 and hit.row.part is not Part.VERB
        if near or hit.last == first or last == hit.first:
            first, last = min(first, hit.first), max(last, hit.last)
        while last < len(view) and view.tokens[last - 1].head == last and view.is_noun(last):
            last += 1
        return [
            Counted(
                harm=hit.row.harm,
                who=self.phrases.who(head),
                side=self.phrases.side(head),
                quantity=quantity,
                first=first,
                last=last,
                harm_at=hit.last - 1,
                by_verb=hit.row.part is Part.VERB and view.tokens[hit.first].dep != "amod",
                rule=quantity.rule,
            )
        ]

    def _refuse_things(self, hit: Hit[HarmRow], head: int) -> None:
        """Let no other rule read the number of known things, or of what was captured."""
        taken = hit.row.harm is Harm.CAPTURED and self.view.tag(head) == "NNS"
        found = self.phrases.quantity_of(head)
        if found is not None and (taken or head in self.phrases.things):
            self.refused.add(found[0].first)

    def _antecedent(self, head: int) -> int:
        """Give the noun that a relative pronoun stands for: "ten people who died"."""
        view = self.view
        verb = view.tokens[head].head
        relative = view.lowers[head] in ("who", "which", "that") and verb != head
        return view.tokens[verb].head if relative and view.tokens[verb].dep == "relcl" else head

    def _is_declined(self, hit: Hit[HarmRow], head: int, quantity: Quantity) -> bool:
        """Tell whether a number is no toll after all, and keep the reason for whoever asks."""
        if quantity.first in self.refused:
            return True
        reason = self.refusals.reason(hit, head, quantity)
        if reason is None:
            return False
        if reason.of_number:
            self.refused.add(quantity.first)
        if reason.rule == "toll.zero-unknown":
            self.no_harm |= {hit.first, hit.last - 1}
        self.declined.append((reason.rule, quantity.first, reason.why))
        return True

    def _beside(self, hit: Hit[HarmRow]) -> list[Counted]:
        """Read the number just before or after a word of harm, where the grammar gave none."""
        view = self.view
        at = hit.first
        for last in range(at, max(at - 4, -1), -1):
            quantity = self.phrases.by_last.get(last)
            between = range(last, at)
            if quantity is not None and all(self._is_group_word(i) for i in between):
                return self._made(hit, quantity, quantity.first, hit.last, "before")
        if hit.row.part is Part.VERB and Counts.OBJECT in hit.row.counts:
            after = next((q for q in self.phrases.quantities if q.first == hit.last), None)
            if after is not None and self._counts_thing(after):
                return []
            if after is not None and view.child(hit.first, ("nsubjpass",)) is None:
                last = after.last
                while last < len(view) and self._is_group_word(last):
                    last += 1
                return self._made(hit, after, hit.first, last, "after")
        return []

    def _counts_thing(self, quantity: Quantity) -> bool:
        """Tell whether a thing or an event follows a number: "executed two airstrikes"."""
        return quantity.last in self.phrases.things

    def _is_group_word(self, at: int) -> bool:
        """Tell whether a word may stand between a number and its harm."""
        view = self.view
        return at in self.names.people or view.lowers[at] in (
            "more", "other", "others", "were", "was", "have", "been", "had", "of", "them", "are",
            "civilian", "additional", "also", "people", "confirmed", "reported", "reportedly",
        )  # fmt: skip

    def _made(
        self, hit: Hit[HarmRow], quantity: Quantity, first: int, last: int, side: str
    ) -> list[Counted]:
        """Make a toll of a number beside a word of harm."""
        if self._is_declined(hit, hit.first, quantity):
            return []
        heads = [i for i in range(first, last) if i in self.names.people]
        return [
            Counted(
                harm=hit.row.harm,
                who=self.names.people[heads[-1]] if heads else self.phrases.who(hit.last - 1),
                side=None,
                quantity=quantity,
                first=first,
                last=last,
                harm_at=hit.last - 1,
                rule=f"toll.number-{side}-beside",
            )
        ]

    def _figure(self, hit: Hit[HarmRow]) -> list[Counted]:
        """Read "the death toll rose to 27", "the number of people killed has risen to four"."""
        view = self.view
        for quantity in self.phrases.quantities:
            if quantity.first <= hit.last - 1 or quantity.first - hit.last > 25:
                continue
            before = view.lowers[quantity.first - 1]
            if before in _PLACES or view.is_verb(quantity.first - 1):
                group = quantity.last if quantity.last in self.names.people else None
                whole = Who.TOTAL if "toll" in hit.row.word else self.phrases.who(hit.last - 1)
                return [
                    Counted(
                        harm=hit.row.harm,
                        who=whole if group is None else self._named(group, whole),
                        side=None,
                        quantity=quantity,
                        first=hit.first,
                        last=quantity.last if group is None else group + 1,
                        harm_at=hit.last - 1,
                        rule="toll.figure",
                    )
                ]
        return []

    def _named(self, group: int, whole: Who) -> Who:
        """Give the group that a figure names, unless it says no more than "people"."""
        who = self.names.people[group]
        return whole if who is Who.UNSPECIFIED else who

    def _is_headed_number(self, hit: Hit[HarmRow]) -> bool:
        """Tell whether "the number of" stands before a word of harm."""
        before = self.view.lowers[max(0, hit.first - 7) : hit.first]
        return any(before[i : i + 2] == ["number", "of"] for i in range(len(before)))
