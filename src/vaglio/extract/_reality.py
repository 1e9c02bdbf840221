"""How a thing stands in a claim: happened, ongoing, planned, hypothetical, denied, demanded."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio.codebook.rows import Part
from vaglio.extract._view import View
from vaglio.model.claim import Reality, Stance

_BACKSHIFT = frozenset({Stance.STATES, Stance.ANNOUNCES, Stance.PROMISES})
"""Stances after which "would" is a plan told in the past, not a guess."""

_CLAUSES = frozenset({"advcl", "ccomp", "relcl", "conj", "parataxis", "acl", "csubj"})
_APART = (Part.MODAL, Part.NOUN, Part.CONJUNCTION, Part.PREPOSITION)
"""Parts of speech whose hedges are read elsewhere, or bind to no predicate."""

_CONDITIONS = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Hold how a thing stands, the word that shows it and the rule."""

    reality: Reality
    at: int | None
    rule: str


def standing_of(
    view: View, head: int | None, *, fixed: Reality | None, stance: Stance, agent: bool
) -> Standing:
    """Say how the thing told by a clause stands.

    What the cue fixes ("denied", "called for") comes first; then negation,
    condition, modal and the verbs of plan and attempt in the clause itself.
    `agent` tells that the clause's subject is a party, which can plan things.
    """
    if fixed is Reality.DENIED and head is not None and _fails(view, head):
        return Standing(reality=Reality.HAPPENED, at=None, rule="reality.denied-failure")
    if fixed in (Reality.DENIED, Reality.DEMANDED):
        return Standing(reality=fixed, at=None, rule="reality.cue")
    if head is None:
        return Standing(
            reality=fixed or Reality.HAPPENED, at=None, rule="reality.cue" if fixed else ""
        )
    chain = _chain(view, head)
    if fixed is not Reality.HYPOTHETICAL:
        negation = _negation(view, chain)
        if negation is not None:
            return Standing(reality=Reality.DENIED, at=negation, rule="reality.negated")
    if fixed is not None:
        return Standing(reality=fixed, at=None, rule="reality.cue")
    return _hedged(view, chain, stance, agent)


def _fails(view: View, head: int) -> bool:
    """Tell whether what is denied is a failure: "denied failing to leave" means that they left."""
    chain = _chain(view, head)
    return any(
        hit.row.reality is Reality.DENIED and hit.row.part is Part.VERB and hit.first in chain
        for hit in view.hedges
    )


def _chain(view: View, head: int) -> list[int]:
    """List the verbs of one predicate: "appears to have taken", "prepared to accept"."""
    chain = [head]
    at = head
    while view.tokens[at].dep == "xcomp" and view.tokens[at].head != at:
        at = view.tokens[at].head
        chain.append(at)
    waiting = [head]
    while waiting:
        here = waiting.pop()
        for child in view.with_dep(here, "xcomp", "acomp", "attr"):
            chain.append(child)
            waiting.append(child)
    return chain


def _negation(view: View, chain: list[int]) -> int | None:
    """Find a negation of the predicate."""
    for at in chain:
        for child in view.children[at]:
            token = view.tokens[child]
            if token.dep == "neg" and token.lower != "no":
                return child
            if token.dep == "advmod" and token.lower == "never":
                return child
    for hit in view.hedges:
        if hit.row.reality is Reality.DENIED and hit.row.part is Part.VERB and hit.first in chain:
            return hit.first
    return None


def _hedged(view: View, chain: list[int], stance: Stance, agent: bool) -> Standing:
    """Look for a condition, a modal, a plan or a thing that goes on."""
    head = chain[0]
    for at in chain:
        for child in view.children[at]:
            token = view.tokens[child]
            if token.dep == "mark" and token.lower in _CONDITIONS:
                return Standing(reality=Reality.HYPOTHETICAL, at=child, rule="reality.condition")
            if token.tag == "MD":
                return _modal(view, child, stance, agent)
    return _by_hedge_word(view, chain) or _by_headline(view, head) or _by_aspect(view, chain)


def _by_hedge_word(view: View, chain: list[int]) -> Standing | None:
    """Look for a word of the codebook that says how the predicate stands: "plans to"."""
    beside = set(chain) | {
        c for at in chain for c in view.children[at] if view.tokens[c].dep not in _CLAUSES
    }
    for hit in view.hedges:
        if hit.row.reality is Reality.DENIED or hit.row.part in _APART:
            continue
        if hit.first in beside or hit.last - 1 in beside:
            return Standing(reality=hit.row.reality, at=hit.first, rule="reality.hedge")
    return None


def _by_headline(view: View, head: int) -> Standing | None:
    """Look for what a headline says is to come: "Army to leave Tarsk", "Talks to open".

    After a noun only a verb without an object is one: "talks to end the war" says what for.
    """
    verbs = [head] if view.is_verb(head) else view.with_dep(head, "acl", "relcl")
    for at in verbs:
        above = view.tokens[at].head
        is_top = view.tokens[at].dep == "ROOT"
        if not is_top and (view.tokens[above].dep != "ROOT" or view.is_verb(above)):
            continue
        if not is_top and view.with_dep(at, "dobj"):
            continue
        found = [child for child in view.children[at] if view.tag(child) == "TO" and child < at]
        if found and view.tokens[at].dep in ("ROOT", "acl", "relcl"):
            return Standing(reality=Reality.PLANNED, at=found[0], rule="reality.headline")
    return None


def _by_aspect(view: View, chain: list[int]) -> Standing:
    """Tell what goes on ("are shelling") from what has happened."""
    for at in chain:
        present = any(
            view.lowers[i] in ("is", "are", "’re", "'re", "has", "have")
            for i in view.with_dep(at, "aux")
        )
        if view.tag(at) == "VBG" and present:
            return Standing(reality=Reality.ONGOING, at=at, rule="reality.progressive")
    return Standing(reality=Reality.HAPPENED, at=None, rule="")


def _modal(view: View, at: int, stance: Stance, agent: bool) -> Standing:
    """Read a modal verb; "would" by who says it."""
    lower = view.lowers[at]
    if lower in ("would", "’d", "'d") and stance in _BACKSHIFT and agent:
        return Standing(reality=Reality.PLANNED, at=at, rule="reality.would-backshift")
    for row in view.codebook.hedge_words.rows(lower):
        if row.part is Part.MODAL:
            return Standing(reality=row.reality, at=at, rule="reality.modal")
    return Standing(reality=Reality.HYPOTHETICAL, at=at, rule="reality.modal")
