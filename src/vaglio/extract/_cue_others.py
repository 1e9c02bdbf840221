"""Cues that are no verbs: "concerns that", "according to", "reportedly"."""

from __future__ import annotations

from dataclasses import replace

from vaglio.codebook import Hit
from vaglio.codebook.rows import CueRow, Part, Takes
from vaglio.extract._attribution import Attribution, Said, build_attribution
from vaglio.extract._names import Names
from vaglio.extract._said_clauses import SaidClauses
from vaglio.extract._speakers import UNNAMED, History
from vaglio.extract._view import View
from vaglio.extract._voices import Voices
from vaglio.model.claim import Speaker

_HOLDING = frozenset({"be", "is", "was", "were", "are", "been", "remain", "remains", "remained"})


class OtherCues:
    """Read nouns, adjectives, adverbs and prepositions of saying."""

    def __init__(
        self, view: View, names: Names, history: History, voices: Voices, clauses: SaidClauses
    ) -> None:
        """Look at one sentence."""
        self.view = view
        self.names = names
        self.history = history
        self.voices = voices
        self.clauses = clauses

    def noun(self, hit: Hit[CueRow]) -> Attribution | None:
        """Read "concerns that ...", "X's claim that ...", "calls by X for ..."."""
        view = self.view
        noun = hit.last - 1
        said = self._said_by_noun(noun, hit.row)
        if said is None:
            return None
        speakers: tuple[Speaker, ...] = (UNNAMED,)
        rule = "speaker.noun-unnamed"
        edges = [*said.tokens, noun]
        holder = self.voices.holder_of_noun(noun)
        if holder is not None:
            speakers = self.history.speakers(self.names, holder)
            rule = "speaker.noun-holder"
            edges.append(holder)
        elif not self.voices.is_new(noun):
            return None
        return build_attribution(
            view, hit=hit, said=said, speakers=speakers, targets=(), edges=edges, rule=rule
        )

    def _said_by_noun(self, noun: int, row: CueRow) -> Said | None:
        """Find the clause (or, for some nouns, the phrase) that a noun of saying takes."""
        return (
            self._that_clause(noun)
            or self._clause_below(noun)
            or (self._phrase_below(noun) if Takes.OBJECT in row.takes else None)
        )

    def _that_clause(self, noun: int) -> Said | None:
        """Read "concerns that ..." by its words, since the parse often loses the noun."""
        view = self.view
        that = noun + 1
        if that + 3 >= len(view) or view.lowers[that] != "that":
            return None
        tokens = [i for i in range(that + 1, len(view)) if view.lowers[i] not in (".", ";")]
        verbs = [i for i in tokens if view.is_verb(i) and view.is_finite(i)]
        held = [i for i in tokens if view.is_under(i, noun)]
        below = [i for i in verbs if i in held]
        if below and view.tag(that) == "IN":
            top = next((i for i in view.children[noun] if i in below), below[0])
            return Said(tokens=held, head=top, takes=Takes.CONTENT)
        if any(self._has_own_subject(that, verb) for verb in verbs):
            return Said(tokens=tokens, head=verbs[-1], takes=Takes.CONTENT)
        return None

    def _clause_below(self, noun: int) -> Said | None:
        """Read "an offer to ...", "a warning that ..." by the parse."""
        view = self.view
        for child in view.with_dep(noun, "ccomp", "acl", "relcl", "advcl"):
            below = view.subtree(child)
            opens = view.lowers[below[0]]
            if child < noun or below[0] < noun or opens not in ("that", "to"):
                continue
            if opens != "that" or not self._is_relative(child, below):
                return Said(tokens=below, head=child, takes=Takes.CONTENT)
        return None

    def _phrase_below(self, noun: int) -> Said | None:
        """Read "calls for X to Y", "reports of X"."""
        view = self.view
        after = noun + 1
        if after < len(view) and view.lowers[after] == "for":
            tokens = self._until_stop(after + 1)
            infinitive = next(
                (i for i in tokens if view.tag(i) == "VB" and view.lowers[i - 1] == "to"), None
            )
            if infinitive is not None:
                return Said(tokens=tokens, head=infinitive, takes=Takes.CONTENT)
        for prep in view.with_dep(noun, "prep"):
            if prep > noun and view.lowers[prep] in ("of", "for", "about", "over"):
                inner = view.child(prep, ("pobj", "pcomp"))
                if inner is not None:
                    return Said(tokens=view.subtree(inner), head=inner, takes=Takes.OBJECT)
        return None

    def _until_stop(self, first: int) -> list[int]:
        """List the tokens from a place up to the next stop or semicolon."""
        lowers = self.view.lowers
        last = next((i for i in range(first, len(lowers)) if lowers[i] in (".", ";")), len(lowers))
        return list(range(first, last))

    def _is_relative(self, child: int, below: list[int]) -> bool:
        """Tell whether "that" is the subject of its clause: a report that named him."""
        token = self.view.tokens[below[0]]
        return token.dep in ("nsubj", "nsubjpass") and token.head == child

    def _has_own_subject(self, that: int, verb: int) -> bool:
        """Tell whether a noun stands between "that" and the first finite verb."""
        return any(self.view.is_noun(at) for at in range(that + 1, verb))

    def adjective(self, hit: Hit[CueRow]) -> Attribution | None:
        """Read "X remained concerned that ...", "fearful that ..., X ..."."""
        view = self.view
        at = hit.first
        content = next(iter(view.with_dep(at, "ccomp", "xcomp", "prep")), None)
        if content is None:
            verb = view.tokens[at].head
            content = next((i for i in view.with_dep(verb, "ccomp") if i > at), None)
        if content is None or content < at:
            return None
        if view.tokens[content].dep == "xcomp":
            return None
        if view.tokens[content].dep == "prep" and view.lowers[content] not in ("about", "of"):
            return None
        token = view.tokens[at]
        verb = token.head if token.dep in ("acomp", "advcl", "oprd", "ccomp") else at
        subject = view.subject(verb) if verb != at else None
        if subject is None or not self.voices.can_speak(subject):
            return None
        if any(view.tokens[i].dep == "neg" for i in (*view.children[verb], *view.children[at])):
            return None
        said = Said(tokens=view.subtree(content), head=content, takes=Takes.CONTENT)
        edges = [*said.tokens, at]
        if (subject < at and view.lowers[verb] in _HOLDING) or view.tokens[at].dep == "acomp":
            edges.append(view.phrase(subject)[0])
        return build_attribution(
            view,
            hit=hit,
            said=said,
            speakers=self.history.speakers(self.names, subject),
            targets=(),
            edges=edges,
            rule="speaker.adjective",
        )

    def adverb(self, hit: Hit[CueRow]) -> Attribution | None:
        """Read "three were reportedly killed": said by somebody who is not named."""
        view = self.view
        clause = view.clause_of(hit.first)
        said = Said(tokens=view.subtree(clause), head=clause, takes=Takes.CONTENT)
        return build_attribution(
            view,
            hit=hit,
            said=said,
            speakers=(UNNAMED,),
            targets=(),
            edges=said.tokens,
            rule="speaker.adverb-unnamed",
        )

    def _quoted_speaker(self, hit: Hit[CueRow]) -> int | None:
        """Find who is quoted: who speaks on the left, else the party named last before."""
        view = self.view
        told = [h.first for h in view.cues if h.last <= hit.first and view.is_verb(h.first)]
        for verb in reversed(told):
            subject = view.subject(verb)
            if subject is not None and self.voices.can_speak(subject):
                return subject
        before = range(hit.first - 1, -1, -1)
        return next((i for i in before if self.names.is_party(i) or i in self.names.roles), None)

    def _impersonal(self, hit: Hit[CueRow]) -> Attribution | None:
        """Read "it is alleged that ...", "there are fears that ...": nobody is named for it."""
        view = self.view
        holder = self._holder_after(hit)
        that = next((i for i in range(hit.last, len(view)) if view.lowers[i] == "that"), None)
        first = that + 1 if that is not None and (holder or that == hit.last) else hit.last
        stops = (i for i in range(first, len(view)) if view.lowers[i] in (",", ".", ";"))
        tokens = list(range(first, next(stops, len(view))))
        if len(tokens) < 3:
            return None
        said = Said(tokens=tokens, head=self.clauses.head_in(tokens), takes=Takes.CONTENT)
        return build_attribution(
            view,
            hit=hit,
            said=said,
            speakers=self.history.speakers(self.names, holder) if holder else (UNNAMED,),
            targets=(),
            edges=[*tokens, hit.first],
            rule="speaker.impersonal",
        )

    def _holder_after(self, hit: Hit[CueRow]) -> int | None:
        """Find whose claims they are: "there were claims by the rebels that"."""
        view = self.view
        if hit.last >= len(view) or view.lowers[hit.last] not in ("by", "from", "among"):
            return None
        return view.child(hit.last, ("pobj",))

    def preposition(self, hit: Hit[CueRow]) -> Attribution | None:
        """Read "according to X, ..."."""
        view = self.view
        if hit.row.part is Part.PHRASE:
            nobody = view.lowers[hit.first] in ("it", "there", "reports")
            return self._impersonal(hit) if nobody else None
        if view.lowers[hit.last - 2 : hit.last] in (["quoted", "by"], ["cited", "by"]):
            return self._quoted_by(hit)
        name = self._named_after(hit)
        if name is None:
            return None
        name = self.voices.issuer(name)
        speakers = self.history.speakers(self.names, name)
        name_first, name_last = view.phrase(name)
        name_last = max(view.conjuncts(name)[-1] + 1, name_last)
        apposition = [
            i for child in view.with_dep(name, "appos", "relcl", "acl") for i in view.subtree(child)
        ]
        name_last = max([name_last, *[i + 1 for i in apposition]])
        tokens = self._clause_around(hit.first, name_last)
        if not tokens:
            return None
        said = Said(tokens=tokens, head=self.clauses.head_in(tokens), takes=Takes.CONTENT)
        return build_attribution(
            view,
            hit=hit,
            said=said,
            speakers=speakers,
            targets=(),
            edges=[*tokens, hit.first, name_first, name_last - 1],
            rule="speaker.according-to",
        )

    def _quoted_by(self, hit: Hit[CueRow]) -> Attribution | None:
        """Read "..., said X, quoted by Y": X speaks, through Y."""
        view = self.view
        medium = self._named_after(hit)
        name = self._quoted_speaker(hit)
        if medium is None or name is None:
            return None
        after = [i for i in view.subtree(view.tokens[hit.first].head) if i > medium]
        tokens = after if len(after) > 3 else list(range(view.phrase(name)[0]))
        if len(tokens) < 3:
            return None
        [channel, *_] = self.history.speakers(self.names, medium)
        speakers = tuple(
            replace(speaker, via=(*speaker.via, channel.name))
            for speaker in self.history.speakers(self.names, name)
        )
        said = Said(tokens=tokens, head=self.clauses.head_in(tokens), takes=Takes.CONTENT)
        edges = [*tokens, view.phrase(name)[0], medium]
        return build_attribution(
            view,
            hit=hit,
            said=said,
            speakers=speakers,
            targets=(),
            edges=edges,
            rule="speaker.quoted-by",
        )

    def _named_after(self, hit: Hit[CueRow]) -> int | None:
        """Find the head of the phrase that follows a preposition of saying."""
        view = self.view
        inside = range(hit.first, hit.last)
        for at in range(hit.last, min(hit.last + 12, len(view))):
            token = view.tokens[at]
            if token.dep in ("pobj", "dobj", "nsubj", "ROOT", "npadvmod") and (
                token.head in inside or token.tag.startswith(("NN", "PRP"))
            ):
                return at if self.voices.can_speak(at) else None
            if token.lower in (".", ";"):
                return None
        return None

    def _clause_around(self, first: int, last: int) -> list[int]:
        """List what "according to X" covers: what follows it, or what stands before."""
        view = self.view
        after = [i for i in range(last, len(view)) if i > last or view.lowers[i] != ","]
        if all(view.lowers[i] in ("“", '"', "‘", ",") for i in range(first)):
            return [i for i in after if i < len(view)]
        start = 0
        for at in range(first - 1, -1, -1):
            if view.lowers[at] == ";":
                start = at + 1
                break
        return list(range(start, first))
