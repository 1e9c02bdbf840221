"""Every claim that one sentence makes."""

from __future__ import annotations

from collections.abc import Sequence

from vaglio.codebook.rows import Part, Takes
from vaglio.extract._attribution import Attribution
from vaglio.extract._attributions import Attributions
from vaglio.extract._clauses import Clause, clauses_of, innermost
from vaglio.extract._draft import Draft
from vaglio.extract._fields import Fields
from vaglio.extract._happenings import CARRIED, DEEP
from vaglio.extract._names import Names
from vaglio.extract._nominals import Nominals, publisher_draft
from vaglio.extract._running_counts import is_running
from vaglio.extract._saying_events import Sayings
from vaglio.extract._speakers import History
from vaglio.extract._view import View
from vaglio.model.claim import Kind, Reality, Speaker, Stance
from vaglio.model.document import Saying

_NAME = 6
"""How many words a name may reach beyond what the parse gave."""

_SHORT = 4
"""How many words a clause has at most that adds no party of its own."""


class SentenceReader:
    """Make the claims of one sentence, in the order of the text."""

    def __init__(
        self,
        view: View,
        *,
        history: History,
        publisher: Speaker,
        sayings: Sequence[Saying] | None = None,
    ) -> None:
        """Find everything the sentence holds."""
        self.view = view
        self.publisher = publisher
        self.names = Names(view)
        finder = Attributions(view, self.names, history, sayings)
        self.fields = Fields(view, self.names, history)
        deals = self.fields.terms.obligations
        self.attributions = [
            found
            for found in finder.find()
            if not any(deals.speaks(speaker.span) for speaker in found.speakers)
        ]
        self.unsaid = finder.unsaid
        self.sayings = Sayings(view, self.fields)
        self.nominals = Nominals(view, self.fields, publisher)

    def drafts(self) -> list[Draft]:
        """Give the claims: those that somebody makes, then the report's own."""
        if self.view.lowers[-1:] == ["?"]:
            return []
        drafts = [draft for a in self.attributions for draft in self._believed(a)]
        drafts += self._own_voice()
        self._share_day_and_place(drafts)
        return sorted(drafts, key=lambda draft: (draft.first, draft.last))

    def _share_day_and_place(self, drafts: list[Draft]) -> None:
        """Give a coordinated count of the harmed the day and place of its sibling clause."""
        for draft in drafts:
            if not draft.tolls or draft.head is None or (draft.where and draft.when):
                continue
            for other in drafts:
                joined = other.head is not None and (
                    other.head in self.view.conjuncts(draft.head)
                    or draft.head in self.view.conjuncts(other.head)
                )
                if other is draft or not joined or other.speaker != draft.speaker:
                    continue
                if not draft.where and other.where:
                    draft.where = other.where
                    draft.fire("place.sibling", "the clause beside it says where")
                if draft.when is None and other.when is not None:
                    draft.when = other.when
                    draft.fire("date.sibling", "the clause beside it says when")

    def _believed(self, attribution: Attribution) -> list[Draft]:
        """Make the claims of one act of saying; none where it is doubted and tells nothing."""
        drafts = self._attributed(attribution)
        if attribution.doubted and not any(_tells_something(draft) for draft in drafts):
            return []
        return drafts

    def _attributed(self, attribution: Attribution) -> list[Draft]:
        """Make the claims of one act of saying: one for each speaker and thing told."""
        own = [
            at
            for at in range(*attribution.content)
            if innermost(self.attributions, at) is attribution
        ]
        if not own:
            return []
        head = attribution.head if attribution.head is not None else own[0]
        parts = self._parts(attribution, head, frozenset(own))
        return [
            self._said(attribution, speaker, part, index)
            for index, part in enumerate(parts)
            for speaker in attribution.speakers
        ]

    def _parts(self, attribution: Attribution, head: int, own: frozenset[int]) -> list[Clause]:
        """Cut what is said into the things it tells; mostly one."""
        clauses = [c for c in self._under_one(clauses_of(self.view, own)) if self._tells(c)]
        strong = [
            c
            for c in clauses
            if c.head == head
            or (self._is_beside(c.head, head) and not self._only_mediates(c))
            or self._is_aside(c)
        ]
        if len(strong) < 2 or attribution.takes is not Takes.CONTENT:
            return [Clause(head=head, tokens=own)]
        main = next((c for c in strong if c.head == head), strong[0])
        rest = own - frozenset().union(*(c.tokens for c in strong))
        first = Clause(head=main.head, tokens=main.tokens | rest)
        return [first, *(c for c in strong if c is not main)]

    def _under_one(self, clauses: list[Clause]) -> list[Clause]:
        """Put together what one deal obliges to: "under it X will go and Y will stay"."""
        covers = self.fields.terms.obligations.binds
        bound = [c for c in clauses if covers(c.tokens)]
        if len(bound) < 2:
            return clauses
        whole = Clause(head=bound[0].head, tokens=frozenset().union(*(c.tokens for c in bound)))
        return [whole if c is bound[0] else c for c in clauses if c not in bound[1:]]

    def _tells(self, clause: Clause) -> bool:
        """Tell whether a clause holds an event or a toll of its own."""
        found = self.fields.happenings.of_clause(clause.head, clause.tokens)
        return bool(found and found[0].rank <= CARRIED) or bool(self.fields.tolls_in(clause.tokens))

    def _is_beside(self, at: int, head: int) -> bool:
        """Tell whether a clause is coordinated with the head of what is said."""
        return at in self.view.conjuncts(head) or head in self.view.conjuncts(at)

    def _only_mediates(self, clause: Clause) -> bool:
        """Tell whether a clause only adds who mediates: "..., it is mediating"."""
        found = self.fields.happenings.of_clause(clause.head, clause.tokens)
        alone = len(clause.tokens) <= _SHORT and not self.view.is_dated(clause.tokens)
        return alone and bool(found) and all(each.row.mode == "third-party" for each in found)

    def _is_aside(self, clause: Clause) -> bool:
        """Tell whether a relative clause tells a dated or counted thing of its own."""
        dated = self.view.is_dated(clause.tokens)
        relative = self.view.tokens[clause.head].dep in ("relcl", "acl")
        if is_running(self.view, clause.head):
            return True
        return relative and (dated or bool(self.fields.tolls_in(clause.tokens)))

    def _said(self, attribution: Attribution, speaker: Speaker, part: Clause, index: int) -> Draft:
        """Make one claim of one speaker."""
        first, last = self._with_name(attribution.whole, speaker)
        if index:
            first, last = self.view.trim(min(part.tokens), max(part.tokens) + 1)
        row = attribution.row
        draft = Draft(
            view=self.view,
            first=first,
            last=last,
            speaker=speaker,
            stance=self.sayings.stance(attribution),
            head=part.head,
            tokens=part.tokens,
            cue=attribution.cue,
            said=attribution.said,
        )
        draft.fire(
            attribution.rule,
            f"“{speaker.name}” says so, by the cue “{row.word}”",
            at=attribution.cue,
        )
        if attribution.differs is not None:
            other = "speaker.rules" if attribution.rule == "speaker.model" else "speaker.model"
            draft.decline(other, attribution.differs, at=attribution.cue)
        self.fields.fill(draft, fixed=row.reality)
        self.sayings.code(draft, attribution)
        return draft

    def _with_name(self, whole: tuple[int, int], speaker: Speaker) -> tuple[int, int]:
        """Widen the words of a claim to the whole name of who makes it, where it stands beside."""
        first, last = whole
        if speaker.span is not None:
            for token in self.view.tokens[max(0, first - _NAME) : last + _NAME]:
                if speaker.span.start <= token.start and token.end <= speaker.span.end:
                    first, last = min(first, token.index), max(last, token.index + 1)
        return first, last

    def _own_voice(self) -> list[Draft]:
        """Make the claims that the report makes in its own voice."""
        drafts: list[Draft] = []
        free = frozenset(at for at in range(len(self.view)) if self._is_free(at))
        cues = {a.cue[0] for a in self.attributions}
        for clause in self._under_one(clauses_of(self.view)):
            tokens = clause.tokens & free
            if not tokens:
                continue
            nominal = self.nominals.of_clause(clause, tokens)
            drafts += [draft for draft, _ in nominal]
            for _, used in nominal:
                tokens = tokens - used
            if clause.head in tokens and clause.head not in cues:
                draft = self._own_clause(Clause(head=clause.head, tokens=tokens))
                if draft is not None:
                    drafts.append(draft)
        return drafts

    def _is_free(self, at: int) -> bool:
        """Tell whether a token stands outside everything that somebody else says."""
        return at not in self.unsaid and all(
            not (a.content[0] <= at < a.content[1]) and not (a.cue[0] <= at < a.cue[1])
            for a in self.attributions
        )

    def _own_clause(self, clause: Clause) -> Draft | None:
        """Make a claim of a clause that tells of an event; None where it does not."""
        found = self.fields.happenings.of_clause(clause.head, clause.tokens)
        tolls = self.fields.tolls_in(clause.tokens)
        happening = found[0] if found else None
        if not tolls:
            if happening is None or self._is_mere_relative(clause):
                return None
            if happening.rank == DEEP and not self._says_when(clause):
                return None
            if happening.rank == CARRIED and not self.fields.happenings.is_carried(happening):
                return None
        first, last = self.view.trim(min(clause.tokens), max(clause.tokens) + 1)
        draft = publisher_draft(self.view, self.publisher, first, last, clause)
        self.fields.fill(draft, fixed=None)
        if draft.reality is Reality.HYPOTHETICAL or self._is_disputed(clause.head):
            return None
        return draft

    def _is_mere_relative(self, clause: Clause) -> bool:
        """Tell whether a relative clause only reminds: "the army, which holds the town"."""
        if self.fields.terms.obligations.covers(clause.head):
            return False
        dated = self.view.is_dated(clause.tokens)
        return self.view.tokens[clause.head].dep == "relcl" and not dated

    def _is_disputed(self, head: int) -> bool:
        """Tell whether the clause hangs on a word that denies, fears or demands it."""
        view = self.view
        chain = [head, *view.above(head)]
        for at in chain[:3]:
            if not view.is_verb(at):
                continue
            rows = view.codebook.cue_words.rows(view.lowers[at])
            if any(row.part is Part.VERB and row.reality is Reality.DENIED for row in rows):
                return True
        return False

    def _says_when(self, clause: Clause) -> bool:
        """Tell whether a clause says on what day a thing was: "the last round was in March"."""
        view = self.view
        copula = view.lowers[clause.head] in ("was", "were", "is", "came")
        return copula and any(
            m.first in clause.tokens
            and m.is_known
            and any(view.tokens[i].head == clause.head for i in range(m.first, m.last))
            for m in view.dates
        )


def _tells_something(draft: Draft) -> bool:
    """Tell whether a claim is more than that somebody says something."""
    told = draft.event is not None or draft.tolls or draft.kind is not Kind.STATEMENT
    return bool(told) or draft.stance is Stance.DENIES
