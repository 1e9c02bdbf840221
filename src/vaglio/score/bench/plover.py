"""PLOVER: the event between a source and a target."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from vaglio.model.claim import Claim
from vaglio.model.document import Document
from vaglio.model.errors import CorpusInvalid
from vaglio.model.span import Span
from vaglio.pipeline import Reading, code_event
from vaglio.score.bench._counts import Counts, Tally, macro_f1, rows_of
from vaglio.score.bench._rows import BenchRow, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts

NAME = "plover"

# The corpora use two older lists of types: the draft of 2016 and one that keeps
# its YIELD. Both are folded as the manual of 2022 explains its changes.
_FOLDED = {
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
    "FIGHT": "ASSAULT",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "DEMAND": "REQUEST",
}
_NONE = "none"


class _Party(TypedDict):
    """Hold one party as gold.json writes it."""

    actorText: str


class _Record(TypedDict):
    """Hold what is used of one record of gold.json."""

    id: str
    event: str
    text: str
    source: list[_Party] | str | None
    target: list[_Party] | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Hold one source, one target and the type of the event between them."""

    part: str
    text: Text
    source: Span
    target: Span
    root: str


def files(data: Path) -> Sequence[Path]:
    """List the files of pairs, and those of whole records."""
    folder = data / NAME
    return [*sorted(folder.glob("*.jsonl")), *sorted(folder.glob("*.json"))]


def measure(data: Path, jobs: int) -> SetScore:
    """Code each pair, and look for it among the claims."""
    pairs = [pair for path in files(data) for pair in _pairs(path)]
    texts = {pair.text.text: pair.text for pair in pairs}
    readings = read_texts(texts.values(), make=_whole, jobs=jobs)
    read = dict(zip(texts, readings, strict=True))
    coded = [(pair, _code(pair, read[pair.text.text])) for pair in pairs]
    claims = {text: reading.claims if reading else () for text, reading in read.items()}
    documents = {text: reading.document for text, reading in read.items() if reading}
    return SetScore(
        rows=(*_given(coded), *_found(pairs, documents, claims)),
        misses=tuple(_miss(pair, root) for pair, root in coded if pair.root != root),
        words=sum(text.words for text in texts.values()),
    )


def _whole(reading: Reading) -> Reading:
    """Keep all that was read."""
    return reading


def _pairs(path: Path) -> Iterator[_Pair]:
    """Turn a file's rows into pairs."""
    try:
        if path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                yield from _marked(path.stem, lines)
        else:
            yield from _records(path.stem, json.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusInvalid(
            input=str(path),
            problem=f"it is not in the form of the PLOVER files ({error})",
            next_step="compare it with the description of the data folder",
        ) from error


def _marked(part: str, lines: Iterable[str]) -> Iterator[_Pair]:
    """Turn rows that mark both parties into pairs; a party that is not in the text is left out."""
    for line in lines:
        row = json.loads(line)
        if row["source_span"] is not None and row["target_span"] is not None:
            yield _Pair(
                part=part,
                text=Text(id=row["id"], text=row["sentence"]),
                source=_span(row["source_span"]),
                target=_span(row["target_span"]),
                root=_fold(row["root"]),
            )


def _records(part: str, records: list[_Record]) -> Iterator[_Pair]:
    """Turn whole records into pairs: the first source with the first target after it."""
    for record in records:
        if record["event"] == "DOCUMENT":
            continue
        sources = _spans(record, record.get("source"))
        targets = _spans(record, record.get("target"))
        pair = next(((s, t) for s in sources for t in targets if not s.overlap(t)), None)
        if pair is not None:
            yield _Pair(
                part=part,
                text=Text(id=record["id"], text=record["text"]),
                source=pair[0],
                target=pair[1],
                root=_fold(record["event"]),
            )


def _spans(record: _Record, parties: list[_Party] | str | None) -> list[Span]:
    """Find parties in the text; those that are only described have no place in it."""
    if not isinstance(parties, list):
        return []
    names = [party["actorText"] for party in parties]
    places = [(record["text"].find(name), len(name)) for name in names if name]
    return [Span(start=at, end=at + length) for at, length in places if at >= 0]


def _span(ends: list[int]) -> Span:
    """Make a span of a pair of offsets."""
    return Span(start=ends[0], end=ends[1])


def _fold(event: str) -> str:
    """Give the name under which a type is counted."""
    return _FOLDED.get(event, event)


def _code(pair: _Pair, reading: Reading | None) -> str | None:
    """Code one pair by the reader's rules."""
    if reading is None:
        return None
    event = code_event(reading.document, source=pair.source, target=pair.target)
    return _fold(event.type) if event is not None else None


def _given(coded: Sequence[tuple[_Pair, str | None]]) -> Iterator[BenchRow]:
    """Count the types right where both parties are given, by file and by type."""
    parts = dict.fromkeys(pair.part for pair, _ in coded)
    for part in parts:
        mine = [(pair.root, root) for pair, root in coded if pair.part == part]
        yield BenchRow(
            set=NAME,
            slice=part,
            metric="type given the pair, macro F1",
            value=macro_f1(mine),
            n=len(mine),
        )
        tally = Tally()
        for wanted, found in mine:
            tally.add(wanted == found)
        yield tally.row(NAME, "type given the pair, accuracy", slice_name=part)
    roots: defaultdict[str, Counts] = defaultdict(Counts)
    for pair, found in coded:
        if pair.part != next(iter(parts)):
            continue
        roots[pair.root].add(right=pair.root == found, missed=pair.root != found)
        if found is not None and found != pair.root:
            roots[found].add(extra=1)
    yield from rows_of(NAME, "type given the pair", dict(sorted(roots.items())))


def _found(
    pairs: Sequence[_Pair],
    documents: dict[str, Document],
    claims: dict[str, tuple[Claim, ...]],
) -> Sequence[BenchRow]:
    """Count the pairs that a claim holds: its source, its target and its type."""
    slices: defaultdict[str, Counts] = defaultdict(Counts)
    for part in dict.fromkeys(pair.part for pair in pairs):
        texts: defaultdict[str, list[_Pair]] = defaultdict(list)
        for pair in pairs:
            if pair.part == part:
                texts[pair.text.text].append(pair)
        for text, wanted in texts.items():
            told = [claim for claim in claims[text] if _is_whole(claim)]
            hits = [
                [claim for claim in told if _tells(claim, pair, documents[text])] for pair in wanted
            ]
            used = {claim.id for found in hits for claim in found}
            slices[part].add(
                right=sum(bool(found) for found in hits),
                missed=sum(not found for found in hits),
                extra=sum(claim.id not in used for claim in told),
            )
    return rows_of(NAME, "source, target and type in a claim", slices)


def _is_whole(claim: Claim) -> bool:
    """Tell whether a claim names a type, a source and a target."""
    return claim.event is not None and bool(_sources(claim)) and bool(claim.targets)


def _sources(claim: Claim) -> list[Span]:
    """List who acts in a claim: its actors, and the speaker where saying is the act."""
    spans = [actor.span for actor in claim.actors]
    if claim.cue is not None and claim.speaker.span is not None:
        spans.append(claim.speaker.span)
    return spans


def _tells(claim: Claim, pair: _Pair, document: Document) -> bool:
    """Tell whether a claim holds a pair: the type is the same and the heads lie in its spans."""
    source, target = (_head(document, span) for span in (pair.source, pair.target))
    return (
        claim.event is not None
        and _fold(claim.event.type) == pair.root
        and any(_meets(document, span, pair.source, source) for span in _sources(claim))
        and any(_meets(document, party.span, pair.target, target) for party in claim.targets)
    )


def _meets(document: Document, found: Span, wanted: Span, head: Span) -> bool:
    """Tell whether one of two names holds the other's head."""
    return bool(found.overlap(head)) or bool(_head(document, found).overlap(wanted))


def _head(document: Document, span: Span) -> Span:
    """Give the head word of some words: the one that depends on none of the others."""
    for sentence in document.sentences:
        inside = [t for t in sentence.tokens if span.start < t.end and t.start < span.end]
        held = {token.index for token in inside}
        for token in inside:
            if sentence.parsed and token.head not in held - {token.index}:
                return Span(start=token.start, end=token.end)
    return span


def _miss(pair: _Pair, found: str | None) -> Miss:
    """Describe a pair that was coded wrongly."""
    source, target = (span.of(pair.text.text) for span in (pair.source, pair.target))
    return Miss(
        set=NAME,
        metric="type given the pair",
        kind=f"{pair.root} read as {found or _NONE}",
        case=f"{pair.text.id} ({source} > {target})",
        words=pair.text.text,
        wanted=pair.root,
        found=found or "",
    )


SET = BenchSet(
    name=NAME,
    about=(
        "Sentences of news and of the code book's manual with a source, a target and the PLOVER "
        "type between them. Most sentences of `gold` stand in `plv` as well: they are one test."
    ),
    files=files,
    measure=measure,
)
