"""Learn which of the places of a sentence is a verb's, and write the weights.

Run as `python -m scripts.train_event_places FOLDER`, where FOLDER holds the
records of the corpus `event_location` (`*.jsonl`). Every other record, the
first among them, is learned from; what is printed is measured on the rest.

Source:
    ahalterman/event_location (MIT licence): 9,143 sentences on armed conflict.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from vaglio.codebook import Codebook, load_codebook
from vaglio.codebook.event_places import TABLE
from vaglio.codebook.gazetteer import load_gazetteer
from vaglio.extract._asked import word_at
from vaglio.extract._event_place import clues_of
from vaglio.model.document import Document
from vaglio.model.report import Report
from vaglio.model.span import Span
from vaglio.read import read

FEWEST = 12
"""Records in which a clue must stand to be learned."""
PULL = 6.0
"""How strongly weights are held near nothing."""
TURNS = 12


TOGETHER = 60
"""Records read at once."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Hold one verb with the places of its sentence."""

    clues: list[list[str]]
    """For each place what speaks for or against it."""
    spans: tuple[Span, ...]
    """Where each place stands."""
    wanted: frozenset[Span]
    """The places that the corpus gives the verb."""

    def right(self, at: int | None) -> bool:
        """Tell whether an answer, or none, is exactly what the corpus says."""
        return self.wanted == (frozenset() if at is None else {self.spans[at]})


def cases_of(folder: Path, codebook: Codebook) -> Iterator[Case]:
    """Read the records, and find the places of each verb's sentence."""
    rows = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    for begin in range(0, len(rows), TOGETHER):
        yield from _cases_in(rows[begin : begin + TOGETHER], codebook)


def _cases_in(rows: Sequence[Row], codebook: Codebook) -> Iterator[Case]:
    """Read some records at once, each as a paragraph: the model is quicker so."""
    starts, text = [], ""
    for row in rows:
        starts.append(len(text))
        text += row["text"].replace("\n", " ").replace("\r", " ") + "\n\n"
    document = read(
        Report(id="r:0", source="-", data=b"", content=text, language="en"), codebook=codebook
    )
    for row, start in zip(rows, starts, strict=True):
        own = tuple(
            sentence
            for sentence in document.sentences
            if start <= sentence.span.start < start + len(row["text"])
        )
        yield _case(row, start, replace(document, sentences=own), codebook)


def _case(row: Row, start: int, document: Document, codebook: Codebook) -> Case:
    """Find what speaks for each place of one verb's sentence."""
    spans = [
        (s["label"], Span(start=start + s["start"], end=start + s["end"])) for s in row["spans"]
    ]
    wanted = frozenset(span for label, span in spans if label == "LOCATION")
    verb = next(span for label, span in spans if label == "VERB")
    found = word_at(document, verb, codebook=codebook, gazetteer=load_gazetteer())
    if found is None:
        return Case(clues=[], spans=(), wanted=wanted)
    view, at = found
    spots = tuple(mention.place.span for mention in view.places)
    return Case(clues=clues_of(view, at), spans=spots, wanted=wanted)


def learn(cases: Sequence[Case]) -> dict[str, float]:
    """Fit a logistic regression on every place of every case."""
    counts = Counter(clue for case in cases for clues in case.clues for clue in set(clues))
    names = sorted(clue for clue, count in counts.items() if count >= FEWEST)
    columns = {name: at for at, name in enumerate(names)}
    rows = [
        (clues, float(any(span.overlap(want) for want in case.wanted)))
        for case in cases
        for clues, span in zip(case.clues, case.spans, strict=True)
    ]
    table = np.zeros((len(rows), len(names)))
    for at, (clues, _) in enumerate(rows):
        for clue in clues:
            if clue in columns:
                table[at, columns[clue]] = 1.0
    answers = np.array([answer for _, answer in rows])
    weights = np.zeros(len(names))
    for _ in range(TURNS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (answers - chance) - PULL * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + PULL * np.eye(len(names))
        weights += np.linalg.solve(bend, slope)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def answer_of(case: Case, weights: dict[str, float], least: float) -> int | None:
    """Give the place with the best score where that is likely enough."""
    scores = [sum(weights.get(clue, 0.0) for clue in clues) for clues in case.clues]
    if not scores:
        return None
    best = max(range(len(scores)), key=lambda at: (scores[at], at))
    return best if 1 / (1 + np.exp(-scores[best])) >= least else None


def share(cases: Sequence[Case], weights: dict[str, float], least: float) -> float:
    """Give the share of cases whose answer is exactly the corpus's."""
    return sum(case.right(answer_of(case, weights, least)) for case in cases) / len(cases)


def main(folder: Path) -> None:
    """Learn on one half, print what the other half says of it, write the weights."""
    cases = list(cases_of(folder, load_codebook()))
    learned, held_out = cases[::2], cases[1::2]
    weights = learn(learned)
    for least in (0.3, 0.35, 0.4, 0.45, 0.5):
        figures = [f"{share(half, weights, least):.3f}" for half in (learned, held_out)]
        sys.stdout.write(f"least {least}: learned {figures[0]}, held out {figures[1]}\n")
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("clue", "weight"))
        writer.writerows((name, f"{weight:.2f}") for name, weight in sorted(weights.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
