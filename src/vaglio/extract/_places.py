"""Find the places that a document names, and where they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vaglio.codebook import Codebook
from vaglio.codebook.gazetteer import Gazetteer
from vaglio.extract._lead_shapes import LeadShape
from vaglio.extract._place_candidates import Candidate, Sort
from vaglio.extract._place_doubts import doubt, people_of, unsupported
from vaglio.extract._place_found import Found, Line, lines_of
from vaglio.extract._place_groups import countries_of
from vaglio.extract._place_here import add_here
from vaglio.extract._place_leads import show_lead
from vaglio.extract._place_links import link_containers
from vaglio.extract._place_names import PlaceNames, place_names
from vaglio.extract._place_ranks import Choice, choose
from vaglio.extract._place_reach import reach_of
from vaglio.extract._place_scan import scan
from vaglio.extract._place_unlisted import add_echoes
from vaglio.model.claim import Place, Precision
from vaglio.model.document import Document
from vaglio.model.span import Span
from vaglio.model.trace import Outcome, Step, Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Hold one place named in a sentence."""

    first: int
    """Index of its first token in the sentence."""
    last: int
    """Index after its last token."""
    place: Place
    """The place, as exactly as the text allows."""
    sort: Sort | None
    """What sort of place; None where no gazetteer has it."""
    country: str | None
    """ISO 3166 alpha-3 code of the country it lies in; None where unknown."""
    capital_of: str | None
    """ISO 3166 alpha-3 code of the state whose capital it is."""
    state: str | None
    """ISO 3166 alpha-3 code of the state that it names, for a country."""
    shown: bool
    """Whether a word beside it shows a place ("in", "near", "the town of")."""
    dateline: bool
    """Whether it stands in a dateline, where the writer sits."""


NEAR_ENOUGH = 0.8
"""How much other places must speak for a name that nothing beside it shows to be one."""
Mentions = tuple[tuple[PlaceMention, ...], ...]


def find_places(
    document: Document,
    *,
    codebook: Codebook,
    gazetteer: Gazetteer,
    leads: Mapping[int, LeadShape] | None = None,
    datelines: bool = False,
    trace: Trace | None = None,
) -> Mentions:
    """Find every place that a document names, sentence by sentence.

    A name means one place throughout a document, unless the text itself puts
    it in different ones. Which place of several is meant is decided from the
    places and peoples around it; what cannot be pinned down is only named.
    A part of a town, "the Marsk district of Velia", is one place with it.

    Args:
        document: What `read` returned.
        codebook: The definitions in force: regions, routes, states.
        gazetteer: Where towns are.
        leads: What is written as the lead of an item, by its sentence: it
            says where things happened, where a dateline does not.
        datelines: Also give the places of datelines, where nothing happened
            but the writing.
        trace: Receives one step for each name taken or declined.

    Returns:
        For each sentence of the document its places, in order; a sentence
        that names none has an empty tuple.

    Raises:
        GazetteerMissing: the place index has not been built, so nothing was
            looked for.
    """
    names = place_names(codebook, gazetteer)
    lines = lines_of(document, leads or {})
    found = [scan(line, document.text, names) for line in lines]
    _add_echoes(document, lines, found)
    for line, hits in zip(lines, found, strict=True):
        link_containers(hits, line)
    taken = _taken(document, lines, found, names, trace)
    choices = choose(taken, countries_of(lines, names), names)
    if datelines:
        return _mentions(document, taken, choices, trace)
    home = _home(document, taken, choices)
    taken = _without_datelines(document, taken, trace)
    mentions = _mentions(document, taken, choices, trace)
    return add_here(document.sentences, mentions, home) if home is not None else mentions


def _taken(
    document: Document,
    lines: list[Line],
    found: list[list[Found]],
    names: PlaceNames,
    trace: Trace | None,
) -> list[Found]:
    """Take the names against which nothing speaks, or not yet."""
    people = people_of(lines)
    kept = []
    for line, hits in zip(lines, found, strict=True):
        for hit in hits:
            why = doubt(hit, line, names, people)
            if why is None:
                show_lead(hit, line)
                kept.append(hit)
            elif trace is not None:
                _decline(trace, document, hit, why)
    shown = {hit.key for hit in kept if hit.evidence >= 2}
    taken = []
    for hit in kept:
        why = unsupported(hit, shown)
        hit.needs_near = why is not None and not hit.shouted
        if why is None or hit.needs_near:
            taken.append(hit)
        elif trace is not None:
            _decline(trace, document, hit, why)
    return taken


def _home(
    document: Document, taken: list[Found], choices: dict[int, Choice]
) -> PlaceMention | None:
    """Give the town of the first dateline; None where there is none."""
    for hit in taken:
        candidate = choices[id(hit)].candidate
        if hit.dateline and candidate is not None and candidate.sort is Sort.TOWN:
            return _mention(document, hit, candidate)
    return None


def _without_datelines(document: Document, taken: list[Found], trace: Trace | None) -> list[Found]:
    """Leave out the places of datelines, which have helped to choose the others."""
    if trace is not None:
        for hit in taken:
            if hit.dateline:
                _decline(trace, document, hit, "dateline: where the writer sits")
    return [hit for hit in taken if not hit.dateline]


def _add_echoes(document: Document, lines: list[Line], found: list[list[Found]]) -> None:
    """Find again what some sentence shows to be a place that no gazetteer has."""
    known = {
        hit.key
        for hits in found
        for hit in hits
        if not hit.candidates and not hit.guess and hit.evidence >= 2
    }
    if known:
        for line, hits in zip(lines, found, strict=True):
            add_echoes(line, document.text, hits, known)


def _mentions(
    document: Document, taken: list[Found], choices: dict[int, Choice], trace: Trace | None
) -> Mentions:
    """Make the mentions of each sentence."""
    by_sentence: list[list[PlaceMention]] = [[] for _ in document.sentences]
    merged = {id(hit.container) for hit in taken if hit.part}
    for hit in taken:
        if id(hit) in merged:
            continue
        choice = choices[id(hit)]
        if hit.part and hit.container is not None:
            hit.last = hit.container.last
            if choice.candidate is None:
                choice = choices.get(id(hit.container), choice)
        if hit.guess and choice.candidate is None and hit.container is None:
            continue
        if hit.needs_near and (choice.candidate is None or choice.near < NEAR_ENOUGH):
            if trace is not None:
                _decline(trace, document, hit, "small place: nothing beside it shows a place")
            continue
        mention = _mention(document, hit, choice.candidate)
        by_sentence[hit.sentence].append(mention)
        if trace is not None:
            trace.steps.append(
                Step(
                    rule=_rule(mention),
                    outcome=Outcome.FIRED if choice.candidate else Outcome.DECLINED,
                    words=mention.place.span,
                    why=choice.why,
                    sentence=document.sentences[hit.sentence].span,
                )
            )
    return tuple(tuple(mentions) for mentions in by_sentence)


def _mention(document: Document, hit: Found, candidate: Candidate | None) -> PlaceMention:
    """Make one mention of what was found and chosen."""
    tokens = document.sentences[hit.sentence].tokens
    span = Span(start=tokens[hit.first].start, end=tokens[hit.last - 1].end)
    point = reach_of(hit, candidate) if candidate else None
    place = Place(
        name=span.of(document.text),
        span=span,
        place=candidate.key if candidate else None,
        latitude=candidate.latitude if candidate else None,
        longitude=candidate.longitude if candidate else None,
        radius_km=point.radius_km if point else None,
        precision=point.precision if point else Precision.NAMED_ONLY,
    )
    country = candidate.country if candidate else None
    return PlaceMention(
        first=hit.first,
        last=hit.last,
        place=place,
        sort=candidate.sort if candidate else None,
        country=country,
        capital_of=candidate.capital_of if candidate else None,
        state=country if candidate and candidate.sort is Sort.COUNTRY else None,
        shown=hit.evidence >= 2,
        dateline=hit.dateline,
    )


def _rule(mention: PlaceMention) -> str:
    """Name the rule by which a place was found."""
    if mention.sort is None:
        return "place.named-only"
    if mention.sort in (Sort.REGION, Sort.ROUTE):
        return f"place.{mention.sort.value}"
    return "place.state" if mention.state else "place.gazetteer"


def _decline(trace: Trace, document: Document, hit: Found, why: str) -> None:
    """Record why a name was not taken for a place."""
    sentence = document.sentences[hit.sentence]
    span = Span(start=sentence.tokens[hit.first].start, end=sentence.tokens[hit.last - 1].end)
    sort = why.partition(":")[0].replace(" ", "-")
    trace.steps.append(
        Step(
            rule=f"place.declined-{sort}",
            outcome=Outcome.DECLINED,
            words=span,
            why=why,
            sentence=sentence.span,
        )
    )
