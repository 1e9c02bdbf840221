"""Who did it, where people were hurt *in* or *by* somebody's deed: "died in army shelling"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vaglio.codebook.rows import Part
from vaglio.extract._happenings import Happenings
from vaglio.extract._parties import Parties
from vaglio.extract._view import View
from vaglio.model.claim import Actor

_IN = frozenset({"in", "by", "from", "during", "to", "under"})
_OWING = frozenset({"due", "because", "owing"})
_LEFT = frozenset({"left", "leaves", "leave", "leaving"})
_WHEN = frozenset({"when", "as", "after"})
_BEFORE_NOUN = ("compound", "amod", "nmod", "poss", "nsubj")


class DoersBehind:
    """Find who is behind a count of the harmed that names nobody as its subject."""

    def __init__(self, view: View, parties: Parties, happenings: Happenings) -> None:
        """Look at one sentence."""
        self.view = view
        self.parties = parties
        self.happenings = happenings
        self.nouns = {
            hit.last - 1
            for hit in happenings.hits
            if hit.row.part is Part.NOUN and hit.row.type == "ASSAULT"
        }

    def of(self, heads: Collection[int]) -> tuple[Actor, ...]:
        """Name who shelled, fired or attacked where the people of some words were hurt."""
        for head in heads:
            for found in self._of_word(head):
                if found:
                    return found
        return ()

    def _of_word(self, head: int) -> Iterator[tuple[Actor, ...]]:
        """Try every way in which a deed hangs on a word of harm."""
        view = self.view
        for prep in view.with_dep(head, "prep", "agent", "acomp"):
            if view.lowers[prep] in _IN | _OWING:
                for inner in (prep, *view.with_dep(prep, "pcomp", "prep")):
                    for deed in view.with_dep(inner, "pobj", "pcomp"):
                        yield self._of_deed(deed)
        for clause in view.with_dep(head, "advcl"):
            if self._is_assault(clause) and self._is_when(clause):
                yield self.parties.of_verb(clause)
        yield from self._that_left(head)

    def _that_left(self, head: int) -> Iterator[tuple[Actor, ...]]:
        """Try what "left" people dead: "army shelling left two dead"."""
        view = self.view
        for verb in (head, view.tokens[head].head, view.clause_of(head)):
            if view.lowers[verb] in _LEFT:
                subject = view.subject(verb)
                if view.tokens[verb].dep == "relcl":
                    subject = view.tokens[verb].head
                for deed in view.conjuncts(subject) if subject is not None else ():
                    yield self._of_deed(deed)

    def _of_deed(self, deed: int) -> tuple[Actor, ...]:
        """Name whose deed a noun is: "police firing", "Russian shells"."""
        view = self.view
        if deed + 1 < len(view) and view.tag(deed + 1) == "VBG" and self._is_assault(deed + 1):
            return self.parties.named(deed)
        weapon = any(
            hit.last - 1 == deed and hit.row.thing in ("weapon", "violence") for hit in view.things
        )
        if deed not in self.nouns and not weapon and not self._is_assault(deed):
            return ()
        return self.parties.of_noun(deed) or next(
            (
                found
                for at in view.with_dep(deed, *_BEFORE_NOUN)
                if at < deed and (found := self.parties.named(at))
            ),
            (),
        )

    def _is_assault(self, at: int) -> bool:
        """Tell whether a verb, or a noun made of one, is a word of assault."""
        if not self.view.is_verb(at) and not self.view.lowers[at].endswith("ing"):
            return False
        rows = self.view.codebook.event_words.rows(self.view.lowers[at])
        opened = any(h.first == at and h.row.type == "ASSAULT" for h in self.view.events)
        return opened or any(row.type == "ASSAULT" for row in rows)

    def _is_when(self, clause: int) -> bool:
        """Tell whether a clause says during what people were hurt."""
        view = self.view
        return any(view.lowers[i] in _WHEN for i in view.with_dep(clause, "mark", "advmod"))
