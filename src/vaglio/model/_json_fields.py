"""The keys of one JSON object, each read as what it has to be."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from vaglio.model.span import Span

Choice = TypeVar("Choice", bound=StrEnum)
Read = TypeVar("Read")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class _Fields:
    """Read the keys of one JSON object; a ValueError names the one that is wrong."""

    __slots__ = ("_row", "path")

    def __init__(self, row: object, path: str) -> None:
        """Keep the object and where it stands in the line."""
        if not isinstance(row, dict):
            raise ValueError(f"{path} is not an object")
        self._row = row
        self.path = path

    def _value(self, key: str) -> object:
        """Give the value of a key, which has to be there."""
        if key not in self._row:
            raise ValueError(f"{self._name(key)} is missing")
        return self._row[key]

    def _name(self, key: str) -> str:
        """Name a key by its place in the line."""
        return key if self.path == "the line" else f"{self.path}.{key}"

    def _wrong(self, key: str, wanted: str) -> ValueError:
        """Say what a key has to be."""
        return ValueError(f"{self._name(key)} is not {wanted}")

    def _maybe(self, key: str, read: Callable[[str], Read]) -> Read | None:
        """Read a key that may be null."""
        return None if self._value(key) is None else read(key)

    def text(self, key: str) -> str:
        """Read a text that is not empty."""
        value = self._value(key)
        if not isinstance(value, str) or not value:
            raise self._wrong(key, "a text")
        return value

    def maybe_text(self, key: str) -> str | None:
        """Read a text or null."""
        return self._maybe(key, self.text)

    def quotation(self, key: str) -> str:
        """Read a text that is exactly as long as the span beside it."""
        value, span = self.text(key), self.span("span")
        if len(value) != len(span):
            raise self._wrong(key, f"as long as its span ({len(span)} code points)")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts."""
        value = self._value(key)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self._wrong(key, "a list of texts")
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Read true or false."""
        value = self._value(key)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """Read one of a list of words."""
        word = self.text(key)
        try:
            return choices(word)
        except ValueError as error:
            words = ", ".join(each.value for each in choices)
            raise self._wrong(key, f"one of {words}") from error

    def _day(self, key: str) -> dt.date:
        """Read a calendar day."""
        value = self.text(key)
        try:
            if not _DAY.fullmatch(value):
                raise ValueError
            return dt.date.fromisoformat(value)
        except ValueError as error:
            raise self._wrong(key, "a day such as 2024-03-12") from error

    def maybe_day(self, key: str) -> dt.date | None:
        """Read a calendar day or null."""
        return self._maybe(key, self._day)

    def span(self, key: str) -> Span:
        """Read where words stand."""
        value = self._value(key)
        if not (isinstance(value, list) and len(value) == 2 and all(map(_is_whole, value))):
            raise self._wrong(key, "two whole numbers, [start, end]")
        try:
            return Span(start=value[0], end=value[1])
        except ValueError as error:
            raise self._wrong(key, "a span with 0 <= start < end") from error

    def later(self, key: str) -> _Fields | None:
        """Read an object, null, or nothing where the line is older than the key."""
        return self.maybe_below(key) if key in self._row else None

    def spans(self, key: str) -> tuple[Span, ...]:
        """Read a list of places where words stand."""
        value = self._value(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        path = self._name(key)
        row = {f"{path}[{at}]": each for at, each in enumerate(value)}
        return tuple(_Fields(row, "the line").span(name) for name in row)

    def maybe_span(self, key: str) -> Span | None:
        """Read where words stand, or null."""
        return self._maybe(key, self.span)

    def _count(self, key: str) -> int:
        """Read a whole number that is not negative."""
        value = self._value(key)
        if not isinstance(value, int) or not _is_whole(value) or value < 0:
            raise self._wrong(key, "a whole number, 0 or more")
        return value

    def maybe_count(self, key: str) -> int | None:
        """Read a whole number or null."""
        return self._maybe(key, self._count)

    def _number(self, key: str) -> float:
        """Read a finite number."""
        value = self._value(key)
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise self._wrong(key, "a number")
        return float(value)

    def maybe_length(self, key: str) -> float | None:
        """Read a length that is not negative, or null."""
        value = self._maybe(key, self._number)
        if value is not None and value < 0:
            raise self._wrong(key, "0 or more")
        return value

    def degrees(self, key: str, *, most: float) -> float | None:
        """Read an angle or null."""
        value = self._maybe(key, self._number)
        if value is not None and abs(value) > most:
            raise self._wrong(key, f"between -{most:.0f} and {most:.0f} degrees")
        return value

    def below(self, key: str) -> _Fields:
        """Read an object."""
        return _Fields(self._value(key), self._name(key))

    def maybe_below(self, key: str) -> _Fields | None:
        """Read an object or null."""
        return self._maybe(key, self.below)

    def many(self, key: str) -> list[_Fields]:
        """Read a list of objects."""
        value = self._value(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        return [_Fields(each, f"{self._name(key)}[{n}]") for n, each in enumerate(value)]


def _is_whole(value: object) -> bool:
    """Tell whether a value is a whole number; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool)
