"""B-cubed: how well things are put together, item by item."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Set
from typing import TypeVar

from vaglio.score.bench._rows import ALL, BenchRow

Item = TypeVar("Item", bound=Hashable)


def b_cubed(
    wanted: Mapping[Item, Set[Hashable]],
    given: Mapping[Item, Set[Hashable]],
    *,
    set_name: str,
    metric: str,
    slice_name: str = ALL,
) -> BenchRow:
    """Compare two ways of putting the same items together.

    For each item, precision is the share of those put with it that belong
    with it, recall the share of those belonging with it that were put with
    it; both are averaged over the items. An item in several groups belongs
    with whatever shares one of them.

    Args:
        wanted: For each item the groups it belongs to.
        given: For each item the groups it was put in; the same items.
        set_name: Name of the set.
        metric: What is measured.
        slice_name: The part of the set.

    Returns:
        A row with precision, recall and F1.

    Source:
        Bagga and Baldwin 1998; groups that overlap as in Amigó et al. 2009,
        without their weighing of how many groups are shared.
    """
    precision = recall = 0.0
    for item in wanted:
        put = [other for other in wanted if given[item] & given[other]]
        belong = [other for other in wanted if wanted[item] & wanted[other]]
        both = len(set(put) & set(belong))
        precision += both / len(put)
        recall += both / len(belong)
    n = len(wanted)
    precision, recall = (precision / n, recall / n) if n else (0.0, 0.0)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else None
    return BenchRow(
        set=set_name,
        slice=slice_name,
        metric=metric,
        precision=precision if n else None,
        recall=recall if n else None,
        f1=f1,
        n=n,
    )
