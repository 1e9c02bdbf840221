"""What is owed under a deal: "agreed to X as well as Y" is two commitments."""

from __future__ import annotations

from dataclasses import replace

from vaglio.extract._view import View
from vaglio.model.claim import Commitment, When

_OPENERS = frozenset({"the", "a", "an", "to", "its", "their", "his", "her", "all", "any"})


def terms_after(view: View, verb: int, *, last: int) -> tuple[int, int] | None:
    """Give the range of what is agreed to: what follows "to" after the verb."""
    for at in range(verb + 1, min(verb + 4, last)):
        if view.lowers[at] == "to" and at + 1 < last:
            return at + 1, last
    return None


def split_terms(view: View, *, first: int, last: int, debtor: str | None) -> tuple[Commitment, ...]:
    """Cut the terms where a coordination begins a new one: "..., and the", "as well as to"."""
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
    commitments = []
    for begin, end in found:
        begin, end = view.trim(begin, end)
        while begin < end - 1 and view.lowers[begin] in ("the", "to", "a", "an"):
            begin += 1
        commitments.append(
            Commitment(debtor=debtor, text=view.words(begin, end), span=view.span(begin, end))
        )
    return tuple(commitments)


def with_due(commitments: tuple[Commitment, ...], when: When | None) -> tuple[Commitment, ...]:
    """Say by when each is owed: where the claim's time stands among its words as an end."""
    if when is None or when.start is not None:
        return commitments
    return tuple(
        replace(owed, due=when)
        if owed.span.start <= when.span.start and when.span.end <= owed.span.end
        else owed
        for owed in commitments
    )


def _coordinator(view: View, at: int, last: int) -> int:
    """Give the length of a coordinator that begins a new term at a place; 0 where none does."""
    for words in (("as", "well", "as"), (",", "and"), ("and",), (";",), (",",)):
        end = at + len(words)
        if end < last and tuple(view.lowers[at:end]) == words:
            opens = view.lowers[end] in _OPENERS
            if opens and (words != (",",) or view.lowers[end] == "to"):
                return len(words)
    return 0
