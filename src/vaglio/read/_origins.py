"""Where a paragraph stands in the bytes of its report."""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Iterator, Sequence

from vaglio.model.report import Report
from vaglio.model.span import Span

_MARK = re.compile(r"[<&]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_SILENT = re.compile(r"<(script|style|template|noscript)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W_]+")
_MOST_MISSES = 50
_WINDOW = 200_000


def text_origins(report: Report, spans: Sequence[Span]) -> tuple[Span | None, ...]:
    """Give the bytes of stretches of a plain text."""
    return _in_bytes(report, spans)


def page_origins(report: Report, text: str, spans: Sequence[Span]) -> tuple[Span | None, ...]:
    """Give the bytes of paragraphs in the page they were taken from.

    The letters of a paragraph are looked for in the letters of the page, its
    tags and scripts left out and its entities decoded, from where the
    paragraph before was found.
    """
    letters, starts, places = _page_letters(report.content)
    found: list[Span | None] = []
    cursor = misses = 0
    for span in spans:
        wanted = "".join(_LETTERS.findall(span.of(text)))
        place = letters.find(wanted, cursor, cursor + _WINDOW + len(wanted)) if wanted else -1
        if place < 0 and wanted and misses < _MOST_MISSES:
            misses += 1
            place = letters.find(wanted)
        if place < 0:
            found.append(None)
            continue
        cursor = place + len(wanted)
        first, _ = _raw(place, starts, places)
        _, last = _raw(cursor - 1, starts, places)
        found.append(Span(start=first, end=last))
    inner = iter(_in_bytes(report, [span for span in found if span]))
    return tuple(next(inner) if span else None for span in found)


def _page_letters(content: str) -> tuple[str, list[int], list[tuple[int, int, bool]]]:
    """Give a page's letters, and for each run of them where it stands.

    A run is (start, end, whether each letter of it is one code point of the page).
    """
    letters: list[str] = []
    starts: list[int] = []
    places: list[tuple[int, int, bool]] = []
    count = 0
    for start, end, shown in _shown(content):
        straight = shown is None
        runs = _LETTERS.finditer(content, start, end) if shown is None else _LETTERS.finditer(shown)
        for run in runs:
            starts.append(count)
            places.append((run.start(), run.end(), True) if straight else (start, end, False))
            letters.append(run[0])
            count += len(run[0])
    return "".join(letters), starts, places


def _shown(content: str) -> Iterator[tuple[int, int, str | None]]:
    """Give the stretches of a page that a reader sees; a decoded entity as its letters."""
    place = 0
    while mark := _MARK.search(content, place):
        if mark.start() > place:
            yield place, mark.start(), None
        if mark[0] == "&":
            entity = _ENTITY.match(content, mark.start())
            place = entity.end() if entity else mark.end()
            if entity:
                yield mark.start(), place, html.unescape(entity[0])
        else:
            place = _after_tag(content, mark.start())
    if place < len(content):
        yield place, len(content), None


def _after_tag(content: str, start: int) -> int:
    """Give the place after a tag, a comment, or a script with all that is in it."""
    if content.startswith("<!--", start):
        return _after(content, "-->", start)
    silent = _SILENT.match(content, start)
    if silent:
        close = re.compile(rf"</{silent[1]}\b", re.IGNORECASE).search(content, silent.end())
        return _after(content, ">", close.start()) if close else len(content)
    if not (content[start + 1 : start + 2].isalpha() or content[start + 1 : start + 2] in "/!?"):
        return start + 1
    return _after(content, ">", start)


def _after(content: str, mark: str, start: int) -> int:
    """Give the place after the next mark; the end of the page where there is none."""
    found = content.find(mark, start)
    return found + len(mark) if found >= 0 else len(content)


def _raw(place: int, starts: list[int], places: list[tuple[int, int, bool]]) -> tuple[int, int]:
    """Give the code points of the page that hold one of its letters."""
    run = bisect.bisect_right(starts, place) - 1
    start, end, straight = places[run]
    if not straight:
        return start, end
    exact = start + place - starts[run]
    return exact, exact + 1


def _in_bytes(report: Report, spans: Sequence[Span]) -> tuple[Span | None, ...]:
    """Turn code points of a report's content into bytes of its data; None where unsure."""
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    offsets: dict[int, int] = {}
    length = done = 0
    try:
        for edge in edges:
            length += len(report.content[done:edge].encode(report.encoding))
            offsets[edge] = length
            done = edge
        length += len(report.content[done:].encode(report.encoding))
    except (UnicodeError, LookupError):
        return (None,) * len(spans)
    mark = len(report.data) - length
    # More or fewer bytes than a byte order mark: the encoding has no one way to write a letter.
    if mark not in (0, 2, 3, 4):
        return (None,) * len(spans)
    return tuple(
        Span(start=offsets[span.start] + mark, end=offsets[span.end] + mark) for span in spans
    )
