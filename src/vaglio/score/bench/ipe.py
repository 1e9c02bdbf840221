"""IndiaPoliceEvents: did police kill somebody, sentence by sentence."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.claim import Claim, Harm, Reality
from vaglio.pipeline import Reading
from vaglio.score.bench._counts import Counts, rows_of
from vaglio.score.bench._rows import ALL, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts

NAME = "ipe"
_HAPPENED = frozenset({Reality.HAPPENED, Reality.ONGOING})
_POLICE = frozenset({"police", "policeman", "policemen", "policewoman", "constable", "constables"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """Hold one sentence of the corpus."""

    text: Text
    labels: frozenset[str]


def files(data: Path) -> Sequence[Path]:
    """List the files of sentences."""
    return sorted((data / "ipe").glob("sents*.jsonl"))


def measure(data: Path, jobs: int) -> SetScore:
    """Read each sentence, and compare what police did in it."""
    sentences = [s for path in files(data) for s in _sentences(path)]
    slices: defaultdict[str, Counts] = defaultdict(Counts)
    misses = []
    readings = read_texts((s.text for s in sentences), make=_police_killed, jobs=jobs)
    for sentence, found in zip(sentences, readings, strict=True):
        wanted = "KILL" in sentence.labels
        slices[ALL].add(
            right=bool(found and wanted),
            extra=bool(found and not wanted),
            missed=bool(wanted and not found),
        )
        if wanted != bool(found):
            misses.append(_miss(sentence, wanted=wanted))
    return SetScore(
        rows=tuple(rows_of(NAME, "police killed", slices)),
        misses=tuple(misses),
        words=sum(s.text.words for s in sentences),
    )


def _sentences(path: Path) -> Iterator[_Sentence]:
    """Turn each line of the corpus into a text and its labels."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield _Sentence(
                text=Text(id=f"{row['doc_id']}-{row['sent_id']}", text=row["sent_text"]),
                labels=frozenset(row["sent_labels"]),
            )


def _police_killed(reading: Reading) -> bool:
    """Tell whether some claim says that police killed somebody."""
    return any(_kills(claim) and _by_police(claim) for claim in reading.claims)


def _kills(claim: Claim) -> bool:
    """Tell whether people were killed, according to a claim."""
    killed = any(t.harm is Harm.KILLED and t.high != 0 for t in claim.tolls)
    return claim.reality in _HAPPENED and killed


def _by_police(claim: Claim) -> bool:
    """Tell whether a claim names police as those who did it."""
    return any(_POLICE & set(actor.name.lower().split()) for actor in claim.actors)


def _miss(sentence: _Sentence, *, wanted: bool) -> Miss:
    """Describe a sentence that was read wrongly."""
    return Miss(
        set=NAME,
        metric="police killed",
        kind="missed" if wanted else "extra",
        case=sentence.text.id,
        words=sentence.text.text,
        wanted="killed by police" if wanted else "",
        found="" if wanted else "killed by police",
    )


SET = BenchSet(
    name=NAME,
    about="Indian newspaper sentences of 2002: did police kill somebody.",
    files=files,
    measure=measure,
)
