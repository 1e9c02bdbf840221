"""Cutting a sentence into the stretches that each tell one thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from vaglio.extract._attribution import Attribution
from vaglio.extract._running_counts import adds_up, counts_beyond
from vaglio.extract._view import View

_FINITE_LINKS = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "csubj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Hold one clause: its head and the tokens that are its own."""

    head: int
    tokens: frozenset[int]


def clauses_of(view: View, within: Collection[int] | None = None) -> list[Clause]:
    """Cut a sentence (or a part of it) into finite clauses, in the order of their heads.

    A clause owns its words down to the next finite clause; participles and
    infinitives ("killing five", "to open roads") stay with the clause above.
    """
    heads = [
        token.index
        for token in view.tokens
        if (within is None or token.index in within) and _is_head(view, token.index)
    ]
    if within is not None and not heads:
        return []
    held = set(heads)
    return [
        Clause(
            head=head,
            tokens=frozenset(at for at in _own(view, head, held) if within is None or at in within),
        )
        for head in heads
    ]


def _is_head(view: View, at: int) -> bool:
    """Tell whether a token begins a clause of its own."""
    token = view.tokens[at]
    if token.dep == "ROOT":
        return True
    if not view.is_verb(at):
        return False
    if token.tag == "VBG" and adds_up(view, at) and counts_beyond(view, at):
        return True
    if token.dep == "acl" and token.tag == "VBN":
        return _is_dated_or_done(view, at)
    if token.dep == "conj" and _goes_with(view, at):
        return False
    return token.dep in _FINITE_LINKS and (
        view.is_finite(at)
        or (token.dep == "conj" and view.child(at, ("nsubj", "nsubjpass")) is not None)
    )


def _goes_with(view: View, at: int) -> bool:
    """Tell whether a verb tells on of what the verb before it tells."""
    token = view.tokens[at]
    harms = any(hit.first == at for hit in view.harms)
    if view.child(at, ("nsubj", "nsubjpass")) is None:
        if view.is_verb(token.head) and (harms or _same_event(view, at, token.head)):
            return True
        if _is_unjoined(view, at):
            return True
    if _both_harm(view, at, token.head):
        return True
    return harms and token.tag == "VBN" and not view.is_finite(at)


def _is_unjoined(view: View, at: int) -> bool:
    """Tell whether nothing joins a passive to the verb above: "talks planned for May were held"."""
    above = view.tokens[at].head
    passive = view.child(at, ("auxpass",)) is not None
    between = view.lowers[above + 1 : at]
    return passive and not {"and", "but", "or", ",", ";"} & set(between)


def _both_harm(view: View, one: int, other: int) -> bool:
    """Tell whether two verbs only count the harmed: "12 were killed and 30 were injured"."""
    harms = {hit.first for hit in view.harms}
    return {one, other} <= harms and all(
        view.child(at, ("nsubjpass",)) is not None or view.tag(at) == "VBN" for at in (one, other)
    )


def _same_event(view: View, one: int, other: int) -> bool:
    """Tell whether two verbs tell of the same type of event: "escorted them and gave them food"."""
    types = [{hit.row.type for hit in view.events if hit.first == at} for at in (one, other)]
    return bool(types[0] & types[1])


def _is_dated_or_done(view: View, at: int) -> bool:
    """Tell whether a participle has a doer or a day of its own: "people killed by X in 1993"."""
    number = view.tokens[at].head
    if view.tag(number) == "CD" and number == at - 1 and view.tokens[number].dep == "conj":
        return False  # "14 bodies and 22 wounded by Sunday evening"
    harmful = any(hit.first == at for hit in view.harms)
    return harmful and view.is_dated(view.subtree(at))


def _own(view: View, head: int, heads: Iterable[int]) -> list[int]:
    """List a clause's words, less the clauses below it."""
    return view.subtree(head, without=[at for at in heads if at != head])


def innermost(attributions: list[Attribution], at: int) -> Attribution | None:
    """Give the attribution in whose content a token stands; the smallest one."""
    inside = [a for a in attributions if a.content[0] <= at < a.content[1]]
    return min(inside, key=lambda a: a.content[1] - a.content[0], default=None)
