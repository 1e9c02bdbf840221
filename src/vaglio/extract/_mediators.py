"""Who stands between the parties: "brokered by X", "Russian mediation", "X, which mediates"."""

from __future__ import annotations

from collections.abc import Collection

from vaglio.extract._parties import Parties
from vaglio.extract._speakers import as_party, is_pronoun, means_speaker
from vaglio.extract._view import View
from vaglio.model.claim import Actor, Speaker


class Mediators:
    """Find the mediators that one sentence names."""

    def __init__(self, view: View, parties: Parties) -> None:
        """Look at one sentence."""
        self.view = view
        self.parties = parties

    def of(self, tokens: Collection[int], speaker: Speaker) -> tuple[Actor, ...]:
        """Name who mediates: "brokered by X", "Russian mediation", "under X's auspices"."""
        view = self.view
        for hit in view.codebook.mediation_words.find(view.lowers):
            at = hit.last - 1
            if hit.first in tokens:
                found = self._mediators_at(at, speaker)
            else:
                found = self._speaker_mediates(at, speaker)
            if found:
                return found
        return ()

    def _speaker_mediates(self, at: int, speaker: Speaker) -> tuple[Actor, ...]:
        """Name a speaker who is said to beside: "X, which mediated", "X, the mediator"."""
        view = self.view
        whose = view.tokens[view.tokens[at].head]
        says_so = view.tokens[at].dep == ("relcl" if view.is_verb(at) else "appos")
        if speaker.span is None or not says_so:
            return ()
        if not speaker.span.start <= whose.start < speaker.span.end:
            return ()
        return as_party(speaker)

    def _mediators_at(self, at: int, speaker: Speaker) -> tuple[Actor, ...]:
        """Name the mediators that one word of mediation shows."""
        view = self.view
        joined = [at, *view.with_dep(at, "conj")]
        if view.tokens[at].dep == "conj":
            joined.append(view.tokens[at].head)
        if view.is_verb(at):
            for verb in joined:
                doers = self.parties.agents(verb) or self._after_by(verb)
                if doers:
                    return doers
            above = view.tokens[at].head if view.tokens[at].dep == "acomp" else at
            subject = view.child(above, ("nsubj",))
            if subject is not None:
                if is_pronoun(view, subject) and means_speaker(view, subject, speaker):
                    return as_party(speaker)
                return self.parties.named(subject)
            if at >= 2 and view.lowers[at - 1] == "-":
                return self.parties.named(at - 2)
            return ()
        return self.parties.of_noun(at) or self._after_by(at)

    def _after_by(self, at: int) -> tuple[Actor, ...]:
        """Name the parties in a list right after "by", where the parse lost it."""
        view = self.view
        if at + 1 >= len(view) or view.lowers[at + 1] not in ("by", "of", "from"):
            return ()
        for head in range(at + 2, min(at + 9, len(view))):
            if view.is_noun(head) and view.tokens[head].dep not in ("compound", "nmod", "amod"):
                return self.parties.named(head)
        return ()
