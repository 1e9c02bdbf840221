"""Learn the weights of the record linkage, and compare them with those set by hand.

Run as `python -m scripts.train_linkage BENCH`, where BENCH is the folder with the
corpora `airwars-syria` and `ecbplus`. The reports are read, which takes minutes; then
each way to join them is measured. What is learned is learned without the clusters that
it is measured on, five times over; then, from all of them, it is tried on an invented
war that is denser. With `--write` nothing is measured: m and u of numbers, weapon and
perpetrator are learned from all clusters and put into `linkage.toml`.

Source:
    The corpora are other people's and lie outside the checkout; docs/benchmark.md.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from benchmark.claims import invented_claims
from scripts.linkage_measure import HEAD, Corpus, Figures, add, f1_of, joined, wanted_in
from scripts.linkage_pairs import (
    Labelled,
    Levels,
    Two,
    accounts_of,
    blocked_pairs,
    levels_of,
    pairs_of_chains,
    pairs_of_clusters,
)
from scripts.linkage_ways import (
    Vectors,
    by_rules,
    by_text,
    model_vectors,
    trained,
    weighed,
    word_vectors,
)
from vaglio.codebook.linkage import FILE, Linkage, load_linkage
from vaglio.codebook.tables import TABLES
from vaglio.reconcile._clusters import cluster
from vaglio.reconcile._linking import Link
from vaglio.reconcile._told import Told
from vaglio.score.bench import ecbplus
from vaglio.score.bench._b_cubed import b_cubed
from vaglio.score.bench._texts import read_texts
from vaglio.score.bench.airwars_syria import cases_in
from vaglio.score.bench.airwars_syria import files as report_files

FOLDS = 5
PULL = 5.0
"""How strongly what is learned is pulled towards all levels being alike, in invented pairs."""
STARTS = [step / 2 for step in range(-18, 3)]
"""Starting odds in bits from which learning chooses; those set by hand are -5."""
ALIKE = [step / 20 for step in range(2, 20)]
"""Likeness from which text alone is taken to be of one incident; chosen likewise."""
WHAT = frozenset({"killed", "injured", "weapon", "perpetrator"})
"""What does not hang on how dense a war is: learned, while day and place are set by hand."""
EVERY = WHAT | {"day", "place"}
DENSE = 4_000
"""Invented claims of a dense war."""


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Ground:
    """Hold accounts that are to be joined, and how those compare that are compared at all."""

    told: Sequence[Told]
    """The accounts."""
    near: Mapping[Two, Levels]
    """For each pair that shares a block the levels that hold."""


Links = Callable[[Ground, float], Sequence[Link]]
"""Gives the links at some starting odds, or at some likeness."""
Choice = tuple[Links, Sequence[float]]
"""What gives the links, and what there is to choose from."""
Way = Callable[[Set[str]], Choice]
"""Learns without some clusters."""


def ground_of(told: Sequence[Told], linkage: Linkage) -> Ground:
    """Compare accounts."""
    return Ground(told=told, near=levels_of(told, blocked_pairs(told), linkage=linkage))


def ways_of(corpus: Corpus, ground: Ground, more: Labelled, linkage: Linkage) -> dict[str, Way]:
    """Name every way to join that is measured."""
    clusters = partial(pairs_of_clusters, ground.told, corpus.belong(), linkage=linkage)
    by_hand = [linkage.start - linkage.needed]

    def weights(made: Linkage) -> Links:
        return lambda on, start: weighed(on.near, made, start=start)

    def learned(
        without: Set[str], *, of: Labelled, fields: Set[str], starts: Sequence[float]
    ) -> Choice:
        made = trained(linkage, of.outside(without), pull=PULL, fields=fields)
        return weights(made), starts

    def text(_: Set[str], *, vectors: Callable[[Ground], Vectors]) -> Choice:
        return lambda on, least: by_text(on.told, vectors(on), least=least), ALIKE

    ways: dict[str, Way] = {
        "as the file has them": lambda _: (weights(linkage), by_hand),
        "as the file has them, odds learned": lambda _: (weights(linkage), STARTS),
    }
    for name, of in {
        "clusters": clusters(),
        "clusters, hard pairs": clusters(near=ground.near.keys()),
        "clusters and ECB+": clusters() + more,
    }.items():
        some = partial(learned, of=of, fields=WHAT, starts=by_hand)
        ways[f"numbers, weapon, perpetrator learned: {name}"] = some
        ways[f"all learned: {name}"] = partial(learned, of=of, fields=EVERY, starts=by_hand)
        every = partial(learned, of=of, fields=EVERY, starts=STARTS)
        ways[f"all and odds learned: {name}"] = every
    ways["plain rules"] = lambda _: (lambda on, _: by_rules(on.near, linkage), [0.0])
    ways["text alone, rare words"] = partial(text, vectors=cache(lambda on: word_vectors(on.told)))
    ways["text alone, embeddings"] = partial(text, vectors=cache(lambda on: model_vectors(on.told)))
    return ways


def measured(way: Way, corpus: Corpus, ground: Ground) -> Figures:
    """Measure a way on each part of the clusters, learned and chosen on all others."""
    clusters = {each.cluster for each in corpus.wanted}
    figures = Figures()
    for part in range(FOLDS):
        held = {name for name in clusters if _part(name) == part}
        links, choices = way(held)
        made = [joined(ground.told, links(ground, choice), corpus) for choice in choices]
        best = max(made, key=lambda each: f1_of(corpus, each, over=clusters - held))
        add(figures, corpus, best, held=held)
    return figures


def dense(way: Way, corpus: Corpus, ground: Ground, war: Ground) -> str:
    """Learn a way from everything, and join an invented war of thirty incidents a day."""
    links, choices = way(frozenset())
    every = {each.cluster for each in corpus.wanted}
    best = max(
        choices,
        key=lambda choice: f1_of(
            corpus, joined(ground.told, links(ground, choice), corpus), over=every
        ),
    )
    found = cluster(war.told, links(war, best))
    given = {index: {at} for at, each in enumerate(found) for index in each.members}
    refs = [each.report.ref or "" for each in war.told]
    wanted = {index: {ref.partition("-")[0]} for index, ref in enumerate(refs)}
    row = b_cubed(wanted, given, set_name="dense", metric="accounts put together")
    return f"{row.precision:.3f} | {row.recall:.3f} | {max(len(c.members) for c in found)}"


def _part(cluster: str) -> int:
    """Say in which part a cluster is, the same on every machine."""
    return int(hashlib.sha256(cluster.encode()).hexdigest(), 16) % FOLDS


def write_weights(linkage: Linkage, path: Path) -> None:
    """Put m and u of every level into the file, in its order; all else stays."""
    levels = [level for each in linkage.comparisons for level in each.levels]
    shares = [share for level in levels for share in (("m", level.m), ("u", level.u))]
    given = iter(f"{name} = {share:.4g}" for name, share in shares if share is not None)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^[mu] = .*$", lambda _: next(given), text), encoding="utf-8")


def read_clusters(data: Path) -> Corpus:
    """Read the reports of the war."""
    cases = cases_in(report_files(data))
    read = read_texts((case.text for case in cases), make=ecbplus.reported_of, jobs=2)
    reported = [each for found in read for each in found or ()]
    return Corpus(cases=cases, reported=reported, wanted=wanted_in(data))


def read_stories(data: Path, linkage: Linkage) -> Labelled:
    """Read the pairs of stories, and label their accounts."""
    stories = [story for path in ecbplus.files(data) for story in ecbplus.stories_in(path)]
    read = read_texts((story.text for story in stories), make=ecbplus.reported_of, jobs=2)
    told = [(story, found or []) for story, found in zip(stories, read, strict=True)]
    return pairs_of_chains(told, linkage=linkage)


def lines(corpus: Corpus, more: Labelled, linkage: Linkage) -> Iterator[str]:
    """Write a line for each way."""
    ground = ground_of(tuple(accounts_of(corpus.reported)), linkage)
    war = ground_of(tuple(accounts_of(invented_claims(DENSE))), linkage)
    yield f"| way | {HEAD} | dense: precision | recall | largest |"
    for name, way in ways_of(corpus, ground, more, linkage).items():
        figures = measured(way, corpus, ground).line()
        yield f"| {name} | {figures} | {dense(way, corpus, ground, war)} |"


def main() -> None:
    """Measure every way, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, metavar="BENCH", help="folder with the corpora")
    parser.add_argument("--write", action="store_true", help=f"put what was learned into {FILE}")
    parser.add_argument(
        "--codebook", type=Path, default=TABLES, help=f"folder with the {FILE} to measure"
    )
    options = parser.parse_args()
    linkage = load_linkage(options.codebook)
    corpus = read_clusters(options.data)
    if options.write:
        pairs = pairs_of_clusters(accounts_of(corpus.reported), corpus.belong(), linkage=linkage)
        write_weights(trained(linkage, pairs, pull=PULL, fields=WHAT), TABLES / FILE)
        return
    for line in lines(corpus, read_stories(options.data, linkage), linkage):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
