"""Who says what in one sentence: speaker, cue and the words that are said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vaglio.codebook import Hit
from vaglio.codebook.rows import CueRow, Part, Takes
from vaglio.extract._attribution import Attribution, Said, build_attribution
from vaglio.extract._cue_others import OtherCues
from vaglio.extract._names import Names
from vaglio.extract._said_clauses import SaidClauses
from vaglio.extract._said_phrases import SaidPhrases
from vaglio.extract._speakers import History
from vaglio.extract._suggested import Suggested
from vaglio.extract._view import View
from vaglio.extract._voices import Voices
from vaglio.model.claim import Actor, Reality, Stance
from vaglio.model.document import Saying

_QUOTES = frozenset({"“", "”", '"', "``", "''", "«", "»"})


_ANYWHERE = (Part.PREPOSITION, Part.PHRASE, Part.ADVERB)
"""Parts of speech that the general model labels too freely to be asked for."""


class Attributions:
    """Find every act of saying in one sentence."""

    def __init__(
        self, view: View, names: Names, history: History, sayings: Sequence[Saying] | None
    ) -> None:
        """Look at one sentence with what was named before it, and what the model read in it."""
        self.sayings = sayings
        self.view = view
        self.names = names
        self.history = history
        self.voices = Voices(view, names, history)
        self.clauses = SaidClauses(view, names, self.voices)
        self.phrases = SaidPhrases(view, names, self.voices)
        self.others = OtherCues(view, names, history, self.voices, self.clauses)
        self.unsaid: set[int] = set()
        """Tokens of what somebody did *not* say: nobody claims it, not even the report."""

    def find(self) -> list[Attribution]:
        """Give the attributions in the order of their cues."""
        found: list[Attribution] = []
        for hit in self._cues():
            attribution = self._of_cue(hit)
            if attribution is not None and not any(other.cue == attribution.cue for other in found):
                found.append(attribution)
        found = self._without_doubles(found)
        if self.sayings is None:
            return found
        suggested = Suggested(self.view, self.names, self.history, self.voices, self.clauses)
        return suggested.beside(found, self.sayings, self.unsaid)

    def _without_doubles(self, found: list[Attribution]) -> list[Attribution]:
        """Drop what a speaker says where the same words come through a channel as well."""
        through = {s.name for a in found if a.rule == "speaker.quoted-by" for s in a.speakers}
        return [
            a
            for a in found
            if a.rule == "speaker.quoted-by" or not through & {s.name for s in a.speakers}
        ]

    def _cues(self) -> Iterator[Hit[CueRow]]:
        """Give the cue words whose part of speech fits, particle verbs put together."""
        view = self.view
        for hit in view.cues:
            if self._is_idiom(hit):
                continue
            part = view.part_of(hit.first)
            if hit.row.part is not Part.VERB:
                if hit.row.part is part or hit.row.part in _ANYWHERE:
                    yield hit
            elif part is Part.VERB:
                yield from self._with_particle(hit) or [hit]
            elif part is not Part.ADVERB and self._verb_in_disguise(hit):
                yield hit

    def _is_idiom(self, hit: Hit[CueRow]) -> bool:
        """Tell whether a cue says nothing here: "in order to", "quoted by X as saying"."""
        view = self.view
        if view.lowers[max(hit.first - 1, 0) : hit.last + 1] == ["in", "order", "to"]:
            return True
        before = view.lowers[max(0, hit.first - 12) : hit.first]
        return before[-1:] == ["as"] and bool({"quoted", "cited"} & set(before))

    def _with_particle(self, hit: Hit[CueRow]) -> list[Hit[CueRow]]:
        """Join a verb with its particle or preposition where words stand between them."""
        view = self.view
        if hit.last - hit.first > 1:
            return []
        for child in view.with_dep(hit.first, "prt", "prep"):
            if hit.first < child <= hit.first + 4:
                phrase = f"{view.lowers[hit.first]} {view.lowers[child]}"
                rows = view.codebook.cue_words.rows(phrase)
                verbs = [row for row in rows if row.part is Part.VERB]
                if verbs:
                    return [Hit(row=row, first=hit.first, last=hit.last) for row in verbs]
        return []

    def _verb_in_disguise(self, hit: Hit[CueRow]) -> bool:
        """Tell whether a verb of saying was mistaken for a noun: "Kyiv claims it ..."."""
        view = self.view
        at = hit.first
        before = at - 1
        if before < 0 or hit.last >= len(view) or at in self.names.by_token:
            return False
        shouted = all(token.text == token.text.upper() for token in view.tokens)
        if view.tokens[at].text[:1].isupper() and not shouted:
            return False
        after = view.tokens[hit.last]
        if after.lower == "that" and view.tag(before) in ("NNS", "NNPS", "NNP"):
            return self.voices.party_before(at) is not None
        if not view.lowers[at].endswith(("s", "ed")) or before not in self.names.by_token:
            return False
        return after.tag in ("VBD", "VBZ", "VBP", "MD", "IN", "DT", "PRP", "PRP$", "EX", "NNP")

    def _of_cue(self, hit: Hit[CueRow]) -> Attribution | None:
        """Find speaker and content of one cue; None where it says nothing."""
        row = hit.row
        if row.part is Part.VERB and not self.view.is_verb(hit.first):
            return self._disguised(hit)
        if row.part is Part.VERB:
            return self._verb(hit)
        if row.part is Part.NOUN:
            return self.others.noun(hit)
        if row.part is Part.ADJECTIVE:
            return self.others.adjective(hit)
        if row.part is Part.ADVERB:
            return self.others.adverb(hit)
        return self.others.preposition(hit)

    def _verb(self, hit: Hit[CueRow]) -> Attribution | None:
        """Read "X said that ...", "X denied Y", "what X terms Y", "X called on Y to Z"."""
        view = self.view
        verb = hit.first
        if self.voices.is_unsaid(verb, hit.row):
            self.unsaid |= set(view.subtree(verb))
            return None
        said = self._said_by_verb(hit)
        if said is None:
            return self._closing(hit)
        if self._says_nothing(hit.row, said):
            self.unsaid |= set(view.subtree(verb))
            return None
        speakers, subject, rule = self.voices.verb_speakers(verb, said)
        if not speakers:
            return self._closing(hit)
        if hit.row.event == "REQUEST" and view.tokens[verb].dep == "relcl":
            if all(view.tag(i) not in ("VB", "TO") for i in said.tokens):
                return None
        targets = tuple(a for at in said.targets for a in self._whom(hit.row, at))
        first_cue, last_cue = verb, hit.last
        edges = [*said.tokens, first_cue, last_cue - 1, *said.targets]
        for at in said.targets:
            edges += self.voices.antecedent_here(at)
            edges += view.phrase(at)[:1] if at < verb else ()
        if subject is not None:
            edges += view.subtree(subject, without=[verb]) if subject < verb else [subject]
            edges = [at for at in edges if at is not None]
        return build_attribution(
            view, hit=hit, said=said, speakers=speakers, targets=targets, edges=edges, rule=rule
        )

    def _whom(self, row: CueRow, at: int) -> tuple[Actor, ...]:
        """Name who is accused or asked; who is accused may be known by a lone name only."""
        found = self.history.party(self.names, at)
        lone = row.stance is Stance.ACCUSES and self.view.tag(at) == "NNP"
        if found or not lone or self.names.in_date(at):
            return found
        return (self.names.actor(at),)

    def _says_nothing(self, row: CueRow, said: Said) -> bool:
        """Tell whether saying itself is what is refused: "declined to comment"."""
        if row.reality is not Reality.DENIED or said.head is None:
            return False
        view = self.view
        rows = view.codebook.cue_words.rows(view.lowers[said.head])
        mute = view.child(said.head, ("dobj", "ccomp")) is None
        return view.tag(said.head) == "VB" and bool(rows) and mute

    def _closing(self, hit: Hit[CueRow]) -> Attribution | None:
        """Read "..., the clinic said." by its words alone, where a long list broke the parse."""
        view = self.view
        verb = hit.first
        rest = [t.lower for t in view.tokens[hit.last :] if any(c.isalnum() for c in t.text)]
        comma = next((i for i in range(verb - 1, 3, -1) if view.lowers[i] == ","), None)
        if comma is None or rest or Takes.CONTENT not in hit.row.takes:
            return None
        closed = next((i for i in range(verb - 1, 3, -1) if view.lowers[i] in _QUOTES), None)
        if closed is not None and verb - closed <= 16:
            comma = closed
        nouns = [
            i
            for i in range(comma + 1, verb)
            if view.is_noun(i) and view.tokens[i].dep not in ("pobj", "compound", "poss")
        ]
        name = next((i for i in nouns if self.names.is_party(i)), nouns[-1] if nouns else None)
        if name is None or not self.voices.can_speak(name) or verb - comma > 16:
            return None
        tokens = list(range(comma))
        said = Said(tokens=tokens, head=self.clauses.head_in(tokens), takes=Takes.CONTENT)
        return build_attribution(
            view,
            hit=hit,
            said=said,
            speakers=self.history.speakers(self.names, name),
            targets=(),
            edges=[*tokens, verb],
            rule="speaker.closing",
        )

    def _disguised(self, hit: Hit[CueRow]) -> Attribution | None:
        """Read "a bridge that Kyiv claims was blown up by X", where the parse saw a noun."""
        view = self.view
        name = self.voices.party_before(hit.first)
        if name is None:
            return None
        last = len(view)
        for at in range(hit.last, len(view)):
            if view.lowers[at] in (",", ";", "."):
                last = at
                break
        first_name, _ = view.phrase(name)
        first = first_name
        tokens = list(range(hit.last, last))
        if first_name > 0 and view.lowers[first_name - 1] in ("that", "which"):
            noun = first_name - 2
            if noun >= 0 and view.is_noun(noun):
                first = view.phrase(noun)[0]
                tokens = list(range(first, noun + 1)) + tokens
        if not tokens:
            return None
        said = Said(tokens=tokens, head=self.clauses.head_in(tokens), takes=Takes.CONTENT)
        speakers = self.history.speakers(self.names, name)
        edges = [*tokens, name, hit.first]
        return build_attribution(
            view,
            hit=hit,
            said=said,
            speakers=speakers,
            targets=(),
            edges=edges,
            rule="speaker.noun-verb",
        )

    def _said_by_verb(self, hit: Hit[CueRow]) -> Said | None:
        """Find what a verb of saying takes."""
        passive = self.clauses.reported_subject(hit.first)
        if passive is not None:
            return passive
        if hit.row.stance in (Stance.ACCUSES, Stance.SUSPECTS) and Takes.TARGET in hit.row.takes:
            accused = self.phrases.accused(hit.first)
            if accused is not None:
                return accused
        for takes in hit.row.takes:
            found = {
                Takes.CONTENT: self.clauses.content,
                Takes.OBJECT: self.phrases.object,
                Takes.LABEL: self.phrases.label,
                Takes.TARGET: self.phrases.target,
            }[takes](hit.first)
            if found is not None:
                return found
        if hit.row.takes[0] in (Takes.TARGET, Takes.LABEL):
            return self.clauses.content(hit.first)
        return None
