"""Other programs that do a part of the same work, measured on the same texts."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vaglio.model.errors import PeerFailed
from vaglio.score.bench._rows import BenchRow
from vaglio.score.bench._run import BenchRun

Answer = Mapping[str, object]
"""One line of JSON that a peer wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Describe another program, and how it is measured."""

    name: str
    """Its name in the table."""
    set: str
    """The set that it is measured on."""
    missing: Callable[[Path], str | None]
    """Says in a few words what a Python lacks to run it; None where nothing is missing."""
    measure: Callable[[Path, Path], Sequence[BenchRow]]
    """Has it read the set of a data folder with a Python; gives the rows, `peer` set."""


def beside_peers(
    run: BenchRun, peers: Iterable[Peer], *, data: Path, python: Path
) -> tuple[BenchRun, list[str]]:
    """Put the figures of other programs beside Vaglio's.

    Args:
        run: One set as Vaglio read it.
        peers: The programs to be measured, of this set or others.
        data: The folder of the corpora.
        python: The Python in which the programs are installed.

    Returns:
        The run, each row of a peer after Vaglio's row of the same metric; and
        a line for each peer that cannot be run.

    Raises:
        PeerFailed: A peer is installed but does not answer.
    """
    if run.score is None:
        return run, []
    notes, rows = [], list(run.score.rows)
    for peer in peers:
        if peer.set != run.bench.name:
            continue
        lack = peer.missing(python)
        if lack is not None:
            notes.append(f"{peer.name}: {lack}, left out")
            continue
        for row in peer.measure(data, python):
            keys = [other.key for other in rows]
            last = len(keys) - keys[::-1].index(row.key) if row.key in keys else len(rows)
            rows.insert(last, row)
    return replace(run, score=replace(run.score, rows=tuple(rows))), notes


def lacks_module(python: Path, module: str) -> bool:
    """Tell whether a Python cannot find a module; the module itself is not run."""
    code = "import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)"
    try:
        answer = subprocess.run([python, "-c", code, module], check=False, capture_output=True)
    except OSError:
        return True
    return answer.returncode != 0


def ask(python: Path, code: str, lines: Iterable[Answer]) -> Iterator[Answer]:
    """Run another program in a process of its own, and give what it answers.

    Args:
        python: The Python in which it is installed.
        code: What that Python runs: it reads lines of JSON and writes one for
            each.
        lines: The lines.

    Returns:
        The lines that came back, in their order.

    Raises:
        PeerFailed: The program ended with an error.
    """
    sent = "".join(json.dumps(line) + "\n" for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        answer = subprocess.run(
            [python.absolute(), "-c", code],
            input=sent,
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    if answer.returncode != 0:
        said = answer.stderr.strip().splitlines()
        raise PeerFailed(
            input=str(python),
            problem=f"ended with an error ({said[-1] if said else 'nothing said'})",
            next_step="run it by hand, or leave out --peers",
        )
    for line in answer.stdout.splitlines():
        yield json.loads(line)
