"""What may be asked of a document without making a claim of it."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.codebook import Codebook, load_codebook
from vaglio.codebook.gazetteer import Gazetteer, load_gazetteer
from vaglio.extract._event_place import places_by_weight
from vaglio.extract._names import Names
from vaglio.extract._place_names import place_names
from vaglio.extract._place_resolve import MarkedPlaces
from vaglio.extract._places import find_places
from vaglio.extract._view import View
from vaglio.extract._where import places_of_word
from vaglio.model.claim import Place
from vaglio.model.document import Document
from vaglio.model.span import Span


def resolve_places(
    document: Document,
    spans: Sequence[Span],
    *,
    best_guess: bool = False,
    codebook: Codebook | None = None,
) -> tuple[Place, ...]:
    """Say where the places are whose names somebody marked in a document.

    Which of several places of one name is meant is decided as for any claim,
    from the places and peoples that the text names around it.

    Args:
        document: What `read` returned.
        spans: Where the names stand.
        best_guess: Take the likeliest place also where the rules would rather
            leave a name without one: for measuring, never for a map.
        codebook: The definitions in force; the shipped ones by default.

    Returns:
        One place for each span; one that cannot be pinned down is only named.

    Raises:
        GazetteerMissing: The place index has not been built.
    """
    codebook = codebook if codebook is not None else load_codebook()
    names = place_names(codebook, load_gazetteer())
    return MarkedPlaces(document, spans, names=names, best_guess=best_guess).places()


LEAST = 0.4
"""How likely a place must be to be a verb's: the best of some tried."""


def places_of_event(
    document: Document, span: Span, *, learned: bool = True, codebook: Codebook | None = None
) -> tuple[Place, ...]:
    """Say where a thing happened that one word of a document tells of.

    Args:
        document: What `read` returned.
        span: Where the word stands, mostly a verb: "shelled".
        learned: Whether learned weights choose; otherwise it is the rule by
            which a claim finds its own places.
        codebook: The definitions in force; the shipped ones by default.

    Returns:
        By weights one place, by the rule all, in the order of the text; empty
        where the sentence says of none that the thing happened there.

    Raises:
        GazetteerMissing: The place index has not been built.

    Source:
        `event_place_weights.csv` (DATA.toml says what it was learned from).
    """
    found = word_at(
        document, span, codebook=codebook or load_codebook(), gazetteer=load_gazetteer()
    )
    if found is None:
        return ()
    view, at = found
    return (
        places_by_weight(view, at, least=LEAST)
        if learned
        else places_of_word(view, Names(view), at)
    )


def word_at(
    document: Document, span: Span, *, codebook: Codebook, gazetteer: Gazetteer
) -> tuple[View, int] | None:
    """Look at the parsed sentence that has a word there; None where none has."""
    for index, sentence in enumerate(document.sentences):
        inside = (t.index for t in sentence.tokens if t.start < span.end and span.start < t.end)
        at = next(inside, None)
        if at is not None and sentence.parsed:
            places = find_places(document, codebook=codebook, gazetteer=gazetteer)
            view = View(
                sentence,
                index=index,
                text=document.text,
                codebook=codebook,
                places=places[index],
                dates=(),
            )
            return view, at
    return None
