"""Why this claim: a trace in words, a report as a page to read."""

from vaglio.explain._incident import explain_incident
from vaglio.explain._numbers import Number, TollLine, WeighedFigure, explain_numbers
from vaglio.explain._page import PagePart, join_pages, page_part, reading_view
from vaglio.explain._record import record_in_words
from vaglio.explain._term import explain_term
from vaglio.explain._why import explain_claim
from vaglio.explain._words import claims_in_words

__all__ = [
    "Number",
    "PagePart",
    "TollLine",
    "WeighedFigure",
    "claims_in_words",
    "explain_claim",
    "explain_incident",
    "explain_numbers",
    "explain_term",
    "join_pages",
    "page_part",
    "reading_view",
    "record_in_words",
]
