"""What changed in the claims between two revisions: gained, lost, changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vaglio.score._lines import ClaimLine

MOST_SHOWN = 50
"""How many claims a diff writes out; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """Say how one field of a claim changed."""

    field: str
    """The field's name."""
    old: str | None
    """What it said; None where it was absent."""
    new: str | None
    """What it says; None where it is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """Pair one claim with itself in the other revision."""

    old: ClaimLine
    """The claim as it was."""
    new: ClaimLine
    """The claim as it is."""
    fields: tuple[FieldChange, ...]
    """The fields that changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDiff:
    """Hold what changed between two revisions."""

    gained: tuple[ClaimLine, ...] = ()
    """Claims that only the new revision makes."""
    lost: tuple[ClaimLine, ...] = ()
    """Claims that only the old revision made."""
    changed: tuple[ClaimChange, ...] = ()
    """Claims that both make, with fields that differ."""
    same: int = 0
    """How many claims are the same in both."""


def diff_claims(old: Sequence[ClaimLine], new: Sequence[ClaimLine]) -> ClaimDiff:
    """Compare the claims of two revisions over the same reports.

    Two claims are the same claim where report, span, kind and speaker are the
    same; of those left over, the ones that quote mostly the same words.

    Args:
        old: The claims of the revision compared with.
        new: The claims of this revision.

    Returns:
        What was gained, lost and changed.
    """
    pairs = _pair(old, new)
    of_old, of_new = {i for i, _ in pairs}, {j for _, j in pairs}
    changes = [_change(old[i], new[j]) for i, j in pairs]
    return ClaimDiff(
        gained=tuple(claim for j, claim in enumerate(new) if j not in of_new),
        lost=tuple(claim for i, claim in enumerate(old) if i not in of_old),
        changed=tuple(change for change in changes if change.fields),
        same=sum(not change.fields for change in changes),
    )


def _pair(old: Sequence[ClaimLine], new: Sequence[ClaimLine]) -> list[tuple[int, int]]:
    """Pair claims of the same report, the most alike first."""
    by_report: dict[str, list[int]] = {}
    for j, claim in enumerate(new):
        by_report.setdefault(claim.report, []).append(j)
    ranked = sorted(
        (-likeness, i, j)
        for i, claim in enumerate(old)
        for j in by_report.get(claim.report, ())
        if (likeness := _likeness(claim, new[j])) > 0
    )
    pairs: list[tuple[int, int]] = []
    of_old: set[int] = set()
    of_new: set[int] = set()
    for _, i, j in ranked:
        if i not in of_old and j not in of_new:
            of_old.add(i)
            of_new.add(j)
            pairs.append((i, j))
    return sorted(pairs, key=lambda pair: pair[1])


def _likeness(old: ClaimLine, new: ClaimLine) -> float:
    """Weigh how alike two claims are; 0 where they quote mostly other words."""
    shared = min(old.end, new.end) - max(old.start, new.start)
    union = max(old.end, new.end) - min(old.start, new.start)
    if 2 * shared < union:
        return 0.0
    return shared / union + (old.speaker == new.speaker) + (old.kind == new.kind)


def _change(old: ClaimLine, new: ClaimLine) -> ClaimChange:
    """Say which fields of a claim differ."""
    before, after = dict(old.fields), dict(new.fields)
    names = list(dict.fromkeys([*before, *after]))
    changes = [
        FieldChange(field=name, old=before.get(name), new=after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]
    if old.quote != new.quote:
        changes.insert(0, FieldChange(field="quote", old=old.quote, new=new.quote))
    return ClaimChange(old=old, new=new, fields=tuple(changes))


def diff_in_words(diff: ClaimDiff) -> str:
    """Write out what changed, 50 claims at most, then the sums.

    Args:
        diff: What `diff_claims` returned.

    Returns:
        Lines that end in a newline.
    """
    entries = [*_entries(diff)]
    lines = [line for entry in entries[:MOST_SHOWN] for line in entry]
    if len(entries) > MOST_SHOWN:
        lines.append(f"… and {len(entries) - MOST_SHOWN} more")
    if lines:
        lines.append("")
    lines.append(
        f"gained {len(diff.gained)}, lost {len(diff.lost)}, "
        f"changed {len(diff.changed)}, same {diff.same}"
    )
    counts = Counter(field.field for change in diff.changed for field in change.fields)
    if counts:
        lines.append("changed by field: " + _counts_in_words(counts.most_common()))
    return "\n".join(lines) + "\n"


def _entries(diff: ClaimDiff) -> Iterator[list[str]]:
    """Give the lines of each claim that differs."""
    yield from (["+ " + _head(claim)] for claim in diff.gained)
    yield from (["- " + _head(claim)] for claim in diff.lost)
    for change in diff.changed:
        fields = (
            f"    {field.field}: {field.old or 'nothing'} → {field.new or 'nothing'}"
            for field in change.fields
        )
        yield ["~ " + _head(change.new), *fields]


def _head(claim: ClaimLine) -> str:
    """Name one claim: report, kind, speaker, quotation."""
    return f'{claim.report}  {claim.kind}  {claim.speaker}  "{claim.quote}"'


def _counts_in_words(counts: Iterable[tuple[str, int]]) -> str:
    """Write out how often each field changed."""
    return ", ".join(f"{name} {count}" for name, count in counts)
