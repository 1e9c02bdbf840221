"""Whom a passive verb of harm counts where the parse gave it no subject."""

from __future__ import annotations

from vaglio.extract._names import Names
from vaglio.extract._toll_phrases import Phrases
from vaglio.extract._view import View

_DASHES = ("–", "—", "--")
_STOPS = frozenset({",", ";", ":", "“", "”", '"', *_DASHES})


def head_before(view: View, names: Names, phrases: Phrases, verb: int) -> int | None:
    """Find the counted phrase before a passive verb that the parse hung elsewhere.

    The model hangs "between five and eight villagers" on the date before it
    when a list of parts stands between them and "were killed", or takes the
    last of the parts for those who were killed. The list is passed over.

    Args:
        view: The sentence.
        names: The actors and groups in it.
        phrases: The numbers in it.
        verb: The verb of harm.

    Returns:
        The head of the phrase; None where the parse's own subject stands, or
        no number of people is before the verb.
    """
    passive = view.child(verb, ("auxpass",))
    if passive is None:
        return None
    start = min([passive, *view.with_dep(verb, "aux")])
    mark = _list_before(view, start)
    subject = view.subject(verb)
    if subject is not None and (mark is None or subject < mark):
        return None
    end = mark if mark is not None else _before_dashes(view, start)
    while end and view.lowers[end - 1] in (",", *_DASHES):
        end -= 1
    for quantity in reversed(phrases.quantities):
        if quantity.last > end:
            continue
        # "14 identified villagers": what stands between a number and its noun is no verb.
        joined = quantity.last + 1 in names.people and view.is_verb(quantity.last)
        between = range(quantity.last + joined, end)
        if any(_ends_phrase(view, at) for at in between):
            return None
        return next((at for at in between if at in names.people), None)
    return None


def _list_before(view: View, start: int) -> int | None:
    """Give the word that opens a list of parts before a verb: ", including two women, were"."""
    for hit in reversed(view.codebook.number_words.find(view.lowers[:start])):
        if hit.row.role == "part" and view.lowers[hit.first] in ("including", "counting"):
            told = any(_is_finite(view, at) for at in range(hit.last, start))
            return None if told else hit.first
    return None


def _before_dashes(view: View, end: int) -> int:
    """Step back over what stands in dashes right before a place."""
    if not end or view.lowers[end - 1] not in _DASHES:
        return end
    opening = [at for at in range(end - 1) if view.lowers[at] in _DASHES]
    return opening[-1] if opening else end


def _is_finite(view: View, at: int) -> bool:
    """Tell whether a token is a verb of its own, and no participle."""
    return view.tag(at) in ("VBD", "VBZ", "VBP", "VB", "MD") and view.tokens[at].dep != "relcl"


def _ends_phrase(view: View, at: int) -> bool:
    """Tell whether a token ends a phrase: a verb, a comma, a colon."""
    return _is_finite(view, at) or view.lowers[at] in _STOPS
