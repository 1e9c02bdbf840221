"""Known errors in a golden case: `! wrong: why (#issue)` at the end of a line.

A mark says that a line is what the code says and not what is right. It is
ignored in comparisons, kept while its line stands, and must go with it. A
mark on a line of its own tells of words that no claim quotes yet:
`! wrong: missing "the words" (#issue)`; it must go once a claim quotes them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from vaglio.model.errors import GoldenInvalid

_MARK = re.compile(r"\s*(! wrong:.*)$")
_WHOLE_MARK = re.compile(r"! wrong: \S.*\(#\d+\)")
_MISSING = re.compile(r'missing "(.+)"')
_NUMBER = re.compile(r"^\d+  ")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedLine:
    """Hold one line of `claims.txt`, its mark set apart."""

    words: str
    """The line without its mark; empty where the mark stands alone."""
    mark: str | None = None
    """The mark as written."""

    @property
    def missing(self) -> str | None:
        """The words that, by this mark, no claim quotes yet."""
        found = _MISSING.search(self.mark or "") if not self.words else None
        return found.group(1) if found else None


def split_marks(text: str, *, source: str) -> list[MarkedLine]:
    """Take the marks off the lines of a `claims.txt`.

    Args:
        text: The file's text.
        source: The file's name, for the error.

    Returns:
        The lines in order.

    Raises:
        GoldenInvalid: A mark has no reason, or names no issue.
    """
    lines = []
    for number, line in enumerate(text.splitlines(), start=1):
        found = _MARK.search(line)
        if found and not _WHOLE_MARK.fullmatch(found.group(1).rstrip()):
            raise GoldenInvalid(
                input=f"{source}:{number}",
                problem="has a mark without a reason or an issue",
                next_step="write it as `! wrong: why (#41)`",
            )
        words = line[: found.start()] if found else line
        lines.append(
            MarkedLine(words=words.rstrip(), mark=found.group(1).rstrip() if found else None)
        )
    return lines


def words_of(lines: Sequence[MarkedLine]) -> list[str]:
    """Give the lines that are compared: without marks, and without lone marks."""
    return [line.words for line in lines if line.words or line.mark is None]


def stale_marks(old: Sequence[MarkedLine], new: Sequence[str]) -> list[MarkedLine]:
    """List the marks whose line is gone, which must be removed.

    Args:
        old: The lines of `claims.txt`.
        new: The lines that the code writes now.

    Returns:
        The marked lines that no longer hold.
    """
    kept = _kept(old, new)
    return [
        line
        for index, line in enumerate(old)
        if line.mark and (_is_quoted(line, new) if not line.words else index not in kept)
    ]


def carry_marks(old: Sequence[MarkedLine], new: Sequence[str]) -> list[str]:
    """Put the marks that still hold on the lines that the code writes now.

    Args:
        old: The lines of the `claims.txt` that is being replaced.
        new: The lines that the code writes now.

    Returns:
        The new lines, marked; marks that stand alone come last.
    """
    kept = _kept(old, new)
    marks = {kept[i]: line.mark for i, line in enumerate(old) if line.mark and i in kept}
    lines = [
        f"{words}    {marks[index]}" if index in marks else words for index, words in enumerate(new)
    ]
    alone = [line.mark for line in old if line.mark and not line.words]
    lone = [MarkedLine(words="", mark=mark) for mark in alone]
    return lines + [line.mark for line in lone if line.mark and not _is_quoted(line, new)]


def _kept(old: Sequence[MarkedLine], new: Sequence[str]) -> dict[int, int]:
    """Say which old line became which new one; a claim's number may have moved."""
    indexes = [i for i, line in enumerate(old) if line.words or line.mark is None]
    before = [_NUMBER.sub("", old[i].words) for i in indexes]
    after = [_NUMBER.sub("", words) for words in new]
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return {
        indexes[block.a + step]: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _is_quoted(line: MarkedLine, new: Sequence[str]) -> bool:
    """Tell whether a claim now quotes the words that a lone mark misses."""
    return line.missing is not None and any(
        words.startswith('   "') and line.missing in words for words in new
    )
