"""What a deal obliges its parties to: "under the deal, X will leave and Y will free ..."."""

from __future__ import annotations

from collections.abc import Collection

from vaglio.codebook.rows import Part
from vaglio.extract._commitments import split_terms
from vaglio.extract._names import Names
from vaglio.extract._speakers import History
from vaglio.extract._view import SUBJECTS, View
from vaglio.model.claim import Actor, Commitment, Kind
from vaglio.model.span import Span

_UNDER = (
    ("under",),
    ("as", "part", "of"),
    ("in", "line", "with"),
    ("in", "accordance", "with"),
    ("by", "the", "terms", "of"),
)
"""What leads to the deal by which somebody is bound."""

_BOUND = frozenset({"will", "must", "shall", "'ll", "’ll"})
_MAY_BE_BOUND = frozenset({"would", "should"})
"""Modals that bind under the deal; under a deal, which is none yet, they only imagine."""

_IMAGINED = frozenset({"a", "an", "any", "proposed", "draft", "possible", "potential", "proposal"})
_OBLIGES = frozenset(
    "requires required obliges obliged commits committed binds bound calls called provides "
    "provided".split()
)
"""Verbs of a deal after which "X to Y" says what X owes: "the pact requires X to leave"."""

_TO = frozenset({"to"})
_JOINS = frozenset({"and", ",", "for", ";"})
_CEASING = frozenset({"ceasefire", "truce", "armistice", "hostilities", "cease"})
_BETWEEN = 4
"""How many words may stand between "under" and the deal."""


class Obligations:
    """Know what the deals of one sentence oblige to."""

    def __init__(self, view: View, names: Names, history: History) -> None:
        """Find the deals, and from where on the words stand under one."""
        self.view = view
        self.names = names
        self.history = history
        self.deals = [
            (hit.first, hit.last)
            for hit in view.events
            if hit.row.kind is Kind.AGREEMENT and hit.row.part is Part.NOUN
        ]
        self._begins, self._binds = self._frame() if self.deals else (None, frozenset())

    def speaks(self, span: Span | None) -> bool:
        """Tell whether a speaker is a deal that obliges: it is what is told, and tells nothing."""
        if self._binds is not _TO or span is None:
            return False
        ends = {self.view.tokens[last - 1].end for _, last in self.deals}
        return span.end in ends

    def covers(self, at: int) -> bool:
        """Tell whether a word stands in what a deal obliges to."""
        return self._begins is not None and at >= self._begins

    def binds(self, tokens: Collection[int]) -> bool:
        """Tell whether somebody is bound by some tokens."""
        return self._begins is not None and any(
            at >= self._begins and self._is_bound(at) for at in tokens
        )

    def of(self, tokens: Collection[int]) -> tuple[list[Commitment], list[Actor]]:
        """List what is owed by the words of one claim, and by whom; nothing where no deal binds."""
        if self._begins is None:
            return [], []
        modals = [at for at in range(self._begins, len(self.view)) if self._is_bound(at)]
        if not any(at in tokens for at in modals):
            return [], []
        edge = max(tokens) + 1
        starts = [self._left(modal) for modal in modals]
        owed: list[Commitment] = []
        debtors: list[Actor] = []
        for modal, start, end in zip(modals, starts, [*starts[1:], edge], strict=True):
            if modal not in tokens:
                continue
            who = self._debtors(modal)
            debtors += who
            names = [each.name for each in who]
            first = modal + 1 if who else start
            last = min(end, edge)
            while last > first + 1 and self.view.lowers[last - 1] in _JOINS:
                last -= 1
            owed += split_terms(self.view, first=first, last=last, debtors=names, ahead=True)
        return owed, debtors

    def ceasefire(self, tokens: Collection[int]) -> tuple[int, int] | None:
        """Give the words of a ceasefire among some tokens: each of its parties owes it."""
        for first, last in self.deals:
            if first in tokens and _CEASING & set(self.view.lowers[first:last]):
                return first, last
        return None

    def _debtors(self, modal: int) -> tuple[Actor, ...]:
        """Name who is bound by a modal: nobody by "40 prisoners will be freed"."""
        view = self.view
        head = self._subject(modal)
        passive = view.with_dep(view.tokens[modal].head, "nsubjpass", "auxpass")
        if head is None or passive:
            return ()
        joined = self._joined(head)
        who = self.history.party(self.names, joined)
        if who and (joined == head or len(who) > 1):
            return who
        return (self.names.actor(head),) if view.is_noun(head) else ()

    def _joined(self, head: int) -> int:
        """Give the first of several subjects: "Orlia and the council will"."""
        view = self.view
        above = view.tokens[head].head
        both = view.tokens[head].dep == "conj" and view.tokens[above].dep in SUBJECTS
        return above if both else head

    def _subject(self, modal: int) -> int | None:
        """Give the head of what stands before a modal; the words decide, not the parse."""
        at = modal - 1
        while at >= 0 and self.view.tag(at) == "RB":
            at -= 1
        return at if at >= 0 and self.view.tag(at)[:2] in ("NN", "PR") else None

    def _left(self, modal: int) -> int:
        """Give the first word of what stands before a modal."""
        head = self._subject(modal)
        if head is None:
            return modal
        return self.view.phrase(self._joined(head))[0]

    def _obliging(self) -> int | None:
        """Find the verb by which a deal obliges: "the pact requires X to leave"."""
        view = self.view
        ends = {last - 1 for _, last in self.deals}
        for at in range(len(view)):
            if view.lowers[at] in _OBLIGES and view.child(at, ("nsubj",)) in ends:
                return at
        return None

    def _is_bound(self, at: int) -> bool:
        """Tell whether a word is a modal, or "to", by which the deal binds somebody."""
        view = self.view
        if self._binds is _TO:
            verb = at + 1 < len(view) and view.tag(at + 1) == "VB"
            return verb and view.lowers[at] == "to" and view.is_noun(at - 1)
        return view.tag(at) == "MD" and view.lowers[at] in self._binds

    def _frame(self) -> tuple[int | None, frozenset[str]]:
        """Find "under the deal" or "a deal under which": where it ends, and what binds then."""
        view = self.view
        obliging = self._obliging()
        if obliging is not None:
            return obliging + 1, _TO
        for at in range(len(view)):
            for words in _UNDER:
                after = at + len(words)
                if tuple(view.lowers[at:after]) != words or after >= len(view):
                    continue
                if view.lowers[after] in ("which", "whose") and any(d[1] <= at for d in self.deals):
                    return after + 1, _BOUND | _MAY_BE_BOUND
                deal = next((d for d in self.deals if after <= d[0] <= after + _BETWEEN), None)
                if deal is not None:
                    imagined = _IMAGINED & set(view.lowers[after : deal[1]])
                    begins = 0 if at else deal[1]
                    return begins, (_BOUND if imagined else _BOUND | _MAY_BE_BOUND)
        return None, frozenset()
