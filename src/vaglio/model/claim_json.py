"""Claims as JSON Lines, `vaglio.claim/1`: the contract other programs rely on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from dataclasses import dataclass

from vaglio.model._claim_fields import read_claim
from vaglio.model._json_fields import _Fields
from vaglio.model.claim import Claim
from vaglio.model.document import Document
from vaglio.model.errors import RowInvalid
from vaglio.model.span import Span

SCHEMA = "vaglio.claim/1"
"""The name of the contract, first in every line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHeader:
    """Hold what a claim's line says about the report that it was read in."""

    id: str
    """`r:` and 16 hexadecimal digits made from the report's bytes."""
    ref: str | None
    """The caller's own id of the report."""
    source: str
    """The publisher where it is known, else the file or address it came from."""
    title: str | None
    """The headline."""
    published: dt.date | None
    """The day of publication."""
    url: str | None
    """The address of the page."""


def header_of(document: Document) -> ReportHeader:
    """Give what a claim's line says about its report.

    Args:
        document: The report that was read.

    Returns:
        The header; what the report does not say is None.
    """
    return ReportHeader(
        id=document.report_id,
        ref=document.ref,
        source=document.publisher or document.source,
        title=document.title,
        published=document.published,
        url=document.url,
    )


def claim_to_json(claim: Claim, report: Document | ReportHeader) -> str:
    """Write a claim as one line of JSON.

    Every key is always there, in one order. Unknown is null, none found is an
    empty list; days are ISO 8601, spans are `[start, end]` in code points.

    Args:
        claim: The claim.
        report: The report that it was read in.

    Returns:
        One line without its line end.

    Source:
        The claim contract, `vaglio.claim/1` (docs/claim.md).
    """
    header = header_of(report) if isinstance(report, Document) else report
    row = {
        "schema": SCHEMA,
        "id": claim.id,
        "report": _plain(header),
        "kind": claim.kind.value,
        "quote": claim.quote,
        "span": _plain(claim.span),
        "sentence": _plain(claim.sentence),
        "setting": _plain(claim.setting),
    }
    for field in _AFTER_SENTENCE:
        row[field] = _plain(getattr(claim, field))
    return json.dumps(row, ensure_ascii=False).translate(_LINE_ENDS)


def claim_from_json(line: str | bytes, *, input: str) -> tuple[ReportHeader, Claim]:
    """Read a claim back from one line of JSON, and check all of it once.

    Keys that the contract does not name are ignored, so that a later program
    may add some.

    Args:
        line: One line, as `claim_to_json` writes it.
        input: What the error is to name: the file and the line's number.

    Returns:
        The report's header and the claim.

    Raises:
        RowInvalid: The line is no claim. The error names the field.
    """
    try:
        return _read(json.loads(line))
    except (ValueError, RecursionError) as error:
        raise _no_claim(error, input) from error


def claim_from_row(row: object, *, input: str) -> tuple[ReportHeader, Claim]:
    """Read a claim back from a line that was taken apart, and check all of it.

    Args:
        row: What `json.loads` gives of a line.
        input: What the error is to name.

    Returns:
        The report's header and the claim.

    Raises:
        RowInvalid: It is no claim. The error names the field.
    """
    try:
        return _read(row)
    except (ValueError, RecursionError) as error:
        raise _no_claim(error, input) from error


def _read(row: object) -> tuple[ReportHeader, Claim]:
    """Read the fields of a line."""
    fields = _Fields(row, "the line")
    schema = fields.text("schema")
    if schema != SCHEMA:
        raise ValueError(f"schema is {schema!r}, not {SCHEMA!r}")
    return _header(fields.below("report")), read_claim(fields)


def _no_claim(error: Exception, input: str) -> RowInvalid:
    """Say why a line is no claim."""
    problem = "it is no JSON" if isinstance(error, json.JSONDecodeError) else str(error)
    return RowInvalid(
        input=input,
        problem=f"this is no claim: {problem or 'it cannot be read'}",
        next_step="compare the line with docs/claim.md",
    )


# Some programs end a line at these, which JSON lets stand in a text.
_LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}

# After these the line's keys and their order are the fields of `Claim`.
_BEFORE = ("id", "report_id", "kind", "quote", "span", "sentence", "setting")
_AFTER_SENTENCE = tuple(
    field.name for field in dataclasses.fields(Claim) if field.name not in _BEFORE
)


def _plain(value: object) -> object:
    """Turn a field into what JSON can hold."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value


def _header(row: _Fields) -> ReportHeader:
    """Read what the line says about the report."""
    return ReportHeader(
        id=row.text("id"),
        ref=row.maybe_text("ref"),
        source=row.text("source"),
        title=row.maybe_text("title"),
        published=row.maybe_day("published"),
        url=row.maybe_text("url"),
    )
