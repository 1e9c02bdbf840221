"""What is owed under a deal, and by when: "agreed to X as well as Y" is two commitments."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from vaglio.extract._date_types import DateMention, Edge
from vaglio.extract._view import View
from vaglio.model.claim import Commitment

_OPENERS = frozenset({"the", "a", "an", "to", "its", "their", "his", "her", "all", "any"})
_SAYS_LITTLE = frozenset({"the", "to", "a", "an", "that", "would", "will"})
"""Words that may open a term and say nothing of what is owed."""

_DEADLINES = frozenset({Edge.BY, Edge.BEFORE})
_DAYS = _DEADLINES | {Edge.ON, Edge.DURING}


_LONGEST_NAME = 6


def terms_after(view: View, verb: int, *, last: int) -> tuple[int, int] | None:
    """Give the range of what is agreed to: what follows "to" after the verb."""
    for at in range(verb + 1, min(verb + 4, last)):
        if view.lowers[at] == "to" and at + 1 < last:
            return at + 1, last
    return None


def split_terms(
    view: View, *, first: int, last: int, debtors: Sequence[str | None], ahead: bool = False
) -> tuple[Commitment, ...]:
    """Cut the terms where a coordination begins a new one: "..., and the", "as well as to".

    Args:
        view: The sentence.
        first: Where the terms begin.
        last: After their last token.
        debtors: Who owes them; each owes every one.
        ahead: Whether the words look ahead, so that any day in them is a due day.
    """
    found = []
    start = first
    at = first
    while at < last:
        length = _coordinator(view, at, last)
        if length and at > start:
            found.append((start, at))
            start = at + length
            at = start
        at += 1
    found.append((start, last))
    terms = []
    for begin, end in found:
        other = _other_debtor(view, begin, end) if begin > first else None
        who = [view.words(begin, other)] if other is not None else (debtors or [None])
        start = other if other is not None else begin
        terms += [term_of(view, start, end, debtor=debtor, ahead=ahead) for debtor in who]
    return tuple(terms)


def _other_debtor(view: View, first: int, last: int) -> int | None:
    """Find "to" after another debtor: "..., and the rebels to leave"; None where none is named."""
    for at in range(first + 1, min(first + _LONGEST_NAME, last - 1)):
        if view.lowers[at] == "to" and view.tag(at + 1) == "VB" and view.lowers[at + 1] != "be":
            named = all(view.tag(i)[:2] in ("DT", "JJ", "NN", "CD") for i in range(first, at))
            return at if named and view.is_noun(at - 1) else None
    return None


def term_of(
    view: View, first: int, last: int, *, debtor: str | None, ahead: bool = False
) -> Commitment:
    """Make one commitment of its words; a due day at their end is no part of what is owed."""
    due = _due(view, first, last, ahead=ahead)
    if due is not None and due.last >= view.trim(first, last)[1] and due.first > first:
        last = due.first
    elif due is not None and due.first <= first and due.last < last:
        first = due.last
    first, last = view.trim(first, last)
    while first < last - 1 and view.lowers[first] in _SAYS_LITTLE:
        first += 1
    return Commitment(
        debtor=debtor,
        text=view.words(first, last),
        span=view.span(first, last),
        due=due.when if due is not None else None,
    )


def _due(view: View, first: int, last: int, *, ahead: bool) -> DateMention | None:
    """Give the day by which a term is owed: "by 20 May", "within two weeks"."""
    edges = _DAYS if ahead else _DEADLINES
    dates = [date for date in view.dates if first <= date.first and date.last <= last]
    return next((date for date in dates if date.is_known and date.edge in edges), None)


def tokens_of(view: View, commitments: Collection[Commitment]) -> set[int]:
    """List the tokens in which some commitments stand, due days included."""
    spans = [each.span for each in commitments]
    spans += [each.due.span for each in commitments if each.due is not None]
    return {
        token.index
        for token in view.tokens
        if any(span.start <= token.start and token.end <= span.end for span in spans)
    }


def _coordinator(view: View, at: int, last: int) -> int:
    """Give the length of a coordinator that begins a new term at a place; 0 where none does."""
    for words in (("as", "well", "as"), (",", "and"), ("and",), (";",), (",",)):
        end = at + len(words)
        if end < last and tuple(view.lowers[at:end]) == words:
            opens = view.lowers[end] in _OPENERS or view.tag(end) == "VB"
            if opens and (words != (",",) or view.lowers[end] == "to"):
                return len(words)
    return 0
