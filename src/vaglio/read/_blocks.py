"""Plain text to paragraphs: blank lines, wrapped lines, lines that stand alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vaglio.model.document import Section
from vaglio.model.span import Span
from vaglio.read._headlines import stands_alone

_WIDEST_WRAP = 140
"""No mail, wire or editor wraps lines wider than this: longer lines are paragraphs."""
_MARKER = re.compile(r"#{1,6}\s+|>\s+")
_BULLET = re.compile(r"(?:[•‣▪◦●·*]|[-–—](?=\s)|\(?\d{1,2}[.)](?=\s))\s*")

_LABEL = re.compile(r"[^\W\d][\w'’]*(?: [\w'’]+){1,4}")
"""A short line of a few words, such as "Recommended for you"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Hold one paragraph as it was cut, before it is known what it is."""

    span: Span
    """Where it stands in the text."""
    hint: Section | None = None
    """What the page's markup says it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Hold one line: its words without the white space around them."""

    start: int
    end: int
    indent: int
    words: str


def text_blocks(text: str) -> list[Block]:
    """Cut plain text into paragraphs."""
    lines = _lines(text)
    full = [line for line in lines if line.words]
    wide = sum(len(line.words) > _WIDEST_WRAP for line in full)
    wrapped = wide * 10 <= len(full) and wide < 2
    width = max((len(line.words) for line in full), default=0)
    blocks: list[Block] = []
    open_block: list[_Line] = []
    for line in lines:
        if open_block and (
            not line.words
            or not wrapped
            or _breaks(open_block[-1], line, width=width, first=not blocks)
        ):
            blocks.append(_block(open_block))
            open_block = []
        if line.words:
            open_block.append(line)
    if open_block:
        blocks.append(_block(open_block))
    return blocks


def _lines(text: str) -> list[_Line]:
    """Cut a text into lines, keeping where the words of each stand."""
    lines = []
    place = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        start = place + indent
        lines.append(_Line(start=start, end=start + len(words), indent=indent, words=words))
        place += len(raw)
    return lines


def _breaks(line: _Line, after: _Line, *, width: int, first: bool) -> bool:
    """Tell whether a single line break between two lines parts two paragraphs."""
    if _MARKER.match(line.words) or _MARKER.match(after.words):
        return True
    # Did the writer break the line although the next word would have fitted?
    fits = len(line.words) + 1 + len(after.words.split(None, 1)[0]) <= 0.8 * width
    if stands_alone(line.words) or (fits and stands_alone(after.words)):
        return True
    if _BULLET.match(after.words) and (_BULLET.match(line.words) or line.words[-1] in ".:;!?"):
        return True
    if after.indent >= line.indent + 2 and line.words[-1] in '.!?”"':
        return True
    if not fits or after.words[0].islower():
        return False
    if 2 * len(line.words) <= width and _LABEL.fullmatch(line.words):
        return True
    return line.words[-1] in ".!?" or (first and line.words[-1] not in ",;:-–—")


def _block(lines: list[_Line]) -> Block:
    """Join lines to a paragraph; the marks of a heading or a list's point stay outside it."""
    start, end = lines[0].start, lines[-1].end
    marker = _MARKER.match(lines[0].words) or _BULLET.match(lines[0].words)
    if marker is None or start + marker.end() >= end:
        return Block(span=Span(start=start, end=end))
    hint = Section.TITLE if lines[0].words.startswith("# ") else None
    return Block(span=Span(start=start + marker.end(), end=end), hint=hint)
