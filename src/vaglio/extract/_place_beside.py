"""Weigh what stands beside a name: feature words, prepositions, other names."""

from __future__ import annotations

from itertools import pairwise

from vaglio.extract._place_found import Found, Line
from vaglio.extract._place_words import (
    ADJOINING,
    DIRECTIONS,
    FEATURES,
    JOINERS,
    LOCATIVES,
    NAMING,
    PLACE_NOUNS,
    PLACE_VERBS,
    STRONG_LOCATIVES,
    UNLISTED,
    WEAK_LOCATIVES,
    Effect,
)

PARTS = frozenset(w for w in FEATURES if FEATURES[w] in (Effect.DISTRICT, Effect.TOWN))
"""Feature words that name parts of a town, or of a region."""
PASSED_OVER = DIRECTIONS | {"the"}
"""Words between a preposition and a name."""


def widen(hit: Found, line: Line) -> None:
    """Take in the feature word after a name or before it."""
    tokens, after = line.tokens, hit.core_last
    if after < len(tokens) and tokens[after].lower in ADJOINING:
        after += 1
    if after < len(tokens) and (effect := FEATURES.get(tokens[after].lower)):
        hit.effect = effect
        if tokens[after].lower in NAMING or (line.capital[after] and not line.headline):
            hit.last = after + 1
    before = hit.first - 1
    if before >= 1 and tokens[before].lower == "of":
        word = tokens[before - 1].lower
        if word in PARTS and before >= 2 and _is_named(line, before - 2):
            word = ""
            hit.evidence += 2
        hit.effect = hit.effect or FEATURES.get(word)
        hit.evidence += 2 * (word in FEATURES) + 2 * (word in DIRECTIONS)
        if hit.effect is Effect.TOWN and _around(line, before - 1):
            hit.effect = Effect.DISTRICT
    while before >= 0 and tokens[before].lower in ("the", "-"):
        before -= 1
    hit.direction = before >= 0 and tokens[before].lower in DIRECTIONS


def _around(line: Line, at: int) -> bool:
    """Tell whether a town's word follows "the countryside of the": it is not the town itself."""
    words = [token.lower for token in line.tokens[max(0, at - 3) : at] if token.lower != "the"]
    return len(words) >= 2 and words[-1] == "of" and FEATURES.get(words[-2]) is Effect.DISTRICT


def _is_named(line: Line, at: int) -> bool:
    """Tell whether the word before a feature word names it: "the Marsk district of"."""
    return line.capital[at] and line.tokens[at].lower not in PASSED_OVER and not line.headline


def weigh(hit: Found, line: Line) -> int:
    """Weigh what stands before and after a name: is it spoken of as a place?"""
    tokens, before, weight = line.tokens, hit.first - 1, 0
    while before >= 0 and (tokens[before].lower in ("the", "-") or hit.direction):
        if tokens[before].lower not in DIRECTIONS and tokens[before].lower not in ("the", "-"):
            break
        before -= 1
    if before >= 0:
        word = tokens[before].lower
        hit.preposition = word in LOCATIVES
        weight += 2 * hit.preposition + (word in WEAK_LOCATIVES)
    weight += 2 * (not hit.preposition and strongly_placed(line, hit.first))
    weight += hit.direction + 2 * (hit.effect is not None)
    if hit.first == 0 and hit.last < len(tokens):
        dateline = tokens[hit.last].text in ("—", "–", "--", "(", ":")
        weight += 2 * (dateline and tokens[0].text.isupper())
    hit.dateline = hit.last <= line.dateline
    in_lead = line.lead is not None and line.lead.date is not None and hit.last <= line.lead.last
    weight += 3 * (hit.dateline or in_lead)
    return weight


def shows_unknown(hit: Found, line: Line) -> bool:
    """Tell whether what stands beside an unknown name is enough to make it a place's."""
    if hit.core_last < len(line.tokens) and line.tokens[hit.core_last].lower in UNLISTED:
        return True
    if hit.effect and hit.first and line.tokens[hit.first - 1].lower == "of":
        return True
    return strongly_placed(line, hit.first)


def strongly_placed(line: Line, first: int) -> bool:
    """Tell whether what stands before a word makes it a place's name, known or not."""
    before = first - 1
    while before >= 0 and line.tokens[before].lower in PASSED_OVER:
        before -= 1
    if before < 0:
        return False
    word = line.tokens[before].lower
    if word in STRONG_LOCATIVES or word in PLACE_VERBS:
        return True
    linked = word in ("of", "on", "for", "to", "from", "at") and before > 0
    noun = line.tokens[before - 1].lower if linked else ""
    return noun in PLACE_NOUNS or (word == "at" and noun.endswith("ed"))


def share_features(found: list[Found], line: Line) -> None:
    """Give "A and B regions" and "the towns of A, B and C" their feature on each name."""
    for left, right in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if _joined(left, right, line) and right.effect and not left.effect:
            feature = right.core_last < len(line.tokens)
            if feature and line.tokens[right.core_last].lower.endswith("s"):
                left.effect = right.effect
    for left, right in pairwise(found):
        before = [token.lower for token in line.tokens[max(0, left.first - 2) : left.first]]
        plural = len(before) == 2 and before[1] == "of" and before[0].endswith("s")
        if plural and left.effect and not right.effect and _joined(left, right, line):
            right.effect = left.effect


def mark_between(found: list[Found], line: Line) -> None:
    """Note of "between A and B" that the place is neither, but on the way between."""
    for left, right in pairwise(found):
        gap = [token.lower for token in line.tokens[left.last : right.first]]
        before = line.tokens[left.first - 1].lower if left.first else ""
        if before == "between" and gap == ["and"]:
            left.between = right.between = True


def spread(found: list[Found], line: Line) -> None:
    """Let names joined by commas and "and" share what shows that one is a place."""
    pairs = [pair for pair in pairwise(found) if _joined(*pair, line)]
    for left, right in pairs:
        right.evidence = max(right.evidence, min(left.evidence, 2))
    for left, right in reversed(pairs):
        left.evidence = max(left.evidence, min(right.evidence, 2))


def _joined(left: Found, right: Found, line: Line) -> bool:
    """Tell whether two names stand side by side."""
    gap = line.tokens[left.last : right.first]
    return 0 < len(gap) <= 3 and all(t.lower in JOINERS or t.lower == "the" for t in gap)
