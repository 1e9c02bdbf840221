"""Changes that share a claim or an entry, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Keyed(Protocol):
    """Name what it is about."""

    @property
    def keys(self) -> frozenset[str]:
        """Give the keys of what it is about."""
        ...


_Each = TypeVar("_Each", bound=Keyed)


def grouped(items: Iterable[_Each]) -> list[tuple[_Each, ...]]:
    """Put items together that share a key, directly or through others.

    Args:
        items: What names the keys of what it is about.

    Returns:
        The groups, each in the order in which its items came; no key is in two.
    """
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while root.setdefault(key, key) != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    kept = list(items)
    for item in kept:
        first, *others = item.keys
        for key in others:
            root[find(key)] = find(first)
    groups: defaultdict[str, list[_Each]] = defaultdict(list)
    for item in kept:
        groups[find(next(iter(item.keys)))].append(item)
    return [tuple(group) for group in groups.values()]
