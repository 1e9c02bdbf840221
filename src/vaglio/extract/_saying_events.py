"""Saying that is an event itself: a request, a threat, an accusation, a promise."""

from __future__ import annotations

from vaglio.codebook.rows import CueRow, Takes
from vaglio.extract._attribution import Attribution
from vaglio.extract._draft import Draft
from vaglio.extract._fields import Fields
from vaglio.extract._happenings import CARRIED
from vaglio.extract._view import View
from vaglio.model.claim import (
    Actor,
    Event,
    Kind,
    Stance,
)

_OWN_STATEMENT = frozenset({"REQUEST", "THREATEN", "REJECT", "ACCUSE"})

_OWNING = frozenset({"responsibility", "credit"})
"""Words of cues by which somebody speaks of a deed as their own, or not their own."""

_ASKED = {"CONSULT": "meet", "RETREAT": "yield", "AID": "assist", "SUPPORT": "assist"}


class Sayings:
    """Code the acts of saying of one sentence."""

    def __init__(self, view: View, fields: Fields) -> None:
        """Look at one sentence."""
        self.view = view
        self.fields = fields

    def stance(self, attribution: Attribution) -> Stance:
        """Give the stance of a cue; to give a thing another name is to claim that it is one."""
        stance = attribution.row.stance
        if attribution.takes is Takes.LABEL and stance is Stance.STATES:
            return Stance.CLAIMS
        return stance

    def code(self, draft: Draft, attribution: Attribution) -> None:
        """Code the saying itself where it is an event: a request, a threat, an accusation."""
        row = attribution.row
        told = draft.event if self._is_near(draft) else None
        if row.event is not None and row.event == "REQUEST":
            draft.actors = ()
        if row.event is not None and (
            told is None
            or row.event in ("REQUEST", "THREATEN", "REJECT")
            or told.type in _OWN_STATEMENT
            or (row.event != "ACCUSE" and row.reality is None)
        ):
            mode = row.mode
            if row.event == "REQUEST":
                mode = self._asked_for(draft) or row.mode
            draft.event = Event(type=row.event, mode=mode)
            draft.fire("event.cue", f"“{row.word}” is itself an event", at=attribution.cue)
            if told is None or told.type != "CONSULT":
                draft.kind = Kind.STATEMENT if draft.kind is Kind.INCIDENT else draft.kind
        if _OWNING & set(row.word.split()) and draft.speaker.span is not None:
            self._own_deed(draft, row)
        suspects = row.stance is Stance.SUSPECTS
        if attribution.targets and (
            row.event is not None or suspects or row.stance is Stance.ACCUSES
        ):
            if (
                (suspects or row.event == "ACCUSE")
                and draft.event is not None
                and draft.event.type != "ACCUSE"
            ):
                draft.actors = attribution.targets
            else:
                draft.targets = attribution.targets
        if row.stance is Stance.PROMISES and row.event is None:
            self.fields.terms.promise(draft, attribution.content, to=attribution.targets)

    def _own_deed(self, draft: Draft, row: CueRow) -> None:
        """Make the speaker the one who did it, or who is said to have and denies it."""
        speaker = draft.speaker
        if speaker.span is None or row.stance not in (Stance.CLAIMS, Stance.DENIES):
            return
        draft.actors = (Actor(name=speaker.name, span=speaker.span, actor=speaker.actor),)
        draft.fire("actor.responsibility", f"{speaker.name} speaks of its own deed")

    def _is_near(self, draft: Draft) -> bool:
        """Tell whether the event of a claim is what its clause is about, not an aside."""
        view = self.view
        head = draft.head if draft.head is not None else draft.first
        found = self.fields.happenings.of_clause(head, draft.tokens)
        if not found:
            return False
        token = view.tokens[found[0].at]
        led_to = token.dep == "pobj" and view.tokens[token.head].head == head
        return found[0].rank <= CARRIED or led_to

    def _asked_for(self, draft: Draft) -> str | None:
        """Give the mode of a request: what is asked for, asides left out."""
        for happening in sorted(
            self.fields.happenings.of_clause(draft.first, draft.tokens), key=lambda h: h.first
        ):
            aside = any(self.view.tokens[i].dep == "relcl" for i in self.view.above(happening.at))
            if not aside and happening.row.type is not None:
                return _ASKED.get(happening.row.type)
        return None
