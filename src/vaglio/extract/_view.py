"""A sentence with all that is known about its words: grammar, codebook, places, dates."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cached_property

from vaglio.codebook import Codebook, Hit
from vaglio.codebook.rows import (
    CueRow,
    EventRow,
    GroupRow,
    HarmRow,
    HedgeRow,
    Part,
    SpeakerRow,
    ThingRow,
)
from vaglio.extract._dates import DateMention
from vaglio.extract._places import PlaceMention
from vaglio.model.document import Sentence, Token
from vaglio.model.span import Span

CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "pcomp", "csubj", "xcomp", "conj"})
"""Dependencies that may begin a clause of their own."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
"""Dependencies of a subject."""

NP_PARTS = frozenset(
    {"det", "amod", "compound", "nmod", "nummod", "poss", "case", "quantmod", "predet", "advmod"}
    | {"punct", "npadvmod", "neg"}
)
"""What may stand before the head of a noun phrase and belong to it."""

_PARTS = {"VB": Part.VERB, "NN": Part.NOUN, "JJ": Part.ADJECTIVE, "RB": Part.ADVERB}
"""Part of speech by the first two letters of a Penn Treebank tag."""


class View:
    """Look at one sentence through the grammar and the codebook at once.

    Token ranges are half-open pairs of token indices.
    """

    def __init__(
        self,
        sentence: Sentence,
        *,
        index: int,
        text: str,
        codebook: Codebook,
        places: tuple[PlaceMention, ...],
        dates: tuple[DateMention, ...],
    ) -> None:
        """Index a sentence; codebook look-ups wait until they are asked for."""
        self.sentence = sentence
        self.index = index
        self.text = text
        self.codebook = codebook
        self.places = places
        self.dates = dates
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.lowers: list[str] = [token.lower for token in self.tokens]
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        self.children = children

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.tokens)

    @cached_property
    def cues(self) -> list[Hit[CueRow]]:
        """Words of saying."""
        return self.codebook.cue_words.find(self.lowers)

    @cached_property
    def events(self) -> list[Hit[EventRow]]:
        """Words that tell of events."""
        return self.codebook.event_words.find(self.lowers)

    @cached_property
    def things(self) -> list[Hit[ThingRow]]:
        """Nouns of things."""
        return self.codebook.thing_words.find(self.lowers)

    @cached_property
    def harms(self) -> list[Hit[HarmRow]]:
        """Words of harm."""
        return self.codebook.harm_words.find(self.lowers)

    @cached_property
    def groups(self) -> list[Hit[GroupRow]]:
        """Nouns for people counted."""
        return self.codebook.group_words.find(self.lowers)

    @cached_property
    def hedges(self) -> list[Hit[HedgeRow]]:
        """Words that say how a thing stands."""
        return self.codebook.hedge_words.find(self.lowers)

    @cached_property
    def speakers(self) -> list[Hit[SpeakerRow]]:
        """Nouns that can speak."""
        return self.codebook.speaker_words.find(self.lowers)

    @cached_property
    def provisional(self) -> bool:
        """Whether the sentence says that its figures may change."""
        return bool(self.codebook.provisional_words.find(self.lowers))

    def in_place(self, at: int) -> bool:
        """Tell whether a token stands in a place's name."""
        return any(mention.first <= at < mention.last for mention in self.places)

    def is_dated(self, tokens: Container[int]) -> bool:
        """Tell whether a date that gives a day or more begins among these tokens."""
        return any(mention.first in tokens and mention.is_known for mention in self.dates)

    def child(self, head: int, deps: Iterable[str]) -> int | None:
        """Give the first child with one of these dependencies."""
        wanted = frozenset(deps)
        return next((i for i in self.children[head] if self.tokens[i].dep in wanted), None)

    def with_dep(self, head: int, *deps: str) -> list[int]:
        """Give the children with one of these dependencies."""
        return [i for i in self.children[head] if self.tokens[i].dep in deps]

    def subtree(self, head: int, *, without: Iterable[int] = ()) -> list[int]:
        """List a token and all below it, in order, less the branches named."""
        barred = set(without)
        found, waiting = [], [head]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting += [child for child in self.children[at] if child not in barred]
        return sorted(found)

    def above(self, at: int) -> Iterator[int]:
        """Climb from a token's head to the root."""
        while self.tokens[at].head != at:
            at = self.tokens[at].head
            yield at

    def is_under(self, at: int, top: int) -> bool:
        """Tell whether a token is the top itself or somewhere below it."""
        return at == top or any(head == top for head in self.above(at))

    def tag(self, at: int) -> str:
        """Give a token's part of speech."""
        return self.tokens[at].tag

    def is_verb(self, at: int) -> bool:
        """Tell whether a token is a verb."""
        return self.tokens[at].tag.startswith("VB")

    def is_noun(self, at: int) -> bool:
        """Tell whether a token is a noun or name."""
        return self.tokens[at].tag.startswith("NN")

    def is_finite(self, at: int) -> bool:
        """Tell whether a verb has tense, by itself or through its auxiliary."""
        if self.tokens[at].tag in ("VBD", "VBZ", "VBP"):
            return True
        return any(
            self.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD")
            for i in self.with_dep(at, "aux", "auxpass")
        )

    def clause_of(self, at: int) -> int:
        """Give the verb (or other head) of the clause in which a token stands."""
        token = self.tokens[at]
        while True:
            if token.dep in CLAUSES and (
                token.tag.startswith("VB")
                or token.dep == "ROOT"
                or self.child(token.index, SUBJECTS) is not None
            ):
                return token.index
            if token.head == token.index:
                return token.index
            token = self.tokens[token.head]

    def subject(self, verb: int) -> int | None:
        """Give the subject of a verb, shared or controlled from above where it has none."""
        found = self.child(verb, ("nsubj", "nsubjpass"))
        if found is not None:
            return found
        token = self.tokens[verb]
        if token.head == verb:
            return None
        if token.dep == "conj" and self.is_verb(token.head):
            return self.subject(token.head)
        if token.dep in ("xcomp", "advcl", "ccomp") and not self.is_finite(verb):
            held = self.child(token.head, ("dobj",))
            if held is not None and held < verb and token.dep != "advcl":
                return held
            if held is not None and held < verb and self.lowers[verb - 1] == "to":
                return held
            return self.subject(token.head)
        if token.dep in ("acl", "relcl"):
            return token.head
        return None

    def phrase(self, head: int) -> tuple[int, int]:
        """Give the noun phrase of a head: its modifiers before it and `of` after it."""
        first = self._left_edge(head)
        last = head + 1
        for child in self.children[head]:
            token = self.tokens[child]
            if child != last or token.dep != "prep" or token.lower not in ("of", "for"):
                continue
            inner = self.child(child, ("pobj",))
            if inner is None:
                continue
            if self.lowers[head].startswith("spokes"):
                last = max(last, self.phrase(inner)[1])
            named = self.tag(head) in ("NNP", "NNPS") and self.tag(inner) in ("NNP", "NNPS")
            if token.lower == "of" or named:
                last = max(last, self.phrase(inner)[1])
        while first < head and self.tokens[first].dep == "punct":
            first += 1
        return first, last

    def _left_edge(self, head: int) -> int:
        """Give the first token of a noun phrase, walking left without a gap."""
        belongs = set()
        waiting = [head]
        while waiting:
            at = waiting.pop()
            belongs.add(at)
            waiting += [
                child
                for child in self.children[at]
                if child < head and (self.tokens[child].dep in NP_PARTS or at != head)
            ]
        first = head
        while first - 1 in belongs:
            first -= 1
        return first

    def conjuncts(self, head: int) -> list[int]:
        """List a head and everything coordinated with it."""
        found, waiting = [], [head]
        while waiting:
            at = waiting.pop(0)
            found.append(at)
            waiting += [i for i in self.with_dep(at, "conj") if i > at]
        return found

    def span(self, first: int, last: int) -> Span:
        """Turn a token range into a span of the document."""
        return Span(start=self.tokens[first].start, end=self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """Give the text of a token range as written."""
        return self.span(first, last).of(self.text)

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Drop punctuation and conjunctions from both ends of a range."""
        while first < last - 1 and (self._is_edge(first) or self._is_clock(first)):
            first += 1
        while last - 1 > first and self._is_edge(last - 1, at_end=True):
            last -= 1
        return first, last

    def _is_clock(self, at: int) -> bool:
        """Tell whether a token is a time of the clock before a live entry: "17:45"."""
        text = self.tokens[at].text
        return (
            self.tag(at) == "CD"
            and ":" in text
            and at + 1 < len(self)
            and (self.tokens[at + 1].text[:1].isupper())
        )

    def _is_edge(self, at: int, *, at_end: bool = False) -> bool:
        """Tell whether a token says nothing at the edge of a range."""
        token = self.tokens[at]
        if at_end and token.lower in ("”", '"', "’", "'", ")", "]", "%"):
            return False
        if not at_end and token.lower in ("“", '"', "‘", "(", "[", "$"):
            return False
        if token.dep == "punct" and not any(c.isalnum() for c in token.text):
            return True
        if not at_end and token.lower in ("while", "whereas", "although", "though", "because"):
            return True
        return token.lower in (",", ".", ";", ":", "–", "—", "-", "and", "but", "or", "…")

    def part_of(self, at: int) -> Part | None:
        """Give the part of speech that the model saw, in the codebook's words."""
        return _PARTS.get(self.tokens[at].tag[:2])
