"""Whom a passive verb of harm counts where the parse gave it no subject."""

from __future__ import annotations

from vaglio.extract._names import Names
from vaglio.extract._toll_phrases import Phrases
from vaglio.extract._view import View

_DASHES = ("–", "—", "-", "--")
_STOPS = frozenset({";", ":", "“", "”", '"'})


def head_before(view: View, names: Names, phrases: Phrases, verb: int) -> int | None:
    """Find the counted phrase before a passive verb that has no subject in the parse.

    The model hangs "between five and eight villagers" on the date before it
    when a list of parts stands between them and "were killed". What stands
    in commas or dashes right before the verb is passed over.

    Args:
        view: The sentence.
        names: The actors and groups in it.
        phrases: The numbers in it.
        verb: The verb of harm.

    Returns:
        The head of the phrase; None where no number of people stands there.
    """
    passive = view.child(verb, ("auxpass",))
    if passive is None or view.subject(verb) is not None:
        return None
    end = _before_aside(view, min([passive, *view.with_dep(verb, "aux")]))
    for quantity in reversed(phrases.quantities):
        if quantity.last > end:
            continue
        between = range(quantity.last, end)
        if any(_parts(view, at) for at in between):
            return None
        return next((at for at in between if at in names.people), None)
    return None


def _before_aside(view: View, end: int) -> int:
    """Step back over what stands in commas or dashes before a place: ", women among them,"."""
    mark = view.lowers[end - 1] if end else ""
    if mark not in (",", *_DASHES):
        return end
    for at in range(end - 2, 0, -1):
        lower = view.lowers[at]
        if lower in _STOPS:
            return end - 1
        if lower == mark or (mark in _DASHES and lower in _DASHES):
            if mark != "," or view.lowers[at + 1].startswith(("includ", "among", "most", "all")):
                return at
    return end - 1


def _parts(view: View, at: int) -> bool:
    """Tell whether a token ends a phrase: a verb, a comma, a colon."""
    return view.is_verb(at) or view.lowers[at] in _STOPS or view.lowers[at] in (",", *_DASHES)
