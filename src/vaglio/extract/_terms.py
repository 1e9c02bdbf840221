"""The commitments of a claim: what its words say that a party takes upon itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from vaglio.codebook.act_rows import Role
from vaglio.codebook.rows import Part
from vaglio.extract._act_codes import HOSTILE
from vaglio.extract._commitments import split_terms, term_of, terms_after, tokens_of
from vaglio.extract._draft import Draft
from vaglio.extract._happenings import Happening
from vaglio.extract._names import Names
from vaglio.extract._owed import Obligations
from vaglio.extract._speakers import History
from vaglio.extract._view import View
from vaglio.extract._when import date_of
from vaglio.model.claim import Actor, Commitment, Event, Harm, Kind, Reality
from vaglio.model.span import Span

_MADE = frozenset({Reality.HAPPENED, Reality.ONGOING, Reality.PLANNED})
_DEED = frozenset({Kind.STATEMENT, Kind.INCIDENT, Kind.ACCESS, Kind.COMMITMENT})
"""Kinds of what may be promised; what is promised to talks and votes stays with them."""


class Terms:
    """Set what is owed by the claims of one sentence."""

    def __init__(self, view: View, names: Names, history: History) -> None:
        """Look at one sentence with what was named before it."""
        self.view = view
        self.obligations = Obligations(view, names, history)

    def fill(self, draft: Draft, happening: Happening | None) -> None:
        """Set what is owed: under a deal that is named, by agreeing, or by a ceasefire."""
        if _is_of_harm(draft) or draft.reality is Reality.DENIED:
            return
        owed, debtors = self.obligations.of(draft.tokens)
        if owed:
            draft.actors = tuple(debtors) or draft.actors
            self._bind(draft, owed, "commitment.under-deal", "the deal that is named binds to it")
            draft.event = Event(type="AGREE")
            return
        if happening is None or not draft.actors:
            return
        if happening.row.type == "AGREE" and happening.row.kind is Kind.AGREEMENT:
            self._agreed_to(draft, happening)
        if draft.kind is Kind.AGREEMENT and draft.reality in _MADE:
            self._ceasefire(draft)

    def tells_of_owed(self, happening: Happening, tokens: Collection[int]) -> bool:
        """Tell whether a deal is said to be kept or broken: "violated the ceasefire"."""
        view = self.view
        row = happening.row
        deals = [deal for deal in self.obligations.deals if deal[0] in tokens]
        if row.part is Part.NOUN:
            verb = view.tokens[happening.at].head
            return row.kind is Kind.AGREEMENT and view.is_verb(verb) and self._breaks(verb)
        if row.kind is Kind.COMMITMENT and not row.needs:
            return True
        breaks = "agreement" in row.needs and self._breaks(happening.at)
        return (breaks or row.kind is Kind.COMMITMENT) and any(
            deal[0] > happening.first for deal in deals
        )

    def _breaks(self, verb: int) -> bool:
        """Tell whether a verb breaks what it takes, by the codebook's acts."""
        rows = self.view.codebook.act_words.rows(self.view.lowers[verb])
        return any(row.role is Role.BREAK and row.part is Part.VERB for row in rows)

    def promise(self, draft: Draft, content: tuple[int, int], *, to: tuple[Actor, ...]) -> None:
        """Set what a speaker promises; a promise of violence is a threat and binds to nothing."""
        if draft.kind not in _DEED or draft.commitments:
            return
        if _is_of_harm(draft) or (draft.event is not None and draft.event.type in HOSTILE):
            return
        owed = split_terms(
            self.view,
            first=content[0],
            last=content[1],
            debtors=[draft.speaker.name],
            ahead=True,
        )
        self._bind(draft, owed, "commitment.promise", "a promise binds its speaker")
        draft.targets = to

    def _agreed_to(self, draft: Draft, happening: Happening) -> None:
        """Set what follows "agreed to"."""
        if happening.row.part is not Part.VERB or happening.first not in draft.tokens:
            return
        terms = terms_after(self.view, happening.first, last=max(draft.tokens) + 1)
        if terms is None or draft.kind is Kind.NEGOTIATION:
            return
        owed = split_terms(self.view, first=terms[0], last=terms[1], debtors=_names_of(draft))
        self._bind(draft, owed, "commitment.agreed-to", "a party agreed to it")

    def _ceasefire(self, draft: Draft) -> None:
        """Set that who is party to a ceasefire owes it."""
        words = self.obligations.ceasefire(draft.tokens)
        if words is None:
            return
        draft.commitments = tuple(
            term_of(self.view, *words, debtor=name) for name in _names_of(draft)
        )
        draft.fire("commitment.ceasefire", "its parties owe a ceasefire", at=words)

    def _bind(self, draft: Draft, owed: Sequence[Commitment], rule: str, why: str) -> None:
        """Make a claim one of what is owed; the day and place of the terms are not its own."""
        draft.commitments = tuple(owed)
        draft.kind = Kind.COMMITMENT
        draft.tolls = ()
        draft.targets = ()
        if draft.reality in _MADE or rule == "commitment.under-deal":
            draft.reality = Reality.PLANNED
        taken = tokens_of(self.view, owed)
        draft.where = tuple(
            place for place in draft.where if not self._stands_in(place.span, taken | self._names)
        )
        if draft.when is not None and self._stands_in(draft.when.span, taken):
            own = draft.tokens - taken
            found = date_of(self.view, head=draft.head, tokens=own) if own else None
            draft.when = found[0].when if found is not None else None
        at = min(taken), max(taken) + 1
        draft.fire(rule, why, at=at)

    def _stands_in(self, span: Span, tokens: Collection[int]) -> bool:
        """Tell whether words stand among some tokens."""
        return any(
            token.index in tokens and span.start <= token.start < span.end
            for token in self.view.tokens
        )

    @cached_property
    def _names(self) -> set[int]:
        """The places within the names of deals: "the Doha agreement" was not made there."""
        view = self.view
        ends = {last - 1 for _, last in self.obligations.deals}
        return {
            at
            for place in view.places
            for at in range(place.first, place.last)
            if view.tokens[place.last - 1].head in ends
            and view.tokens[place.last - 1].dep in ("compound", "nmod", "amod", "poss")
        }


def _is_of_harm(draft: Draft) -> bool:
    """Tell whether people were hurt by what a claim tells; captives may be promised freedom."""
    return any(toll.harm not in (Harm.DETAINED, Harm.CAPTURED) for toll in draft.tolls)


def _names_of(draft: Draft) -> list[str]:
    """Name who is bound, each once."""
    return list(dict.fromkeys(actor.name for actor in draft.actors))
