"""What is said as a clause or a quotation, after the cue, before it or around it."""

from __future__ import annotations

from vaglio.codebook.rows import Takes
from vaglio.extract._attribution import Said
from vaglio.extract._names import Names
from vaglio.extract._view import View
from vaglio.extract._voices import Voices
from vaglio.model.claim import Stance

_QUOTES = frozenset({"“", "”", '"', "``", "''", "«", "»"})
_SUBORDINATORS = frozenset(
    {"if", "while", "although", "though", "despite", "when", "because", "after", "before", "as"}
    | {"following", "asked", "speaking"}
)
_CONTRASTS = frozenset({"while", "whereas", "though", "although"})


class SaidClauses:
    """Find the clauses and quotations that verbs of saying take."""

    def __init__(self, view: View, names: Names, voices: Voices) -> None:
        """Look at one sentence."""
        self.view = view
        self.names = names
        self.voices = voices

    def content(self, verb: int) -> Said | None:
        """Find a clause that is said: after the verb, before it, or around it."""
        view = self.view
        kept = any(view.lowers[i] == "as" for i in view.with_dep(verb, "mark"))
        if kept and self._promises(verb):
            return None
        own = [i for i in view.children[verb] if view.tokens[i].dep in ("nsubj", "nsubjpass")]
        quoted = self._quoted_around(verb) or self._all_before(verb, own)
        if quoted is not None:
            return quoted
        for child in view.with_dep(verb, "ccomp", "parataxis"):
            tokens = self._said_below(child) + self._trailing(verb)
            return Said(tokens=tokens, head=child, takes=Takes.CONTENT)
        for child in view.with_dep(verb, "xcomp", "advcl", "dep"):
            marked = any(view.lowers[i] in ("that", "to") for i in view.children[child])
            gerund = view.tag(child) == "VBG" and view.tokens[child].dep == "xcomp"
            if child > verb and (marked or gerund) and view.tokens[child].dep != "advcl":
                return Said(tokens=view.subtree(child), head=child, takes=Takes.CONTENT)
            if child > verb and "that" in [view.lowers[i] for i in view.children[child]]:
                return Said(tokens=view.subtree(child), head=child, takes=Takes.CONTENT)
        token = view.tokens[verb]
        if token.dep in ("parataxis", "ccomp", "advcl", "conj") and own and token.head != verb:
            if verb > token.head and self._is_tail(verb):
                rest = view.subtree(token.head, without=[verb])
                return Said(tokens=rest, head=token.head, takes=Takes.CONTENT)
        if token.dep == "acl" and self.voices.is_passive(verb):
            return self._reported(verb)
        return self._quotation(verb)

    def reported_subject(self, verb: int) -> Said | None:
        """Read "six deaths were reported by the hospital": the subject is what is said."""
        view = self.view
        subject = view.child(verb, ("nsubjpass",))
        if subject is None or view.child(verb, ("ccomp", "xcomp")) is not None:
            return None
        agents = [
            i for i in view.with_dep(verb, "agent", "prep") if view.lowers[i] in ("by", "from")
        ]
        tokens = view.subtree(subject)
        told = {hit.first for hit in view.harms} | {hit.first for hit in view.events}
        if not agents or told.isdisjoint(tokens):
            return None
        rest = [i for i in view.subtree(verb, without=agents) if i != verb]
        return Said(tokens=rest, head=subject, takes=Takes.OBJECT)

    def _quoted_around(self, verb: int) -> Said | None:
        """Read "“A,” X said, “B”": both quotations are said."""
        view = self.view
        before = [i for i in range(verb) if view.lowers[i] in _QUOTES]
        after = [i for i in range(verb, len(view)) if view.lowers[i] in _QUOTES]
        if len(before) < 2 or not after:
            return None
        tokens = [*range(before[0] + 1, before[-1]), *range(after[0] + 1, len(view))]
        return Said(tokens=tokens, head=self.head_in(tokens), takes=Takes.CONTENT)

    def _all_before(self, verb: int, own: list[int]) -> Said | None:
        """Read "A happened and B happened, X said": all that stands before is said."""
        view = self.view
        if not own or any(i > verb for i in view.with_dep(verb, "ccomp")):
            return None
        if view.tokens[verb].dep in ("relcl", "acl"):
            return None
        first = min(verb, view.phrase(own[0])[0])
        comma = next((i for i in range(first - 1, -1, -1) if view.lowers[i] == ","), None)
        if comma is None or first - comma > 3 or comma < 3:
            return None
        tail = [i for i in range(max(verb, own[0]) + 1, len(view)) if view.is_verb(i)]
        start = next((i + 1 for i in range(comma, -1, -1) if view.lowers[i] == ";"), 0)
        tokens = list(range(start, comma))
        verbs = [i for i in tokens if view.is_verb(i) and view.is_finite(i)]
        if tail or not verbs or view.lowers[start] in _SUBORDINATORS:
            return None
        return Said(tokens=tokens, head=self.head_in(tokens), takes=Takes.CONTENT)

    def _promises(self, verb: int) -> bool:
        """Tell whether a verb is a promise: "did it, as it had promised" tells of the deed."""
        rows = self.view.codebook.cue_words.rows(self.view.lowers[verb])
        return any(row.stance is Stance.PROMISES for row in rows)

    def _trailing(self, verb: int) -> list[int]:
        """List what goes on behind the cue: "..., officials said, killing five people"."""
        view = self.view
        return [
            at
            for child in view.with_dep(verb, "advcl")
            if child > verb
            and view.tag(child) in ("VBG", "VBN")
            and view.child(child, ("nsubj", "nsubjpass", "mark", "aux")) is None
            and view.child(verb, ("ccomp",)) is not None
            and (view.child(verb, ("ccomp",)) or 0) < verb
            for at in view.subtree(child)
        ]

    def _said_below(self, head: int) -> list[int]:
        """List what a clause says, less a contrast that the report adds ("while ...")."""
        view = self.view
        contrast = [
            i
            for i in view.with_dep(head, "advcl")
            if i > head
            and view.child(i, ("nsubj", "nsubjpass")) is not None
            and any(view.lowers[m] in _CONTRASTS for m in view.with_dep(i, "mark"))
        ]
        return view.subtree(head, without=contrast)

    def _reported(self, verb: int) -> Said | None:
        """Read "nine dead, reported by the X side, with 20 hurt": the clause is said."""
        view = self.view
        if not any(view.lowers[i] in ("by", "from") for i in view.with_dep(verb, "prep", "agent")):
            return None
        noun = view.tokens[verb].head
        clause = view.clause_of(noun)
        top = clause if view.child(clause, ("expl",)) is not None else noun
        contrast = [i for i in view.with_dep(top, "advcl") if view.child(i, ("mark",)) is not None]
        tokens = view.subtree(top, without=contrast)
        return Said(tokens=tokens, head=top, takes=Takes.CONTENT)

    def _is_tail(self, verb: int) -> bool:
        """Tell whether a clause of saying is set off by a comma before its subject."""
        view = self.view
        first = view.subtree(verb)[0]
        return first > 0 and view.lowers[first - 1] in (",", "”", '"', "''", "’")

    def _quotation(self, verb: int) -> Said | None:
        """Find words between quotation marks in the same sentence."""
        view = self.view
        marks = [i for i, lower in enumerate(view.lowers) if lower in ("“", "”", '"', "``", "''")]
        if not marks:
            return None
        first = marks[0]
        last = marks[-1] if len(marks) > 1 else len(view) - 1
        if first < verb < last or self._names_in_quotes(verb, first):
            return None
        inside = [at for at in range(first, last + 1) if at != verb]
        if len(inside) < 4:
            return None
        return Said(tokens=inside, head=self.head_in(inside), takes=Takes.CONTENT)

    def _names_in_quotes(self, verb: int, first: int) -> bool:
        """Tell whether the marks only name a thing in what is said: "deaths in a “safe zone”"."""
        view = self.view
        told = view.child(verb, ("dobj",))
        return told is not None and any(verb < hit.first < first for hit in view.harms)

    def head_in(self, tokens: list[int]) -> int | None:
        """Give the topmost verb of a stretch of words."""
        view = self.view
        held = set(tokens)
        tops = [i for i in tokens if view.tokens[i].head not in held and view.is_verb(i)]
        verbs = [i for i in tokens if view.is_verb(i) and view.is_finite(i)]
        return next(iter(tops or verbs), None)
