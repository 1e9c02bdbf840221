"""One act of saying: speaker, cue and the words that are said."""

from __future__ import annotations

from dataclasses import dataclass

from vaglio.codebook import Hit
from vaglio.codebook.rows import CueRow, Takes
from vaglio.extract._view import View
from vaglio.model.claim import Actor, Speaker
from vaglio.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Hold one act of saying found in a sentence; ranges are half-open token indices."""

    row: CueRow
    """The codebook's entry of the cue."""
    cue: tuple[int, int]
    """The cue."""
    content: tuple[int, int]
    """What is said, and all that stands within it."""
    said: tuple[Span, ...]
    """Where the words said stand; they may reach into the sentences beside."""
    whole: tuple[int, int]
    """Speaker, cue and content together."""
    head: int | None
    """The head word of what is said; None for a bare quotation."""
    speakers: tuple[Speaker, ...]
    """Who says it, one each."""
    targets: tuple[Actor, ...] = ()
    """To whom it is said, or who is accused."""
    takes: Takes
    """In what form the content stands."""
    rule: str
    """The rule that found it."""
    doubted: bool = False
    """Whether a rule found it where the attribution model sees nobody speak."""
    differs: str | None = None
    """What the other reader, rule or model, makes of the cue; None where both agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Hold the content that a cue takes, before its speaker is known."""

    tokens: list[int]
    head: int | None
    takes: Takes
    targets: tuple[int, ...] = ()


def build_attribution(
    view: View,
    *,
    hit: Hit[CueRow],
    said: Said,
    speakers: tuple[Speaker, ...],
    targets: tuple[Actor, ...],
    edges: list[int],
    rule: str,
) -> Attribution | None:
    """Put an attribution together; None where too little is said."""
    words = [i for i in said.tokens if any(c.isalpha() for c in view.tokens[i].text)]
    if not words:
        return None
    content = view.trim(min(said.tokens), max(said.tokens) + 1)
    whole = view.trim(min(edges), max(edges) + 1)
    return Attribution(
        row=hit.row,
        cue=(hit.first, hit.last),
        content=content,
        said=_stretches(view, said, content, hit),
        whole=whole,
        head=said.head,
        speakers=speakers,
        targets=targets,
        takes=said.takes,
        rule=rule,
    )


def _stretches(
    view: View, said: Said, content: tuple[int, int], hit: Hit[CueRow]
) -> tuple[Span, ...]:
    """Give where the words said stand, without the cue."""
    runs: list[tuple[int, int]] = []
    for at in sorted(set(said.tokens)):
        if not content[0] <= at < content[1] or hit.first <= at < hit.last:
            continue
        if runs and at == runs[-1][1]:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return tuple(
        view.span(first, last)
        for first, last in (view.trim(*run) for run in runs)
        if any(c.isalnum() for token in view.tokens[first:last] for c in token.text)
    )
