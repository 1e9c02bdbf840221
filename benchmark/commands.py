"""Time whole commands as a person at a terminal meets them, start of the program included."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

VAGLIO = str(Path(sys.executable).with_name("vaglio"))
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)
"""What keeps the libraries for arithmetic on one thread."""


def run(command: Sequence[str]) -> str:
    """Run a command on one thread and give what it printed; stop where it fails."""
    done = subprocess.run(
        command, env=os.environ | ONE_THREAD, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def seconds(command: Sequence[str]) -> float:
    """Time one run of a command."""
    begun = time.perf_counter()
    run(command)
    return time.perf_counter() - begun


def median_seconds(command: Sequence[str], *, times: int) -> float:
    """Time a command some times and give the median; a first run only fills the caches."""
    seconds(command)
    return statistics.median(seconds(command) for _ in range(times))


def in_turns(first: Sequence[str], second: Sequence[str], *, times: int) -> tuple[float, float]:
    """Time two commands in turns and give the median of each."""
    pairs = [(seconds(first), seconds(second)) for _ in range(times)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)
