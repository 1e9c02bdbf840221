"""Who says what as the attribution model reads it, put beside what the rules found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vaglio.codebook import Hit
from vaglio.codebook.rows import CueRow, Part, Takes
from vaglio.extract._attribution import Attribution, Said, build_attribution
from vaglio.extract._names import Names
from vaglio.extract._said_clauses import SaidClauses
from vaglio.extract._speakers import History
from vaglio.extract._view import View
from vaglio.extract._voices import Voices
from vaglio.model.claim import SpeakerType, Stance
from vaglio.model.document import Document, Saying
from vaglio.model.span import Span

_SURE_OF_CUE = 0.4
"""How sure the model has to be of a cue of the codebook of which no rule made anything."""
_SURE_OF_BOUNDS = 0.8
"""How sure it has to be for its bounds of what is said to win over a rule's."""
_SURE_OF_WORD = 0.5
"""How sure it has to be of words that the codebook does not have as a cue."""


_RELATIVES = frozenset({"WP", "WDT"})
_NAMING_TAGS = frozenset({"PRP", "WP", "DT", "JJ", "CD", "PRP$", "JJS", "WDT"})
"""Parts of speech, beside nouns, that can stand for who speaks: "he", "who", "many"."""


def sayings_by_sentence(document: Document) -> Sequence[list[Saying] | None]:
    """Put each saying with the sentence in which its cue stands; None: nobody was asked."""
    if document.sayings is None:
        return [None] * len(document.sentences)
    found: list[list[Saying]] = [[] for _ in document.sentences]
    waiting = list(document.sayings)
    for sentence, mine in zip(document.sentences, found, strict=True):
        while waiting and waiting[0].cue.start < sentence.span.end:
            saying = waiting.pop(0)
            if saying.cue.start >= sentence.span.start:
                mine.append(saying)
    return found


class Suggested:
    """Make attributions of what the model read in one sentence."""

    def __init__(
        self, view: View, names: Names, history: History, voices: Voices, clauses: SaidClauses
    ) -> None:
        """Look at one sentence."""
        self.view = view
        self.names = names
        self.history = history
        self.voices = voices
        self.clauses = clauses

    def beside(
        self, found: Sequence[Attribution], sayings: Sequence[Saying], unsaid: set[int]
    ) -> list[Attribution]:
        """Put the model's attributions beside those of the rules."""
        nobody = "the attribution model sees nobody speak here"
        joined = [replace(each, doubted=True, differs=nobody) for each in found]
        for saying in sayings:
            cue = self._tokens(saying.cue)
            at = next((n for n, a in enumerate(joined) if set(range(*a.cue)) & set(cue)), None)
            if at is not None:
                joined[at] = self._agreed(joined[at], saying)
            elif cue and unsaid.isdisjoint(cue) and not _is_passed_on(cue, found):
                new = self._new(saying, cue)
                if new is not None:
                    joined.append(new)
        return sorted(joined, key=lambda a: a.cue)

    def _agreed(self, attribution: Attribution, saying: Saying) -> Attribution:
        """Take what is said from the model, where a rule found the cue too.

        What the rule read stays what the claim is made of, unless the rule took
        all around the cue and the model sees that one side is somebody else's.
        """
        differs = self._difference(attribution, saying)
        agreed = replace(attribution, said=saying.said, doubted=False, differs=differs)
        tokens = [at for span in saying.said for at in self._tokens(span)]
        tokens = sorted(set(tokens) - set(range(*attribution.cue)))
        if saying.score < _SURE_OF_BOUNDS or not tokens:
            return agreed
        content = self.view.trim(tokens[0], tokens[-1] + 1)
        if not _is_around(attribution.cue, attribution.content) or _is_around(
            attribution.cue, content
        ):
            return agreed
        head = attribution.head
        if head is None or not content[0] <= head < content[1]:
            head = self.clauses.head_in(list(range(*content)))
        return replace(agreed, content=content, head=head)

    def _new(self, saying: Saying, cue: list[int]) -> Attribution | None:
        """Make an attribution that no rule found; None where it is not sure enough."""
        view = self.view
        known = next((hit.row for hit in view.cues if hit.first in cue), None)
        tokens = [at for span in saying.said for at in self._tokens(span)]
        tokens = sorted(set(tokens) - set(cue))
        source = self._tokens(saying.source) if saying.source is not None else []
        head = self._head(source)
        sure = saying.score >= (_SURE_OF_WORD if known is None else _SURE_OF_CUE)
        if not sure or head is None or not tokens or self._says_nothing(cue, known):
            return None
        speakers = self.history.speakers(self.names, head)
        if known is None and view.tag(head) not in _RELATIVES and not self.voices.can_speak(head):
            return None
        if any(s.type is SpeakerType.PUBLISHER for s in speakers):
            return None
        made = build_attribution(
            view,
            hit=Hit(row=known or self._unknown(cue), first=cue[0], last=cue[-1] + 1),
            said=Said(tokens=tokens, head=self.clauses.head_in(tokens), takes=Takes.CONTENT),
            speakers=speakers,
            targets=(),
            edges=[*tokens, *cue, *source],
            rule="speaker.model",
        )
        if made is None:
            return None
        return replace(made, said=saying.said, differs="no rule finds who speaks by this cue")

    def _difference(self, attribution: Attribution, saying: Saying) -> str | None:
        """Say how the model reads a cue otherwise than a rule; None where they agree."""
        text, parts = self.view.text, []
        own = [span for s in attribution.speakers for span in (s.span, s.mention) if span]
        source = saying.source
        if source is not None and own and not any(span.overlap(source) for span in own):
            parts.append(f"“{source.of(text)}” speaks")
        content = self.view.span(*attribution.content)
        if saying.said and not any(span.overlap(content) for span in saying.said):
            parts.append(f"“{saying.said[0].of(text)}” is what is said")
        return f"the attribution model reads that {' and '.join(parts)}" if parts else None

    def _unknown(self, cue: list[int]) -> CueRow:
        """Make an entry for words that the codebook does not have: they only state."""
        return CueRow(
            word=self.view.words(cue[0], cue[-1] + 1),
            part=Part.VERB,
            stance=Stance.STATES,
            takes=(Takes.CONTENT,),
            reality=None,
            event=None,
            mode=None,
            forms=(),
            source="docs/attribution-model.md",
            example="",
        )

    def _says_nothing(self, cue: list[int], known: CueRow | None) -> bool:
        """Tell whether nobody has said anything by a cue, or the words tell of a deed."""
        view = self.view
        verb = next((at for at in reversed(cue) if view.is_verb(at)), cue[0])
        meant = view.lowers[cue[0]] == "to" or (
            cue[0] > 0 and view.lowers[cue[0] - 1] == "to" and view.tag(cue[0]) == "VB"
        )
        bare = known is None and not any(view.tag(at)[:2] in ("VB", "NN", "JJ") for at in cue)
        if (
            meant
            or bare
            or self._is_deed(cue)
            or self.voices.is_unsaid(verb, known or self._unknown(cue))
        ):
            return True
        kept = known is not None and known.stance is Stance.PROMISES
        return kept and any(view.lowers[i] == "as" for i in view.with_dep(verb, "mark"))

    def _is_deed(self, cue: list[int]) -> bool:
        """Tell whether the cue is the word of an event and of no saying: "agreed to withdraw"."""
        held = set(cue)
        said = any(held & set(range(hit.first, hit.last)) for hit in self.view.cues)
        return not said and any(held & set(range(h.first, h.last)) for h in self.view.events)

    def _head(self, tokens: list[int]) -> int | None:
        """Give the noun or pronoun that heads a phrase; None where it has none."""
        tokens = [at for at in tokens if self.view.lowers[at] not in ("the", "a", "an")]
        named = [at for at in tokens if self.view.is_noun(at) or self.view.tag(at) in _NAMING_TAGS]
        held = set(tokens)
        tops = [at for at in named if self.view.tokens[at].head not in held]
        worded = [at for at in tokens if self.view.tokens[at].text[:1].isalpha()]
        return next(iter(tops or named or worded[-1:]), None)

    def _tokens(self, span: Span) -> list[int]:
        """List the tokens of the sentence that stand in a stretch of text."""
        return [t.index for t in self.view.tokens if t.start < span.end and t.end > span.start]


def _is_around(cue: tuple[int, int], content: tuple[int, int]) -> bool:
    """Tell whether what is said stands on both sides of its cue."""
    return content[0] < cue[0] and cue[1] < content[1]


def _is_passed_on(cue: list[int], found: Sequence[Attribution]) -> bool:
    """Tell whether a rule reads the words as passed on: "X told Y, as quoted by Z"."""
    return any(a.rule == "speaker.quoted-by" and a.whole[0] <= cue[0] < a.whole[1] for a in found)
