"""SATP: which of four kinds of violence a short summary tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.model.claim import Event, Reality
from vaglio.model.errors import CorpusInvalid
from vaglio.pipeline import Reading
from vaglio.score.bench._counts import Counts, rows_of
from vaglio.score.bench._rows import ALL, BenchRow, Miss, SetScore
from vaglio.score.bench._set import BenchSet
from vaglio.score.bench._texts import Text, read_texts

NAME = "satp"
_METRIC = "kinds of violence"
_LABELS = ("armed assault", "bombing", "abduction", "other")
"""The corpus does not name its four columns: these names are a reading of its rows."""

_BY_MODE = {
    "firearms": "armed assault",
    "heavy-weapons": "armed assault",
    "targeted": "armed assault",
    "explosives": "bombing",
    "suicide-attack": "bombing",
    "abduct": "abduction",
}
_HAPPENED = frozenset({Reality.HAPPENED, Reality.ONGOING})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Summary:
    """Hold one summary and its labels."""

    part: str
    text: Text
    labels: frozenset[str]


def files(data: Path) -> Sequence[Path]:
    """List the files of summaries."""
    return sorted((data / NAME).glob("*.tsv"))


def measure(data: Path, jobs: int) -> SetScore:
    """Read each summary, and compare the kinds of violence in its claims."""
    summaries = [s for path in files(data) for s in _summaries(path)]
    readings = read_texts((s.text for s in summaries), make=_kinds, jobs=jobs)
    found = [kinds or frozenset() for kinds in readings]
    parts: defaultdict[str, defaultdict[str, Counts]] = defaultdict(lambda: defaultdict(Counts))
    misses = []
    for summary, kinds in zip(summaries, found, strict=True):
        for label in _LABELS:
            wanted, given = label in summary.labels, label in kinds
            for part in (ALL, summary.part):
                parts[part][label].add(
                    right=wanted and given, extra=given and not wanted, missed=wanted and not given
                )
        if kinds != summary.labels:
            misses.append(_miss(summary, kinds))
    return SetScore(
        rows=(*_rows(parts), *rows_of(NAME, _METRIC, parts[ALL])),
        misses=tuple(misses),
        words=sum(s.text.words for s in summaries),
    )


def _rows(parts: Mapping[str, Mapping[str, Counts]]) -> Iterator[BenchRow]:
    """Give the micro and macro F1 of each part."""
    for part, labels in parts.items():
        whole = Counts()
        for counts in labels.values():
            whole.add(right=counts.right, extra=counts.extra, missed=counts.missed)
        yield whole.row(NAME, f"{_METRIC}, micro", slice_name=part)
        scores = [c.f1 for c in labels.values() if c.right + c.missed and c.f1 is not None]
        yield BenchRow(
            set=NAME,
            slice=part,
            metric=f"{_METRIC}, macro F1",
            value=sum(scores) / len(scores) if scores else None,
            n=round(whole.right + whole.missed),
        )


def _summaries(path: Path) -> Iterator[_Summary]:
    """Turn each line of a file into a text and its labels."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text, *flags = line.rstrip("\n").rsplit("\t", len(_LABELS))
            if len(flags) != len(_LABELS) or not set(flags) <= {"0", "1"}:
                raise CorpusInvalid(
                    input=f"{path}:{number + 1}",
                    problem="a line is not a text and four labels, 0 or 1",
                    next_step="compare it with the description of the data folder",
                )
            yield _Summary(
                part=path.stem,
                text=Text(id=f"{path.stem}-{number}", text=text),
                labels=frozenset(
                    label for label, flag in zip(_LABELS, flags, strict=True) if flag == "1"
                ),
            )


def _kinds(reading: Reading) -> frozenset[str]:
    """Name the kinds of violence that the claims of a summary say took place."""
    return frozenset(_events(c.event for c in reading.claims if c.reality in _HAPPENED))


def _events(events: Iterable[Event | None]) -> Iterator[str]:
    """Put events of violence into the corpus's four kinds."""
    for event in events:
        if event is not None and event.type == "ASSAULT":
            yield _BY_MODE.get(event.mode or "", "other")


def _miss(summary: _Summary, kinds: frozenset[str]) -> Miss:
    """Describe a summary that was read wrongly."""
    missed, extra = sorted(summary.labels - kinds), sorted(kinds - summary.labels)
    said = [*(f"{label} missed" for label in missed), *(f"{label} extra" for label in extra)]
    return Miss(
        set=NAME,
        metric=_METRIC,
        kind=", ".join(said),
        case=summary.text.id,
        words=summary.text.text,
        wanted=", ".join(sorted(summary.labels)),
        found=", ".join(sorted(kinds)),
        weight=float(len(said)),
    )


SET = BenchSet(
    name=NAME,
    about=(
        "Short summaries of violence in South Asia with four yes/no labels. The corpus does not "
        "name the labels: armed assault, bombing, abduction and other are a guess."
    ),
    files=files,
    measure=measure,
)
