"""What one party does to another: the event between two names."""

from __future__ import annotations

from vaglio.extract._happenings import Happenings
from vaglio.extract._names import Names
from vaglio.extract._view import View
from vaglio.model.claim import Event
from vaglio.model.span import Span


class PairReader:
    """Code what stands between two parties of one sentence."""

    def __init__(self, view: View) -> None:
        """Look at one sentence."""
        self.view = view
        self.happenings = Happenings(view, Names(view), no_harm=())

    def event(self, source: Span, target: Span) -> Event | None:
        """Give the event that one party does to the other."""
        view = self.view
        head, whom = self.head_of(source), self.head_of(target)
        if head is None:
            return None
        verb = view.clause_of(head)
        if whom is not None and not view.is_under(whom, verb):
            verb = next((at for at in view.above(verb) if view.is_under(whom, at)), verb)
        for hit in view.cues:
            if hit.first == verb and hit.row.event is not None:
                return Event(type=hit.row.event, mode=hit.row.mode)
        tokens = view.subtree(verb)
        found = self.happenings.of_clause(verb, tokens)
        return self.happenings.event(found[0], tokens)[0] if found else None

    def head_of(self, span: Span) -> int | None:
        """Give the token that heads the words of a span: the one nearest to the root."""
        inside = [t.index for t in self.view.tokens if span.start < t.end and t.start < span.end]
        held = set(inside)
        return next((i for i in inside if self.view.tokens[i].head not in held), None)
