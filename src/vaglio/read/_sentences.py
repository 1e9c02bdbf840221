"""Paragraphs to sentences: where one ends and the next begins."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from vaglio.model.span import Span

_MOST_WORDS = 250
_LONGEST_QUOTE = 120
_STOPS = frozenset(".!?…。！？؟।")
_CLOSERS = frozenset("”’\"')]»")
_OPENERS = frozenset("“‘\"'([«—–-•*")
_NEVER_LAST_WORDS = (
    "mr mrs ms dr gen lt col maj capt cmdr sgt cpl pvt brig adm rev hon pres prof sen rep gov "
    "vs messrs approx spc supt insp amb dept ft mt"
)
_NEVER_LAST = frozenset(_NEVER_LAST_WORDS.split())
"""Abbreviations that a name or number always follows."""
_BEFORE_NUMBER_WORDS = "no nos art fig vol ch sec p pp para paras op cit ca"
_BEFORE_NUMBER = frozenset(_BEFORE_NUMBER_WORDS.split())
_SELDOM_LAST_WORDS = (
    "inc co corp ltd bros jr sr st etc al est jan feb mar apr jun jul aug sep sept oct nov dec"
)
_SELDOM_LAST = frozenset(_SELDOM_LAST_WORDS.split())
_STARTERS_WORDS = (
    "the a an he she it they we i you in on at but and this that these those there meanwhile "
    "however according after before as when while if since for from with his her its their "
    "our what who how why both some many most several all no one two three another other "
    "others officials police witnesses residents earlier later last next also despite "
    "although though more"
)
_STARTERS = frozenset(_STARTERS_WORDS.split())
"""Words that seldom stand with a capital within a sentence."""
_QUOTES_END = frozenset("”’\"'»")
_LONGEST_NAME = 7
_SAYING = frozenset({"said", "says", "asked", "added", "wrote", "replied", "told", "shouted"})
_AFTER_SAYING = frozenset({".", ",", "on", "in", "at", "to", "during", "after", "by", "later"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Hold the words and marks of a paragraph, with their places in the text."""

    texts: list[str]
    """The words as written."""
    starts: list[int]
    """First code point of each in the document's text."""
    ends: list[int]
    """First code point after each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Hold one sentence as a part of its paragraph's words."""

    paragraph: int
    """Index of its paragraph in the document."""
    words: Words
    """The paragraph's words."""
    first: int
    """Its first word."""
    last: int
    """The word after its last."""

    @property
    def lowers(self) -> list[str]:
        """Its words in lower case."""
        return [word.lower() for word in self.words.texts[self.first : self.last]]

    @property
    def span(self) -> Span:
        """Where it stands in the document's text."""
        return Span(start=self.words.starts[self.first], end=self.words.ends[self.last - 1])


def sentence_bounds(words: Words) -> list[tuple[int, int]]:
    """Give first and last-but-one word of each sentence of a paragraph."""
    count = len(words.texts)
    quoted = _held_quotations(words)
    cuts = []
    for place in range(count - 1):
        if words.texts[place][-1] in _STOPS and not quoted[place]:
            after = _after_stop(words, place)
            if after is not None and after < count:
                cuts.append(after)
    bounds = []
    first = 0
    for cut in [*sorted(set(cuts)), count]:
        if cut > first:
            bounds += _within_limit(words.texts, first, cut)
            first = cut
    return bounds


def whole_bounds(words: Words) -> list[tuple[int, int]]:
    """Take a paragraph as one sentence, as a headline is."""
    return _within_limit(words.texts, 0, len(words.texts)) if words.texts else []


def part_opening(words: Words, bounds: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """Take a wire report's opening, up to a place in the text, as a sentence of its own."""
    cut = bisect.bisect_left(words.starts, end)
    if not 0 < cut < len(words.starts):
        return bounds
    return [(0, cut), *((max(first, cut), last) for first, last in bounds if last > cut)]


def _after_stop(words: Words, place: int) -> int | None:
    """Give the index of the word that begins the next sentence; None where none begins."""
    texts, starts, ends = words.texts, words.starts, words.ends
    after = place + 1
    while (
        after < len(texts)
        and starts[after] == ends[after - 1]
        and (texts[after] in _CLOSERS or texts[after][-1] in _STOPS)
    ):
        after += 1
    if after >= len(texts):
        return after
    opening = _opening_letter(texts, after)
    if opening.islower():
        return None
    if starts[after] == ends[after - 1] and not _glued(texts, place, after):
        return None
    if texts[after - 1] in _QUOTES_END and _says_who(texts, after):
        return None
    if texts[place][-1] == "." and _is_abbreviation(texts, place, after, words):
        return None
    return after


def _says_who(texts: Sequence[str], after: int) -> bool:
    """Tell whether a quotation is followed by its speaker: “Why now?” Mayor Ann Reed asked."""
    for place in range(after, min(after + _LONGEST_NAME, len(texts) - 1)):
        if texts[place].lower() in _SAYING:
            return place > after and texts[place + 1].lower() in _AFTER_SAYING
        if not texts[place][0].isupper():
            return False
    return False


def _opening_letter(texts: Sequence[str], place: int) -> str:
    """Give the first letter or figure after any opening marks."""
    while place < len(texts) - 1 and texts[place] in _OPENERS:
        place += 1
    return texts[place][0]


def _glued(texts: Sequence[str], place: int, after: int) -> bool:
    """Tell whether a writer left out the space after a full stop: "dead.The"."""
    if after != place + 1 or place == 0:
        return texts[place][-1] in "。！？।"
    before, word = texts[place - 1], texts[after]
    return len(before) >= 3 and before.islower() and word[0].isupper() and word[1:].islower()


def _is_abbreviation(texts: Sequence[str], place: int, after: int, words: Words) -> bool:
    """Tell whether a full stop belongs to an abbreviation and ends no sentence."""
    if texts[place] != ".":
        base = texts[place]
    elif place and words.starts[place] == words.ends[place - 1]:
        base = texts[place - 1]
    else:
        return False
    base = base.rstrip(".").lower()
    if after > place + 1:
        return base in _NEVER_LAST  # a closing quotation mark stands between
    if base in _NEVER_LAST:
        return True
    if base in _BEFORE_NUMBER:
        return texts[after][0].isdigit()
    if "." in base or base in _SELDOM_LAST or (len(base) == 1 and base.isalpha()):
        opener = next((word for word in texts[after : after + 3] if word[0].isalnum()), "")
        return opener.lower() not in _STARTERS
    return False


def _held_quotations(words: Words) -> list[bool]:
    """Mark the words inside quotations that their sentence goes on after."""
    texts, starts, ends = words.texts, words.starts, words.ends
    held = [False] * len(texts)
    opened: int | None = None
    for place, word in enumerate(texts):
        if word not in ("“", "”", '"', "«", "»"):
            continue
        before = place == 0 or starts[place] > ends[place - 1] or texts[place - 1] in _OPENERS
        if word in "“«" or (word == '"' and before and opened is None):
            opened = place
        elif opened is not None:
            if place - opened <= _LONGEST_QUOTE and _goes_on(texts, place):
                held[opened:place] = [True] * (place - opened)
            opened = None
    return held


def _goes_on(texts: Sequence[str], close: int) -> bool:
    """Tell whether the sentence goes on after a closing quotation mark."""
    if close + 1 >= len(texts):
        return False
    return texts[close + 1][0].islower() or texts[close + 1] == "," or texts[close - 1] == ","


def _within_limit(texts: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """Cut a sentence that is longer than the parser should see, at a semicolon if it has one."""
    pieces = []
    while last - first > _MOST_WORDS:
        cut = first + _MOST_WORDS
        for place in range(cut - 1, first + _MOST_WORDS // 4, -1):
            if texts[place] == ";":
                cut = place + 1
                break
        pieces.append((first, cut))
        first = cut
    return [*pieces, (first, last)]
