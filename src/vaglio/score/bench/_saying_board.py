"""Acts of saying, compared with those that a corpus marks: cue, source and words said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from vaglio.score.bench._counts import Counts, Tally, rows_of
from vaglio.score.bench._rows import ALL, BenchRow, Miss
from vaglio.score.bench._texts import Text

DIRECT, INDIRECT, RULES_ALONE = "direct", "indirect", "rules alone"
_ENOUGH = 0.5
"""How much of the words said, by the corpus and by the reading together, both have to share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingAct:
    """Hold one act of saying as the places of its characters."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidArticle:
    """Hold one article and what the corpus marks in it."""

    text: Text
    wanted: tuple[SayingAct, ...]


class SayingBoard:
    """Count article after article."""

    def __init__(self, name: str) -> None:
        """Begin with nothing counted for the set of that name."""
        self.name = name
        self.whole: dict[str, Counts] = {ALL: Counts(), DIRECT: Counts(), INDIRECT: Counts()}
        self.cues: dict[str, Counts] = {ALL: Counts(), DIRECT: Counts(), INDIRECT: Counts()}
        self.letters: dict[str, Counts] = {ALL: Counts()}
        self.exact: dict[str, Tally] = {"source": Tally(), "content": Tally()}
        self.shared: dict[str, Tally] = {"source": Tally(), "content": Tally()}
        self.misses: list[Miss] = []

    def add(self, article: SaidArticle, found: Sequence[SayingAct]) -> None:
        """Count one article."""
        self._count(self.whole, article.wanted, found, _pairs(article.wanted, found, _agree))
        by_cue = _pairs(article.wanted, found, lambda one, other: bool(one.cue & other.cue))
        self._count(self.cues, article.wanted, found, by_cue)
        self._letters(article.wanted, found)
        for at, other in by_cue.items():
            self._fields(article.wanted[at], found[other])
        self._tell(article, found)

    def _count(
        self,
        slices: Mapping[str, Counts],
        wanted: Sequence[SayingAct],
        found: Sequence[SayingAct],
        pairs: Mapping[int, int],
    ) -> None:
        """Count what was found, missed and made up; what was made up by its own form."""
        for at, one in enumerate(wanted):
            for name in (ALL, DIRECT if one.direct else INDIRECT):
                slices[name].add(right=at in pairs, missed=at not in pairs)
        taken = set(pairs.values())
        for at, one in enumerate(found):
            for name in (ALL, DIRECT if one.direct else INDIRECT):
                slices[name].add(extra=at not in taken)

    def _letters(self, wanted: Sequence[SayingAct], found: Sequence[SayingAct]) -> None:
        """Count the characters that somebody says, whoever it is."""
        said = frozenset().union(*(one.content for one in wanted))
        read = frozenset().union(*(one.content for one in found))
        both = len(said & read)
        self.letters[ALL].add(right=both, extra=len(read) - both, missed=len(said) - both)

    def _fields(self, wanted: SayingAct, found: SayingAct) -> None:
        """Compare source and content of one cue."""
        pairs = {
            "source": (wanted.source, found.source),
            "content": (wanted.content, found.content),
        }
        for name, (right, read) in pairs.items():
            self.exact[name].add(right == read)
            total = len(right) + len(read)
            self.shared[name].add(2 * len(right & read) / total if total else 1.0)

    def _tell(self, article: SaidArticle, found: Sequence[SayingAct]) -> None:
        """Keep what was missed and what was made up."""
        pairs = _pairs(article.wanted, found, _agree)
        taken = set(pairs.values())
        sides = [
            ("missed", [one for at, one in enumerate(article.wanted) if at not in pairs]),
            ("extra", [one for at, one in enumerate(found) if at not in taken]),
        ]
        for kind, ones in sides:
            for one in ones:
                words = _words(article.text.text, one)
                self.misses.append(
                    Miss(
                        set=self.name,
                        metric="attribution",
                        kind=kind,
                        case=f"{article.text.id}:{min(one.cue)}",
                        words=words,
                        wanted=words if kind == "missed" else "",
                        found=words if kind == "extra" else "",
                    )
                )

    def rows(self, part: str) -> list[BenchRow]:
        """Write the figures of one part of the corpus, told apart from the others."""
        rows = [
            *rows_of(self.name, "attribution", self.whole),
            *rows_of(self.name, "cue", self.cues),
            *rows_of(self.name, "content, characters", self.letters),
        ]
        for name in ("source", "content"):
            rows.append(self.exact[name].row(self.name, f"{name} of a found cue, exact"))
            rows.append(self.shared[name].row(self.name, f"{name} of a found cue, overlap"))
        return [replace(row, slice=_slice(part, row.slice)) for row in rows]

    def of_rules(self, part: str) -> list[BenchRow]:
        """Write what this board holds as what the rules find alone in one part."""
        rows = {"attribution": self.whole, "content, characters": self.letters}
        return [
            counts[ALL].row(self.name, metric, slice_name=_slice(part, RULES_ALONE))
            for metric, counts in rows.items()
        ]


def _slice(part: str, name: str) -> str:
    """Name a slice of a part; the part as a whole has its own name."""
    return part if name == ALL else f"{part}, {name}"


def _agree(one: SayingAct, other: SayingAct) -> bool:
    """Tell whether two attributions are the same: cue and source overlap, content by half."""
    if not one.cue & other.cue:
        return False
    if not (one.source & other.source or not (one.source or other.source)):
        return False
    return len(one.content & other.content) >= _ENOUGH * len(one.content | other.content)


def _pairs(
    wanted: Sequence[SayingAct],
    found: Sequence[SayingAct],
    same: Callable[[SayingAct, SayingAct], bool],
) -> dict[int, int]:
    """Match one to one, in the order of the text."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for at, one in enumerate(wanted):
        for other, each in enumerate(found):
            if other not in taken and same(one, each):
                pairs[at] = other
                taken.add(other)
                break
    return pairs


def _words(text: str, one: SayingAct) -> str:
    """Give source, cue and content as written, for whoever reads the errors."""
    parts = (one.source, one.cue, one.content)
    return " | ".join(text[min(part) : max(part) + 1] if part else "nobody" for part in parts)
