"""Acts within acts: "refused to lift the ban", "agreed to talks", coded as one event."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vaglio.codebook.act_rows import ActRow, Role
from vaglio.codebook.rows import EventRow, Part
from vaglio.extract._act_codes import COOPERATIVE, coded
from vaglio.extract._happenings import Happenings
from vaglio.extract._view import View
from vaglio.model.claim import Event, Stance

_DEPTH = 6
"""How many acts may stand one within another."""

_TAKEN = ("xcomp", "dobj", "attr", "acomp", "oprd", "ccomp", "nsubjpass", "prep", "acl", "pcomp")
"""How an act takes another, the nearest first."""

_NAMED = frozenset({"actor", "person", "place", "office", "settlement", "territory", "number"})
"""Classes of company that a party itself is."""

_WILL = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "may", "might", "'d", "’d"})
_MUST = frozenset({"must", "should", "ought"})
_GOODS = {"aid": "AID"}
_BROUGHT = {"aid": "AID", "weapon": "AID", "vehicle": "AID", "troops": "MOBILIZE"}


class Acts:
    """Code the acts of one sentence, what stands within another act included."""

    def __init__(
        self, view: View, happenings: Happenings, *, parties: Collection[int] = ()
    ) -> None:
        """Look at one sentence in which some tokens are known to be parties."""
        self.view = view
        self.parties = frozenset(parties)
        self.happenings = happenings
        self.things = happenings.things
        self.acts: dict[int, tuple[ActRow, int]] = {}
        for hit in view.codebook.act_words.find(view.lowers):
            at = hit.last - 1 if hit.row.part is Part.NOUN else hit.first
            if hit.row.part is view.part_of(at):
                self.acts.setdefault(at, (hit.row, hit.last - hit.first))

    def code(self, at: int, depth: int = 0) -> Event | None:
        """Code what a word tells, with the acts it takes."""
        if depth > _DEPTH:
            return None
        event = self._told(at, depth)
        return self._stands(at, event) if self.view.is_verb(at) else event

    def _told(self, at: int, depth: int) -> Event | None:
        """Code a word and what it takes, as if it were done."""
        own, length = self._own(at)
        row, width = self.acts.get(at, (None, 0))
        if row is not None and width >= length:
            inner = self._inner(at, depth)
            if inner is None and row.role is Role.SEND:
                inner = self._brought(at)
            clause = any(self.view.is_verb(i) for i in self.view.with_dep(at, "xcomp", "ccomp"))
            return coded(row.role, inner, own=own, clause=clause)
        if own is not None:
            return own
        return self._said(at, depth) or (self._inner(at, depth) if self.view.is_noun(at) else None)

    def _own(self, at: int) -> tuple[Event | None, int]:
        """Give the event that a word tells by itself, and how many words tell it."""
        view = self.view
        best: tuple[Event | None, int] = (None, 0)
        for cue in view.cues:
            if cue.first == at and cue.row.event is not None and cue.row.part is view.part_of(at):
                best = (Event(type=cue.row.event, mode=cue.row.mode), cue.last - cue.first)
                break
        for child in view.with_dep(at, "prt"):
            for row in view.codebook.event_words.rows(f"{view.lowers[at]} {view.lowers[child]}"):
                if row.type is not None and self._is_meant(row, at):
                    best = (Event(type=row.type, mode=row.mode), 2)
        for hit in view.events:
            head = hit.first if hit.row.part is Part.VERB else hit.last - 1
            if head == at and hit.last - hit.first > best[1] and self._is_meant(hit.row, at):
                if hit.row.type is not None:
                    best = (Event(type=hit.row.type, mode=hit.row.mode), hit.last - hit.first)
        return best

    def _is_meant(self, row: EventRow, at: int) -> bool:
        """Tell whether a word has the part of speech and the company that its row names."""
        if row.part is not self.view.part_of(at):
            return False
        if not row.needs or any(
            hit.row is row and at in range(hit.first, hit.last) for hit in self.happenings.hits
        ):
            return True
        return bool(self.parties) and not _NAMED.isdisjoint(row.needs)

    def _said(self, at: int, depth: int) -> Event | None:
        """Code what is said, where saying itself is no event."""
        view = self.view
        rows = [hit.row for hit in view.cues if hit.first == at and hit.row.part is Part.VERB]
        if not rows or not view.is_verb(at):
            return None
        for child in view.with_dep(at, "ccomp", "xcomp", "dobj", "prep"):
            inner = self.code(child, depth + 1)
            if inner is not None:
                if any(row.stance is Stance.PROMISES for row in rows):
                    return coded(Role.PROMISE, inner, own=None, clause=True)
                return inner
        return None

    def _inner(self, at: int, depth: int) -> Event | None:
        """Code the first act that a word takes."""
        for child in self._taken(at):
            found = self.code(child, depth + 1)
            if found is None and self.things.get(child) in _GOODS:
                found = Event(type=_GOODS[self.things[child]])
            if found is not None:
                return found
        return None

    def _taken(self, at: int) -> Iterator[int]:
        """List what a word takes: clauses, objects, phrases, then a purpose."""
        view = self.view
        for dep in _TAKEN:
            for child in view.with_dep(at, dep):
                if dep == "prep":
                    yield from view.with_dep(child, "pobj", "pcomp")
                else:
                    yield from view.conjuncts(child) if dep == "dobj" else (child,)
        if view.is_noun(at):
            yield from (i for i in view.with_dep(at, "compound", "amod") if i < at)
        for child in view.with_dep(at, "advcl"):
            if view.tag(child) == "VB":
                yield child

    def _brought(self, at: int) -> Event | None:
        """Code what is given or sent by the sort of thing it is."""
        for child in self._taken(at):
            kind = _BROUGHT.get(self.things.get(child, ""))
            if kind is not None:
                return Event(type=kind)
        return None

    def _stands(self, at: int, event: Event | None) -> Event | None:
        """Code how a verb stands: what will be done is a promise or a threat."""
        view = self.view
        aux = {view.lowers[i] for i in view.with_dep(at, "aux")}
        negated = bool(view.with_dep(at, "neg"))
        if aux & _MUST:
            return Event(type="REQUEST")
        if negated and event is not None:
            if event.type in COOPERATIVE:
                return Event(type="REJECT")
            return Event(type="AGREE") if aux & _WILL else None
        if aux & _WILL:
            return coded(Role.INTEND, event, own=None, clause=True)
        return event
