"""What a proposal would change in a claim, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_LEFT_OUT = frozenset({"schema", "id", "report", "rules", "codebook", "reader", "sentence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Hold one field that would change."""

    field: str
    """Its name."""
    old: list[str]
    """What it says now, a line each; nothing where it says nothing."""
    new: list[str]
    """What it would say."""


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """Compare two lines of a claim, field by field, in the order of the contract.

    Args:
        old: The claim as it is.
        new: The claim as it would be.

    Returns:
        The fields that differ, in words.
    """
    names = [name for name in {**old, **new} if name not in _LEFT_OUT]
    return [
        Difference(field=name, old=in_words(name, old.get(name)), new=in_words(name, new.get(name)))
        for name in names
        if old.get(name) != new.get(name)
    ]


def in_words(field: str, value: Any) -> list[str]:  # noqa: ANN401 - a field of JSON
    """Say a field of a claim in words, a line for each thing in it."""
    if value is None or value == [] or value == "":
        return []
    if field == "span":
        return [f"words {value[0]} to {value[1]} of the text"]
    if isinstance(value, list):
        return [line for each in value for line in in_words(field[:-1], each)]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if not isinstance(value, dict):
        return [str(value)]
    return [_OBJECTS.get(field, _parts)(value)]


def _toll(value: dict[str, Any]) -> str:
    """Say a toll: killed, civilian: 7 / 7 / open."""
    ends = " / ".join("open" if value[end] is None else str(value[end]) for end in _ENDS)
    side = f" of {value['side']}" if value.get("side") else ""
    return f"{value['harm']}, {value['who']}{side}: {ends}"


_ENDS = ("low", "best", "high")


def _when(value: dict[str, Any]) -> str:
    """Say days: 2031-05-03 to 2031-05-04."""
    start, end = value["start"] or "open", value["end"] or "open"
    return start if start == end else f"{start} to {end}"


def _parts(value: dict[str, Any]) -> str:
    """Say what an object holds, its name first and its offsets left out."""
    named = value.get("name") or value.get("text")
    rest = [
        f"{name.replace('_', ' ')} {each}"
        for name, each in value.items()
        if name not in ("name", "text", "span") and each not in (None, [], "")
    ]
    return ", ".join([str(named), *rest] if named else rest)


_OBJECTS = {"toll": _toll, "when": _when}
