"""Tables of cells as CSV and as tab-separated text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | int | float | None
"""What a cell may hold; None is an empty cell."""

_HALF_LETTERS = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# A spreadsheet reads a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "'")


def csv_of(rows: Iterable[Sequence[Cell]]) -> bytes:
    r"""Write rows as CSV in UTF-8, safe to open in a spreadsheet.

    A text that begins with = + - @ gets an apostrophe before it, so that no
    spreadsheet runs it; so does one that begins with an apostrophe, so that
    taking the first apostrophe away gives the text back. Numbers are written
    as they are. Line breaks and tabs inside a cell become one blank.

    Example:
        >>> csv_of([["=1+1", -2, "'tis", None]])
        b"'=1+1,-2,''tis,\n"
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_guarded(c) for c in row] for row in rows)
    return text.getvalue().encode()


def tsv_of(rows: Iterable[Sequence[Cell]]) -> bytes:
    r"""Write rows as tab-separated text without any quoting.

    Cells are guarded as in `csv_of`; a double quote becomes a single one, so
    that readers which know quoting and those which do not see the same.

    Example:
        >>> tsv_of([['a "b"', 1]])
        b"a 'b'\t1\n"
    """
    lines = ["\t".join(_guarded(c).replace('"', "'") for c in row) + "\n" for row in rows]
    return "".join(lines).encode()


def clean(text: str) -> str:
    """Fold white space, and drop what is no letter and steers a terminal or a reader's eye."""
    return " ".join(_HALF_LETTERS.sub("\ufffd", _CONTROLS.sub(" ", text)).split())


def joined(texts: Iterable[str | None]) -> str | None:
    """Join texts by semicolons, each once; None where there are none."""
    once = dict.fromkeys(clean(text) for text in texts if text)
    return "; ".join(text for text in once if text) or None


def _guarded(cell: Cell) -> str:
    """Write one cell."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = clean(cell)
        return f"'{text}" if text.startswith(_FORMULA) else text
    return str(cell)
