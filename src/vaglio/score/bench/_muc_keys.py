"""The answer keys of MUC-3 and MUC-4, as far as they are compared."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from vaglio.model.errors import CorpusInvalid

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY = re.compile(r"(?:(\d{1,2})\s+)?([a-z]{3,})(?:\s+(\d{2,4}))?$")
_NUMBER = re.compile(r"([~-]?)\s*(\d+)(?:\s*-\s*(\d*))?$")
_BRACKET = re.compile(r"\([^)]*\)")


class Slot(StrEnum):
    """Name the slots that are compared."""

    TYPE = "incident type"
    DATE = "date"
    PLACE = "place"
    NUMBER = "number of victims"
    EFFECT = "effect on victims"
    CONFIDENCE = "perpetrator confidence"


FIELDS = {
    Slot.TYPE: "incident_type",
    Slot.DATE: "incident_date",
    Slot.PLACE: "incident_location",
    Slot.NUMBER: "hum_tgt_number",
    Slot.EFFECT: "hum_tgt_effect_of_incident",
    Slot.CONFIDENCE: "perp_organization_confidence",
}
"""What each slot is called in the files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """Hold one fill of a slot, wanted or found."""

    values: tuple[str, ...]
    """What fills it; any of them counts."""
    refs: tuple[str, ...] = ()
    """Ways to name the person, target or body that it is about."""
    paths: tuple[tuple[str, ...], ...] = ()
    """Of a place: its names from the country down, one path an alternative."""
    optional: bool = False
    """Whether missing it costs nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Hold what is wanted, or what was found, of one incident."""

    slots: Mapping[Slot, tuple[Fill, ...]]
    """The fills of each slot."""
    optional: bool = False
    """Whether missing it costs nothing."""
    words: str = ""
    """The words that it was found in, or what it is about."""


def read_keys(path: Path) -> Iterator[tuple[str, Template]]:
    """Read the templates of a file, each with the id of its document.

    Raises:
        CorpusInvalid: A line is no template.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                slots = {slot: _fills(row["slots"].get(name)) for slot, name in FIELDS.items()}
                yield row["doc"], Template(slots=slots, optional=bool(row["optional"]))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise CorpusInvalid(
                    input=f"{path}:{number}",
                    problem=f"is no template ({error!r})",
                    next_step="restore the file",
                ) from error


def _fills(rows: Sequence[Mapping[str, object]] | None) -> tuple[Fill, ...]:
    """Read the fills of one slot; null and [] are both none."""
    return tuple(_fill(row) for row in rows or ())


def _fill(row: Mapping[str, object]) -> Fill:
    """Read one fill."""
    paths = row.get("paths") or ()
    return Fill(
        values=_texts(row["values"]),
        refs=_texts(row["refs"]),
        paths=tuple(_texts(path) for path in paths) if isinstance(paths, list) else (),
        optional=bool(row["optional"]),
    )


def _texts(values: object) -> tuple[str, ...]:
    """Take a list of strings."""
    if not isinstance(values, list):
        raise TypeError("a list is wanted")
    return tuple(str(value) for value in values)


def fold(words: str) -> str:
    """Fold case, accents, spaces and punctuation, so that spellings meet.

    Example:
        >>> fold('SAN  JOSÉ (CITY), "Old Mill"')
        'san jose city old mill'
    """
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def fold_place(name: str) -> str:
    """Fold a place's name without the sort of place that stands in brackets after it."""
    return fold(_BRACKET.sub(" ", name)) or fold(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Hold a stretch of days; an open side is None."""

    start: dt.date | None
    end: dt.date | None


def days_of(value: str) -> Days | None:
    """Read `08 JAN 90`, `- 08 JAN 90` (by that day) or `A - B`; None where none is there.

    Example:
        >>> days_of("- 08 JAN 90")
        Days(start=None, end=datetime.date(1990, 1, 8))
    """
    before, dash, after = value.lower().partition("-")
    first, last = _day(before.strip()), _day(after.strip())
    if not dash:
        return Days(start=first, end=first) if first else None
    if last is None:
        return Days(start=first, end=None) if first else None
    return Days(start=first, end=last)


def _day(words: str) -> dt.date | None:
    """Read one day; None where day, month or year is not told."""
    found = _DAY.match(words)
    if found is None or found[1] is None or found[3] is None:
        return None
    month = next((m for m, name in enumerate(_MONTHS, 1) if found[2].startswith(name)), None)
    year = int(found[3]) + (1900 if len(found[3]) == 2 else 0)
    try:
        return dt.date(year, month, int(found[1])) if month else None
    except ValueError:
        return None


def number_of(value: str) -> tuple[str, int, int | None] | None:
    """Read `12`, `~30`, `5-`, `-15` or `10-12`; None for `PLURAL` and other words.

    Returns:
        How exact it is ("", "~", "from", "to" or "range") and its one or two
        numbers.

    Example:
        >>> number_of("5 -"), number_of("-15"), number_of("PLURAL")
        (('from', 5, None), ('to', 15, None), None)
    """
    words = value.replace(" ", "")
    found = _NUMBER.match(words)
    if found is None:
        return None
    mark, one, other = found.groups()
    if mark:
        return ("~" if mark == "~" else "to", int(one), None)
    if other is None:
        return ("", int(one), None)
    return ("range", int(one), int(other)) if other else ("from", int(one), None)
