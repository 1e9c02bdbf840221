"""What one party does to another: the event between two names."""

from __future__ import annotations

from collections.abc import Iterator

from vaglio.extract._acts import Acts
from vaglio.extract._happenings import Happenings
from vaglio.extract._names import Names
from vaglio.extract._view import View
from vaglio.model.claim import Event
from vaglio.model.span import Span

_UNTIL = frozenset({"until", "till", "unless"})


class PairReader:
    """Code what stands between two parties of one sentence."""

    def __init__(self, view: View, source: Span, target: Span) -> None:
        """Look at one sentence."""
        self.view = view
        self.source = self._tokens(source)
        self.target = self._tokens(target)
        happenings = Happenings(view, Names(view), no_harm=())
        self.acts = Acts(view, happenings, parties=(*self.source, *self.target))

    def event(self) -> Event | None:
        """Give the event that the source does to the target."""
        head, whom = self._head(self.source), self._head(self.target)
        if head is None:
            return None
        for at in self._between(head, whom if whom is not None else head):
            found = self.acts.code(at)
            if found is not None:
                return self._on_condition(found, at)
        return None

    def _tokens(self, span: Span) -> list[int]:
        """List the tokens of a span."""
        return [t.index for t in self.view.tokens if span.start < t.end and t.start < span.end]

    def _head(self, tokens: list[int]) -> int | None:
        """Give the token that heads some words: the one nearest to the root."""
        held = set(tokens)
        return next((i for i in tokens if self.view.tokens[i].head not in held - {i}), None)

    def _is_beside(self, at: int) -> bool:
        """Tell whether a verb tells a thing of its own beside the one it hangs on."""
        dep = self.view.tokens[at].dep
        return dep == "conj" or (dep == "advcl" and self.view.tag(at) == "VBG")

    def _between(self, head: int, whom: int) -> Iterator[int]:
        """List the words that may tell it, the likeliest first.

        First the act beside the common one that only the target stands under
        ("raided Orvane and arrested two"), then the word above both parties,
        then the words above that.
        """
        view = self.view
        above = [head, *view.above(head)]
        path = [whom, *view.above(whom)]
        common = next((at for at in path if at in above), path[-1])
        for at in path[: path.index(common)]:
            if view.is_verb(at) and self._is_beside(at):
                yield at
        yield common
        yield from view.above(common)

    def _on_condition(self, event: Event, at: int) -> Event:
        """Turn what waits for the target's deed into what is asked of it."""
        view = self.view
        for verb in (at, *view.with_dep(at, "ccomp", "xcomp")):
            for clause in view.with_dep(verb, "advcl"):
                marks = {view.lowers[i] for i in view.with_dep(clause, "mark", "advmod")}
                if marks & _UNTIL and any(view.is_under(i, clause) for i in self.target):
                    if event.type in ("REJECT", "AGREE", "THREATEN"):
                        return Event(type="REQUEST" if event.type == "REJECT" else "THREATEN")
        return event
