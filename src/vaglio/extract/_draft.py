"""A claim in the making, and the gate that refuses what the text does not say."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from vaglio.extract._setting import setting_of
from vaglio.extract._view import View
from vaglio.model.claim import (
    Actor,
    Claim,
    Commitment,
    Cue,
    Event,
    Kind,
    Place,
    Reality,
    Scope,
    Speaker,
    SpeakerType,
    Stance,
    Toll,
    When,
)
from vaglio.model.document import Document
from vaglio.model.errors import NotGrounded
from vaglio.model.span import Span
from vaglio.model.trace import Outcome, Step

READER = "rules/1"
"""The reader's name and version, stamped on each claim."""

READER_WITH_MODEL = "rules+attribution/1"
"""The same where the attribution model was asked as well."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """Collect the fields of one claim and the rules that set them."""

    view: View
    first: int
    last: int
    speaker: Speaker
    stance: Stance
    head: int | None
    tokens: frozenset[int]
    cue: tuple[int, int] | None = None
    said: tuple[Span, ...] = ()
    """The words that the cue is for."""
    told_by: Cue | None = None
    """The cue of another sentence, for a quotation that goes on."""
    kind: Kind = Kind.STATEMENT
    reality: Reality = Reality.HAPPENED
    event: Event | None = None
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    where: tuple[Place, ...] = ()
    when: When | None = None
    tolls: tuple[Toll, ...] = ()
    scope: Scope = Scope.INCIDENT
    commitments: tuple[Commitment, ...] = ()
    provisional: bool = False
    tolls_here: bool = False
    """Whether numbers of people harmed stand among its words."""
    steps: list[Step] = field(default_factory=list)

    def fire(self, rule: str, why: str, *, at: tuple[int, int] | None = None) -> None:
        """Record a rule that set a field, with the words it read."""
        if rule:
            self._record(rule, Outcome.FIRED, why, at)

    def decline(self, rule: str, why: str, *, at: tuple[int, int] | None = None) -> None:
        """Record a rule that looked and found nothing it could stand behind."""
        self._record(rule, Outcome.DECLINED, why, at)

    def _record(self, rule: str, outcome: Outcome, why: str, at: tuple[int, int] | None) -> None:
        """Keep one step."""
        self.steps.append(
            Step(
                rule=rule,
                outcome=outcome,
                words=self.view.span(*at) if at is not None else None,
                why=why,
                sentence=self.view.sentence.span,
            )
        )


def ground(draft: Draft, document: Document) -> Claim:
    """Turn a draft into a claim, or refuse it where its words are not in the text.

    Raises:
        NotGrounded: A field names words that the document does not hold. This
            is a defect of the reader that made the draft, never of the report.
    """
    view = draft.view
    span = view.span(draft.first, draft.last)
    claim = Claim(
        id=_identity(document, span, draft),
        report_id=document.report_id,
        kind=draft.kind,
        quote=span.of(document.text),
        span=span,
        sentence=view.sentence.span,
        setting=setting_of(document, view.sentence, span, codebook=view.codebook),
        speaker=draft.speaker,
        cue=_cue(draft),
        said=draft.said,
        stance=draft.stance,
        reality=draft.reality,
        event=draft.event,
        actors=draft.actors,
        targets=draft.targets,
        mediators=draft.mediators,
        where=draft.where,
        when=draft.when,
        tolls=draft.tolls,
        scope=draft.scope,
        commitments=draft.commitments,
        as_of=document.published if draft.tolls else None,
        provisional=draft.provisional,
        rules=tuple(step.rule for step in draft.steps if step.outcome is Outcome.FIRED),
        codebook=view.codebook.version,
        reader=READER if document.sayings is None else READER_WITH_MODEL,
    )
    _refuse_invention(claim, document)
    return claim


def _identity(document: Document, span: Span, draft: Draft) -> str:
    """Make the claim's id from report, span, kind and speaker."""
    return _digest(
        f"{document.report_id} {span.start} {span.end} {draft.kind} {draft.speaker.name}"
    )


def told_apart(claim: Claim) -> Claim:
    """Give a claim its own id where another cue makes one of the same words by the same speaker."""
    at = claim.cue.span.start if claim.cue is not None else None
    return replace(claim, id=_digest(f"{claim.id} {at}"))


def _digest(content: str) -> str:
    """Make an id from content."""
    return "c:" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _cue(draft: Draft) -> Cue | None:
    """Give the cue with its words."""
    if draft.cue is None:
        return draft.told_by
    view = draft.view
    return Cue(text=view.words(*draft.cue), span=view.span(*draft.cue))


def _refuse_invention(claim: Claim, document: Document) -> None:
    """Check every field that quotes against the text it is said to stand in."""
    quoted: list[tuple[str, Span | None]] = [(claim.quote, claim.span)]
    if claim.speaker.type is not SpeakerType.PUBLISHER and claim.speaker.span is not None:
        quoted.append((claim.speaker.name, claim.speaker.span))
    if claim.cue is not None:
        quoted.append((claim.cue.text, claim.cue.span))
    parties = (*claim.actors, *claim.targets, *claim.mediators)
    quoted += [(party.name, party.span) for party in parties]
    quoted += [(place.name, place.span) for place in claim.where]
    quoted += [(toll.quote, toll.span) for toll in claim.tolls]
    quoted += [(term.text, term.span) for term in claim.commitments]
    if claim.when is not None:
        quoted.append((claim.when.text, claim.when.span))
    for words, span in quoted:
        if span is None or not words or span.of(document.text) != words:
            raise NotGrounded(
                input=document.source,
                problem=f"a claim quotes “{words}”, which does not stand there",
                next_step="report this as a defect of the reader",
            )
