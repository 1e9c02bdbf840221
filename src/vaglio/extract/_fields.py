"""Every field of a claim that its own words give."""

from __future__ import annotations

from collections.abc import Collection

from vaglio.codebook.rows import Part
from vaglio.extract._counted import Counted
from vaglio.extract._date_types import DateMention
from vaglio.extract._doers_behind import DoersBehind
from vaglio.extract._draft import Draft
from vaglio.extract._happenings import DEEP, Happening, Happenings
from vaglio.extract._judged import judge
from vaglio.extract._mediators import Mediators
from vaglio.extract._names import Names
from vaglio.extract._parties import Parties
from vaglio.extract._reality import standing_of
from vaglio.extract._speakers import History, is_pronoun
from vaglio.extract._terms import Terms
from vaglio.extract._tolls import Tolls
from vaglio.extract._unreal import unreal_of
from vaglio.extract._view import View
from vaglio.extract._when import date_above, date_of, date_of_antecedent, reach_of, said_on
from vaglio.extract._where import places_beside, places_of, told_by
from vaglio.model.claim import Actor, Event, Harm, Kind, Reality, Stance

_SPEECH_ACTS = frozenset(
    {Stance.ANNOUNCES, Stance.PROMISES, Stance.CALLS_FOR, Stance.ACCUSES, Stance.DENIES}
)
"""Stances that are acts on a day of their own; the day of a mere telling dates nothing."""
_MEANWHILE = frozenset({"when", "while"})
"""Words that begin a clause of the same time: "nine were killed when shells hit"."""
_HURT = frozenset({Harm.KILLED, Harm.INJURED, Harm.CASUALTIES})


class Fields:
    """Set the fields of the claims of one sentence."""

    def __init__(self, view: View, names: Names, history: History) -> None:
        """Find the numbers, events and parties that the sentence holds."""
        self.view = view
        self.names = names
        self.history = history
        self.toll_reader = Tolls(view, names)
        self.tolls = self.toll_reader.find()
        self.happenings = Happenings(view, names, no_harm=self.toll_reader.no_harm)
        self.parties = Parties(view, names, history)
        self.mediators = Mediators(view, self.parties)
        self.terms = Terms(view, names, history)
        self.behind = DoersBehind(view, self.parties, self.happenings)

    def fill(self, draft: Draft, *, fixed: Reality | None) -> None:
        """Set every field that the claim's own words give."""
        happening = self._happening(draft)
        self._standing(draft, fixed)
        self._unreal(draft, happening)
        self._coded(draft, happening)
        self._with_parties(draft, happening)
        self._with_place(draft)
        mention = self._with_date(draft)
        self._with_tolls(draft, mention)
        judge(draft, self.tolls_in(draft.tokens), happening)
        self.terms.fill(draft, happening)

    def _happening(self, draft: Draft) -> Happening | None:
        """Choose the event that the claim is about."""
        head = draft.head if draft.head is not None else draft.first
        found = self.happenings.of_clause(head, draft.tokens)
        return found[0] if found else None

    def _standing(self, draft: Draft, fixed: Reality | None) -> None:
        """Set how the thing stands."""
        standing = standing_of(
            self.view,
            draft.head,
            fixed=fixed,
            stance=draft.stance,
            agent=draft.cue is not None and self._has_agent(draft.head),
        )
        draft.reality = standing.reality
        at = (standing.at, standing.at + 1) if standing.at is not None else None
        draft.fire(standing.rule, f"stands as {standing.reality}", at=at)

    def _unreal(self, draft: Draft, happening: Happening | None) -> None:
        """Look whether what is told hangs on a plan, a danger or a falsehood within the clause."""
        if draft.reality not in (Reality.HAPPENED, Reality.ONGOING):
            return
        tolls = self.tolls_in(draft.tokens)
        if tolls or happening is not None:
            at = tolls[0].harm_at if tolls or happening is None else happening.at
            standing = unreal_of(self.view, at)
            if standing is not None:
                draft.reality = standing.reality
                draft.fire(standing.rule, f"stands as {standing.reality}")

    def _has_agent(self, head: int | None) -> bool:
        """Tell whether the subject of a clause is a party."""
        subject = self.view.subject(head) if head is not None else None
        if subject is None:
            return False
        if is_pronoun(self.view, subject):
            return True
        return any(self.names.is_party(at) for at in self.view.conjuncts(subject))

    def _coded(self, draft: Draft, happening: Happening | None) -> None:
        """Set the field's code and the kind of claim."""
        tolls = self.tolls_in(draft.tokens)
        draft.tolls_here = bool(tolls)
        if happening is not None:
            draft.event, rule = self.happenings.event(happening, draft.tokens)
            draft.kind = self._kind(happening, draft)
            if draft.kind is Kind.COMMITMENT and happening.row.part is Part.NOUN:
                draft.event = Event(type="REJECT")
            draft.fire(
                rule,
                f"“{happening.row.word}” is {happening.row.type or 'no PLOVER type'}",
                at=(happening.first, happening.last),
            )
        if tolls and (draft.event is None or draft.event.type not in ("ASSAULT", "COERCE")):
            draft.kind = Kind.INCIDENT
            if any(toll.harm in (Harm.KILLED, Harm.INJURED, Harm.CASUALTIES) for toll in tolls):
                draft.event = Event(type="ASSAULT")
                draft.fire("event.toll", "people were harmed", at=(tolls[0].first, tolls[0].last))

    def _kind(self, happening: Happening, draft: Draft) -> Kind:
        """Say what a claim is about; an offer or a call to negotiate is negotiation."""
        row = happening.row
        if self.terms.tells_of_owed(happening, draft.tokens):
            return Kind.COMMITMENT
        if row.type in ("AGREE", "REQUEST", "REJECT") and row.part is Part.VERB:
            below = [
                hit.row
                for hit in self.happenings.hits
                if hit.first in draft.tokens and hit.first > happening.first
            ]
            # "signed a truce, mediated by X" is a deal; "agreed to talks" is none yet.
            deal = below and below[0].kind is Kind.AGREEMENT and row.kind is Kind.AGREEMENT
            talks = (each for each in below if each.mode != "third-party")
            if not deal and any(each.kind is Kind.NEGOTIATION for each in talks):
                return Kind.NEGOTIATION
        return row.kind if row.kind is not Kind.COMMITMENT else Kind.POLITICS

    def _with_parties(self, draft: Draft, happening: Happening | None) -> None:
        """Set actors, targets and mediators."""
        draft.mediators = self.mediators.of(draft.tokens, draft.speaker)
        if draft.mediators:
            draft.fire("mediator.word", f"{draft.mediators[0].name} mediates")
        head = draft.head
        draft.actors = tuple(
            actor
            for actor in self._doers(draft, happening)
            if all(actor.span != mediator.span for mediator in draft.mediators)
        )
        draft.targets = tuple(
            target
            for target in self.parties.targets(head, happening)
            if draft.speaker.span is None or not target.span.overlap(draft.speaker.span)
        )
        if draft.actors:
            draft.fire("actor.subject", f"{draft.actors[0].name} does it")
        elif draft.tolls_here:
            harmed = [c.harm_at for c in self.tolls_in(draft.tokens) if c.harm in _HURT]
            draft.actors = self.behind.of(harmed)
            if draft.actors:
                draft.fire("actor.behind", f"it was done in a deed of {draft.actors[0].name}")
        if draft.targets:
            draft.fire("target.object", f"it is done to {draft.targets[0].name}")

    def _doers(self, draft: Draft, happening: Happening | None) -> tuple[Actor, ...]:
        """Name who did it; the subject of a verb that only reports a harm did nothing."""
        if happening is None and draft.tolls_here:
            return ()
        if happening is not None and happening.rank == DEEP and draft.event is not None:
            if draft.event.type in ("ASSAULT", "COERCE"):
                named = () if draft.tolls_here else self.parties.agents(draft.head)
                return named or self.parties.actors(None, happening, draft.speaker)
        return self.parties.actors(draft.head, happening, draft.speaker)

    def _with_place(self, draft: Draft) -> None:
        """Set the places."""
        taken = draft.named()
        draft.where = places_of(self.view, self.names, tokens=draft.tokens, taken=taken)
        if not draft.where:
            self._with_territory(draft)
        if not draft.where:
            self._with_place_beside(draft)
            return
        for place in draft.where:
            draft.fire("place.locative", f"{place.name} is where it was ({place.precision})")

    def _with_place_beside(self, draft: Draft) -> None:
        """Place people who were harmed where the rest of the sentence says: "when a shell hit"."""
        if not any(counted.harm in _HURT for counted in self.tolls_in(draft.tokens)):
            return
        head = draft.head if draft.head is not None else draft.first
        taken = draft.named()
        if draft.cue is not None:
            taken |= told_by(self.view, draft.cue, draft.speaker.span)
        draft.where = places_beside(self.view, self.names, head=head, taken=taken)
        for place in draft.where:
            draft.fire("place.sentence", f"the sentence tells of it at {place.name}")

    def _with_territory(self, draft: Draft) -> None:
        """Place "its president resigned" in the territory named last, which "its" stands for."""
        view = self.view
        territory = self.history.territory
        subject = view.subject(draft.head) if draft.head is not None else None
        if territory is None or subject is None or draft.event is None:
            return
        owner = view.child(subject, ("poss",))
        office = any(
            hit.first <= subject < hit.last and hit.row.thing == "office" for hit in view.things
        )
        if owner is not None and view.lowers[owner] == "its" and office:
            draft.where = (territory,)
            draft.fire(
                "place.possessive", f"“its” stands for {territory.name}", at=(owner, owner + 1)
            )

    def _with_date(self, draft: Draft) -> DateMention | None:
        """Set the date: the claim's own, else that of the clause it hangs on."""
        if draft.cue is not None:
            draft.said_on = said_on(self.view, draft.cue, told=draft.tokens)
        found = date_of(self.view, head=draft.head, tokens=draft.tokens)
        if found is None and draft.head is not None and self._inherits(draft):
            found = date_above(self.view, draft.head)
        if found is None and draft.head is not None:
            found = date_of_antecedent(self.view, draft.head)
        if found is None:
            return None
        mention, rule = found
        draft.when = mention.when
        draft.fire(rule, f"“{mention.when.text}”", at=(mention.first, mention.last))
        if mention.when.end is None and mention.when.start is not None:
            if draft.reality is Reality.HAPPENED and self._goes_on(draft):
                draft.reality = Reality.ONGOING
                draft.fire("reality.since", "it began then and no end is told")
        return mention

    def _goes_on(self, draft: Draft) -> bool:
        """Tell whether what began on a day still stands: a closed road, "has besieged"."""
        if draft.kind is Kind.ACCESS:
            return True
        if draft.head is None or draft.tolls_here or draft.kind is not Kind.INCIDENT:
            return False
        return any(self.view.lowers[i] in ("has", "have") for i in self.view.children[draft.head])

    def _inherits(self, draft: Draft) -> bool:
        """Tell whether the main clause's date covers the claim."""
        view = self.view
        head = draft.head
        if head is None or not view.is_verb(head):
            return False
        if draft.cue is not None:
            return draft.stance in _SPEECH_ACTS and view.clause_of(draft.cue[0]) == draft.cue[0]
        if ";" in view.lowers[head : view.tokens[head].head]:
            return False
        if view.tokens[head].dep == "advcl":
            told = any(view.lowers[i] in _MEANWHILE for i in view.with_dep(head, "advmod", "mark"))
            return told and view.tag(head) == "VBD"
        return view.tokens[head].dep in ("conj", "ccomp") and view.tag(head) in ("VBD", "VBN")

    def _with_tolls(self, draft: Draft, mention: DateMention | None) -> None:
        """Set the numbers, each part pointing at the toll it is counted in."""
        inside = self.tolls_in(draft.tokens)
        if draft.event is not None and draft.event.mode == "release":
            freed = (Harm.DETAINED, Harm.CAPTURED)
            inside = [counted for counted in inside if counted.harm not in freed]
        if not inside:
            return
        places = {self.tolls.index(counted): index for index, counted in enumerate(inside)}
        draft.tolls = tuple(
            counted.toll(
                self.view,
                part_of=places.get(counted.part_of) if counted.part_of is not None else None,
            )
            for counted in inside
        )
        draft.first = min(draft.first, *(counted.first for counted in inside))
        draft.last = max(draft.last, *(counted.last for counted in inside))
        for counted in inside:
            draft.fire(counted.rule, f"{counted.harm}", at=(counted.first, counted.last))
        for rule, at, why in self.toll_reader.declined:
            draft.decline(rule, why, at=(at, at + 1))
        draft.scope, rule = reach_of(self.view, draft.head, mention, inside, self.happenings)
        draft.fire(rule, "the number belongs to no one incident")
        draft.provisional = self.view.provisional
        if draft.provisional:
            draft.fire("provisional.phrase", "the text says that the figure may change")
        if draft.reality is Reality.DENIED and all(toll.high == 0 for toll in draft.tolls):
            draft.reality = Reality.HAPPENED

    def tolls_in(self, tokens: Collection[int]) -> list[Counted]:
        """Give the tolls whose number stands among some tokens; wholes before parts."""
        return [counted for counted in self.tolls if counted.harm_at in tokens]
