"""Whose words they are: who says what a cue shows."""

from __future__ import annotations

from dataclasses import replace

from vaglio.codebook.rows import CueRow, Part
from vaglio.extract._attribution import Said
from vaglio.extract._names import Names
from vaglio.extract._speakers import UNNAMED, History, is_pronoun
from vaglio.extract._view import View
from vaglio.model.claim import Reality, Speaker, Stance


class Voices:
    """Find who speaks, by the grammar around a cue."""

    def __init__(self, view: View, names: Names, history: History) -> None:
        """Look at one sentence."""
        self.view = view
        self.names = names
        self.history = history

    def can_speak(self, at: int) -> bool:
        """Tell whether a phrase can be somebody who says things."""
        view = self.view
        if any(mention.first <= at < mention.last for mention in view.dates):
            return False
        if is_pronoun(view, at) or self.names.is_party(at):
            if view.lowers[at] != "it":
                return True
            return self.history.can_mean_speaker(self.names, at)
        if view.lowers[at] in ("i", "we", "you"):
            return True
        if at in self.names.by_token or at in self.names.roles:
            return True
        if view.in_place(at):
            return True
        if view.tag(at) in ("NNP", "NNPS"):
            return True
        return any(hit.first <= at < hit.last and hit.row.part is Part.NOUN for hit in view.cues)

    def verb_speakers(self, verb: int, said: Said) -> tuple[tuple[Speaker, ...], int | None, str]:
        """Find who says it: subject, agent, source or nobody."""
        view = self.view
        if self.is_passive(verb):
            return self._passive_speaker(verb, accuses=bool(said.targets))
        if self._is_purpose(verb):
            return (), None, ""
        subject = relative = view.subject(verb)
        if subject is not None and view.lowers[subject] in ("who", "which", "that"):
            subject = view.tokens[verb].head if view.tokens[verb].dep == "relcl" else None
        if subject is None:
            subject = self._stray_subject(verb)
        if subject is None or not self.can_speak(subject):
            return (), None, ""
        if subject in said.tokens and view.tokens[verb].dep not in ("advcl", "xcomp", "relcl"):
            return (), None, ""
        subject = self.issuer(subject)
        speakers = self._through(subject, self.history.speakers(self.names, subject))
        if relative is not None and view.tag(relative) in ("WP", "WDT"):
            place = view.span(relative, relative + 1)
            speakers = tuple(replace(speaker, mention=place) for speaker in speakers)
        rule = "speaker.pronoun" if is_pronoun(view, subject) else "speaker.subject"
        return speakers, subject, rule

    def _through(self, subject: int, speakers: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
        """Add the channel that quotes a speaker: "X, quoted by Y, said"."""
        view = self.view
        for quoted in view.with_dep(subject, "acl", "relcl"):
            if view.lowers[quoted] in ("quoted", "cited"):
                for agent in view.with_dep(quoted, "agent", "prep"):
                    channel = view.child(agent, ("pobj",))
                    if channel is not None and view.lowers[agent] == "by":
                        name = view.words(*self.names.name_range(channel))
                        return tuple(replace(s, via=(*s.via, name)) for s in speakers)
        return speakers

    def is_passive(self, verb: int) -> bool:
        """Tell whether a verb of saying is passive: "was reported", "reported from"."""
        view = self.view
        if view.child(verb, ("auxpass",)) is not None:
            return True
        bare = view.child(verb, ("aux", "nsubj")) is None
        return (
            view.tag(verb) == "VBN" and view.tokens[verb].dep in ("acl", "amod", "advcl") and bare
        )

    def _is_purpose(self, verb: int) -> bool:
        """Tell whether saying is only meant: "will meet to discuss ..."; nobody has said it yet."""
        view = self.view
        if not any(view.lowers[i] == "to" for i in view.with_dep(verb, "aux")):
            return False
        subject = view.subject(verb)
        head = view.tokens[verb].head
        return (
            subject is None
            or view.tokens[subject].head != head
            or (view.tokens[subject].dep != "dobj")
        )

    def _passive_speaker(
        self, verb: int, *, accuses: bool
    ) -> tuple[tuple[Speaker, ...], int | None, str]:
        """Find the speaker of "was reported by X", "reported from the X side"."""
        view = self.view
        for prep in view.with_dep(verb, "agent", "prep"):
            if view.lowers[prep] in ("by", "from"):
                inner = view.child(prep, ("pobj",))
                if inner is not None and self.can_speak(inner):
                    return self.history.speakers(self.names, inner), inner, "speaker.agent"
        if view.tokens[verb].dep in ("amod", "acl"):
            return (), None, ""
        if not accuses and not self._tells_clause(verb):
            return (), None, ""
        return (UNNAMED,), None, "speaker.passive-unnamed"

    def _tells_clause(self, verb: int) -> bool:
        """Tell whether a passive of saying has a clause: "is said to have", and not "was found"."""
        view = self.view
        named = any(view.lowers[i] == "as" for i in view.with_dep(verb, "prep"))
        if named or view.child(verb, ("ccomp",)) is not None:
            return True
        return any(
            view.lowers[i] == "to"
            for child in view.with_dep(verb, "xcomp")
            for i in view.children[child]
        )

    def _stray_subject(self, verb: int) -> int | None:
        """Find a name that stands where a subject should, under another label."""
        view = self.view
        for child in reversed(view.children[verb]):
            token = view.tokens[child]
            if child < verb and token.dep in ("npadvmod", "dep", "nmod", "attr", "compound"):
                if child in self.names.by_token or self.names.is_party(child):
                    return child
        return None

    def issuer(self, name: int) -> int:
        """Give who issued a paper that speaks: "a statement from the ministry"."""
        view = self.view
        paper = any(hit.last - 1 == name and hit.row.part is Part.NOUN for hit in view.cues)
        for prep in view.with_dep(name, "prep") if paper else ():
            if view.lowers[prep] in ("from", "by", "of"):
                inner = view.child(prep, ("pobj",))
                if inner is not None and self.can_speak(inner):
                    return inner
        return name

    def party_before(self, at: int) -> int | None:
        """Find the party whose phrase ends just before a word: "Doctors in Osk fear that"."""
        view = self.view
        for before in range(at - 1, max(at - 6, -1), -1):
            if before in self.names.roles or before in self.names.people:
                return before
            if before in self.names.by_token and view.tokens[before].dep != "pobj":
                return before
            if view.lowers[before] in (",", ".", ";", "that", "and"):
                return None
        return None

    def holder_of_noun(self, noun: int) -> int | None:
        """Find whose claim it is: possessor, "by X", or the subject of the verb."""
        view = self.view
        owner = view.child(noun, ("poss",))
        if owner is not None and (is_pronoun(view, owner) or self.can_speak(owner)):
            return owner
        for prep in view.with_dep(noun, "prep"):
            if view.lowers[prep] in ("by", "from", "among"):
                inner = view.child(prep, ("pobj",))
                if inner is not None and self.can_speak(inner):
                    return inner
        token = view.tokens[noun]
        if token.dep in ("dobj", "pobj"):
            verb = view.clause_of(noun)
            if self.denies(verb):
                return None
            subject = view.subject(verb) if view.is_verb(verb) else None
            if subject is not None and subject < noun and self.can_speak(subject):
                return subject
        return None

    def is_unsaid(self, verb: int, row: CueRow) -> bool:
        """Tell whether nothing was said: "could not confirm", "no group has claimed"."""
        view = self.view
        chain = [verb]
        while view.tokens[chain[-1]].dep == "xcomp" and len(chain) < 4:
            chain.append(view.tokens[chain[-1]].head)
        for at in chain:
            if any(view.tokens[i].dep == "neg" for i in view.children[at]):
                return row.stance is not Stance.FEARS
            if at != verb and view.lowers[at].startswith(("unable", "refus", "declin", "fail")):
                return True
        subject = view.child(chain[-1], ("nsubj",))
        if subject is not None:
            if view.lowers[subject] in ("nobody", "none", "neither"):
                return True
            if any(view.lowers[i] in ("no", "neither", "few") for i in view.children[subject]):
                return True
        held = view.child(verb, ("dobj",))
        return held is not None and view.lowers[held] == "nothing"

    def antecedent_here(self, at: int) -> list[int]:
        """Give the words of this sentence that a pronoun stands for: the quotation needs them."""
        if not is_pronoun(self.view, at):
            return []
        found = self.history.antecedent(self.names, at)
        if found is None or found.speaker.span is None:
            return []
        span = found.speaker.span
        return [t.index for t in self.view.tokens if span.start <= t.start and t.end <= span.end]

    def denies(self, verb: int) -> bool:
        """Tell whether a verb denies what its object says: "denied reports that ..."."""
        rows = self.view.codebook.cue_words.rows(self.view.lowers[verb])
        return any(row.reality is Reality.DENIED for row in rows)

    def is_new(self, noun: int) -> bool:
        """Tell whether a noun of saying brings something up: "there were concerns that"."""
        view = self.view
        token = view.tokens[noun]
        if token.dep in ("dobj", "conj"):
            return False
        if self.denies(view.clause_of(noun)):
            return False
        return view.tag(noun) == "NNS" or token.dep in ("attr", "nsubj", "nsubjpass")
