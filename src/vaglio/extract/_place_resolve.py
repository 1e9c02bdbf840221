"""Say where places are whose names somebody else has marked in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vaglio.codebook.gazetteer import normalise
from vaglio.extract._place_beside import widen
from vaglio.extract._place_found import Found, Line, lines_of
from vaglio.extract._place_groups import countries_of
from vaglio.extract._place_links import link_containers
from vaglio.extract._place_names import Candidate, PlaceNames
from vaglio.extract._place_ranks import Choice, choose
from vaglio.extract._place_reach import reach_of
from vaglio.extract._place_scan import scan
from vaglio.extract._place_words import FEATURES
from vaglio.model.claim import Place
from vaglio.model.document import Document
from vaglio.model.span import Span


def resolve_marked(
    document: Document,
    spans: Sequence[Span],
    *,
    names: PlaceNames,
    best_guess: bool,
) -> tuple[Place, ...]:
    """Say for each marked name where it is; what cannot be pinned down is only named.

    Args:
        document: What `read` returned.
        spans: Where the names stand; each inside one sentence.
        names: The names of places.
        best_guess: Whether to take the likeliest place where the rules decline.
    """
    marked: dict[int, Found] = {}
    everything: list[Found] = []
    for line in lines_of(document):
        own = _marked_in(line, document.text, spans, names, marked)
        taken = {at for hit in own for at in range(hit.first, hit.last)}
        others = [
            hit
            for hit in scan(line, document.text, names)
            if taken.isdisjoint(range(hit.first, hit.last))
            and hit.evidence >= 2
            and hit.key not in names.common
        ]
        hits = sorted([*own, *others], key=lambda hit: hit.first)
        link_containers(hits, line)
        everything += hits
    choices = choose(everything, countries_of(lines_of(document), names), names)
    return tuple(
        _place(document, span, marked.get(at), choices, best_guess=best_guess)
        for at, span in enumerate(spans)
    )


def _place(
    document: Document,
    span: Span,
    hit: Found | None,
    choices: Mapping[int, Choice],
    *,
    best_guess: bool,
) -> Place:
    """Make the place of one marked name."""
    name = span.of(document.text)
    choice = choices[id(hit)] if hit is not None else None
    best = None if choice is None else choice.candidate
    if choice is not None and best_guess:
        best = best or choice.likeliest
    if hit is None or best is None:
        return Place(name=name, span=span)
    reach = reach_of(hit, best)
    return Place(
        name=name,
        span=span,
        place=best.key,
        latitude=best.latitude,
        longitude=best.longitude,
        radius_km=reach.radius_km,
        precision=reach.precision,
    )


def _marked_in(
    line: Line, text: str, spans: Sequence[Span], names: PlaceNames, marked: dict[int, Found]
) -> list[Found]:
    """Make a mention of each marked span that lies in a sentence."""
    own: list[Found] = []
    for at, span in enumerate(spans):
        inside = [t.index for t in line.tokens if t.start < span.end and t.end > span.start]
        if not inside or at in marked or not line.tokens:
            continue
        key = normalise(span.of(text))
        hit = Found(
            sentence=line.index,
            first=inside[0],
            last=inside[-1] + 1,
            core_last=inside[-1] + 1,
            key=key,
            candidates=_candidates(key, names),
        )
        widen(hit, line)
        hit.last = inside[-1] + 1
        marked[at] = hit
        own.append(hit)
    return own


def _candidates(key: str, names: PlaceNames) -> tuple[Candidate, ...]:
    """Look a marked name up, also as a people's name and without its feature word."""
    if state := names.of_state(key):
        return state
    found = names.candidates(key)
    if not found and (country := names.demonyms.get(key)):
        return names.of_country(country)
    words = key.split()
    if not found and len(words) > 1 and words[-1] in FEATURES:
        found = names.candidates(" ".join(words[:-1]))
    if not found and len(words) > 1 and words[0] in ("the", "city"):
        found = names.candidates(" ".join(words[1:]))
    return found
