"""Golden cases: what the code says now, compared with what was accepted."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vaglio.explain._words import claims_in_words
from vaglio.model.errors import GoldenInvalid, LanguageUnsupported, ReportUnreadable
from vaglio.score._cases import CLAIMS_FILE, GoldenCase, find_cases
from vaglio.score._marks import split_marks, stale_marks, words_of
from vaglio.score._page_words import page_in_words
from vaglio.score._source import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenResult:
    """Say whether one golden case still holds, and if not what has changed."""

    name: str
    """The case's name."""
    found: str
    """What the code says now, in words."""
    accepted: bool
    """Whether there is a `claims.txt` to compare with."""
    diff: tuple[str, ...] = ()
    """A unified diff in words; empty where nothing has changed."""
    stale: tuple[str, ...] = ()
    """Marks of known errors that no longer stand, as written."""

    @property
    def holds(self) -> bool:
        """Whether the code says what was accepted, and no mark is left over."""
        return self.accepted and not self.diff and not self.stale


def read_case(case: GoldenCase, *, reader: Reader) -> str:
    """Read a golden case and write out what the code says of it.

    Args:
        case: The case.
        reader: What reads one report.

    Returns:
        What `claims.txt` would say, without marks. Where the report is refused
        that is one line with the error's name: a refusal is an outcome too.
    """
    try:
        document, claims = reader(case.source)
    except (LanguageUnsupported, ReportUnreadable) as error:
        return f"refused     {type(error).__name__}: {error.problem}\n"
    words = claims_in_words(claims, document.text)
    return f"{page_in_words(document)}\n{words}" if case.about.page else words


def check_golden(
    folder: Path, *, reader: Reader, names: tuple[str, ...] = ()
) -> list[GoldenResult]:
    """Compare what the code says now with what was accepted, case by case.

    Args:
        folder: The folder that holds the golden cases.
        reader: What reads one report.
        names: Which cases; all where none is named.

    Returns:
        One result for each case, in the order of their names.

    Raises:
        SourceMissing: The folder, or a named case, is not there.
        GoldenInvalid: A case cannot be read.
    """
    return [_check(case, reader) for case in find_cases(folder, names=names)]


def _check(case: GoldenCase, reader: Reader) -> GoldenResult:
    """Compare one case."""
    found = read_case(case, reader=reader)
    if case.claims is None:
        return GoldenResult(name=case.name, found=found, accepted=False)
    source = f"{case.name}/{CLAIMS_FILE}"
    old = split_marks(case.claims, source=source)
    new = found.splitlines()
    diff = difflib.unified_diff(
        words_of(old), new, f"{source} (accepted)", f"{source} (now)", lineterm="", n=4
    )
    stale = (f"{line.words.strip()}  {line.mark}".strip() for line in stale_marks(old, new))
    return GoldenResult(
        name=case.name, found=found, accepted=True, diff=tuple(diff), stale=tuple(stale)
    )


def golden_in_words(results: Sequence[GoldenResult]) -> str:
    """Write out what has changed, and the command that accepts each change.

    Args:
        results: What `check_golden` returned.

    Returns:
        The changes and one line of sums; only the sums where all cases hold.

    Raises:
        GoldenInvalid: There are no cases at all, so nothing was compared.
    """
    if not results:
        raise GoldenInvalid(
            input="golden", problem="there are no cases", next_step="make one with `golden new`"
        )
    changed = [result for result in results if not result.holds]
    parts = [_changes_in_words(result) for result in changed]
    held = len(results) - len(changed)
    parts.append(f"{held} of {len(results)} golden cases hold\n")
    return "\n".join(parts)


def _changes_in_words(result: GoldenResult) -> str:
    """Write out one case that does not hold."""
    lines: list[str] = []
    if not result.accepted:
        lines += [f"{result.name}: has no {CLAIMS_FILE} yet; the code says", "", result.found]
    lines += result.diff
    for mark in result.stale:
        lines.append(f"{result.name}: this error is gone, remove its mark: {mark}")
    lines.append(f"to accept: vaglio golden accept {result.name}")
    return "\n".join(lines) + "\n"
