"""IndiaPoliceEvents: what police did, sentence by sentence."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.claim import Claim, Harm, Reality
from vaglio.model.errors import CorpusInvalid
from vaglio.pipeline import Reading
from vaglio.score.bench._counts import Counts, average_precision
from vaglio.score.bench._rows import ALL, BenchRow, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts

NAME = "ipe"
_HAPPENED = frozenset({Reality.HAPPENED, Reality.ONGOING})
_POLICE = frozenset({"police", "policeman", "policemen", "policewoman", "constable", "constables"})

# FAIL (police let it happen) is not measured: a claim tells what somebody did.
_METRICS = {
    "KILL": "police killed",
    "FORCE": "police used force",
    "ARREST": "police arrested",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """Hold one sentence of the corpus."""

    part: str
    document: str
    text: Text
    labels: frozenset[str]


def files(data: Path) -> Sequence[Path]:
    """List the files of sentences."""
    return sorted((data / "ipe").glob("sents*.jsonl"))


def measure(data: Path, jobs: int) -> SetScore:
    """Read each sentence, and compare what police did in it."""
    sentences = [s for path in files(data) for s in _sentences(path)]
    readings = read_texts((s.text for s in sentences), make=_police_did, jobs=jobs)
    found = [did or frozenset() for did in readings]
    rows: list[BenchRow] = []
    misses: list[Miss] = []
    for label, metric in _METRICS.items():
        counts = Counts()
        documents: defaultdict[tuple[str, str], list[bool]] = defaultdict(lambda: [False, False])
        scores: defaultdict[tuple[str, str], int] = defaultdict(int)
        for sentence, did in zip(sentences, found, strict=True):
            wanted, given = label in sentence.labels, label in did
            counts.add(
                right=wanted and given, extra=given and not wanted, missed=wanted and not given
            )
            key = (sentence.part, sentence.document)
            documents[key][0] |= wanted
            scores[key] += given
            if wanted != given:
                misses.append(_miss(sentence, metric, wanted=wanted))
        rows.append(counts.row(NAME, metric))
        rows.append(
            BenchRow(
                set=NAME,
                slice=ALL,
                metric=f"{metric}, ranking of documents",
                value=average_precision((scores[key], documents[key][0]) for key in documents),
                n=sum(wanted for wanted, _ in documents.values()),
            )
        )
    return SetScore(
        rows=tuple(rows), misses=tuple(misses), words=sum(s.text.words for s in sentences)
    )


def _sentences(path: Path) -> Iterator[_Sentence]:
    """Turn each line of the corpus into a text and its labels."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            try:
                row = json.loads(line)
                yield _Sentence(
                    part=path.stem,
                    document=str(row["doc_id"]),
                    text=Text(id=f"{row['doc_id']}-{row['sent_id']}", text=row["sent_text"]),
                    labels=frozenset(row["sent_labels"]),
                )
            except (KeyError, TypeError, ValueError) as error:
                raise CorpusInvalid(
                    input=f"{path}:{number + 1}",
                    problem=f"it is not a sentence of IndiaPoliceEvents ({error})",
                    next_step="compare it with the description of the data folder",
                ) from error


def _police_did(reading: Reading) -> frozenset[str]:
    """Name what the claims of a sentence say that police did."""
    return frozenset(label for claim in reading.claims for label in _labels(claim))


def _labels(claim: Claim) -> Iterator[str]:
    """Put a claim under the labels of the corpus."""
    if claim.reality not in _HAPPENED:
        return
    kind, mode = (claim.event.type, claim.event.mode) if claim.event else (None, None)
    by_police = any(_POLICE & set(actor.name.lower().split()) for actor in claim.actors)
    if kind == "ASSAULT" and by_police:
        yield "FORCE"
        if any(t.harm is Harm.KILLED and t.high != 0 for t in claim.tolls):
            yield "KILL"
    # Who arrests is seldom named, and then it is police.
    arrested = mode == "arrest" or any(t.harm is Harm.DETAINED for t in claim.tolls)
    if arrested and (by_police or not claim.actors):
        yield "ARREST"


def _miss(sentence: _Sentence, metric: str, *, wanted: bool) -> Miss:
    """Describe a sentence that was read wrongly."""
    return Miss(
        set=NAME,
        metric=metric,
        kind="missed" if wanted else "extra",
        case=sentence.text.id,
        words=sentence.text.text,
        wanted=metric if wanted else "",
        found="" if wanted else metric,
    )


SET = BenchSet(
    name=NAME,
    about=(
        "Indian newspaper sentences of 2002, in lower case, each read alone: did police kill "
        "somebody, use force, arrest somebody."
    ),
    files=files,
    measure=measure,
)
