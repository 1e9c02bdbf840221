"""Read many reports in one process and watch its memory.

Run in a process of its own by `bench.py`; prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from sides import lines_of

from vaglio.model.errors import VaglioError
from vaglio.pipeline import gather, read_reports


def peak_mb() -> float:
    """Give the most memory that this process has held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform != "darwin" else peak / 1024**2


def held_mb() -> float:
    """Give the memory that this process holds now, in megabytes; the peak where none can tell."""
    listing = Path("/proc/self/statm")
    if not listing.exists():
        return peak_mb()
    return int(listing.read_text().split()[1]) * resource.getpagesize() / 1024**2


def main() -> None:
    """Read a file of JSON Lines and note what is held after every few reports."""
    path, step = Path(sys.argv[1]), int(sys.argv[2])
    held: list[tuple[int, float]] = []
    count = claims = 0
    begun = time.perf_counter()
    for made in read_reports(gather([path]), make=lines_of):
        if isinstance(made, VaglioError):
            raise made
        count += 1
        claims += made[1]
        if count % step == 0:
            held.append((count, held_mb()))
    taken = time.perf_counter() - begun
    found = {"reports": count, "claims": claims, "seconds": taken}
    print(json.dumps(found | {"held": held, "peak": peak_mb()}))


if __name__ == "__main__":
    main()
