"""Claims as JSON Lines, `vaglio.claim/1`: the contract other programs rely on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from dataclasses import dataclass

from vaglio.model._json_fields import _Fields
from vaglio.model.claim import (
    Actor,
    Claim,
    Commitment,
    Cue,
    Event,
    Harm,
    Kind,
    Place,
    Precision,
    Reality,
    Scope,
    Speaker,
    SpeakerType,
    Stance,
    Toll,
    When,
    Who,
)
from vaglio.model.document import Document
from vaglio.model.errors import RowInvalid
from vaglio.model.setting import Setting
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
        row = _Fields(json.loads(line), "the line")
        schema = row.text("schema")
        if schema != SCHEMA:
            raise ValueError(f"schema is {schema!r}, not {SCHEMA!r}")
        return _header(row.below("report")), _claim(row)
    except (ValueError, RecursionError) as error:
        problem = "it is no JSON" if isinstance(error, json.JSONDecodeError) else str(error)
        raise RowInvalid(
            input=input,
            problem=f"this is no claim: {problem or 'it cannot be read'}",
            next_step="compare the line with docs/claim.md",
        ) from error


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


def _claim(row: _Fields) -> Claim:
    """Read the claim itself."""
    tolls = tuple(_toll(each) for each in row.many("tolls"))
    for index, toll in enumerate(tolls):
        if toll.part_of is not None and (toll.part_of >= len(tolls) or toll.part_of == index):
            raise ValueError(f"tolls[{index}].part_of names no other toll")
    cue, event, when = row.maybe_below("cue"), row.maybe_below("event"), row.maybe_below("when")
    return Claim(
        id=row.text("id"),
        report_id=row.below("report").text("id"),
        kind=row.choice("kind", Kind),
        quote=row.quotation("quote"),
        span=row.span("span"),
        sentence=row.span("sentence"),
        setting=_setting(row.later("setting")),
        speaker=_speaker(row.below("speaker")),
        cue=Cue(text=cue.quotation("text"), span=cue.span("span")) if cue else None,
        said=row.spans("said"),
        stance=row.choice("stance", Stance),
        reality=row.choice("reality", Reality),
        event=Event(type=event.text("type"), mode=event.maybe_text("mode")) if event else None,
        actors=_actors(row, "actors"),
        targets=_actors(row, "targets"),
        mediators=_actors(row, "mediators"),
        where=tuple(_place(each) for each in row.many("where")),
        when=_when(when) if when else None,
        tolls=tolls,
        scope=row.choice("scope", Scope),
        commitments=tuple(_commitment(each) for each in row.many("commitments")),
        as_of=row.maybe_day("as_of"),
        provisional=row.flag("provisional"),
        rules=row.texts("rules"),
        codebook=row.text("codebook"),
        reader=row.text("reader"),
    )


def _setting(row: _Fields | None) -> Setting | None:
    """Read in what part of the text the claim stands."""
    if row is None:
        return None
    return Setting(
        paragraph=row.span("paragraph"), item=row.maybe_span("item"), aside=row.flag("aside")
    )


def _speaker(row: _Fields) -> Speaker:
    """Read who says so."""
    return Speaker(
        name=row.text("name"),
        span=row.maybe_span("span"),
        type=row.choice("type", SpeakerType),
        actor=row.maybe_text("actor"),
        via=row.texts("via"),
        mention=row.maybe_span("mention"),
    )


def _actors(row: _Fields, key: str) -> tuple[Actor, ...]:
    """Read a list of parties."""
    return tuple(
        Actor(name=each.quotation("name"), span=each.span("span"), actor=each.maybe_text("actor"))
        for each in row.many(key)
    )


def _place(row: _Fields) -> Place:
    """Read one place."""
    latitude, longitude = row.degrees("latitude", most=90.0), row.degrees("longitude", most=180.0)
    if (latitude is None) != (longitude is None):
        raise ValueError(f"{row.path} has one of latitude and longitude without the other")
    return Place(
        name=row.quotation("name"),
        span=row.span("span"),
        place=row.maybe_text("place"),
        latitude=latitude,
        longitude=longitude,
        radius_km=row.maybe_length("radius_km"),
        precision=row.choice("precision", Precision),
    )


def _when(row: _Fields) -> When:
    """Read one time."""
    start, end = row.maybe_day("start"), row.maybe_day("end")
    if start and end and start > end:
        raise ValueError(f"{row.path} ends before it starts")
    return When(start=start, end=end, text=row.quotation("text"), span=row.span("span"))


def _toll(row: _Fields) -> Toll:
    """Read one number of people."""
    low, best, high = (row.maybe_count(key) for key in ("low", "best", "high"))
    given = [figure for figure in (low, best, high) if figure is not None]
    if given != sorted(given):
        raise ValueError(f"{row.path} needs low <= best <= high")
    return Toll(
        harm=row.choice("harm", Harm),
        who=row.choice("who", Who),
        side=row.maybe_text("side"),
        low=low,
        best=best,
        high=high,
        part_of=row.maybe_count("part_of"),
        quote=row.quotation("quote"),
        span=row.span("span"),
    )


def _commitment(row: _Fields) -> Commitment:
    """Read one thing that is owed."""
    due = row.maybe_below("due")
    return Commitment(
        debtor=row.maybe_text("debtor"),
        text=row.quotation("text"),
        span=row.span("span"),
        due=_when(due) if due else None,
    )
