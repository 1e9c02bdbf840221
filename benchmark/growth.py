"""How joining grows with the number of claims, as lines of the table."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from table import Measure

SCALES = [10_000, 100_000]
"""How many claims are joined; a million takes minutes, and is joined where it is asked for."""

_MOST_CLAIMS, _MOST_MINUTES, _MOST_GB = 1_000_000, 15, 8
_NEAR_LINEAR = 1.5
"""What a claim may take at the largest size, as a multiple of what it takes at the size before."""

ADDED_TO = 100_000
"""How many claims the record holds into which one more report comes."""

_MOST_SECONDS = 2.0

Found = tuple[int, Mapping[str, float]]
"""How many claims, and what `scale.py` printed."""


def scale_measures(found: Sequence[Found]) -> Iterator[Measure]:
    """Write what joining took at each size, and how it grew.

    Args:
        found: What was measured, the smallest size first.

    Returns:
        A line for each size; from 100,000 claims on, time a claim is set
        against the size before, and a million against the limits asked for.
    """
    before: Found | None = None
    for claims, one in found:
        limit = claims >= _MOST_CLAIMS
        within = one["seconds"] < _MOST_MINUTES * 60 and one["peak"] < _MOST_GB * 1000
        yield Measure(
            what=f"{claims:,} claims joined",
            found=f"{one['seconds']:.1f} s, {one['peak']:,.0f} MB at most",
            aim=f"< {_MOST_MINUTES} min, < {_MOST_GB} GB" if limit else "",
            met=within if limit else None,
            beside=f"{one['pairs']:,} pairs compared, {one['incidents']:,} incidents, "
            f"the largest of {one['most']:,} reports",
        )
        if before is not None:
            yield _growth(before, (claims, one))
        before = (claims, one)


def _growth(before: Found, after: Found) -> Measure:
    """Compare the time that a claim takes at two sizes."""
    few, many = before[1]["seconds"] / before[0], after[1]["seconds"] / after[0]
    return Measure(
        what=f"time a claim, at {after[0]:,} to at {before[0]:,}",
        found=f"{many / few:.2f}",
        aim=f"≤ {_NEAR_LINEAR}: near-linear",
        met=many / few <= _NEAR_LINEAR,
        beside=f"{few * 1e6:.0f} and {many * 1e6:.0f} µs; "
        f"{before[1]['pairs'] / before[0]:.0f} and {after[1]['pairs'] / after[0]:.0f} "
        "pairs a claim",
    )


def one_more_measures(found: Mapping[str, Any], *, claims: int) -> Iterator[Measure]:
    """Write how long one more report took.

    Args:
        found: What `one_more.py` printed.
        claims: How many claims the record held.

    Returns:
        A line without and one with the reading, and one of the whole command.
    """
    added, read, cold = (statistics.median(found[name]) for name in ("added", "read", "cold"))
    yield Measure(
        what=f"one report into {claims:,} claims: joined and written",
        found=f"{added:.2f} s",
        aim=f"< {_MOST_SECONDS:.0f} s",
        met=added < _MOST_SECONDS,
        beside=f"{min(found['added']):.2f} to {max(found['added']):.2f} s, "
        f"{statistics.median(found['work']):.2f} s of a processor; "
        f"all anew, with the index: {found['whole']:.0f} s",
    )
    yield Measure(
        what=f"one report into {claims:,} claims: read, joined and written",
        found=f"{read:.2f} s",
        aim=f"< {_MOST_SECONDS:.0f} s",
        met=read < _MOST_SECONDS,
        beside="the reader loaded before",
    )
    yield Measure(
        what=f"one report into {claims:,} claims: the whole command",
        found=f"{cold:.2f} s",
        aim="",
        met=None,
        beside="start of the program and loading of the model included",
    )
