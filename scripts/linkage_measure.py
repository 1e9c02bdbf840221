"""How well reports are joined, over those clusters alone that a way was not learned from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from vaglio.codebook import load_codebook
from vaglio.codebook.linkage import load_linkage
from vaglio.model.incident import Incident
from vaglio.model.record import Record, Reported
from vaglio.reconcile._clusters import cluster
from vaglio.reconcile._copies import Texts
from vaglio.reconcile._linking import Link
from vaglio.reconcile._order import in_order
from vaglio.reconcile._record import by_report, incident_of
from vaglio.reconcile._told import Told
from vaglio.score.bench.airwars_incidents import (
    _add,
    _add_background,
    _answering,
    _homes,
    _Scores,
    _Wanted,
    _wanted_in,
    files,
)
from vaglio.score.bench.airwars_syria import ReportCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Hold reports on one war, what was read in them, and which belong together."""

    cases: Sequence[ReportCase]
    """The reports, with the numbers noted of each."""
    reported: Sequence[Reported]
    """What was read in them."""
    wanted: Sequence[_Wanted]
    """What the archive says of each incident."""

    def belong(self) -> dict[str, set[str]]:
        """Give for each report the clusters it belongs to."""
        clusters: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.wanted:
            for ref in each.reports:
                clusters[ref].add(each.cluster)
        return dict(clusters)


@dataclass(slots=True, kw_only=True)
class Figures:
    """Collect what was measured, one part of the clusters after the other."""

    scores: _Scores = field(default_factory=_Scores)
    """Numbers, days and places against the archive's."""
    precision: list[float] = field(default_factory=list)
    """For each report the share of those put with it that belong with it."""
    recall: list[float] = field(default_factory=list)
    """For each report the share of those belonging with it that were put with it."""

    def line(self) -> str:
        """Write the figures as cells of a table."""
        precision, recall = (sum(each) / len(each) for each in (self.precision, self.recall))
        shares = [precision, recall, 2 * precision * recall / (precision + recall)]
        tallies = [self.scores.meets, self.scores.equals, self.scores.background]
        shares += [tally.right / tally.asked for tally in tallies]
        return " | ".join(f"{share:.3f}" for share in shares)


HEAD = "precision | recall | F1 | toll meets | toll equals | background merged"
"""What the cells are: B-cubed of the reports, then shares of the incidents."""


def wanted_in(data: Path) -> list[_Wanted]:
    """Read what the archive says."""
    return [each for path in files(data) for each in _wanted_in(path)]


def joined(told: Sequence[Told], links: Iterable[Link], corpus: Corpus) -> list[Incident]:
    """Follow links, and make the incidents."""
    codebook, linkage = load_codebook(), load_linkage()
    texts = Texts(by_report(in_order(corpus.reported)))
    # How the evidence adds up is not asked here, and text alone has none to add.
    bare = [replace(each, links=()) for each in cluster(told, links)]
    return [
        incident_of(each, told, texts=texts, codebook=codebook, linkage=linkage) for each in bare
    ]


def homes(corpus: Corpus, incidents: Sequence[Incident]) -> dict[str, list[Incident]]:
    """List for each report its incidents, the one that it is about first."""
    record = Record(claims=tuple(corpus.reported), incidents=tuple(incidents))
    return _homes(record, corpus.reported)


def add(figures: Figures, corpus: Corpus, incidents: Sequence[Incident], *, held: Set[str]) -> None:
    """Measure what was joined, over some clusters alone; all others are distractors.

    Args:
        figures: Receives what is measured.
        corpus: The reports.
        incidents: What they were joined into.
        held: The clusters to measure.
    """
    home, belong = homes(corpus, incidents), corpus.belong()
    for each in corpus.wanted:
        if each.cluster in held:
            _add(figures.scores, each, _answering(each, home))
    record = Record(claims=tuple(corpus.reported), incidents=tuple(incidents))
    given = {ref: home[ref][0].id if home.get(ref) else ref for ref in belong}
    for case in corpus.cases:
        ref = case.text.id
        if belong.get(ref, set()) & held:
            _add_background(figures.scores.background, case, home.get(ref, ()), record)
            precision, recall = _of_one(ref, given, belong)
            figures.precision.append(precision)
            figures.recall.append(recall)


def _of_one(
    ref: str, given: Mapping[str, str], belong: Mapping[str, Set[str]]
) -> tuple[float, float]:
    """Give B-cubed precision and recall of one report."""
    put = {other for other in given if given[other] == given[ref]}
    wanted = {other for other in belong if belong[other] & belong[ref]}
    return len(put & wanted) / len(put), len(put & wanted) / len(wanted)


def f1_of(corpus: Corpus, incidents: Sequence[Incident], *, over: Set[str]) -> float:
    """Give B-cubed F1 over some clusters, to choose by."""
    home, belong = homes(corpus, incidents), corpus.belong()
    given = {ref: home[ref][0].id if home.get(ref) else ref for ref in belong}
    pairs = [_of_one(ref, given, belong) for ref in belong if belong[ref] & over]
    precision = sum(pair[0] for pair in pairs) / len(pairs)
    recall = sum(pair[1] for pair in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)
