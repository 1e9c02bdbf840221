"""Who says what, as the attribution model reads it: cue, source and words said."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

import numpy as np

from vaglio.codebook import Codebook
from vaglio.model.document import Saying
from vaglio.model.span import Span
from vaglio.read._network import Numbers, read_cues, read_links
from vaglio.read._pieces import Pieces, frame, pieces_of
from vaglio.read._sentences import Cut

_QUOTES = frozenset("“”„«»") | {'"'}
_MOST_WORDS = 240
"""Words and marks that are read at once; the model can see some 500 pieces of words."""
_LIKELY = 0.25
"""How likely a cue has to be, to be joined to anything."""
_WORTH = 0.15
"""How sure a saying has to be, to be proposed; what reads it may ask for more."""
_LONGEST = 510
"""Pieces that the model can see at once, but for the two around them."""
_GAP = 1
"""How many pieces may stand between two parts of one stretch."""
_NOTHING, _SOURCE, _SAID = 0, 1, 2


def find_sayings(text: str, sentences: Sequence[Cut], codebook: Codebook) -> list[Saying]:
    """Find who says what in one paragraph.

    Args:
        text: The document's text.
        sentences: The paragraph's sentences.
        codebook: Tells which sentences may tell what somebody says.

    Returns:
        The sayings in the order of their cues; none where no word of saying
        and no quotation mark stands, for then the model is not asked.
    """
    spans = [cut.span for cut in sentences]
    may_say = [_may_say(cut.lowers, codebook) for cut in sentences]
    found: list[Saying] = []
    for first, last in _stretches(sentences):
        asked = [at for at in range(first, last) if may_say[at]]
        if asked:
            # What stands before the first and after the last such sentence is nobody's saying.
            found += _in_stretch(text, spans[asked[0] : asked[-1] + 1])
    return found


def _may_say(words: Sequence[str], codebook: Codebook) -> bool:
    """Tell whether a sentence has a word of saying or a quotation mark."""
    if not _QUOTES.isdisjoint(words):
        return True
    lexicon = codebook.cue_words
    return any(
        word in lexicon.firsts and lexicon.at(words, place) is not None
        for place, word in enumerate(words)
    )


def _stretches(sentences: Sequence[Cut]) -> Iterator[tuple[int, int]]:
    """Put sentences together that the model reads at once: mostly a whole paragraph."""
    first = 0
    held = 0
    for at, sentence in enumerate(sentences):
        count = sentence.last - sentence.first
        if held and held + count > _MOST_WORDS:
            yield first, at
            first, held = at, 0
        held += count
    if sentences:
        yield first, len(sentences)


def _in_stretch(text: str, sentences: Sequence[Span]) -> Iterator[Saying]:
    """Read some sentences at once."""
    pieces = pieces_of(text, sentences[0].start, sentences[-1].end)
    opening, closing = frame()
    states, cues = read_cues([opening, *pieces.ids[:_LONGEST], closing])
    quoted = any(mark in _QUOTES for mark in text[sentences[0].start : sentences[-1].end])
    for first, last in _cues(cues[1:-1]):
        low, high = 0, len(cues)
        if not quoted:
            low, high = _own_sentence(pieces, first, sentences, high)
        links = np.zeros_like(cues)
        links[:, _NOTHING] = 1.0
        kept = [0, *range(max(low, 1), min(high, len(cues) - 1)), len(cues) - 1]
        at = kept.index(first + 1)
        links[kept] = read_links(states[:, kept], at, at + last - first)
        likely = 1 - float(cues[first + 1 : last + 1, 0].min())
        saying = _saying(pieces, (first, last), likely, links[1:-1])
        if saying is not None and saying.score >= _WORTH:
            yield saying


def _own_sentence(pieces: Pieces, at: int, sentences: Sequence[Span], most: int) -> tuple[int, int]:
    """Give first and last-but-one piece of a cue's sentence, the opening piece counted."""
    own = next(s for s in sentences if s.start <= pieces.starts[at] < s.end)
    low = bisect.bisect_left(pieces.starts, own.start) + 1
    high = bisect.bisect_left(pieces.starts, own.end) + 1
    return low, min(high, most)


def _cues(cues: Numbers) -> Iterator[tuple[int, int]]:
    """Give where each cue begins and ends."""
    at = 0
    likely = 1 - cues[:, 0] >= _LIKELY
    while at < len(cues):
        first = at
        at += 1
        if not likely[first]:
            continue
        while at < len(cues) and likely[at] and cues[at, 1] < cues[at, 2]:
            at += 1
        yield first, at


def _saying(pieces: Pieces, cue: tuple[int, int], likely: float, links: Numbers) -> Saying | None:
    """Put a saying together; None where nothing is said."""
    kinds = links.argmax(axis=1)
    said = tuple(_span(pieces, *run) for run in _runs(kinds.tolist(), _SAID))
    if not said:
        return None
    sources = _runs(kinds.tolist(), _SOURCE)
    source = max(sources, key=lambda run: links[run[0] : run[1], _SOURCE].sum(), default=None)
    sure_said = float(links[kinds == _SAID, _SAID].mean())
    sure_source = 1 - float(links[:, _SOURCE].max())
    if source is not None:
        sure_source = float(links[kinds == _SOURCE, _SOURCE].mean())
    return Saying(
        cue=_span(pieces, *cue),
        source=_span(pieces, *source) if source is not None else None,
        said=said,
        # A cue that is joined with doubt is seldom one: the joints count twice.
        score=round(likely * (sure_said * sure_source) ** 2, 3),
    )


def _runs(kinds: list[int], kind: int) -> list[tuple[int, int]]:
    """Give the stretches of one kind; a short gap parts none."""
    runs: list[tuple[int, int]] = []
    for at, found in enumerate(kinds):
        if found != kind:
            continue
        if runs and at - runs[-1][1] <= _GAP:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _span(pieces: Pieces, first: int, last: int) -> Span:
    """Give where some pieces stand in the text."""
    return Span(start=pieces.starts[first], end=pieces.ends[last - 1])
