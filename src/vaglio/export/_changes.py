"""The companion of every export: what was withdrawn, merged, corrected or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from vaglio.export._cells import Cell, csv_of
from vaglio.export._outgoing import PROPOSAL, decided_of, ref_of
from vaglio.model.exported import LeftOut
from vaglio.model.record import Decided, Record, Standing

COLUMNS = ("exported_id", "id", "ref", "change", "on", "into", "into_ref", "note")
"""The columns of the companion."""

_GONE = (Standing.WITHDRAWN, Standing.MERGED)
_PUBLIC = (Standing.ACCEPTED, *_GONE)


def changes_of(
    record: Record, left: Sequence[LeftOut], *, exported_id: Callable[[str], Cell]
) -> bytes:
    """Write the companion: deletions and corrections, oldest first, then what is left out.

    Only what people have once accepted is named; what was rejected, or waits,
    is not. An entry that another was merged into is named if it is public.

    Args:
        record: The record.
        left: Entries that the form does not hold.
        exported_id: How the form writes an entry's reference as its id.
    """
    decided = decided_of(record)
    listed = sorted(decided.values(), key=lambda each: (str(each.on or ""), each.id))
    rows = [row for each in listed for row in _rows(each, decided, exported_id)]
    for out in left:
        change = "left out" if out.vetted else f"left out, {PROPOSAL}"
        rows.append((exported_id(out.ref), out.id, out.ref, change, None, None, None, out.why))
    return csv_of([COLUMNS, *rows])


def _rows(
    each: Decided, decided: dict[str, Decided], exported_id: Callable[[str], Cell]
) -> Iterator[tuple[Cell, ...]]:
    """Give the row of one decision; none where nothing public has changed."""
    corrected = each.standing is Standing.ACCEPTED and each.corrected
    if each.standing not in _GONE and not corrected:
        return
    into = decided.get(each.into) if each.into else None
    if into is not None and into.standing not in _PUBLIC:
        into = None
    yield (
        exported_id(ref_of(each.id, each)),
        each.id,
        each.ref,
        "corrected" if corrected else each.standing.value,
        each.on.isoformat() if each.on else None,
        into.id if into else None,
        into.ref if into else None,
        each.note,
    )
