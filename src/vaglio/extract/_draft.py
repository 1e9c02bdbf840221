"""A claim in the making, and the gate that refuses what the text does not say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from vaglio.extract._asides import is_aside
from vaglio.extract._leads import Leads
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
    Stance,
    Toll,
    When,
)
from vaglio.model.document import Document
from vaglio.model.grounding import claim_id, content_id, refuse_invention
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
    said_on: dt.date | None = None
    """The day on which the speaker said so, where the text gives one."""
    tolls: tuple[Toll, ...] = ()
    scope: Scope = Scope.INCIDENT
    commitments: tuple[Commitment, ...] = ()
    provisional: bool = False
    tolls_here: bool = False
    """Whether numbers of people harmed stand among its words."""
    steps: list[Step] = field(default_factory=list)

    def named(self) -> set[int]:
        """List the tokens that name the speaker or a party."""
        spans = [party.span for party in (*self.actors, *self.mediators)]
        if self.speaker.span is not None:
            spans.append(self.speaker.span)
        return {
            token.index
            for token in self.view.tokens
            if any(span.start <= token.start and token.end <= span.end for span in spans)
        }

    def fire(self, rule: str, why: str, *, at: tuple[int, int] | None = None) -> None:
        """Record a rule that set a field, with the words it read."""
        if rule:
            self._record(rule, Outcome.FIRED, why, at)

    def decline(self, rule: str, why: str, *, at: tuple[int, int] | None = None) -> None:
        """Record a rule that looked and found nothing it could stand behind."""
        self._record(rule, Outcome.DECLINED, why, at)

    def fire_above(self, rule: str, why: str, *, words: Span) -> None:
        """Record a rule that set a field by words of another sentence."""
        self._keep(rule, Outcome.FIRED, why, words)

    def _record(self, rule: str, outcome: Outcome, why: str, at: tuple[int, int] | None) -> None:
        """Keep one step, with the words of this sentence."""
        self._keep(rule, outcome, why, self.view.span(*at) if at is not None else None)

    def _keep(self, rule: str, outcome: Outcome, why: str, words: Span | None) -> None:
        """Keep one step."""
        self.steps.append(
            Step(
                rule=rule,
                outcome=outcome,
                words=words,
                why=why,
                sentence=self.view.sentence.span,
            )
        )


def ground(draft: Draft, document: Document, leads: Leads) -> Claim:
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
        setting=setting_of(
            document,
            view.sentence,
            span,
            leads=leads,
            aside=is_aside(view, draft.head, draft.tokens),
        ),
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
        as_of=_counted_until(draft, document),
        provisional=draft.provisional,
        rules=tuple(step.rule for step in draft.steps if step.outcome is Outcome.FIRED),
        codebook=view.codebook.version,
        reader=READER if document.sayings is None else READER_WITH_MODEL,
    )
    refuse_invention(claim, document.text, input=document.source)
    return claim


def _counted_until(draft: Draft, document: Document) -> dt.date | None:
    """Give the day up to which numbers count: that of saying them, else that of printing."""
    if not draft.tolls:
        return None
    printed = document.published
    early = draft.said_on is not None and (printed is None or draft.said_on <= printed)
    return draft.said_on if early else printed


def _identity(document: Document, span: Span, draft: Draft) -> str:
    """Make the claim's id from report, span, kind and speaker."""
    return claim_id(document.report_id, span=span, kind=draft.kind, speaker=draft.speaker.name)


def told_apart(claim: Claim) -> Claim:
    """Give a claim its own id where another cue makes one of the same words by the same speaker."""
    at = claim.cue.span.start if claim.cue is not None else None
    return replace(claim, id=content_id(f"{claim.id} {at}"))


def _cue(draft: Draft) -> Cue | None:
    """Give the cue with its words."""
    if draft.cue is None:
        return draft.told_by
    view = draft.view
    return Cue(text=view.words(*draft.cue), span=view.span(*draft.cue))
