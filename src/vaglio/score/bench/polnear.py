"""PolNeAR: who said it, by which words, and what was said."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from vaglio.model.claim import Claim
from vaglio.model.document import ReaderName
from vaglio.model.errors import CorpusInvalid
from vaglio.pipeline import Reading
from vaglio.score.bench._rows import BenchRow, Miss, SetScore
from vaglio.score.bench._saying_board import SaidArticle, SayingAct, SayingBoard
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts

NAME = "polnear"
_MARKS = frozenset('"“”„«»')


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
            board = SayingBoard(NAME)
            texts = [article.text for article in articles]
            readings = read_texts(texts, make=_found_in, jobs=jobs, reader=reader)
            for article, found in zip(articles, readings, strict=True):
                board.add(article, found or ())
            with_model = reader is ReaderName.WITH_MODEL
            rows += board.rows(path.parent.name) if with_model else board.of_rules(path.parent.name)
            misses += board.misses if with_model else []
    return SetScore(rows=tuple(rows), misses=tuple(misses), words=words)


def _articles(path: Path) -> Iterator[SaidArticle]:
    """Turn each text beside a file of marks into an article."""
    rows = _rows(path)
    for file in sorted((path.parent / "text").glob("*.txt")):
        with file.open(encoding="utf-8", newline="") as opened:
            text = opened.read()
        wanted = (_marked(row, text) for row in rows.get(file.stem, ()))
        yield SaidArticle(
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


def _marked(row: Mapping[str, Sequence[Sequence[int]]], text: str) -> SayingAct:
    """Turn one row of the corpus into places of characters."""
    return _attribution(text, source=row["source"], cue=row["cue"], content=row["content"])


def _attribution(
    text: str,
    *,
    source: Sequence[Sequence[int]],
    cue: Sequence[Sequence[int]],
    content: Sequence[Sequence[int]],
) -> SayingAct:
    """Hold stretches of text as places of characters, white space left out."""
    said = _places(text, content)
    return SayingAct(
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


def _found_in(reading: Reading) -> tuple[SayingAct, ...]:
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


SET = BenchSet(
    name=NAME,
    about=(
        "American news articles of 2015 and 2016: who says what, by which words. Found means that "
        "cue and source overlap and that the words said do so by half."
    ),
    files=files,
    measure=measure,
)
