"""How fast the desk is when it is full, as lines of the table."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from table import Measure

_ACCEPT, _PAGE, _STATE = 0.1, 0.2, 0.5
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_NOT_JUDGED = "not judged: the cores are busy"


def desk_measures(found: Mapping[str, Any], *, idle: bool) -> Iterator[Measure]:
    """Write how long people wait at a full desk.

    Args:
        found: What `desk.py` printed.
        idle: Whether the machine has cores to spare: else nothing is judged.
    """
    where = f"on {_NAMES[found['database']]}"
    yield _accepting(f"accept a claim and get the next, {where}", found["alone"], idle=idle)
    if "together" in found:
        what = f"accept a claim and get the next, twenty editors at once, {where}"
        yield _accepting(what, found["together"], idle=idle)
    names = {
        "queue": "the queue, any filter",
        "review": "the review screen",
        "incident list": "the incidents, any filter",
        "incident": "an incident",
        "log": "the log, any filter",
        "state": "the state of things",
    }
    for what, name in names.items():
        if what in found["pages"]:
            aim = _STATE if what == "state" else _PAGE
            yield _opening(f"{name}, {where}", found["pages"][what], aim=aim, idle=idle)


def _accepting(what: str, sat: Mapping[str, Any], *, idle: bool) -> Measure:
    """Write how long editors wait for the next claim."""
    slow = _percentile(sat["waits"])
    parts = [statistics.median(sat[name]) for name in ("waits", "accepting", "opening")]
    whole, first, second = (f"{part * 1000:.0f}" for part in parts)
    first_were = f"; somebody else was first {sat['conflicts']} times" if sat["conflicts"] else ""
    return Measure(
        what=what,
        found=f"{slow * 1000:.0f} ms",
        aim=_aim(_ACCEPT, idle=idle),
        met=slow < _ACCEPT if idle else None,
        beside=f"95th percentile of {len(sat['waits'])}; median {whole} ms: accepting {first}, "
        f"opening {second}{first_were}; load {sat['load']:.1f}",
    )


def _opening(what: str, pages: Mapping[str, Sequence[float]], *, aim: float, idle: bool) -> Measure:
    """Write how long a page takes, whatever it is asked for."""
    every = [second for seconds in pages.values() for second in seconds]
    slowest = max(pages, key=lambda path: statistics.median(pages[path]))
    often = all(len(seconds) > 1 for seconds in pages.values())
    slow = statistics.median(pages[slowest]) if often else _percentile(every)
    return Measure(
        what=what,
        found=f"{slow * 1000:.0f} ms",
        aim=_aim(aim, idle=idle),
        met=slow < aim if idle else None,
        beside=f"{f'the slowest of {len(pages)}, `{slowest}`' if often else '95th percentile'}; "
        f"all {len(every)}: median {statistics.median(every) * 1000:.0f} ms, "
        f"95th percentile {_percentile(every) * 1000:.0f} ms",
    )


def _percentile(seconds: Sequence[float]) -> float:
    """Give what nineteen in twenty do not exceed."""
    return sorted(seconds)[max(0, -(-len(seconds) * 95 // 100) - 1)]


def _aim(seconds: float, *, idle: bool) -> str:
    """Write what is asked."""
    return f"< {seconds * 1000:.0f} ms" if idle else _NOT_JUDGED
