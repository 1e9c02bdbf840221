"""Deeds that only a court tells of: "sentenced four men for the bombing that killed 11"."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.extract._counted import Counted
from vaglio.extract._draft import Draft
from vaglio.extract._happenings import Happening
from vaglio.extract._view import View
from vaglio.model.claim import Scope

_JUDGING = ("sentenc", "convict", "jail", "imprison", "charg", "indict", "acquit", "plead", "pled")
_TRIALS = frozenset({"trial", "guilty", "court", "prison", "charges", "hearing"})
_FOR = frozenset({"for", "over", "of", "with", "in", "to"})


def judge(draft: Draft, tolls: Sequence[Counted], happening: Happening | None) -> None:
    """Keep the day of a sentence, and the court, from the deed that it is for.

    Args:
        draft: The claim.
        tolls: The numbers in its words.
        happening: The event that it is about.
    """
    at = tolls[0].harm_at if tolls else happening.at if happening is not None else None
    if at is None or draft.head is None or not _is_reason(draft.view, at, draft.head):
        return
    draft.actors = ()
    draft.when = None
    draft.scope = Scope.PERIOD
    draft.fire("scope.judged", "a court tells of it, long after")


def _is_reason(view: View, at: int, head: int) -> bool:
    """Tell whether a deed is what people are tried or sentenced for."""
    chain = [at, *view.above(at)]
    if at == head or head not in chain or not _tries(view, head):
        return False
    below = chain[: chain.index(head)]
    return any(view.lowers[i] in _FOR and view.tokens[i].dep == "prep" for i in below)


def _tries(view: View, verb: int) -> bool:
    """Tell whether a verb is one of a court: "sentenced", "found guilty", "went on trial"."""
    if not view.is_verb(verb):
        return False
    if view.lowers[verb].startswith(_JUDGING):
        return True
    below = [i for i in view.subtree(verb) if 0 < i - verb <= 6]
    went = view.lowers[verb].startswith(("go", "went", "gone", "stand", "stood", "f", "appear"))
    return went and any(view.lowers[i] in _TRIALS for i in below)
