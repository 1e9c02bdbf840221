"""The corpus as pieces and labels: one example a paragraph."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

MOST_PIECES = 300
SOURCE, CONTENT = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One attribution: its cue and the class of each piece."""

    cue: tuple[int, int]
    classes: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of one article."""

    article: str
    start: int
    text: str
    pieces: list[int]
    spans: list[tuple[int, int]]
    cues: list[int]
    links: list[Link]


def read_corpus(folder: Path, tokenizer: Tokenizer) -> list[Paragraph]:
    """Read `attributions.jsonl` and `text/*.txt` of one folder."""
    marked: dict[str, list[dict]] = {}
    for line in (folder / "attributions.jsonl").read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            marked.setdefault(row["article"], []).append(row)
    found = []
    for file in sorted((folder / "text").glob("*.txt")):
        with file.open(encoding="utf-8", newline="") as opened:
            text = opened.read()
        rows = marked.get(file.stem, [])
        found += [
            paragraph_of(file.stem, match, rows, tokenizer)
            for match in re.finditer(r"[^\r\n]+", text)
            if match.group().strip()
        ]
    return found


def paragraph_of(
    article: str, match: re.Match[str], rows: list[dict], tokenizer: Tokenizer
) -> Paragraph:
    """Make one example."""
    start, end = match.span()
    read = tokenizer.encode(match.group())
    pieces, spans = read.ids[:MOST_PIECES], read.offsets[:MOST_PIECES]
    cues = [0] * len(pieces)
    links = []
    for row in rows:
        inside = [
            at for at in pieces_of(row["cue"], start, spans) if start <= row["cue"][0][0] < end
        ]
        if not inside:
            continue
        for at in inside:
            cues[at] = cues[at] or 2
        cues[inside[0]] = 1
        classes = [0] * len(pieces)
        for key, value in (("content", CONTENT), ("source", SOURCE)):
            for at in pieces_of(row[key], start, spans):
                classes[at] = value
        links.append(Link(cue=(inside[0], inside[-1] + 1), classes=classes))
    return Paragraph(
        article=article,
        start=start,
        text=match.group(),
        pieces=pieces,
        spans=spans,
        cues=cues,
        links=links,
    )


def pieces_of(marks: list, start: int, spans: list[tuple[int, int]]) -> list[int]:
    """Find the pieces that the marked stretches of text touch."""
    return [
        at
        for at, (low, high) in enumerate(spans)
        if high > low
        and any(first < start + high and start + low < last for first, last, _ in marks)
    ]
