"""Who speaks: a phrase or a pronoun turned into a speaker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from vaglio.codebook import NameWay
from vaglio.codebook.rows import Part
from vaglio.extract._names import Names
from vaglio.extract._view import SUBJECTS, View
from vaglio.model.claim import Actor, Place, Precision, Speaker, SpeakerType

UNNAMED = Speaker(name="unnamed", span=None, type=SpeakerType.UNNAMED)
"""The speaker of a report that says "there are claims" without saying whose."""


class Sort(StrEnum):
    """Name what a pronoun can stand for: he or she, it, they."""

    PERSON = "person"
    BODY = "body"
    CROWD = "crowd"


_PRONOUNS = {
    "he": Sort.PERSON,
    "she": Sort.PERSON,
    "him": Sort.PERSON,
    "her": Sort.PERSON,
    "his": Sort.PERSON,
    "it": Sort.BODY,
    "its": Sort.BODY,
    "they": Sort.CROWD,
    "them": Sort.CROWD,
    "their": Sort.CROWD,
}

_LOOK_BACK = 3
"""How many sentences back a pronoun may reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Remember one party that a sentence names, for the pronouns that follow."""

    speaker: Speaker
    sort: Sort
    at: int
    """Token index; for a remembered speaker, the sentence's index."""
    leading: bool
    """Whether it is a subject or a possessor."""


def is_pronoun(view: View, at: int) -> bool:
    """Tell whether a word is a personal pronoun that stands for a party."""
    return view.lowers[at] in _PRONOUNS


def means_speaker(view: View, pronoun: int, speaker: Speaker) -> bool:
    """Tell whether a pronoun can stand for who speaks."""
    if speaker.type in (SpeakerType.PUBLISHER, SpeakerType.UNNAMED):
        return False
    lower = view.lowers[pronoun]
    if speaker.type is SpeakerType.PERSON:
        return lower in ("he", "she")
    if speaker.type is SpeakerType.GROUP:
        return lower == "they"
    return lower in ("it", "they")


def as_party(speaker: Speaker) -> tuple[Actor, ...]:
    """Name a speaker as a party; nobody where no name stands."""
    if speaker.span is None:
        return ()
    return (Actor(name=speaker.name, span=speaker.span, actor=speaker.actor),)


def type_of(names: Names, head: int) -> SpeakerType:
    """Say what sort of speaker a phrase names."""
    view = names.view
    hit = names.by_token.get(head)
    if hit is not None and hit.row.way is NameWay.DEMONYM and view.tag(head) in ("NNS", "NNPS"):
        return SpeakerType.GROUP
    if hit is not None and hit.row.way is not NameWay.DEMONYM:
        return SpeakerType.GOVERNMENT if hit.row.way is NameWay.SEAT else hit.row.row.type
    role = names.role_type(head)
    if role is not None:
        return role
    if view.in_place(head):
        return SpeakerType.GOVERNMENT
    if names.person_range(head) is not None:
        return SpeakerType.PERSON
    inner = names.actor_in(head)
    if inner is not None and inner.row.way is NameWay.NAME:
        return inner.row.row.type
    if view.tag(head) in ("NNS", "NNPS") or head in names.people:
        return SpeakerType.GROUP
    return SpeakerType.INSTITUTION if view.tag(head) == "NNP" else SpeakerType.UNNAMED


def speaker_at(names: Names, head: int) -> Speaker:
    """Turn one phrase into a speaker."""
    first, last = names.name_range(head)
    return Speaker(
        name=names.view.words(first, last),
        span=names.view.span(first, last),
        type=type_of(names, head),
        actor=names.actor_id(head),
    )


class History:
    """Remember who was named, so that a pronoun finds the last fitting one."""

    def __init__(self, publisher: Speaker) -> None:
        """Begin with nobody named but the publisher, who says "we"."""
        self._publisher = publisher
        self.quoted: frozenset[int] = frozenset()
        """The tokens between quotation marks in the sentence being read."""
        self._sentences: list[list[Mention]] = []
        self._spoke: list[Mention] = []
        self._surnames: set[str] = set()
        self.territory: Place | None = None

    def add(self, names: Names) -> None:
        """Remember the parties that a sentence names."""
        self._sentences.append(_mentions(names))
        self._surnames |= {
            m.speaker.name.split()[-1]
            for m in self._sentences[-1]
            if m.speaker.type is SpeakerType.PERSON and " " in m.speaker.name
        }
        for mention in names.view.places:
            if mention.place.precision in (Precision.REGION, Precision.COUNTRY):
                self.territory = mention.place

    def speakers(self, names: Names, head: int) -> tuple[Speaker, ...]:
        """Turn a phrase, its coordination or a pronoun into speakers; one each."""
        view = names.view
        if view.lowers[head] in ("we", "i", "us"):
            if head in self.quoted:
                return (_unresolved(view, head),)
            return (replace(self._publisher, mention=view.span(head, head + 1)),)
        if is_pronoun(view, head):
            found = self._who_spoke(names, head) or self.antecedent(names, head)
            if found is None:
                return (_unresolved(view, head),)
            return (replace(found.speaker, mention=view.span(head, head + 1)),)
        heads = [at for at in view.conjuncts(head) if not view.is_verb(at)]
        return tuple(self._known(speaker_at(names, at)) for at in heads or [head])

    def _known(self, speaker: Speaker) -> Speaker:
        """Know a person again by the surname alone."""
        if speaker.type is SpeakerType.INSTITUTION and speaker.name in self._surnames:
            return replace(speaker, type=SpeakerType.PERSON)
        return speaker

    def spoke(self, names: Names, speaker: Speaker) -> None:
        """Remember who spoke in the sentence being read."""
        if speaker.span is None or speaker.type is SpeakerType.PUBLISHER:
            return
        at = next((t.index for t in names.view.tokens if t.end == speaker.span.end), None)
        if at is None:
            return
        sort = _sort(names, at, speaker)
        self._spoke.append(Mention(speaker=speaker, sort=sort, at=names.view.index, leading=True))

    def can_mean_speaker(self, names: Names, pronoun: int) -> bool:
        """Tell whether a pronoun stands for anybody who was named or spoke."""
        found = self._who_spoke(names, pronoun) or self.antecedent(names, pronoun)
        return found is not None

    def _who_spoke(self, names: Names, pronoun: int) -> Mention | None:
        """Give the last speaker whom a pronoun fits; words in between do not come first."""
        sort = _PRONOUNS[names.view.lowers[pronoun]]
        here = names.view.index
        near = [m for m in self._spoke if here - _LOOK_BACK <= m.at < here and m.sort is sort]
        if sort is Sort.PERSON and len({m.speaker.name for m in near}) > 1:
            return None
        in_sentence = [
            m for m in _mentions(names) if m.at < pronoun and m.sort is sort and m.leading
        ]
        return near[-1] if near and not in_sentence else None

    def party(self, names: Names, head: int) -> tuple[Actor, ...]:
        """Turn a phrase or a pronoun into the parties that act or are acted on."""
        view = names.view
        if is_pronoun(view, head):
            found = self.antecedent(names, head)
            if found is None or found.speaker.span is None:
                return ()
            speaker = found.speaker
            return (Actor(name=speaker.name, span=found.speaker.span, actor=speaker.actor),)
        return names.actors(head)

    def antecedent(self, names: Names, pronoun: int) -> Mention | None:
        """Find the last party that fits a pronoun; None where nobody fits."""
        sort = _PRONOUNS[names.view.lowers[pronoun]]
        view = names.view
        verb = view.tokens[pronoun].head
        barred = view.subject(verb) if view.tokens[pronoun].dep in ("dobj", "dative") else None
        here = [m for m in _mentions(names) if m.at < pronoun and m.sort is sort and m.at != barred]
        leading = [m for m in here if m.leading]
        if leading:
            return leading[-1]
        if here and barred is not None:
            return here[-1]
        recent = self._sentences[-_LOOK_BACK:]
        named = {m.speaker.name for s in recent for m in s if m.leading and m.sort is sort}
        if sort is Sort.PERSON and len(named) > 1:
            return None
        for sentence in reversed(recent):
            fitting = [m for m in sentence if m.sort is sort]
            first = [m for m in fitting if m.leading]
            if first or fitting:
                return (first or fitting)[0 if sort is Sort.BODY else -1]
        return here[-1] if here else None


def _unresolved(view: View, at: int) -> Speaker:
    """Name a pronoun as it stands when nobody fits it."""
    token = view.tokens[at]
    return Speaker(name=token.text, span=view.span(at, at + 1), type=SpeakerType.UNNAMED)


def _mentions(names: Names) -> list[Mention]:
    """List the parties that a sentence names, in order."""
    view = names.view
    found = []
    for token in view.tokens:
        at = token.index
        if not token.tag.startswith("NN") or token.dep in ("compound", "amod", "nmod", "npadvmod"):
            continue
        if not names.is_party(at) and at not in names.by_token:
            continue
        speaker = speaker_at(names, at)
        found.append(
            Mention(
                speaker=speaker,
                sort=_sort(names, at, speaker),
                at=at,
                leading=token.dep in SUBJECTS or token.dep in ("poss", "agent"),
            )
        )
    return found


def _sort(names: Names, at: int, speaker: Speaker) -> Sort:
    """Say which pronoun fits a party."""
    view = names.view
    hit = names.by_token.get(at)
    if hit is not None and hit.row.way is not NameWay.DEMONYM:
        crowd = hit.row.row.type in (SpeakerType.PARTY, SpeakerType.GROUP)
        several = view.tag(at) in ("NNS", "NNPS") and (crowd or view.tokens[at].text.islower())
        return Sort.CROWD if several else Sort.BODY
    if view.tag(at) in ("NNS", "NNPS"):
        return Sort.CROWD
    role = names.roles.get(at)
    alone = speaker.type in (SpeakerType.PERSON, SpeakerType.UNNAMED)
    if alone or (role is not None and role.row.part is Part.PRONOUN):
        return Sort.PERSON
    return Sort.BODY
