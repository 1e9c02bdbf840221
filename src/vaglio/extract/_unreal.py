"""Words of harm that hang on a plan, a danger, a falsehood or a tale: nothing of it happened."""

from __future__ import annotations

from vaglio.codebook.rows import Part
from vaglio.extract._reality import Standing
from vaglio.extract._view import View
from vaglio.model.claim import Reality

_THROUGH = frozenset(
    {"xcomp", "pobj", "prep", "pcomp", "dobj", "acl", "compound", "amod", "conj", "attr", "appos"}
    | {"nmod", "advcl"}
)
"""Dependencies through which a hedge reaches what hangs on it."""
_HEDGED = (Reality.PLANNED, Reality.HYPOTHETICAL)
_REPORTS = (
    "claim", "report", "rumour", "rumor", "allegation", "accusation", "message", "video",
    "footage", "post", "stor", "statement", "suggestion", "assertion", "charge",
)  # fmt: skip
_FALSE = frozenset(
    "false falsely untrue baseless unfounded groundless fabricated fabrication hoax fake bogus "
    "debunked disinformation misinformation lie lies nonsense incorrect inaccurate".split()
)
_FAR = 15
"""A report named further off than this is another one."""
_LEADS = frozenset({"that", "of", "circulating", "about"})
_WRONGLY = frozenset({"wrongly", "incorrectly", "mistakenly", "erroneously"})
_TOLD = ("say", "said", "state", "report", "put", "gave", "given", "announce", "wrote", "written")
_TALES = frozenset({"novel", "film", "movie", "thriller", "drama", "play", "fable", "sitcom"})
_FEIGNED = frozenset({"mock", "simulated", "simulation", "fictional", "fictitious", "imaginary"})
_ROLES = frozenset({"play", "played", "playing", "plays", "portrayed", "pretended", "simulated"})


def unreal_of(view: View, at: int) -> Standing | None:
    """Say how a word of harm or event stands by what it hangs on; None where it is real.

    `at` is the word itself; what the head of its clause says is read elsewhere.
    "The army's claim that ..." stays the army's, though another calls it false.
    """
    return _framed(view) or _hedged_above(view, at) or _called_false(view, at)


def _hedged_above(view: View, at: int) -> Standing | None:
    """Look for a plan or a danger above a word: "plotting to", "the risk of"."""
    hedges = {i: hit for hit in view.hedges for i in (hit.first, hit.last - 1)}
    if not hedges:
        return None
    for child in view.with_dep(at, "amod"):
        hit = hedges.get(child)
        if hit is not None and hit.row.part is Part.ADJECTIVE and hit.row.reality in _HEDGED:
            return Standing(reality=hit.row.reality, at=child, rule="reality.hedged-noun")
    below = at
    for above in view.above(at):
        token = view.tokens[below]
        if token.dep not in _THROUGH or (token.dep == "advcl" and view.is_finite(below)):
            return None
        hit = hedges.get(above)
        if hit is not None and hit.row.reality in _HEDGED and hit.first < below:
            if hit.row.part in (Part.NOUN, Part.VERB) and at not in range(hit.first, hit.last):
                return Standing(reality=hit.row.reality, at=above, rule="reality.hedge-above")
        below = above
    return None


def _called_false(view: View, at: int) -> Standing | None:
    """Look for a report that the sentence calls false: "claims that ... are false"."""
    if "earlier" in view.lowers and "version" in view.lowers:
        return Standing(reality=Reality.DENIED, at=None, rule="reality.corrected")
    if _WRONGLY & set(view.lowers):
        if any(word.startswith(_TOLD) for word in view.lowers):
            return Standing(reality=Reality.DENIED, at=None, rule="reality.wrongly-told")
    false = [i for i, word in enumerate(view.lowers) if word in _FALSE]
    if not false:
        return None
    for i in range(max(0, at - _FAR), at):
        told = view.lowers[i + 1] in _LEADS or view.child(i, ("acl", "relcl")) is not None
        owned = any(
            view.tokens[c].dep == "poss" or view.lowers[c] in ("by", "from")
            for c in view.children[i]
        )
        if view.is_noun(i) and told and not owned and view.lowers[i].startswith(_REPORTS):
            called = [f for f in false if f > at or view.tokens[f].head == i]
            if called and not any(view.tokens[n].dep == "neg" for n in view.children[called[0]]):
                return Standing(reality=Reality.DENIED, at=called[0], rule="reality.false")
    return None


def _framed(view: View) -> Standing | None:
    """Look for a tale or a drill in which things are told as if they happened."""
    lowers = view.lowers
    for i, word in enumerate(lowers):
        drill = word in _FEIGNED or (word in ("drill", "scenario") and "casualty" in lowers[:i])
        told = word in ("scenario", "exercise", "drill", "simulation") and bool(
            _ROLES & set(lowers)
        )
        scene = word == "scenario" and i and lowers[i - 1] in ("the", "this", "that")
        tale = word in _TALES and _tells(view, i)
        if drill or told or scene or tale:
            return Standing(reality=Reality.HYPOTHETICAL, at=i, rule="reality.tale")
    return None


def _tells(view: View, at: int) -> bool:
    """Tell whether a tale is where things happen: "in her novel", "the film tells"."""
    token = view.tokens[at]
    in_it = token.dep == "pobj" and view.lowers[token.head] in ("in", "of", "about")
    telling = ("tell", "depict", "portray", "follow", "imagine", "show")
    tells = token.dep == "nsubj" and view.lowers[token.head].startswith(telling)
    owned = view.child(at, ("poss",)) is not None
    return (in_it and owned) or tells or (token.dep == "pobj" and token.head == 0)
