"""What happened: the event words of a clause, ranked by how much of the clause they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from vaglio.codebook import Hit, split_words
from vaglio.codebook.rows import EventRow, Part
from vaglio.extract._names import Names
from vaglio.extract._view import View
from vaglio.model.claim import Event

PREDICATE, CHAINED, CARRIED, DEEP = 0, 1, 2, 3
"""How near an event word is to the head of its clause."""

_JUST_BEFORE = 120
"""How many characters back a road stands at most that "it" may mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Hold one event word found in a clause."""

    row: EventRow
    first: int
    last: int
    rank: int
    """PREDICATE, CHAINED, CARRIED (subject or object of the verb) or DEEP."""

    @property
    def at(self) -> int:
        """The token that heads it: a verb's first word, a noun's last."""
        return self.first if self.row.part is Part.VERB else self.last - 1


def _is_arrest(row: EventRow) -> bool:
    """Tell whether a verb tells of an arrest: it is people who are arrested, counted or not."""
    return row.part is Part.VERB and row.mode == "arrest"


class Happenings:
    """Know the events that one sentence names."""

    def __init__(self, view: View, names: Names, *, no_harm: Collection[int]) -> None:
        """Keep the event words whose part of speech and company fit."""
        self.view = view
        self.names = names
        self.things = {
            at: hit.row.thing for hit in view.things for at in range(hit.first, hit.last)
        }
        self.hits = [
            hit
            for hit in view.events
            if (hit.first not in no_harm or _is_arrest(hit.row))
            and self._fits(hit)
            and self._has_company(hit)
            and not self._is_figure(hit)
        ]

    def _fits(self, hit: Hit[EventRow]) -> bool:
        """Tell whether the word has the part of speech that its row names."""
        view = self.view
        tag = view.tag(hit.first if hit.row.part is Part.VERB else hit.last - 1)
        if hit.row.part is Part.VERB:
            return tag.startswith("VB") and view.tokens[hit.first].dep != "amod"
        if hit.row.part is Part.NOUN:
            token = view.tokens[hit.last - 1]
            return tag.startswith("NN") or (
                tag == "VBG"
                and token.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "appos")
            )
        if view.tokens[hit.last - 1].dep == "amod":
            return False
        return tag.startswith(("JJ", "VBN", "VBG", "RB"))

    def _has_company(self, hit: Hit[EventRow]) -> bool:
        """Tell whether an ambiguous word has the kind of thing beside it that it needs."""
        if not hit.row.needs:
            return True
        view = self.view
        at = hit.first if hit.row.part is Part.VERB else hit.last - 1
        near: list[int] = []
        for child in view.children[at]:
            if view.tokens[child].dep in ("dobj", "nsubjpass", "nsubj", "prep", "agent", "attr"):
                near += view.subtree(child)
        near += [i for i in (at - 1, at + 1, at + 2) if 0 <= i < len(view)]
        if view.tokens[at].dep in ("acl", "relcl", "xcomp", "advcl"):
            near.append(view.tokens[at].head)
        if view.tokens[at].dep == "conj" and (shared := view.subject(at)) is not None:
            near.append(shared)
        if any(self._is_needed(i, hit.row.needs) for i in near):
            return True
        return "route" in hit.row.needs and self._is_way_before(at)

    def _is_way_before(self, verb: int) -> bool:
        """Tell whether "it" stands for a road or crossing of the sentence before."""
        view = self.view
        subject = view.child(verb, ("nsubj", "nsubjpass"))
        if subject is None or view.lowers[subject] not in ("it", "they"):
            return False
        begins = view.tokens[0].start
        before = view.text[max(0, begins - _JUST_BEFORE) : begins].lower()
        words = [word.strip(",.;:") for word in split_words(before)]
        return any(hit.row.state is None for hit in view.codebook.way_words.find(words))

    def _is_figure(self, hit: Hit[EventRow]) -> bool:
        """Tell whether a verb of war is no war: "killed the bill", "an army of ants invaded"."""
        if hit.row.part is not Part.VERB or hit.row.type not in ("ASSAULT", "COERCE", "RETREAT"):
            return False
        view = self.view
        shot = ("media",) if view.lowers[hit.first].startswith("sho") else ()
        objects = view.with_dep(hit.first, "dobj", "nsubjpass")
        doers = view.with_dep(hit.first, "nsubj")
        doers += [
            i for d in doers for p in view.with_dep(d, "prep") for i in view.with_dep(p, "pobj")
        ]
        return any(self.things.get(at) in ("figure", "animal", *shot) for at in objects) or any(
            self.things.get(at) in ("figure", "animal") for at in doers
        )

    def _is_needed(self, at: int, needs: Collection[str]) -> bool:
        """Tell whether a token is of one of the classes needed."""
        if self.things.get(at) in needs:
            return True
        if "place" in needs and self.view.in_place(at):
            return True
        if "person" in needs and (at in self.names.people or self.names.person_range(at)):
            return True
        if "actor" in needs and at in self.names.by_token:
            return True
        return "number" in needs and self.view.tag(at) == "CD"

    def of_clause(self, head: int, tokens: Collection[int]) -> list[Happening]:
        """Give the events among some tokens, the one nearest to the clause's head first."""
        found = [
            Happening(row=hit.row, first=hit.first, last=hit.last, rank=self._rank(hit, head))
            for hit in self.hits
            if hit.first in tokens
        ]
        return sorted(found, key=lambda h: (h.rank, h.first))

    def _rank(self, hit: Hit[EventRow], head: int) -> int:
        """Say how near an event word is to the head of its clause."""
        view = self.view
        at = hit.first if hit.row.part is Part.VERB else hit.last - 1
        if hit.first <= head < hit.last:
            return PREDICATE
        inside = range(hit.first, hit.last)
        if hit.row.part is Part.NOUN and "of" in view.lowers[hit.first : hit.last]:
            # "round of talks" hangs where its first noun does.
            at = next((i for i in inside if view.tokens[i].head not in inside), at)
        token = view.tokens[at]
        steps = 0
        while token.index != head and token.head != token.index and steps < 4:
            if token.dep not in ("xcomp", "conj", "attr", "acomp", "prt"):
                break
            token = view.tokens[token.head]
            steps += 1
        if token.index == head:
            return CHAINED
        token = view.tokens[at]
        if token.head == head and token.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
            return CARRIED
        return DEEP

    def event(self, happening: Happening, tokens: Collection[int]) -> tuple[Event | None, str]:
        """Give the field's code, its mode sharpened by the weapon that the clause names."""
        row = happening.row
        if row.type is None:
            return None, "event.none-fits"
        if row.mode is None and row.type == "ASSAULT":
            for noun in self.hits:
                sharper = noun.row.type == "ASSAULT" and noun.row.mode is not None
                if sharper and noun.row.part is Part.NOUN and noun.first in tokens:
                    return Event(type=row.type, mode=noun.row.mode), "event.noun-beside"
            for weapon in self.view.things:
                if weapon.row.mode is not None and weapon.first in tokens:
                    return Event(type=row.type, mode=weapon.row.mode), "event.weapon"
        return Event(type=row.type, mode=row.mode), "event.word"

    def is_carried(self, happening: Happening) -> bool:
        """Tell whether an event noun's verb says that it took place."""
        view = self.view
        inside = range(happening.first, happening.last)
        verbs = (view.tokens[i].head for i in inside if view.tokens[i].head not in inside)
        verb = next(verbs, view.tokens[happening.at].head)
        phrase = view.lowers[verb : verb + 3]
        return any(
            hit.first == 0 for hit in view.codebook.carrier_words.find(phrase)
        ) and view.is_verb(verb)
