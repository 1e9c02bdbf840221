"""`vaglio score`: how right the reading is."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaglio.cli._readers import read_source
from vaglio.cli._shell import NO, WRONG, complain
from vaglio.model.errors import VaglioError

if TYPE_CHECKING:
    from vaglio.score import GoldScore
    from vaglio.score.bench import BenchRun, Floors


_FLOORS = Path("benchmark", "floors.toml")
_PEERS = "vaglio.peers"


@click.group()
def score() -> None:
    """Measure the reading by what careful people find."""


@score.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder of gold files, or one of them; the reports lie beside it.",
)
def gold(data: Path) -> None:
    """Compare the claims with gold: found or not, each field right or not.

    Exit status 1 where a claim that must be found is missing or wrong, where a claim stands on
    words that no claim may touch, or where too many are made that gold does not list.
    """
    from vaglio.score import find_gold, gold_in_words

    passes, readable = True, True
    for number, path in enumerate(find_gold(data)):
        try:
            result = _score(path)
        except VaglioError as error:
            readable = False
            complain(error)
            continue
        click.echo(("\n" if number else "") + gold_in_words(result), nl=False)
        passes = passes and result.passes
    if not (passes and readable):
        sys.exit(NO if readable else WRONG)


@score.command()
@click.argument("sets", metavar="[SET]...", nargs=-1)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="VAGLIO_BENCH",
    default=Path("../shared/bench"),
    help="Folder of the corpora; VAGLIO_BENCH or ../shared/bench by default.",
)
@click.option("--errors", type=click.IntRange(min=0), default=0, help="Show so many of the worst.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, help="Read in so many processes.")
@click.option("--update", is_flag=True, help="Pin the floors at what was reached.")
@click.option(
    "--allow-regression",
    metavar="WHY",
    help="With --update, let floors be lowered; the sentence is kept beside them.",
)
@click.option(
    "--peers",
    type=click.Path(path_type=Path),
    metavar="PYTHON",
    expose_value=False,
    callback=lambda context, _option, python: context.meta.update({_PEERS: python}),
    help="Also measure other programs, installed in that Python (docs/benchmark.md).",
)
def bench(
    sets: tuple[str, ...],
    data: Path,
    errors: int,
    as_json: bool,
    jobs: int,
    update: bool,
    allow_regression: str | None,
) -> None:
    """Measure the reading on public corpora, beside the floors once reached.

    Without SET all sets that the data folder holds; the floors are in benchmark/floors.toml.
    Exit status 1 where a figure falls under its floor; 0 with a message where there is no data
    folder.
    """
    from vaglio.score.bench import bench_in_json, bench_in_words, errors_in_words, load_floors

    if not data.is_dir():
        click.echo(f"score bench: {data} is not there: left out (see --data)", err=True)
        return
    pinned = load_floors(_FLOORS)
    runs = _runs(sets, data, jobs)
    click.echo(bench_in_json(runs, pinned) if as_json else bench_in_words(runs, pinned), nl=False)
    if errors:
        click.echo(errors_in_words(runs, most=errors), nl=False, err=as_json)
    if update:
        _pin(runs, pinned, allow_regression)
    elif _fallen(runs, pinned):
        sys.exit(NO)


def _score(path: Path) -> GoldScore:
    """Read the report of one gold file and compare."""
    from vaglio.score import gold_source, load_gold, score_gold

    gold = load_gold(path)
    return score_gold(gold, read_source(gold_source(gold)))


def _runs(names: tuple[str, ...], data: Path, jobs: int) -> list[BenchRun]:
    """Measure the sets that were named, or all of them."""
    from vaglio.score.bench import SETS, run_sets

    known = [bench.name for bench in SETS]
    for name in names:
        if name not in known:
            raise click.UsageError(f"{name} is no set; the sets are {', '.join(known)}")
    wanted = [bench for bench in SETS if not names or bench.name in names]
    runs = run_sets(wanted, data=data, jobs=jobs, clock=time.perf_counter)
    python = click.get_current_context().meta.get(_PEERS)
    return list(runs) if python is None else [_beside(run, data, python) for run in runs]


def _beside(run: BenchRun, data: Path, python: Path) -> BenchRun:
    """Put the peers' figures beside one set's, and say which peers are missing."""
    from vaglio.score.bench import beside_peers
    from vaglio.score.bench.peers import PEERS

    run, notes = beside_peers(run, PEERS, data=data, python=python)
    for note in notes:
        click.echo(f"score bench: {note}", err=True)
    return run


def _pin(runs: list[BenchRun], pinned: Floors, why: str | None) -> None:
    """Write the floors anew."""
    from vaglio.score.bench import floors_in_toml, raise_floors

    text = floors_in_toml(raise_floors(pinned, runs, why=why))
    _FLOORS.parent.mkdir(exist_ok=True)
    _FLOORS.write_text(text, encoding="utf-8")


def _fallen(runs: list[BenchRun], pinned: Floors) -> bool:
    """Tell whether some figure fell under its floor."""
    from vaglio.score.bench import is_under

    pairs = [(row, pinned.of(row, r.digest)) for r in runs if r.score for row in r.score.rows]
    return any(floor is not None and is_under(row, floor) for row, floor in pairs)
