"""Who did it and to whom: the parties of one happening."""

from __future__ import annotations

from vaglio.codebook import NameWay
from vaglio.codebook.rows import Counts, Part
from vaglio.codebook.word_lists import english_words
from vaglio.extract._act_codes import COOPERATIVE
from vaglio.extract._happenings import CARRIED, Happening
from vaglio.extract._names import Names
from vaglio.extract._speakers import History, as_party, is_pronoun, means_speaker
from vaglio.extract._view import View
from vaglio.model.claim import Actor, Harm, Kind, Speaker

_HURT = (Harm.KILLED, Harm.INJURED)
_STRUCK = frozenset({"facility", "vehicle", "aid"})
"""Classes of things that a happening can be aimed at."""

_AGAINST = ("on", "against", "at", "upon")


class Parties:
    """Find the parties of the happenings of one sentence."""

    def __init__(self, view: View, names: Names, history: History) -> None:
        """Look at one sentence with what was named before it."""
        self.view = view
        self.names = names
        self.history = history

    def actors(
        self, head: int | None, happening: Happening | None, speaker: Speaker
    ) -> tuple[Actor, ...]:
        """Name who did it: the subject, "by X", or the people that modify the event noun.

        A pronoun stands for the speaker ("Kyiv said it would ..."), never for
        somebody further off: a false perpetrator is worse than none.
        """
        found: tuple[Actor, ...] = ()
        if head is not None and self._suffers(head):
            return ()
        if head is not None and self.view.is_verb(head):
            subject = self.view.subject(head)
            if subject is not None and is_pronoun(self.view, subject):
                if means_speaker(self.view, subject, speaker) and speaker.span is not None:
                    return as_party(speaker)
                return self.agents(head)
            found = self.of_verb(head)
        if not found and happening is not None:
            found = (
                self.of_verb(happening.at)
                if happening.row.part is Part.VERB
                else self.of_noun(happening.at)
            )
        return found or self._who_talk(head) or self._lone_name(head, happening)

    def _who_talk(self, head: int | None) -> tuple[Actor, ...]:
        """Name whose talks or deal it is to which a thing is done: "talks between X and Y"."""
        view = self.view
        subject = view.child(head, ("nsubjpass",)) if head is not None else None
        dealt = (
            hit.row.kind in (Kind.NEGOTIATION, Kind.AGREEMENT)
            for hit in view.events
            if hit.last - 1 == subject
        )
        return self.of_noun(subject) if subject is not None and any(dealt) else ()

    def _lone_name(self, head: int | None, happening: Happening | None) -> tuple[Actor, ...]:
        """Name a party of which only its name is known: "Orlia freed 40 prisoners".

        Only where it does what states and movements do: a false perpetrator is
        worse than none.
        """
        view = self.view
        if happening is None or head is None:
            return ()
        if happening.row.type not in COOPERATIVE and happening.row.kind is not Kind.COMMITMENT:
            return ()
        if not view.is_verb(head) or happening.rank > CARRIED:
            return ()
        passive = view.with_dep(head, "auxpass", "nsubjpass")
        subject = None if passive else view.subject(head)
        if subject is None:
            by = (at for at in view.with_dep(head, "agent", "prep") if view.lowers[at] == "by")
            subject = next((i for at in by for i in view.with_dep(at, "pobj")), None)
        if subject is None or view.tag(subject) not in ("NNP", "NN"):
            return ()
        named = view.tokens[subject].text[:1].isupper() and not self.names.in_date(subject)
        if not named or view.lowers[subject] in english_words():
            return ()
        return (self.names.actor(subject),)

    def _may_be_hit(self, whom: int, happening: Happening | None) -> bool:
        """Tell whether an object is a party; a place that is shelled is where, not whom."""
        view = self.view
        if any(view.lowers[i] == "no" for i in view.children[whom]):
            return False
        if any(hit.last - 1 == whom for hit in view.harms):
            return False
        if view.in_place(whom):
            return happening is None or happening.row.type not in ("ASSAULT", "COERCE", "RETREAT")
        known = whom in self.names.by_token or whom in self.names.roles
        named = view.tag(whom) in ("NNP", "NNPS") and not known
        harmed = happening is not None and any(h.first == happening.first for h in view.harms)
        return harmed or not named or happening is None

    def _suffers(self, verb: int) -> bool:
        """Tell whether a verb's subject is harmed by it: "three passengers died"."""
        view = self.view
        cut_short = (
            view.tag(verb) in ("VBD", "VBN")
            and all(view.lowers[i] != "dead" for i in view.children[verb])
            and view.child(verb, ("dobj", "aux", "auxpass", "ccomp")) is None
        )
        return any(
            hit.first == verb
            and hit.row.part is Part.VERB
            and (Counts.SUBJECT in hit.row.counts or (cut_short and hit.row.harm in _HURT))
            for hit in view.harms
        )

    def targets(self, head: int | None, happening: Happening | None) -> tuple[Actor, ...]:
        """Name at whom it was done: the object, "on X", "against X"."""
        if happening is not None and happening.row.type == "MOBILIZE":
            return ()
        for at in (head, happening.at if happening is not None else None):
            found = () if at is None else self._object_of(at, happening) or self._targeted_by(at)
            if found:
                return found
        return self._struck_at(happening) if happening is not None else ()

    def _object_of(self, at: int, happening: Happening | None) -> tuple[Actor, ...]:
        """Name whom a verb acts on: its object, or the subject of a passive one."""
        view = self.view
        if not view.is_verb(at):
            return ()
        whom = view.child(at, ("nsubjpass",))
        if whom is None:
            whom = view.subject(at) if self._suffers(at) else view.child(at, ("dobj",))
        if whom is None or is_pronoun(view, whom) or not self._may_be_hit(whom, happening):
            return ()
        return self.named(whom) or self._things_at(whom, happening)

    def _things_at(self, head: int, happening: Happening | None) -> tuple[Actor, ...]:
        """Name a building, a vehicle or a convoy that is struck or taken."""
        if happening is None or happening.row.type not in ("ASSAULT", "COERCE"):
            return ()
        struck = _STRUCK | ({"route"} if happening.row.type == "ASSAULT" else set())
        return tuple(
            self.names.actor(at)
            for at in self.view.conjuncts(head)
            if any(h.last - 1 == at and h.row.thing in struck for h in self.view.things)
        )

    def _targeted_by(self, at: int) -> tuple[Actor, ...]:
        """Name "an operation targeting X"."""
        view = self.view
        for below in view.with_dep(at, "acl"):
            named = view.child(below, ("dobj",))
            if named is not None and view.tag(below) == "VBG":
                found = self.named(named)
                if found:
                    return found
        return ()

    def _struck_at(self, happening: Happening) -> tuple[Actor, ...]:
        """Name "an attack on X"; a place that is struck is where, not whom."""
        view = self.view
        if happening.row.type not in ("ASSAULT", "COERCE", "SANCTION"):
            return ()
        for prep in view.with_dep(happening.at, "prep"):
            inner = view.child(prep, ("pobj",))
            if inner is None or view.lowers[prep] not in _AGAINST:
                continue
            owned = view.child(inner, ("poss",)) is not None
            found = self.named(inner) or self._things_at(inner, happening)
            if found and not owned and not self._is_place_only(inner):
                return found
        return ()

    def of_verb(self, verb: int) -> tuple[Actor, ...]:
        """Name the subject of an active verb or the agent of a passive one."""
        view = self.view
        agents = self.agents(verb)
        if agents:
            return agents
        if view.child(verb, ("auxpass", "nsubjpass")) is not None or self._suffers(verb):
            return ()
        if view.tag(verb) == "VBN" and view.tokens[verb].dep == "acl":
            return ()
        subject = view.subject(verb)
        if subject is None:
            return ()
        found = self.named(subject)
        if found:
            return found
        for prep in view.with_dep(subject, "prep"):
            inner = view.child(prep, ("pobj",))
            if inner is not None and view.lowers[prep] in ("from", "of", "by"):
                found = self.named(inner)
                if inner in self.names.by_token:
                    return found or self.history.party(self.names, inner)
        return self.of_noun(subject)

    def agents(self, head: int | None) -> tuple[Actor, ...]:
        """Name "by X" after a verb or a noun."""
        view = self.view
        if head is None:
            return ()
        for prep in view.with_dep(head, "agent", "prep"):
            if view.lowers[prep] == "by":
                inner = view.child(prep, ("pobj",))
                if inner is not None:
                    return self.named(inner)
        return ()

    def of_noun(self, noun: int) -> tuple[Actor, ...]:
        """Name "the attack by X", "X's attack", "the Russian attack"."""
        view = self.view
        if not view.is_noun(noun):
            return ()
        for prep in view.with_dep(noun, "prep"):
            if view.lowers[prep] in ("between", "among"):
                inner = view.child(prep, ("pobj",))
                found = self.named(inner) if inner is not None else ()
                if len(found) > 1:
                    return found
        agents = self.agents(noun)
        if agents:
            return agents
        owner = view.child(noun, ("poss",))
        if owner is not None:
            return self.named(owner)
        for at in view.children[noun]:
            hit = self.names.by_token.get(at)
            if at < noun and hit is not None and hit.row.way is not NameWay.SEAT:
                return (
                    Actor(
                        name=view.words(hit.first, hit.last),
                        span=view.span(hit.first, hit.last),
                        actor=hit.row.row.id,
                    ),
                )
        return ()

    def named(self, head: int) -> tuple[Actor, ...]:
        """Name a phrase's parties; none where it names a thing."""
        if any(hit.last - 1 == head and hit.row.part is Part.NOUN for hit in self.view.harms):
            return ()
        found = self.history.party(self.names, head)
        if not found and self._place_acts(head):
            return (self.names.actor(head),)
        return found

    def _place_acts(self, head: int) -> bool:
        """Tell whether a place's name stands where a party should."""
        view = self.view
        return (
            view.tokens[head].dep in ("nsubj", "pobj", "poss")
            and view.in_place(head)
            and view.tokens[view.tokens[head].head].lower not in ("in", "at", "near")
        )

    def _is_place_only(self, head: int) -> bool:
        """Tell whether a phrase is a place and no actor."""
        return head not in self.names.by_token and self.view.in_place(head)
