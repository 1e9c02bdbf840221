"""Document -> Claims: who says what, how many, where, when."""

from __future__ import annotations

from vaglio.codebook import Codebook
from vaglio.codebook.gazetteer import Gazetteer
from vaglio.extract._asked import places_of_event, resolve_places, word_at
from vaglio.extract._dates import find_dates
from vaglio.extract._draft import Draft, ground, told_apart
from vaglio.extract._lead_fields import place_and_date
from vaglio.extract._lead_shapes import lead_shapes
from vaglio.extract._lead_years import run_up
from vaglio.extract._leads import Leads, find_leads
from vaglio.extract._listed import Listed
from vaglio.extract._mentions import mentions_in
from vaglio.extract._names import Names
from vaglio.extract._pair import PairReader
from vaglio.extract._places import find_places
from vaglio.extract._quotes import Spoken, is_quoted, quoted_tokens, settle, spoken_in
from vaglio.extract._sentence import SentenceReader
from vaglio.extract._speakers import History
from vaglio.extract._suggested import sayings_by_sentence
from vaglio.extract._view import View
from vaglio.model.claim import Claim, Event, Speaker, SpeakerType
from vaglio.model.document import Document
from vaglio.model.span import Span
from vaglio.model.trace import Trace

__all__ = ["event_between", "extract", "mentions_in", "places_of_event", "resolve_places"]


def extract(
    document: Document,
    *,
    codebook: Codebook,
    gazetteer: Gazetteer,
    trace: Trace | None = None,
) -> list[Claim]:
    """Find every attributed claim that one document makes.

    A claim is one speaker's account of one thing: who says so, what happened,
    to whom, how many, where and when. Two speakers in one sentence give two
    claims, even where they agree; whether they tell of the same incident is
    for `reconcile` to say, never for this function.

    The function is pure: the same document, codebook and gazetteer give the
    same claims, in the order of the text.

    Args:
        document: What `read` returned. Offsets count code points of
            `document.text`, half-open.
        codebook: The definitions in force; its version is stamped on each claim.
        gazetteer: The index of places.
        trace: Receives one step for each rule that fired or declined.

    Returns:
        Claims ordered by where their words begin; an empty list when the
        document makes none, which is an ordinary outcome and not an error.

    Raises:
        NotGrounded: A claim's words are not in the text: a defect of a rule.

    Source:
        The claim contract, `vaglio.claim/1` (docs/claim.md).
    """
    dates = find_dates(document, codebook=codebook, trace=trace)
    shapes = lead_shapes(document, dates)
    if shapes:
        dates, shapes = run_up(dates, shapes, document.published)
    places = find_places(
        document, codebook=codebook, gazetteer=gazetteer, leads=shapes, trace=trace
    )
    leads = find_leads(document, shapes, places)
    views = [
        View(
            sentence,
            index=index,
            text=document.text,
            codebook=codebook,
            places=places[index],
            dates=dates[index],
        )
        for index, sentence in enumerate(document.sentences)
    ]
    drafts = _drafts(views, document)
    place_and_date(drafts, leads)
    return _in_order(drafts, document, leads, trace)


def event_between(
    document: Document,
    *,
    source: Span,
    target: Span,
    codebook: Codebook,
    gazetteer: Gazetteer,
) -> Event | None:
    """Say what one party does to another, by the field's code.

    The words that stand between the two in the grammar decide: first how the
    act is framed (a promise, a request, a refusal, a threat, an accusation),
    then the act itself.

    Args:
        document: What `read` returned.
        source: Where the party that acts is named.
        target: Where the party that is acted on is named.
        codebook: The definitions in force.
        gazetteer: The index of places.

    Returns:
        The event; None where no word of the codebook tells of one, or where
        the source stands in no sentence that was parsed.

    Source:
        PLOVER manual: which type a framed act takes.
    """
    found = word_at(document, source, codebook=codebook, gazetteer=gazetteer)
    return PairReader(found[0], source, target).event() if found is not None else None


def _drafts(views: list[View], document: Document) -> list[Draft]:
    """Read sentence after sentence, each with what was named before it."""
    publisher = Speaker(
        name=document.publisher or "publisher", span=None, type=SpeakerType.PUBLISHER
    )
    history = History(publisher)
    drafts: list[Draft] = []
    waiting: list[Draft] = []
    spoken: list[Spoken] = []
    paragraph = -1
    listed = Listed()
    sayings = sayings_by_sentence(document)
    for view, quoted in zip(views, quoted_tokens(document.sentences), strict=True):
        if view.sentence.paragraph != paragraph:
            settle(waiting, spoken)
            waiting, spoken, paragraph = [], [], view.sentence.paragraph
        if not view.sentence.parsed:
            history.add(Names(view))
            continue
        history.quoted = quoted
        reader = SentenceReader(
            view, history=history, publisher=publisher, sayings=sayings[view.index]
        )
        found = reader.drafts()
        listed.go_on(view, found)
        drafts += found
        spoken += spoken_in(view, reader.attributions, quoted)
        waiting += [d for d in found if d.cue is None and is_quoted(d, quoted)]
        history.add(reader.names)
        for attribution in reader.attributions:
            for speaker in attribution.speakers:
                history.spoke(reader.names, speaker)
    settle(waiting, spoken)
    return drafts


def _in_order(
    drafts: list[Draft], document: Document, leads: Leads, trace: Trace | None
) -> list[Claim]:
    """Ground the drafts, drop repeats and order them by the text."""
    claims: dict[str, Claim] = {}
    for draft in drafts:
        claim = ground(draft, document, leads)
        if claim.id in claims and claims[claim.id].cue != claim.cue:
            claim = told_apart(claim)
        if claim.id in claims:
            continue
        claims[claim.id] = claim
        if trace is not None:
            trace.add(claim.id, draft.steps)
    return sorted(claims.values(), key=lambda c: (c.span.start, c.span.end, c.speaker.name))
