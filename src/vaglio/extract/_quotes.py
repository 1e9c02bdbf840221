"""Direct speech that runs over several sentences: whose words they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaglio.extract._attribution import Attribution
from vaglio.extract._draft import Draft
from vaglio.extract._speakers import UNNAMED
from vaglio.extract._view import View
from vaglio.model.claim import Cue, Speaker
from vaglio.model.document import Sentence

_OPEN, _CLOSE, _EITHER = frozenset({"“", "«", "„", "``"}), frozenset({"”", "»", "''"}), '"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Hold whose words a quotation is, and the cue that says so."""

    speaker: Speaker
    cue: Cue
    sentence: int


def quoted_tokens(sentences: Sequence[Sentence]) -> Iterator[frozenset[int]]:
    """Give, for each sentence, the tokens between quotation marks; paragraphs begin afresh."""
    inside = False
    paragraph = -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, inside = sentence.paragraph, False
        found = set()
        for token in sentence.tokens:
            mark = token.text
            if mark in _OPEN or (mark == _EITHER and not inside):
                inside = True
            elif mark in _CLOSE or mark == _EITHER:
                inside = False
            elif inside:
                found.add(token.index)
        yield frozenset(found)


def is_quoted(draft: Draft, quoted: frozenset[int]) -> bool:
    """Tell whether a claim's own words stand wholly within quotation marks."""
    words = [
        at
        for at in range(draft.first, draft.last)
        if any(c.isalnum() for c in draft.view.tokens[at].text)
    ]
    return bool(words) and sum(at in quoted for at in words) >= 0.8 * len(words) and len(words) > 2


def spoken_in(
    view: View, attributions: Sequence[Attribution], quoted: frozenset[int]
) -> list[Spoken]:
    """List who is named as the speaker of the quotations of a sentence."""
    return [
        Spoken(
            speaker=attribution.speakers[0],
            cue=Cue(text=view.words(*attribution.cue), span=view.span(*attribution.cue)),
            sentence=view.index,
        )
        for attribution in attributions
        if any(at in quoted for at in range(*attribution.content))
        and attribution.cue[0] not in quoted
    ]


def settle(waiting: Sequence[Draft], spoken: Sequence[Spoken]) -> None:
    """Give the quoted claims of a paragraph their speaker."""
    for draft in waiting:
        _give_speaker(draft, spoken)


def _give_speaker(draft: Draft, spoken: Sequence[Spoken]) -> None:
    """Give a quoted claim the speaker of its paragraph: the one before it, else the next."""
    here = draft.view.index
    before = [each for each in spoken if each.sentence <= here]
    after = [each for each in spoken if each.sentence > here]
    chosen = before[-1] if before else after[0] if after else None
    if chosen is None:
        draft.speaker = UNNAMED
        draft.fire("speaker.quote-unnamed", "the words are quoted, and nobody is named for them")
        return
    draft.speaker = chosen.speaker
    draft.told_by = chosen.cue
    draft.said = (draft.view.span(draft.first, draft.last),)
    draft.fire("speaker.quote-continues", f"the quotation is {chosen.speaker.name}’s")
