"""Find what a document names, whether a claim uses it or not."""

from __future__ import annotations

from vaglio.codebook import Codebook
from vaglio.codebook.gazetteer import Gazetteer
from vaglio.extract._dates import find_dates
from vaglio.extract._places import find_places
from vaglio.model.document import Document
from vaglio.model.mention import MentionedDate, MentionedPlace, Mentions


def mentions_in(document: Document, *, codebook: Codebook, gazetteer: Gazetteer) -> Mentions:
    """Find every date and place that a document names.

    Args:
        document: What `read` returned.
        codebook: The definitions in force.
        gazetteer: The index of places.

    Returns:
        The dates and places, each in the order of the text; datelines too.

    Raises:
        GazetteerMissing: The place index has not been built.
    """
    dates = find_dates(document, codebook=codebook, trace=None)
    places = find_places(document, codebook=codebook, gazetteer=gazetteer, datelines=True)
    return Mentions(
        dates=tuple(
            MentionedDate(when=mention.when, named=mention.named)
            for sentence in dates
            for mention in sentence
        ),
        places=tuple(
            MentionedPlace(place=mention.place, dateline=mention.dateline)
            for sentence in places
            for mention in sentence
        ),
    )
