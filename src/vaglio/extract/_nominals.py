"""Event nouns that tell a thing of their own: "following the death of two"."""

from __future__ import annotations

from collections.abc import Collection

from vaglio.codebook.rows import Part
from vaglio.extract._clauses import Clause, clauses_of
from vaglio.extract._draft import Draft
from vaglio.extract._fields import Fields
from vaglio.extract._happenings import CHAINED, Happening
from vaglio.extract._view import View
from vaglio.extract._when import after_main, before_main, date_of
from vaglio.model.claim import (
    Kind,
    Speaker,
    Stance,
)

_AFTER = frozenset({"following", "after"})
_BEFORE = frozenset({"before", "ahead"})


def publisher_draft(view: View, publisher: Speaker, first: int, last: int, clause: Clause) -> Draft:
    """Begin a claim in the report's own voice."""
    draft = Draft(
        view=view,
        first=first,
        last=last,
        speaker=publisher,
        stance=Stance.STATES,
        head=clause.head,
        tokens=clause.tokens,
    )
    draft.fire("speaker.publisher", "nobody else is named: the report says it itself")
    return draft


class Nominals:
    """Make claims of the event nouns of one sentence."""

    def __init__(self, view: View, fields: Fields, publisher: Speaker) -> None:
        """Look at one sentence."""
        self.view = view
        self.fields = fields
        self.publisher = publisher

    def of_clause(
        self, clause: Clause, tokens: Collection[int]
    ) -> list[tuple[Draft, frozenset[int]]]:
        """Make claims of event nouns that tell a thing of their own: "after the death of two"."""
        made: list[tuple[Draft, frozenset[int]]] = []
        for happening in self.fields.happenings.of_clause(clause.head, tokens):
            at = happening.at
            if happening.row.part is not Part.NOUN or any(at in used for _, used in made):
                continue
            below = [i for i in self.view.subtree(at) if not self._in_relative(i, at)]
            used = frozenset(below) & frozenset(tokens)
            relation = self._relation(at)
            if not self._stands_alone(happening, used, relation):
                continue
            first, last = self.view.trim(min(below), max(below) + 1)
            draft = publisher_draft(
                self.view, self.publisher, first, last, Clause(head=at, tokens=used)
            )
            self.fields.fill(draft, fixed=None)
            self._relate(draft, clause.head, relation)
            made.append((draft, used))
        return made

    def _in_relative(self, at: int, top: int) -> bool:
        """Tell whether a token stands in a relative clause below a noun."""
        view = self.view
        while at != top:
            if view.tokens[at].dep == "relcl":
                return True
            at = view.tokens[at].head
        return False

    def _relation(self, at: int) -> str | None:
        """Give the preposition that puts an event noun before, after or beside the clause."""
        view = self.view
        head = view.tokens[at].head
        if view.tokens[at].dep in ("pobj", "dobj") and view.lowers[head] in _AFTER | _BEFORE:
            return view.lowers[head]
        if view.tokens[at].dep == "pobj" and view.lowers[head] == "of":
            above = view.tokens[head].head
            if view.lowers[above] in ("part", "ahead"):
                return view.lowers[above]
        return None

    def _stands_alone(
        self, happening: Happening, used: frozenset[int], relation: str | None
    ) -> bool:
        """Tell whether an event noun says enough to be a claim: a toll, a date, new news."""
        if self.fields.tolls_in(used):
            return relation is not None
        if happening.rank <= CHAINED:
            return False
        first = min(used)
        if self.view.is_dated(used):
            deal = happening.row.kind is Kind.AGREEMENT
            return relation is not None or deal or self.view.lowers[first] in ("a", "an")
        return relation is not None and self.view.lowers[first] in ("a", "an", "another")

    def _relate(self, draft: Draft, main: int, relation: str | None) -> None:
        """Date an event noun by the clause it hangs on."""
        if draft.when is not None or relation is None:
            return
        found = date_of(self.view, head=main, tokens=clauses_tokens(self.view, main))
        if found is None:
            return
        mention, _ = found
        toward = draft.last - 1 < mention.first <= draft.last + 1
        if toward:
            draft.when = mention.when
            draft.last = max(draft.last, mention.last)
            draft.fire("date.beside", "the date stands beside it", at=(mention.first, mention.last))
        elif relation in _AFTER:
            draft.when = before_main(mention)
            draft.fire(
                "date.before-main", "it came before what is dated", at=(mention.first, mention.last)
            )
        elif relation in _BEFORE:
            draft.when = after_main(mention)
            draft.fire(
                "date.after-main", "it came after what is dated", at=(mention.first, mention.last)
            )


def clauses_tokens(view: View, head: int) -> frozenset[int]:
    """Give the own tokens of the clause with a head; all of the sentence where it has none."""
    for clause in clauses_of(view):
        if clause.head == head:
            return clause.tokens
    return frozenset(range(len(view)))
