"""One act though its day is vague: "last week nine were killed when a shell hit a bus"."""

from __future__ import annotations

from vaglio.codebook.rows import Part
from vaglio.extract._view import View

_ONE = frozenset({"a", "an", "one", "another"})


def in_one_act(view: View, head: int | None) -> bool:
    """Tell whether a clause says in what one act its people were harmed.

    Args:
        view: The sentence.
        head: The head of the claim.

    Returns:
        True for "killed in an air raid" and for "killed when shells hit a bus".
    """
    if head is None or not view.is_verb(head):
        return False
    acts = {hit.last - 1 for hit in view.events if hit.row.part is Part.NOUN}
    for prep in view.with_dep(head, "prep", "agent"):
        inner = view.child(prep, ("pobj",))
        if view.lowers[prep] in ("in", "by") and inner in acts and inner is not None:
            words = {view.lowers[i] for i in view.with_dep(inner, "det")}
            if view.tag(inner) == "NN" and words & _ONE:
                return True
    return any(_hits_one(view, clause) for clause in view.with_dep(head, "advcl"))


def _hits_one(view: View, clause: int) -> bool:
    """Tell whether a clause tells of one thing that was hit: "when shells hit a bus station"."""
    when = any(view.lowers[i] == "when" for i in view.with_dep(clause, "advmod", "mark"))
    event = any(hit.first == clause and hit.row.part is Part.VERB for hit in view.events)
    struck = view.child(clause, ("dobj", "nsubjpass"))
    if not when or not event or struck is None or view.tag(struck) not in ("NN", "NNP"):
        return False
    own = {view.lowers[i] for i in view.with_dep(struck, "det", "poss")}
    return bool(own & (_ONE | {"their", "his", "her", "the"}))
