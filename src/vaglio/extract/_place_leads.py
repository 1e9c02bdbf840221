"""Places in the leads of items: what stands there is a place, known or not."""

from __future__ import annotations

from vaglio.codebook.gazetteer import ARTICLES, normalise
from vaglio.extract._lead_shapes import SMALL
from vaglio.extract._place_doubts import KNOWN
from vaglio.extract._place_found import Found, Line
from vaglio.extract._place_words import CALENDAR, DIRECTIONS, FEATURES, LINKS, common_words


def show_lead(hit: Found, line: Line) -> None:
    """Count it as shown that a name in a lead is a place's, where nothing speaks against it.

    A bare name before a colon may be a speaker's: it has to be known, or near the others.
    """
    lead = line.lead
    if lead is not None and hit.last <= lead.last and (lead.date is not None or lead.feature):
        hit.evidence = max(hit.evidence, 2)
        hit.guess = False


def add_lead_names(line: Line, text: str, found: list[Found]) -> None:
    """Add the names of a lead that no gazetteer has, where a day or a feature word is with them."""
    lead = line.lead
    if lead is None or not (lead.date is not None or lead.feature):
        return
    found[:] = [hit for hit in found if hit.last > lead.last or not _cuts(hit, line, lead.last)]
    for hit in found:
        if hit.effect is not None and hit.last <= lead.last and hit.key in common_words():
            hit.candidates = ()  # "Highland road": a road of these parts, and no far town
    taken = {at for hit in found for at in range(hit.first, hit.last)}
    if lead.date is not None:
        taken |= set(range(lead.date.first, lead.date.last))
    at = 0
    while at < lead.last:
        last = at if at in taken else _name_end(line, at, lead.last, taken)
        if last > at:
            effect = FEATURES.get(line.tokens[last].lower) if last < lead.last else None
            key = normalise(text[line.tokens[at].start : line.tokens[last - 1].end])
            found.append(
                Found(
                    sentence=line.index,
                    first=at,
                    last=last,
                    core_last=last,
                    key=key,
                    candidates=(),
                    effect=effect,
                    evidence=2,
                )
            )
        at = max(last, at + 1)


def _cuts(hit: Found, line: Line, end: int) -> bool:
    """Tell whether a known name is only the beginning or the end of what stands in the lead."""
    if hit.last != hit.core_last or any(c.sort in KNOWN for c in hit.candidates):
        return False
    beside = [at for at in (hit.first - 1, hit.last) if 0 <= at < end]
    return any(_names(line, at) for at in beside)


def _names(line: Line, at: int) -> bool:
    """Tell whether a word is capitalised and no feature, direction or small word."""
    token = line.tokens[at]
    other = token.lower in FEATURES.keys() | DIRECTIONS | SMALL | CALENDAR
    return line.capital[at] and token.text.isalpha() and not other


def _name_end(line: Line, at: int, end: int, taken: set[int]) -> int:
    """Give the index after a name that begins at a word; the word's own where none does."""
    tokens, last = line.tokens, at
    for here in range(at, end):
        token = tokens[here]
        inner = token.text == "-" or token.lower in LINKS | ARTICLES
        name = line.capital[here] and token.text.isalpha()
        if here in taken or not (name or inner) or (inner and here == at and not name):
            break
        if name and not _names(line, here):
            break
        last = here + 1 if name else last
    alone = last == at + 1 and tokens[at].lower in common_words()
    named = last < end and tokens[last].lower in FEATURES
    return at if alone and not named else last
