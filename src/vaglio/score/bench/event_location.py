"""event_location: in which place did the thing happen that a verb tells of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.document import Document
from vaglio.model.errors import CorpusInvalid
from vaglio.model.span import Span
from vaglio.pipeline import Reading, places_of_event
from vaglio.score.bench._counts import Tally, rows_of
from vaglio.score.bench._rows import ALL, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts

NAME = "event_location"
_NONE = "no place told"
_SOME = "a place told"
_LEARNED = "odd lines, learned from"
_HELD_OUT = "even lines, held out"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """Hold one sentence, the verb asked for and the places that the corpus gives it."""

    text: Text
    verb: Span
    wanted: frozenset[Span]


def files(data: Path) -> Sequence[Path]:
    """List the files of records."""
    return sorted((data / NAME).glob("*.jsonl"))


def measure(data: Path, jobs: int) -> SetScore:
    """Ask for the places of each verb, "none" being an answer too."""
    records = [record for path in files(data) for record in _records(path)]
    exact: defaultdict[str, Tally] = defaultdict(Tally)
    by_rule: defaultdict[str, Tally] = defaultdict(Tally)
    overlap: defaultdict[str, Tally] = defaultdict(Tally)
    misses = []
    documents = read_texts((record.text for record in records), make=_document, jobs=jobs)
    for at, (record, document) in enumerate(zip(records, documents, strict=True)):
        found = _answer(document, record, learned=True)
        by_rule[ALL].add(_answer(document, record, learned=False) == record.wanted)
        for name in (ALL, _SOME if record.wanted else _NONE, _HELD_OUT if at % 2 else _LEARNED):
            exact[name].add(found == record.wanted)
            overlap[name].add(_overlap(found, record.wanted))
        if found != record.wanted:
            misses.append(_miss(record, found))
    return SetScore(
        rows=(
            *rows_of(NAME, "places of the verb, same words", exact),
            *rows_of(NAME, "places of the verb, words overlap", overlap),
            *rows_of(NAME, "places of the verb as claims find them, same words", by_rule),
        ),
        misses=tuple(misses),
        words=sum(record.text.words for record in records),
    )


def _document(reading: Reading) -> Document:
    """Keep only what is asked again: the document."""
    return reading.document


def _records(path: Path) -> Iterator[_Record]:
    """Turn each line of the corpus into a text and a verb; two verbs make two records."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                spans = [(s["label"], Span(start=s["start"], end=s["end"])) for s in row["spans"]]
                text = Text(id=f"{path.stem}-{number}", text=row["text"])
            except (ValueError, KeyError, TypeError) as error:
                raise CorpusInvalid(
                    input=f"{path}:{number}",
                    problem=f"is no record of an event's place ({error!r})",
                    next_step="fetch the corpus again",
                ) from error
            wanted = frozenset(span for label, span in spans if label == "LOCATION")
            for label, span in spans:
                if label == "VERB":
                    yield _Record(text=text, verb=span, wanted=wanted)


def _answer(document: Document | None, record: _Record, *, learned: bool) -> frozenset[Span]:
    """Say where the thing happened that the verb tells of."""
    if document is None:
        return frozenset()
    found = places_of_event(document, record.verb, learned=learned)
    return frozenset(place.span for place in found)


def _overlap(found: frozenset[Span], wanted: frozenset[Span]) -> bool:
    """Tell whether some place found shares words with one wanted, or both are none."""
    if not wanted:
        return not found
    return any(one.overlap(other) for one in found for other in wanted)


def _miss(record: _Record, found: frozenset[Span]) -> Miss:
    """Describe a verb whose place was read wrongly."""
    text = record.text.text
    kind = "extra" if not record.wanted else "wrong place" if found else "missed"
    names = [
        " + ".join(s.of(text) for s in sorted(spans, key=lambda s: s.start))
        for spans in (record.wanted, found)
    ]
    return Miss(
        set=NAME,
        metric="places of the verb, same words",
        kind=kind,
        case=record.text.id,
        words=f"{record.verb.of(text)}: {text}",
        wanted=names[0],
        found=names[1],
        weight=1.0 if _overlap(found, record.wanted) else 2.0,
    )


SET = BenchSet(
    name=NAME,
    about=(
        "Sentences on armed conflict with one verb each: at which place did that happen. "
        "The weights that choose were learned from every other record."
    ),
    files=files,
    measure=measure,
)
