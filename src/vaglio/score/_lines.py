"""Claims read back from JSON Lines, of whatever revision wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vaglio.model.errors import RowInvalid


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """Hold one claim as another revision wrote it, its fields put into words."""

    report: str
    """The report's own id where the caller gave one, else the id from its bytes."""
    start: int
    """First code point of the quotation."""
    end: int
    """First code point after it."""
    kind: str
    """What the claim is about."""
    speaker: str
    """Who says so."""
    quote: str
    """The words that make it."""
    fields: tuple[tuple[str, str], ...] = ()
    """Every field that it has: name and words."""


def parse_claim_lines(text: str, *, source: str) -> list[ClaimLine]:
    """Read claims back from JSON Lines (`vaglio.claim/1`).

    Args:
        text: One claim a line.
        source: Where the lines come from, for the error.

    Returns:
        The claims in order.

    Raises:
        RowInvalid: A line is no claim.
    """
    claims = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            claims.append(_claim_line(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RowInvalid(
                input=f"{source}:{number}",
                problem=f"is no claim ({error!r})",
                next_step="compare it with docs/claim.md",
            ) from error
    return claims


def _claim_line(row: Mapping[str, object]) -> ClaimLine:
    """Make one claim from its JSON object."""
    report, speaker, span = _table(row["report"]), _table(row["speaker"]), row["span"]
    if not isinstance(span, list) or len(span) != 2:
        raise ValueError("span")
    return ClaimLine(
        report=str(report.get("ref") or report["id"]),
        start=int(span[0]),
        end=int(span[1]),
        kind=str(row["kind"]),
        speaker=str(speaker["name"]),
        quote=" ".join(str(row["quote"]).split()),
        fields=tuple(_fields(row)),
    )


def _fields(row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Put each field of a claim into words; absent ones are left out."""
    speaker = _table(row["speaker"])
    yield "speaker", _join(speaker, "name", "type", "actor", "via")
    for name in ("kind", "stance", "reality", "scope", "as_of"):
        if row.get(name):
            yield name, str(row[name])
    for name, parts in _PARTS.items():
        value = row.get(name)
        items = value if isinstance(value, list) else [value] if value else []
        if items:
            yield name, "; ".join(_join(_table(item), *parts) for item in items)
    if row.get("provisional"):
        yield "provisional", "yes"


_PARTS: Mapping[str, tuple[str, ...]] = {
    "cue": ("text",),
    "event": ("type", "mode"),
    "actors": ("name", "actor"),
    "targets": ("name", "actor"),
    "mediators": ("name", "actor"),
    "where": ("name", "precision", "place"),
    "when": ("start", "end", "text"),
    "tolls": ("harm", "who", "side", "low", "best", "high", "part_of"),
    "commitments": ("debtor", "text"),
}


def _join(table: Mapping[str, object], *names: str) -> str:
    """Put the named parts of a field side by side, a dash for an open one."""
    return " ".join(_word(table.get(name)) for name in names)


def _word(value: object) -> str:
    """Give one part of a field as a word."""
    if isinstance(value, list):
        return " < ".join(str(part) for part in value) or "-"
    return "-" if value is None else " ".join(str(value).split())


def _table(value: object) -> Mapping[str, object]:
    """Give a JSON object, or say that it is none."""
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no object")
    return value
