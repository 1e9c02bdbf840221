"""PolNeAR: who said it, by which words, and what was said."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vaglio.model.claim import Claim
from vaglio.model.document import ReaderName
from vaglio.model.errors import CorpusInvalid
from vaglio.pipeline import Reading
from vaglio.score.bench._counts import Counts, Tally, rows_of
from vaglio.score.bench._rows import ALL, BenchRow, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts

NAME = "polnear"
DIRECT, INDIRECT, RULES_ALONE = "direct", "indirect", "rules alone"
_MARKS = frozenset('"“”„«»')
_ENOUGH = 0.5
"""How much of the words said, by the corpus and by the reading together, both have to share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attribution:
    """Hold one act of saying as the places of its characters."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """Hold one article and what the corpus marks in it."""

    text: Text
    wanted: tuple[_Attribution, ...]


def files(data: Path) -> Sequence[Path]:
    """List the texts of each part of the corpus and what is marked in them."""
    folder = data / NAME
    return [*sorted(folder.glob("*/attributions.jsonl")), *sorted(folder.glob("*/text/*.txt"))]


def measure(data: Path, jobs: int) -> SetScore:
    """Read each article of each part, and compare who says what by which words."""
    parts = [path for path in files(data) if path.suffix == ".jsonl"]
    rows: list[BenchRow] = []
    misses: list[Miss] = []
    words = 0
    for path in parts:
        articles = list(_articles(path))
        words += len(ReaderName) * sum(article.text.words for article in articles)
        for reader in ReaderName:
            board = _Board()
            texts = [article.text for article in articles]
            readings = read_texts(texts, make=_found_in, jobs=jobs, reader=reader)
            for article, found in zip(articles, readings, strict=True):
                board.add(article, found or ())
            with_model = reader is ReaderName.WITH_MODEL
            rows += board.rows(path.parent.name) if with_model else board.of_rules(path.parent.name)
            misses += board.misses if with_model else []
    return SetScore(rows=tuple(rows), misses=tuple(misses), words=words)


def _articles(path: Path) -> Iterator[_Article]:
    """Turn each text beside a file of marks into an article."""
    rows = _rows(path)
    for file in sorted((path.parent / "text").glob("*.txt")):
        with file.open(encoding="utf-8", newline="") as opened:
            text = opened.read()
        wanted = (_marked(row, text) for row in rows.get(file.stem, ()))
        yield _Article(
            text=Text(id=f"{path.parent.name}/{file.stem}", text=text),
            wanted=tuple(each for each in wanted if each.cue and each.content),
        )


def _rows(path: Path) -> Mapping[str, list[dict[str, list[list[int]]]]]:
    """Read what is marked in each article."""
    rows = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line:
            continue
        try:
            row = json.loads(line)
            pieces = {
                key: [[int(piece[0]), int(piece[1])] for piece in row[key]]
                for key in ("source", "cue", "content")
            }
            rows[str(row["article"])].append(pieces)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise CorpusInvalid(
                input=f"{path}:{number}",
                problem=f"it is not an attribution of PolNeAR ({error})",
                next_step="compare it with the description of the data folder",
            ) from error
    return rows


def _marked(row: Mapping[str, Sequence[Sequence[int]]], text: str) -> _Attribution:
    """Turn one row of the corpus into places of characters."""
    return _attribution(text, source=row["source"], cue=row["cue"], content=row["content"])


def _attribution(
    text: str,
    *,
    source: Sequence[Sequence[int]],
    cue: Sequence[Sequence[int]],
    content: Sequence[Sequence[int]],
) -> _Attribution:
    """Hold stretches of text as places of characters, white space left out."""
    said = _places(text, content)
    return _Attribution(
        source=_places(text, source),
        cue=_places(text, cue),
        content=said,
        direct=any(text[at] in _MARKS for first, last in content for at in range(first, last)),
    )


def _places(text: str, stretches: Sequence[Sequence[int]]) -> frozenset[int]:
    """List the places of the characters of some stretches, white space left out."""
    return frozenset(
        at for first, last in stretches for at in range(first, last) if not text[at].isspace()
    )


def _found_in(reading: Reading) -> tuple[_Attribution, ...]:
    """Put the claims of one cue together: one act of saying each."""
    by_cue: dict[tuple[int, int], list[Claim]] = {}
    for claim in reading.claims:
        if claim.cue is not None:
            by_cue.setdefault((claim.cue.span.start, claim.cue.span.end), []).append(claim)
    text = reading.document.text
    return tuple(
        _attribution(
            text,
            source=[place for claim in claims for place in _beside(claim)],
            cue=[cue],
            content=[[span.start, span.end] for claim in claims for span in claim.said],
        )
        for cue, claims in by_cue.items()
    )


def _beside(claim: Claim) -> Iterator[tuple[int, int]]:
    """Give where the speaker is named beside the cue; nowhere for one who is not named."""
    span = claim.speaker.mention or claim.speaker.span
    if span is not None:
        yield span.start, span.end


class _Board:
    """Count article after article."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.whole: dict[str, Counts] = {ALL: Counts(), DIRECT: Counts(), INDIRECT: Counts()}
        self.cues: dict[str, Counts] = {ALL: Counts(), DIRECT: Counts(), INDIRECT: Counts()}
        self.letters: dict[str, Counts] = {ALL: Counts()}
        self.exact: dict[str, Tally] = {"source": Tally(), "content": Tally()}
        self.shared: dict[str, Tally] = {"source": Tally(), "content": Tally()}
        self.misses: list[Miss] = []

    def add(self, article: _Article, found: Sequence[_Attribution]) -> None:
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
        wanted: Sequence[_Attribution],
        found: Sequence[_Attribution],
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

    def _letters(self, wanted: Sequence[_Attribution], found: Sequence[_Attribution]) -> None:
        """Count the characters that somebody says, whoever it is."""
        said = frozenset().union(*(one.content for one in wanted))
        read = frozenset().union(*(one.content for one in found))
        both = len(said & read)
        self.letters[ALL].add(right=both, extra=len(read) - both, missed=len(said) - both)

    def _fields(self, wanted: _Attribution, found: _Attribution) -> None:
        """Compare source and content of one cue."""
        pairs = {
            "source": (wanted.source, found.source),
            "content": (wanted.content, found.content),
        }
        for name, (right, read) in pairs.items():
            self.exact[name].add(right == read)
            total = len(right) + len(read)
            self.shared[name].add(2 * len(right & read) / total if total else 1.0)

    def _tell(self, article: _Article, found: Sequence[_Attribution]) -> None:
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
                        set=NAME,
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
            *rows_of(NAME, "attribution", self.whole),
            *rows_of(NAME, "cue", self.cues),
            *rows_of(NAME, "content, characters", self.letters),
        ]
        for name in ("source", "content"):
            rows.append(self.exact[name].row(NAME, f"{name} of a found cue, exact"))
            rows.append(self.shared[name].row(NAME, f"{name} of a found cue, overlap"))
        return [replace(row, slice=_slice(part, row.slice)) for row in rows]

    def of_rules(self, part: str) -> list[BenchRow]:
        """Write what this board holds as what the rules find alone in one part."""
        rows = {"attribution": self.whole, "content, characters": self.letters}
        return [
            counts[ALL].row(NAME, metric, slice_name=_slice(part, RULES_ALONE))
            for metric, counts in rows.items()
        ]


def _slice(part: str, name: str) -> str:
    """Name a slice of a part; the part as a whole has its own name."""
    return part if name == ALL else f"{part}, {name}"


def _agree(one: _Attribution, other: _Attribution) -> bool:
    """Tell whether two attributions are the same: cue and source overlap, content by half."""
    if not one.cue & other.cue:
        return False
    if not (one.source & other.source or not (one.source or other.source)):
        return False
    return len(one.content & other.content) >= _ENOUGH * len(one.content | other.content)


def _pairs(
    wanted: Sequence[_Attribution],
    found: Sequence[_Attribution],
    same: Callable[[_Attribution, _Attribution], bool],
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


def _words(text: str, one: _Attribution) -> str:
    """Give source, cue and content as written, for whoever reads the errors."""
    parts = (one.source, one.cue, one.content)
    return " | ".join(text[min(part) : max(part) + 1] if part else "nobody" for part in parts)


SET = BenchSet(
    name=NAME,
    about=(
        "American news articles of 2015 and 2016: who says what, by which words. Found means that "
        "cue and source overlap and that the words said do so by half."
    ),
    files=files,
    measure=measure,
)
