"""The only place where stages meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from vaglio.codebook import Codebook, load_codebook
from vaglio.codebook.gazetteer import load_gazetteer
from vaglio.codebook.tables import TABLES
from vaglio.export import export_record, import_file, load_references, write_parquet
from vaglio.extract import event_between, extract, mentions_in, places_of_event, resolve_places
from vaglio.ingest import STDIN, Fetched, Hints, fetch, gather, gather_bytes
from vaglio.ingest._walk import walk
from vaglio.model.claim import Claim, Event
from vaglio.model.document import Document, ReaderName
from vaglio.model.errors import ReportUnreadable, VaglioError
from vaglio.model.incident import Incident
from vaglio.model.mention import Mentions
from vaglio.model.report import Report
from vaglio.model.span import Span
from vaglio.model.trace import Trace
from vaglio.pipeline.joining import reconcile_claims
from vaglio.processes import in_processes
from vaglio.read import LANGUAGES, read
from vaglio.reconcile import Told, reconcile_report, retell

__all__ = [
    "LANGUAGES",
    "STDIN",
    "Fetched",
    "Hints",
    "Reading",
    "Told",
    "code_event",
    "count_files",
    "export_record",
    "fetch",
    "find_mentions",
    "gather",
    "gather_bytes",
    "import_file",
    "incidents_of",
    "load_references",
    "places_of_event",
    "read_file",
    "read_report",
    "read_reports",
    "reconcile_claims",
    "resolve_places",
    "retell",
    "write_parquet",
]

Made = TypeVar("Made")

_MANY = frozenset({".jsonl", ".ndjson", ".json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold one report that was read: its text, its claims, and why."""

    document: Document
    """The report's text made readable; all offsets count in it."""
    claims: tuple[Claim, ...]
    """Its claims, in the order of the text."""
    trace: Trace
    """The rules that fired and those that declined; empty unless asked for."""


def read_report(
    report: Report,
    *,
    codebook: Codebook | None = None,
    trace: Trace | None = None,
    reader: ReaderName = ReaderName.WITH_MODEL,
) -> tuple[Document, list[Claim]]:
    """Read one report and find every claim it makes.

    Args:
        report: What `ingest` gave.
        codebook: The definitions in force; the shipped ones by default.
        trace: Receives one step for each rule that fired or declined.
        reader: Whether the attribution model is asked who says what, too.

    Returns:
        The document, to which all offsets belong, and its claims in order.

    Raises:
        LanguageUnsupported: There are no reading rules for its language.
        ArticleMissing: The page holds no article.
        GazetteerMissing: The place index has not been built.
    """
    codebook = codebook or load_codebook()
    document = read(report, codebook=codebook, trace=trace, reader=reader)
    claims = extract(document, codebook=codebook, gazetteer=load_gazetteer(), trace=trace)
    return document, claims


def incidents_of(
    document: Document, claims: Sequence[Claim], *, codebook: Codebook | None = None
) -> list[Incident]:
    """Bring the claims of one report together into incidents.

    Args:
        document: The report that was read.
        claims: Its claims, in the order of the text.
        codebook: The definitions in force; the shipped ones by default.

    Returns:
        The incidents, the one that the report is about first; none is an empty list.
    """
    return reconcile_report(
        claims,
        published=document.published,
        codebook=codebook or load_codebook(),
        outlet=document.publisher,
    )


def code_event(
    document: Document, *, source: Span, target: Span, codebook: Codebook | None = None
) -> Event | None:
    """Say what one party does to another, by the field's code.

    For whoever marks two parties in a text and asks what stands between them;
    the claims of a report are coded by the same words.

    Args:
        document: What `read_report` gave.
        source: Where the party that acts is named in the document's text.
        target: Where the party that is acted on is named.
        codebook: The definitions in force; the shipped ones by default.

    Returns:
        The event; None where the codebook has no word for it.
    """
    codebook = codebook or load_codebook()
    return event_between(
        document, source=source, target=target, codebook=codebook, gazetteer=load_gazetteer()
    )


def find_mentions(document: Document, *, codebook: Codebook | None = None) -> Mentions:
    """Find every date and place that a document names, in claims or outside.

    Args:
        document: What `read_report` gave.
        codebook: The definitions in force; the shipped ones by default.

    Returns:
        Dates and places, datelines too, each in the order of the text.

    Example:
        >>> from vaglio.model.report import Report
        >>> text = "Orlo fell on 3 May 2031."
        >>> document, _ = read_report(Report(id="r:0", source="-", data=b"", content=text))
        >>> [date] = find_mentions(document).dates
        >>> date.named[0].span.of(text), date.named[0].unit.value
        ('3 May 2031', 'day')
    """
    codebook = codebook or load_codebook()
    return mentions_in(document, codebook=codebook, gazetteer=load_gazetteer())


def count_files(sources: Iterable[Path | str]) -> int | None:
    """Count the reports of some files and folders, where that can be told.

    Args:
        sources: What `gather` is to open.

    Returns:
        One for each file; None where one of them may hold many reports.
    """
    count = 0
    for source in sources:
        for path in [None] if source == STDIN else walk(Path(source)):
            if path is None or (isinstance(path, Path) and path.suffix.lower() in _MANY):
                return None
            count += 1
    return count


def read_file(path: Path, *, hints: Hints | None = None, codebook: Path = TABLES) -> Reading:
    """Read one stored report, and keep why each claim was made.

    Args:
        path: A file of plain text or HTML; of JSON Lines, the first report.
        hints: What the caller knows about the report.
        codebook: The folder of the definitions in force.

    Returns:
        The document, its claims and the trace.

    Raises:
        VaglioError: The report cannot be read; the error says why.
    """
    for item in gather([path], hints=hints):
        if isinstance(item, VaglioError):
            raise item
        return _reading(item, codebook=codebook, traced=True, reader=ReaderName.WITH_MODEL)
    raise ReportUnreadable(
        input=str(path), problem="there is no report in it", next_step="check the file"
    )


def read_reports(
    reports: Iterable[Report | VaglioError],
    *,
    make: Callable[[Reading], Made],
    jobs: int = 1,
    codebook: Path = TABLES,
    traced: bool = False,
    reader: ReaderName = ReaderName.WITH_MODEL,
) -> Iterator[Made | VaglioError]:
    """Read many reports, in one process or several, and make something of each.

    What comes out is the same for any number of jobs, in the order of what
    came in; memory stays flat however many there are.

    Args:
        reports: What `gather` gave; an error in it is passed on in its place.
        make: What to make of each: a function at the top of a module, so that it travels.
        jobs: In how many processes to read.
        codebook: The folder of the definitions in force.
        traced: Whether to keep why each claim was made.
        reader: Whether the attribution model is asked who says what, too.

    Returns:
        What `make` gave for each report, or the error of one that cannot be read.

    Raises:
        CodebookInvalid: The codebook cannot be loaded; no report was read.
        GazetteerMissing: The place index has not been built; none was read.
        ReportUnreadable: A process was ended from outside.
    """
    load_codebook(codebook)
    load_gazetteer().has("")
    one = partial(_reading, codebook=codebook, traced=traced, reader=reader)
    work = partial(_make, make=make, read_one=one)
    if jobs == 1:
        return (item if isinstance(item, VaglioError) else work(item) for item in reports)
    return in_processes(reports, work, jobs)


def _reading(report: Report, *, codebook: Path, traced: bool, reader: ReaderName) -> Reading:
    """Read one report."""
    trace = Trace()
    document, claims = read_report(
        report, codebook=load_codebook(codebook), trace=trace if traced else None, reader=reader
    )
    return Reading(document=document, claims=tuple(claims), trace=trace)


def _make(
    report: Report, *, make: Callable[[Reading], Made], read_one: Callable[[Report], Reading]
) -> Made | VaglioError:
    """Read one report and make something of it; give back the error if it cannot be read."""
    try:
        return make(read_one(report))
    except VaglioError as error:
        return error
