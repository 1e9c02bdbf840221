"""Photo lines: the caption, which is read, and the credit, which is not."""

from __future__ import annotations

import re

_LONGEST = 70
_AGENCY = (
    r"(?:AFP|AP|Reuters|REUTERS|EPA|Getty(?:\sImages)?|Anadolu|Xinhua|TASS|Shutterstock|Alamy)"
)
_KIND = (
    r"(?:(?:file|archive|handout|screen)\s+)?"
    r"(?:photo(?:graph)?s?|pictures?|images?|foto|immagine|imagen|bild|video|screenshot)"
)
_LABEL = re.compile(
    rf"[(\[]?\s*(?:{_KIND}(?:\s+(?:credits?|courtesy))?|credits?)\s*(?::|©|\bby\b|\bcourtesy of\b)"
    r"|[(\[]?\s*©|[(\[]?\s*\bcourtesy of\b",
    re.IGNORECASE,
)
_AGENCY_AT_END = re.compile(
    rf"(?:[(\[][^()\[\]]{{0,60}}(?:/\s?|via\s){_AGENCY}\b[^()\[\]]{{0,40}}[)\]]"
    rf"|[(\[]{_AGENCY}\s?(?:/|Photo)[^()\[\]]{{0,60}}[)\]]"
    rf"|\b{_AGENCY}\s?(?:Photo)?/[^.!?]{{2,60}}|(?:\S+\s?/\s?|via\s){_AGENCY}(?:\s+Images)?)\.?\s*$"
)
_PHOTO_START = re.compile(rf"{_KIND}\s*:", re.IGNORECASE)
_NAME_ONLY = re.compile(r"(?:[^\W\d_a-z][\w'’-]*\s?){1,3}")
_CREDIT_WORDS = 12


def split_caption(paragraph: str) -> tuple[int, int] | None:
    """Tell where a photo line's caption ends and where its credit begins.

    Returns None for a paragraph that is no photo line. `(0, 0)` is a credit
    without a caption; two equal numbers at the end are a caption without a
    credit.
    """
    if len(paragraph) > 600 or len(paragraph.split()) > _LONGEST:
        return None
    start = _credit_start(paragraph)
    if start is None:
        if _PHOTO_START.match(paragraph):
            return len(paragraph), len(paragraph)
        return None
    end = len(paragraph[:start].rstrip(" \t\n|/–—-"))
    if _NAME_ONLY.fullmatch(paragraph[:end]):
        return 0, 0  # "Jon Doe via ..." is all credit
    return end, start


def _credit_start(paragraph: str) -> int | None:
    """Find where a credit begins that runs to the end of the paragraph."""
    for found in _LABEL.finditer(paragraph):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        begins = start == 0 or not paragraph[start - 1].isalnum()
        if begins and _is_credit(paragraph[found.end() :]):
            return start
    at_end = _AGENCY_AT_END.search(paragraph)
    return at_end.start() if at_end else None


def _is_credit(words: str) -> bool:
    """Tell whether words after "Photo:" name somebody and do not describe a picture."""
    parts = words.split()
    if len(parts) > _CREDIT_WORDS:
        return False
    small = sum(part[:1].islower() for part in parts)
    return small <= max(1, len(parts) // 3)
