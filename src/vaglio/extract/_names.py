"""How a party is named: the words of its name, and which actor of the codebook it is."""

from __future__ import annotations

from vaglio.codebook import ActorName, Hit, NameWay
from vaglio.codebook.rows import SpeakerRow, ThingRow
from vaglio.extract._view import View
from vaglio.model.claim import Actor, SpeakerType, Who

_NOBODY = frozenset(
    "nobody none one anybody anyone everybody everyone somebody someone who whom which what".split()
)
"""Words that stand for no party in particular."""
_PARTICLES = frozenset("de del la las los da do dos der van von bin ibn".split())
"""Small words inside a person's name."""

_ORGANS = frozenset("ministry government parliament presidency cabinet department".split())
"""Organs that every state has: with a capital letter too they are of the state they sit in."""


def actor_hits(view: View) -> list[Hit[ActorName]]:
    """Find every actor of the codebook that a sentence names."""
    texts = [token.text for token in view.tokens]
    if _in_capitals(view):
        return view.codebook.actor_names_folded.find(view.lowers)
    return view.codebook.actor_names.find(texts)


def _in_capitals(view: View) -> bool:
    """Tell whether the whole sentence is printed in capitals."""
    letters = "".join(token.text for token in view.tokens)
    return letters.isupper() and len(view) > 4


class Names:
    """Know the actors and roles that one sentence names."""

    def __init__(self, view: View) -> None:
        """Find them once."""
        self.view = view
        self.hits = actor_hits(view)
        self.by_token: dict[int, Hit[ActorName]] = {}
        for hit in self.hits:
            if view.lowers[hit.last : hit.last + 2] == ["-", "based"]:
                continue
            for at in range(hit.first, hit.last):
                kept = self.by_token.get(at)
                if kept is None or kept.row.way is not NameWay.NAME:
                    self.by_token[at] = hit
        self.roles: dict[int, Hit[SpeakerRow]] = {
            at: hit for hit in view.speakers for at in range(hit.first, hit.last)
        }
        self.people: dict[int, Who] = {hit.last - 1: hit.row.who for hit in view.groups}
        forces = [hit for hit in view.things if hit.row.thing in ("troops", "office")]
        self.forces: dict[int, Hit[ThingRow]] = {hit.last - 1: hit for hit in forces}
        self.crowds = frozenset(at for hit in forces for at in range(hit.first, hit.last))

    def name_range(self, head: int) -> tuple[int, int]:
        """Give the words of a name: a person's own name, or the whole phrase."""
        view = self.view
        person = self.person_range(head)
        if person is None and head in self.roles:
            named = view.child(head, ("appos",))
            person = self.person_range(named) if named is not None else None
        if person is not None:
            return person
        hit = self.by_token.get(head)
        if hit is not None and hit.row.way is NameWay.NAME and hit.last - hit.first > 1:
            first = min(hit.first, view.phrase(head)[0])
            return self.view.trim(first, max(hit.last, head + 1))
        first, last = view.phrase(head)
        while first < head and view.tag(first) == "CD" and ":" in view.lowers[first]:
            first += 1
        return view.trim(first, last)

    def person_range(self, head: int) -> tuple[int, int] | None:
        """Give the words of a person's name that ends in `head`; None if it is no person's."""
        view = self.view
        if self._is_titled_name(head):
            return head - 1, head + 1
        if not self._may_be_person(head):
            return None
        if any(view.lowers[i] in ("the", "a", "an") for i in view.with_dep(head, "det")):
            if not self._has_role_beside(head):
                return None
        first = head
        while first > 0 and self._may_be_person(first - 1) and self._same_phrase(first - 1, head):
            first -= 1
        first = self._before_particles(first)
        titled = first > 0 and first - 1 in self.roles and self._same_phrase(first - 1, head)
        if head - first >= 1 or titled or self._has_role_beside(head):
            return first, head + 1
        return None

    def _before_particles(self, first: int) -> int:
        """Give where a name begins that goes on after "de la", "bin" or "van der"."""
        at = first
        while at > 0 and self.view.lowers[at - 1] in _PARTICLES:
            at -= 1
        if at == first or at == 0 or not self._may_be_person(at - 1):
            return first
        while at > 0 and self._may_be_person(at - 1):
            at -= 1
        return at

    def _is_titled_name(self, head: int) -> bool:
        """Tell whether two names after a title are a person's: "Captain Jordan Israel"."""
        view = self.view
        if head < 2 or head - 2 not in self.roles or head - 1 in self.roles:
            return False
        both = all(view.tag(i) == "NNP" for i in (head - 2, head - 1, head))
        return both and (head in self.by_token) != (head - 1 not in self.by_token)

    def _may_be_person(self, at: int) -> bool:
        """Tell whether a token can be a part of a person's name."""
        token = self.view.tokens[at]
        if at in self.by_token or at in self.roles or at in self.people:
            return False
        if any(m.first <= at < m.last and m.place.place for m in self.view.places):
            return False
        return token.tag in ("NNP", "NNPS") and token.text[:1].isupper()

    def _same_phrase(self, at: int, head: int) -> bool:
        """Tell whether a token belongs to the noun phrase of a head."""
        token = self.view.tokens[at]
        return token.head == head or self.view.tokens[token.head].head == head

    def _has_role_beside(self, head: int) -> bool:
        """Tell whether an apposition or a title says what the person does."""
        view = self.view
        beside = view.with_dep(head, "appos", "compound", "nmod")
        return any(i in self.roles for child in beside for i in view.subtree(child))

    def role_type(self, head: int) -> SpeakerType | None:
        """Give the sort of speaker that the nouns of a phrase name; None if they name none."""
        hit = self.roles.get(head)
        return hit.row.type if hit is not None else None

    def actor_in(self, head: int) -> Hit[ActorName] | None:
        """Give the actor of the codebook that a phrase names; its head's before its modifiers'."""
        if head in self.by_token:
            return self.by_token[head]
        view = self.view
        first, last = view.phrase(head)
        hits = [self.by_token[at] for at in range(first, last) if at in self.by_token]
        before = [hit for hit in hits if hit.first <= head]
        if before:
            return before[-1] if before[-1].row.way is NameWay.NAME else before[0]
        for prep in view.with_dep(head, "prep"):
            inner = view.child(prep, ("pobj",))
            if inner is not None and self._is_of(head, view.lowers[prep]):
                found = self.by_token.get(inner)
                if found is not None:
                    return found
        return hits[0] if hits else None

    def _is_of(self, head: int, preposition: str) -> bool:
        """Tell whether a state behind a noun owns it: "the government in", no "rebels in"."""
        if preposition == "of":
            return True
        view = self.view
        named = view.tag(head) in ("NNP", "NNPS")
        if preposition == "in" and named:
            return view.lowers[head] in _ORGANS
        if preposition == "in":
            role, force = self.roles.get(head), self.forces.get(head)
            rules = role is not None and role.row.type is SpeakerType.GOVERNMENT
            return rules or (force is not None and force.row.thing == "office")
        return preposition == "from" and not named

    def is_party(self, head: int) -> bool:
        """Tell whether a phrase names somebody who can act or be acted on."""
        view = self.view
        if view.lowers[head] in _NOBODY:
            return False
        if head in self.people or head in self.roles:
            return True
        if self.person_range(head) is not None:
            return True
        hit = self.by_token.get(head)
        if hit is not None:
            return True
        if view.is_noun(head) and self.actor_in(head) is not None:
            return head in self.crowds or view.tag(head) in ("NNP", "NNPS")
        return head in self.crowds

    def actor_id(self, head: int) -> str | None:
        """Give the codebook's id of a party; a people's name beside a group is no state.

        "Armenian sabotage groups" says who they are said to be, not that the
        state acted: only its offices and forces stand for it.
        """
        hit = self.actor_in(head)
        person = self.person_range(head)
        if hit is None or (person is not None and person[0] <= hit.first < person[1]):
            return None
        if hit.first <= head < hit.last:
            return hit.row.row.id
        if hit.row.way is NameWay.DEMONYM:
            return hit.row.row.id if self._stands_for_state(head, hit.last) else None
        return hit.row.row.id if self._stands_for_body(head) else None

    def _stands_for_body(self, head: int) -> bool:
        """Tell whether a noun beside a body's name is one of its people: "Hamas officials"."""
        role = self.roles.get(head)
        known = role is not None and role.row.type is not SpeakerType.MEDIA
        return (
            known
            or head in self.people
            or head in self.crowds
            or (self.person_range(head) is not None)
        )

    def _stands_for_state(self, head: int, after: int) -> bool:
        """Tell whether a noun after a demonym is an office or a force of the state."""
        if self.person_range(head) is not None:
            return True
        role = self.roles.get(head)
        if role is not None and role.row.type in (SpeakerType.GOVERNMENT, SpeakerType.PERSON):
            return True
        force = self.forces.get(head)
        return force is not None and (force.row.thing == "office" or force.first <= after)

    def actor(self, head: int) -> Actor:
        """Name one party as written, with the codebook's id where it has one."""
        view = self.view
        first, last = self.name_range(head)
        return Actor(
            name=view.words(first, last),
            span=view.span(first, last),
            actor=self.actor_id(head),
        )

    def actors(self, head: int) -> tuple[Actor, ...]:
        """Name every party of a coordination."""
        heads = self.view.conjuncts(head)
        if any(self.view.lowers[i] == "no" for i in self.view.children[head]):
            return ()
        if not any(self.is_party(at) for at in heads):
            return ()
        named = len(heads) > 1
        return tuple(
            self.actor(at)
            for at in heads
            if not self.in_date(at)
            and (self.is_party(at) or (named and self.view.tag(at) in ("NNP", "NNPS")))
        )

    def in_date(self, at: int) -> bool:
        """Tell whether a token stands in a date: "by 20 May and the council"."""
        return any(date.first <= at < date.last for date in self.view.dates)
