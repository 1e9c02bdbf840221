"""Which phrase a word of harm counts: its subject, its object, itself."""

from __future__ import annotations

from vaglio.codebook import Hit
from vaglio.codebook.rows import Counts, HarmRow, Part
from vaglio.extract._names import Names
from vaglio.extract._toll_before import head_before
from vaglio.extract._toll_lists import listed
from vaglio.extract._toll_phrases import Phrases
from vaglio.extract._view import View

_NEAR = 2
"""How many words after a noun of harm "to" may name whom it was done to."""


class Heads:
    """Find the head words of the phrases that a word of harm counts."""

    def __init__(self, view: View, names: Names, phrases: Phrases) -> None:
        """Look at one sentence."""
        self.view = view
        self.names = names
        self.phrases = phrases

    def fits(self, hit: Hit[HarmRow]) -> bool:
        """Tell whether a word of harm has the part of speech that its row names."""
        if hit.row.word == "death" and self.view.lowers[max(0, hit.first - 1)] == "to":
            return False  # "sentenced to death"
        if Counts.FIGURE in hit.row.counts and self.view.part_of(hit.first) is Part.NOUN:
            return True  # "the number of people killed"
        part = self.view.part_of(hit.last - 1 if hit.row.part is Part.NOUN else hit.first)
        if hit.row.part is Part.VERB:
            return part is Part.VERB or (part is Part.ADJECTIVE and hit.last - hit.first == 1)
        if hit.row.part is Part.ADJECTIVE:
            return part in (Part.ADJECTIVE, Part.NOUN, Part.ADVERB) or self.view.tag(hit.first) in (
                "VBN",
                "VBG",
            )
        return part is Part.NOUN

    def heads(self, hit: Hit[HarmRow], where: Counts) -> list[int]:
        """Give the heads of the phrases that a word of harm counts."""
        view = self.view
        at = hit.last - 1 if hit.row.part is Part.NOUN else hit.first
        if where is Counts.SUBJECT:
            head = view.subject(at)
            if head is None and hit.row.part is Part.ADJECTIVE:
                head = view.subject(view.tokens[at].head)
        elif where is Counts.OBJECT:
            head = self._object(at)
        elif where is Counts.OF:
            head = self._of(at)
        else:
            head = self._itself(hit, at)
        left = self._left(at)
        if left is not None and left != head:
            return [i for i in (left, head) if i is not None]
        if head is None:
            return []
        if where in (Counts.OBJECT, Counts.SUBJECT):
            along = self._along_with(at, head)
            if along is not None:
                return [head, along]
        if head == at and hit.row.part is Part.NOUN:
            return [head]  # "four bodies and six survivors"
        others = listed(view, at, head, counts=self.phrases.quantity_of)
        others = others or view.conjuncts(head)[1:]
        return [head, *[i for i in others if self._same_kind(i, at)]]

    def _of(self, noun: int) -> int | None:
        """Find whom a noun of harm is of: "the death of ten", "caused injuries to ten"."""
        view = self.view
        preps = view.with_dep(noun, "prep")
        if noun + 1 in view.with_dep(view.tokens[noun].head, "prep"):
            preps.append(noun + 1)
        for prep in preps:
            near = view.lowers[prep] in ("to", "among") and prep - noun <= _NEAR
            if view.lowers[prep] == "of" or near:
                return view.child(prep, ("pobj",))
        return None

    def _left(self, harm: int) -> int | None:
        """Find whom a verb left harmed: "left eight villagers, two women among them, injured"."""
        view = self.view
        token = view.tokens[harm]
        if token.dep not in ("advcl", "ccomp", "oprd", "xcomp", "acomp"):
            return None
        if not view.lowers[token.head].startswith(("left", "leav")) or token.head > harm:
            return None
        if view.child(harm, ("nsubj", "nsubjpass")) is not None and view.is_finite(harm):
            return None
        return view.child(token.head, ("dobj",))

    def _along_with(self, verb: int, head: int) -> int | None:
        """Find who was harmed together: "was shot along with two of her aides"."""
        view = self.view
        for prep in (*view.with_dep(verb, "prep"), *view.with_dep(head, "prep")):
            if prep > verb and view.lowers[prep] in ("with", "alongside"):
                inner = view.child(prep, ("pobj",))
                counted = inner is not None and view.child(inner, ("nummod",)) is not None
                if inner in self.phrases.by_token or (counted and inner in self.names.people):
                    return inner
        return None

    def _same_kind(self, other: int, harm: int) -> bool:
        """Tell whether a coordinated phrase counts people too, and has no harm of its own."""
        view = self.view
        harmed = {hit.last - 1 for hit in view.harms if self.fits(hit)}
        below = {
            inner for prep in view.with_dep(other, "prep") for inner in view.with_dep(prep, "pobj")
        }
        if other in harmed or below & harmed or view.is_verb(other):
            return False
        if other < harm:
            return True
        after = view.phrase(other)[1]
        opens = after < len(view) and view.tag(after) in ("VBD", "VBP", "VBZ", "MD")
        return not opens or view.is_under(after, other)

    def _object(self, verb: int) -> int | None:
        """Find whom a verb of harm acts on."""
        view = self.view
        token = view.tokens[verb]
        if token.tag == "VBN":
            before = head_before(view, self.names, self.phrases, verb)
            if before is not None:
                return before
        found = view.child(verb, ("nsubjpass",))
        if found is None:
            found = view.child(verb, ("dobj",))
        if found is not None:
            return found
        if token.tag == "VBN" and token.dep in ("acl", "relcl", "amod"):
            if view.is_noun(token.head):
                return token.head
        if token.tag == "VBN":
            return self._of_participle(verb) or self._shared_object(verb)
        if token.tag == "VBD" and self._is_headline(verb):
            return self._shared_object(verb) or view.child(verb, ("nsubj",))
        return self._shared_object(verb)

    def _of_participle(self, verb: int) -> int | None:
        """Find the subject of a participle, its own or that of the verb it is joined to."""
        view = self.view
        token = view.tokens[verb]
        own = view.child(verb, ("nsubj", "nsubjpass"))
        if own is not None or token.dep != "conj":
            return own
        if view.child(token.head, ("auxpass",)) is None or self.phrases.number_before(verb):
            return None
        return view.child(token.head, ("nsubjpass",))

    def _shared_object(self, verb: int) -> int | None:
        """Find an object that stands behind another verb or word: "shot dead four men"."""
        view = self.view
        for i in view.with_dep(verb, "conj"):
            shared = view.child(i, ("dobj",))
            if shared is not None and i - verb <= 3:
                return shared
        for i in view.children[verb]:
            if view.lowers[i] in ("dead", "down"):
                held = view.child(i, ("dobj", "nsubj"))
                if held is not None:
                    return held
        return None

    def _is_headline(self, verb: int) -> bool:
        """Tell whether a bare past form is a passive cut short: "Two guards killed at the dam"."""
        view = self.view
        subject = view.child(verb, ("nsubj",))
        alone = view.child(verb, ("dobj", "aux", "auxpass", "ccomp")) is None
        return alone and subject is not None and self.phrases.counts_people(subject)

    def _itself(self, hit: Hit[HarmRow], at: int) -> int | None:
        """Find the phrase that names the harmed: "30 fatalities", "12 dead", "12 people dead"."""
        view = self.view
        token = view.tokens[at]
        if token.dep == "nsubj" and view.lowers[token.head].startswith("includ"):
            return view.child(token.head, ("dobj",))
        if hit.row.part is Part.NOUN:
            return at
        if view.is_noun(at) or view.child(at, ("nummod",)) is not None:
            return at
        before = at - 1
        if before >= 0 and (before + 1 in self.phrases.by_last or before in self.names.people):
            return before
        if token.dep in ("amod", "acl") and view.is_noun(token.head):
            return token.head
        if token.dep in ("oprd", "acomp", "ccomp", "xcomp", "advmod") and view.is_verb(token.head):
            return view.child(token.head, ("dobj",))
        return None
