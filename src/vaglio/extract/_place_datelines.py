"""Know a dateline: it says where the writer sits, not where things happened."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.extract._place_words import LINKS
from vaglio.model.document import Token

LONGEST = 18
DASHES = frozenset({"-", "–", "—", "--"})
INSIDE = frozenset({",", ".", "(", ")", "/", ";", "'", "’"})
OPENING = "\"“‘'["


def dateline_end(tokens: Sequence[Token], *, shouted: bool) -> int:
    """Say where the dateline ends with which a paragraph begins; 0 without one.

    "MARSK, Jan 31 (CW) - Gunmen ...", "Marsk, Velia — The army ...".
    """
    for at, token in enumerate(tokens[:LONGEST]):
        attached = at > 0 and token.start == tokens[at - 1].end
        if at and ((token.text in DASHES and not attached) or token.text == ":"):
            begins = at + 1 == len(tokens) or _may_begin(tokens[at + 1])
            return at if begins and _is_dateline(tokens[:at], token.text, shouted) else 0
        known = token.text in INSIDE or token.lower in LINKS or (attached and token.text in DASHES)
        if not (known or token.text[0].isupper() or token.text[0].isdigit()):
            return 0
    return 0


def _may_begin(token: Token) -> bool:
    """Tell whether a report may begin with that word."""
    return token.text[0].isupper() or token.text[0].isdigit() or token.text[0] in OPENING


def _is_dateline(head: Sequence[Token], mark: str, shouted: bool) -> bool:
    """Tell whether the words before the mark are a place, with its date or agency."""
    dated = any(token.text[0].isdigit() or token.text == "(" for token in head)
    if shouted or mark == ":" or dated:
        return dated and head[0].text[0].isupper()
    first = head[0].text
    return (first.isupper() and len(first) > 2) or any(token.text == "," for token in head)
