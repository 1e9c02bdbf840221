"""Claims of something else than the thing around them: "in a separate attack"."""

from __future__ import annotations

from collections.abc import Collection

from vaglio.codebook.rows import Part
from vaglio.extract._view import View

_OPENING = 60
"""How many characters of a sentence may hold the words that open an aside."""

_OTHER = frozenset({"another", "separate", "different", "similar", "unrelated"})
_THIS = frozenset({"this", "that", "the", "these"})
_FURTHER = (("in", "addition"), ("moreover",), ("furthermore",), ("additionally",))
"""Words that open a sentence which adds to what was told."""
_TIMES = ("hour", "day", "week", "month", "year")
_AFTER = frozenset({"after", "following"})
_ANSWERS = frozenset({"response", "retaliation", "reprisal", "revenge"})
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_LEFT_BEHIND = frozenset({"destroy", "displace"})
"""What violence leaves behind: no deed that answers another."""

_COMING = frozenset({"came", "comes", "come", "coming"})
_NAMELESS = frozenset({"incident", "accident", "event", "operation"})
"""Nouns that stand for an attack without telling of one."""

_NEAR = 4
"""How many words after "before" may hold the event that is counted from."""


def is_aside(view: View, head: int | None, tokens: Collection[int]) -> bool:
    """Tell whether a claim is of something else than what is told around it.

    `head` is the head of the claim and `tokens` are its words.
    """
    if _opens_aside(view) or _is_counted_from(view) or _tells_of_more(view, tokens):
        return True
    if _is_left_behind(view, tokens):
        return True
    if any(_is_other(view, at) or _is_return(view, at) for at in tokens):
        return True
    return head is not None and any(_is_cause(view, at, tokens) for at in (head, *view.above(head)))


def _opens_aside(view: View) -> bool:
    """Tell whether a sentence says at its opening that it turns to something else."""
    start = view.sentence.span.start
    opening = [token.lower for token in view.tokens if token.start - start < _OPENING]
    hits = view.codebook.aside_words.find(opening)
    # "The agency separately reported": the report is another one, what it tells need not be.
    return any(not _is_verb(view, hit.last) for hit in hits)


def _tells_of_more(view: View, tokens: Collection[int]) -> bool:
    """Tell whether another is harmed, in an attack not told of yet: "another ... in a raid"."""
    new = any(at in tokens and _is_new(view, at) for at in _attacks(view))
    return new and (_opens_further(view) or any(view.lowers[at] == "another" for at in tokens))


def _is_new(view: View, at: int) -> bool:
    """Tell whether an event is named for the first time: "a raid", and not "the raid"."""
    return any(view.lowers[i] in ("a", "an") for i in view.with_dep(at, "det"))


def _opens_further(view: View) -> bool:
    """Tell whether a sentence opens by adding to what was told: "in addition,"."""
    return any(tuple(view.lowers[: len(words)]) == words for words in _FURTHER)


def _is_left_behind(view: View, tokens: Collection[int]) -> bool:
    """Tell whether a parse lost who harmed: "came after a raid on Monday killed two"."""
    attacks = _attacks(view)
    for hit in view.harms:
        at = hit.first
        if at not in tokens or not view.is_verb(at) or view.child(at, ("nsubj", "nsubjpass")):
            continue
        for word in range(at - 1, 0, -1):
            if not (view.lowers[word].isalnum() or view.lowers[word] in "-–"):
                break
            if view.lowers[word] in _AFTER and view.tokens[word].dep == "prep":
                return not attacks.isdisjoint(range(word, at))
    return False


def _is_verb(view: View, at: int) -> bool:
    """Tell whether a verb stands at a place in the sentence."""
    return at < len(view) and view.tokens[at].tag.startswith("VB")


def _is_counted_from(view: View) -> bool:
    """Tell whether a sentence dates itself by the thing told: "two days before this attack"."""
    for at, word in enumerate(view.lowers):
        if word != "before" or at == 0 or not view.lowers[at - 1].startswith(_TIMES):
            continue
        near = range(at + 1, min(at + 1 + _NEAR, len(view)))
        if view.lowers[at + 1 : at + 2] and view.lowers[at + 1] in _THIS:
            if not _attacks(view).isdisjoint(near):
                return True
    return False


def _is_other(view: View, at: int) -> bool:
    """Tell whether an event is set apart by its own words: "a separate attack"."""
    noun = at in _attacks(view) or view.lowers[at] in _NAMELESS
    return noun and any(view.lowers[i] in _OTHER for i in view.with_dep(at, "amod", "det"))


def _is_return(view: View, at: int) -> bool:
    """Tell whether a deed answers what was told before: "killed 20 rebels in response"."""
    alone = view.child(at, ("prep",)) is None
    return alone and view.lowers[at] in _ANSWERS and view.lowers[at - 1 : at] == ["in"]


def _is_cause(view: View, at: int, tokens: Collection[int]) -> bool:
    """Tell whether an event answers what a claim tells: "fighting broke out after the death of"."""
    prep = view.tokens[at].head
    marked = any(view.lowers[i] in _AFTER for i in view.with_dep(at, "mark", "prep"))
    under = view.tokens[at].dep in ("pobj", "pcomp", "dobj") and (
        view.lowers[prep] in _AFTER or _is_answer(view, prep)
    )
    if not (under or (marked and view.tokens[at].dep == "advcl")):
        return False
    above = view.clause_of(view.tokens[prep].head if under else prep)
    if view.lowers[above] in _COMING:
        return True
    own = frozenset(view.subtree(above, without=[at])) - frozenset(tokens)
    return not _attacks(view).isdisjoint(own)


def _is_answer(view: View, prep: int) -> bool:
    """Tell whether a preposition stands in "in response to", "in retaliation for"."""
    return view.lowers[view.tokens[prep].head] in _ANSWERS


def _attacks(view: View) -> frozenset[int]:
    """Give the words that tell of violence by naming the deed, and not only who was harmed."""
    harmed = {at for hit in view.harms for at in range(hit.first, hit.last)}
    return frozenset(
        hit.first if hit.row.part is Part.VERB else hit.last - 1
        for hit in view.events
        if hit.row.type in _VIOLENT and hit.row.mode not in _LEFT_BEHIND and hit.first not in harmed
    )
