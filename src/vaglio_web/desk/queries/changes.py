"""Before and after, as people read them: one line for each field that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NOTHING = "–"
_NOT_SHOWN = frozenset({"version"})
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Hold what became of one field of one thing."""

    item: str
    """The key of the thing; empty where the decision is about one thing alone."""
    field: str
    """The field, in words: `tolls 1, best`."""
    was: str
    """What it was."""
    now: str
    """What it is."""


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Tell what a decision changed.

    Args:
        before: What the log keeps as it was: fields, or things by key with their fields.
        after: The same, as it is.

    Returns:
        One line a field, in the order of the log.
    """
    found = list(_of_one("", _plain(before), _plain(after)))
    for key in [name for name in {**before, **after} if _is_key(name)]:
        found += _of_one(key, before.get(key) or {}, after.get(key) or {})
    return found


def _is_key(name: str) -> bool:
    """Tell whether a name is the key of a thing, such as `c:1a2b`."""
    return ":" in name


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields that stand for themselves."""
    return {name: value for name, value in row.items() if not _is_key(name)}


def _of_one(item: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    """Give what became of one thing."""
    old, new = dict(_leaves(was)), dict(_leaves(now))
    for field in {**old, **new}:
        if old.get(field) == new.get(field) or field in _NOT_SHOWN:
            continue
        before, after = _shown(old.get(field)), _shown(new.get(field))
        # A field that was made empty says nothing.
        if (before, after) != (NOTHING, NOTHING):
            yield Change(item=item, field=field, was=before, now=after)


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Give each single value of a row with the way to it, in words."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            word = name.replace("_", " ").removesuffix(" id")
            if word == "body":
                yield from _leaves(inner, path)
            else:
                yield from _leaves(inner, f"{path}, {word}" if path else word)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if any(isinstance(inner, Mapping) for inner in value):
            for number, inner in enumerate(value, start=1):
                yield from _leaves(inner, f"{path} {number}")
        else:
            yield path, list(value)
    else:
        yield path, value


def _shown(value: object) -> str:
    """Give a value as people read it."""
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return _cut(", ".join(_shown(inner) for inner in value))
    return _cut(str(value))


def _cut(words: str) -> str:
    """Cut very long words: the export has them whole."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
