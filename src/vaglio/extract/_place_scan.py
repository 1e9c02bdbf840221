"""Find every run of words that may name a place."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.codebook.gazetteer import ARTICLES, normalise
from vaglio.extract._place_beside import (
    mark_between,
    share_features,
    shows_unknown,
    spread,
    weigh,
    widen,
)
from vaglio.extract._place_candidates import Candidate, Sort
from vaglio.extract._place_found import Found, Line
from vaglio.extract._place_leads import add_lead_names
from vaglio.extract._place_names import PlaceNames
from vaglio.extract._place_reach import distance_before
from vaglio.extract._place_unlisted import (
    INNER_MARKS,
    add_guesses,
    add_unlisted,
    as_longer_name,
    is_arabic,
    whole_name,
)
from vaglio.extract._place_words import GENERIC
from vaglio.model.document import Token

LONGEST = 14
"""Tokens of the longest name tried, hyphens counted."""


def scan(line: Line, text: str, names: PlaceNames) -> list[Found]:
    """Find the names of one sentence, the longest first, without overlaps."""
    found: list[Found] = []
    tokens, at = line.tokens, 0
    while at < len(tokens):
        if not (line.capital[at] or _may_begin_low(tokens, at, names)):
            at += 1
            continue
        hit = _state_at(line, at, names) or _longest_at(line, at, text, names)
        if isinstance(hit, int):
            at = hit
            continue
        hit = None if _mid_name(line, at, found) else whole_name(line, at, text, hit, names)
        if hit is None:
            at += 1
        else:
            widen(hit, line)
            as_longer_name(hit, line, text, names)
            hit.away_km = distance_before(line, hit.first)
            found.append(hit)
            at = max(hit.last, at + 1)
    _add_generic(line, found)
    add_unlisted(line, text, found)
    add_guesses(line, text, found, names)
    add_lead_names(line, text, found)
    found.sort(key=lambda hit: hit.first)
    share_features(found, line)
    mark_between(found, line)
    for hit in found:
        hit.evidence += weigh(hit, line)
        hit.guess = hit.guess and not shows_unknown(hit, line)
    spread(found, line)
    return found


def _add_generic(line: Line, found: list[Found]) -> None:
    """Add places named by ordinary words only: "the line of contact"."""
    taken = {at for hit in found for at in range(hit.first, hit.last)}
    lowers = [token.lower for token in line.tokens]
    spans = [
        (at, at + len(words), words)
        for words in GENERIC
        for at, lower in enumerate(lowers)
        if lower == words[0] and lowers[at : at + len(words)] == words
    ]
    for first, last, words in spans:
        if taken.isdisjoint(range(first, last)):
            hit = Found(
                sentence=line.index,
                first=first,
                last=last,
                core_last=last,
                key=" ".join(words),
                candidates=(),
                evidence=2,
            )
            found.append(hit)


def _mid_name(line: Line, at: int, found: Sequence[Found]) -> bool:
    """Tell whether a word is the end of a hyphenated name that is unknown as a whole."""
    tokens = line.tokens
    if at < 2 or tokens[at - 1].text != "-" or not line.capital[at - 2]:
        return False
    attached = tokens[at - 1].end == tokens[at].start and tokens[at - 2].end == tokens[at - 1].start
    return attached and not (found and found[-1].last == at - 1)


def _may_begin_low(tokens: Sequence[Token], at: int, names: PlaceNames) -> bool:
    """Tell whether a word without capital may begin a name: "al-X", "line of contact"."""
    lower = tokens[at].lower
    if lower in names.lower_firsts:
        return True
    return lower in ARTICLES and at + 2 < len(tokens) and tokens[at + 1].text in "-‑–"


def _state_at(line: Line, at: int, names: PlaceNames) -> Found | None:
    """Find a state's abbreviation where it can be nothing else: "Marsk, Tenn.", "W.Va."."""
    tokens, word = line.tokens, line.tokens[at].text
    dotted = "." in word[:-1] and len(word) > 2 and word.rstrip(".") != "L.A"
    after_town = at > 1 and tokens[at - 1].text == "," and line.capital[at - 2]
    if not (dotted or (after_town and word.endswith("."))):
        return None
    state = names.of_state(normalise(word))
    if not state:
        return None
    return _found(line, at, at + 1, normalise(word), state, respelt=False)


def _found(
    line: Line, at: int, last: int, key: str, candidates: tuple[Candidate, ...], *, respelt: bool
) -> Found:
    """Make a mention of a name that is known."""
    return Found(
        sentence=line.index,
        first=at,
        last=last,
        core_last=last,
        key=key,
        candidates=candidates,
        respelt=respelt,
        shouted=line.shouted,
        headline=line.headline,
    )


def _longest_at(line: Line, at: int, text: str, names: PlaceNames) -> Found | int | None:
    """Find the longest name that begins at a word; a number skips an organisation."""
    tokens = line.tokens
    start = tokens[at].start
    first = normalise(tokens[at].text).partition(" ")[0]
    if not first:
        return None
    most = names.longest(first)
    end = _reach(line, at, most)
    for last in range(end, at, -1):
        token = tokens[last - 1]
        if not (line.capital[last - 1] or token.text[0].isdigit()) and not names.lower_firsts:
            continue
        if token.text in INNER_MARKS:
            continue
        key = normalise(text[start : token.end])
        if last - at > 1 and key in names.bodies:
            return last
        if key in names.single_bodies and last - at == 1:
            return last
        candidates = names.candidates(key)
        if not candidates and last - at > 1 and is_arabic(key):
            candidates = names.respelt(key)
            respelt = True
        else:
            respelt = False
        if not candidates or not _well_written(line, at, last, key, candidates, names):
            continue
        return _found(line, at, last, key, candidates, respelt=respelt)
    return None


def _reach(line: Line, at: int, most: int) -> int:
    """Say how far a name of so many words may reach."""
    tokens, end, words = line.tokens, at + 1, 1
    while end < len(tokens) and end - at < LONGEST:
        text = tokens[end].text
        if text not in INNER_MARKS:
            if not text[0].isalnum() or words >= most:
                break
            words += 1
        end += 1
    return end


def _well_written(
    line: Line, at: int, last: int, key: str, candidates: tuple[Candidate, ...], names: PlaceNames
) -> bool:
    """Tell whether the capitals are those of a name."""
    tokens = line.tokens
    if key in names.acronyms and last - at == 1:
        return tokens[at].text.replace(".", "").isupper()
    from_table = candidates[0].sort in (Sort.REGION, Sort.ROUTE)
    if from_table and key.split(maxsplit=1)[0] in names.lower_firsts:
        return True
    begins = line.capital[at] or tokens[at].lower in ARTICLES
    return begins and (line.capital[last - 1] or tokens[last - 1].text[0].isdigit())
