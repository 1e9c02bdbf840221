"""Say where places are whose names somebody else has marked in a text."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vaglio.codebook.gazetteer import normalise
from vaglio.extract._place_beside import widen
from vaglio.extract._place_candidates import Candidate, Sort
from vaglio.extract._place_found import Found, Line, lines_of
from vaglio.extract._place_groups import countries_of
from vaglio.extract._place_links import link_containers
from vaglio.extract._place_marked import inner_readings, readings_of
from vaglio.extract._place_names import PlaceNames
from vaglio.extract._place_ranks import choose
from vaglio.extract._place_reach import reach_of
from vaglio.extract._place_scan import scan
from vaglio.model.claim import Place
from vaglio.model.document import Document
from vaglio.model.span import Span

_A_SENTENCE = 40
"""How many words further off a name of the next sentence counts."""
_WIDE = 400
"""How many words further off a country or division counts."""


class MarkedPlaces:
    """Resolve the names that somebody marked in one document."""

    def __init__(
        self, document: Document, spans: Sequence[Span], *, names: PlaceNames, best_guess: bool
    ) -> None:
        """Look every marked name up, and every other place that the text names."""
        self.text = document.text
        self.spans = spans
        self.names = names
        self.best_guess = best_guess
        self.marked: dict[int, Found] = {}
        lines = lines_of(document, {})
        self.found = [hit for line in lines for hit in self._found_in(line)]
        self.choices = choose(self.found, countries_of(lines, names), names)

    def places(self) -> tuple[Place, ...]:
        """Give the place of each marked name; what cannot be pinned down is only named."""
        return tuple(self._place(at, span) for at, span in enumerate(self.spans))

    def _place(self, at: int, span: Span) -> Place:
        """Make the place of one marked name."""
        name = span.of(self.text)
        hit = self.marked.get(at)
        if hit is None:
            # Furniture is not read, and says nothing of what stands beside a name.
            best = self._outside(name) if self.best_guess else None
        else:
            best = self.choices[id(hit)].candidate
            if best is None and self.best_guess:
                best = self._nearest(hit) or self.choices[id(hit)].likeliest
        if best is None:
            return Place(name=name, span=span)
        reach = reach_of(hit, best) if hit is not None else None
        return Place(
            name=name,
            span=span,
            place=best.key,
            latitude=best.latitude,
            longitude=best.longitude,
            radius_km=reach.radius_km if reach else best.radius_km,
            precision=reach.precision if reach else best.precision,
        )

    def _outside(self, name: str) -> Candidate | None:
        """Guess at a name outside the text that is read: as inside it, else the largest."""
        key = normalise(name)
        for hit in self.found:
            if hit.key == key and (chosen := self.choices[id(hit)].candidate):
                return chosen
        return max(readings_of(name, self.names), key=lambda c: c.prior, default=None)

    def _nearest(self, hit: Found) -> Candidate | None:
        """Give the place named nearest to a name that cannot be placed: it mostly lies there."""
        best, least = None, math.inf
        for other in self.found:
            place = self.choices[id(other)].candidate
            if place is None or other is hit:
                continue
            if other is hit.container:
                return place
            way = _A_SENTENCE * abs(other.sentence - hit.sentence)
            way += 0 if way else abs(other.first - hit.first)
            way += _WIDE * (place.sort not in (Sort.TOWN, Sort.DISTRICT))
            if way < least:
                best, least = place, way
        return best

    def _found_in(self, line: Line) -> list[Found]:
        """Find the marked names of one sentence, and the other places that are surely such."""
        own = self._marked_in(line)
        taken = {at for hit in own for at in range(hit.first, hit.last)}
        others = [
            hit
            for hit in scan(line, self.text, self.names)
            if taken.isdisjoint(range(hit.first, hit.last))
            and hit.evidence >= 2
            and hit.key not in self.names.common
        ]
        hits = sorted([*own, *others], key=lambda hit: hit.first)
        link_containers(hits, line)
        return hits

    def _marked_in(self, line: Line) -> list[Found]:
        """Make a mention of each marked span that lies in a sentence."""
        own: list[Found] = []
        for at, span in enumerate(self.spans):
            inside = [t.index for t in line.tokens if t.start < span.end and t.end > span.start]
            if not inside or at in self.marked:
                continue
            words = span.of(self.text)
            candidates = readings_of(words, self.names)
            if not candidates and self.best_guess:
                candidates = inner_readings(words, self.names)
            hit = Found(
                sentence=line.index,
                first=inside[0],
                last=inside[-1] + 1,
                core_last=inside[-1] + 1,
                key=normalise(words),
                candidates=candidates,
            )
            widen(hit, line)
            hit.last = inside[-1] + 1
            self.marked[at] = hit
            own.append(hit)
        return own
