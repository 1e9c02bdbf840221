"""The numbers of people that one row of a table gives."""

from __future__ import annotations

from vaglio.export._readings import Readings
from vaglio.export._sheet import SheetCell
from vaglio.model.claim import Claim, Harm, Toll, Who
from vaglio.model.imported import ImportForm, TableColumns
from vaglio.model.incident import Figure


def tolls_of(readings: Readings, form: ImportForm, columns: TableColumns) -> tuple[Toll, ...]:
    """Read the numbers of people killed and injured."""
    c = columns
    killed = _toll(readings, Harm.KILLED, (c.killed_low, c.killed, c.killed_high))
    injured = _toll(readings, Harm.INJURED, (c.injured_low, c.injured, c.injured_high))
    if killed is not None and form is ImportForm.ACLED and killed.best == 0:
        # ACLED writes 0 also where nobody knows.
        killed = None
    tolls = [toll for toll in (killed, injured) if toll is not None]
    civilians, cell = readings.people(c.killed_civilians), readings.cell(c.killed_civilians)
    if civilians and cell and killed is not None:
        if killed.best is not None and civilians > killed.best:
            readings.complain(
                c.killed_civilians, "it is more than all who were killed", "mend one of the two"
            )
        tolls.append(_counted(Harm.KILLED, Who.CIVILIAN, (civilians,) * 3, cell, part_of=0))
    return tuple(tolls)


def _toll(
    readings: Readings, harm: Harm, columns: tuple[str | None, str | None, str | None]
) -> Toll | None:
    """Read one number with its low and high; a table with one number means it exactly."""
    low, best, high = (readings.people(column) for column in columns)
    given = [n for n in (low, best, high) if n is not None]
    cells = [cell for cell in map(readings.cell, (columns[1], columns[0], columns[2])) if cell]
    if not given or not cells:
        return None
    if given != sorted(given):
        readings.complain(
            columns[1] or columns[0], "low, best and high are not in order", "mend the numbers"
        )
        return None
    if columns[0] is None and columns[2] is None:
        low = high = best
    return _counted(harm, Who.TOTAL, (low, best, high), cells[0])


def _counted(
    harm: Harm,
    who: Who,
    numbers: tuple[int | None, int | None, int | None],
    cell: SheetCell,
    *,
    part_of: int | None = None,
) -> Toll:
    """Make a toll of a cell."""
    low, best, high = numbers
    return Toll(
        harm=harm, who=who, side=None, low=low, best=best, high=high, part_of=part_of,
        quote=cell.text, span=cell.span,
    )  # fmt: skip


def figure_of(claim: Claim, number: int, toll: Toll) -> Figure:
    """Keep one number for the history of the toll."""
    return Figure(
        claim=claim.id, toll=number, report_id=claim.report_id, voice=claim.speaker.name,
        own_voice=True, as_of=None, harm=toll.harm, who=toll.who, side=None, low=toll.low,
        best=toll.best, high=toll.high, part=toll.part_of is not None, counted=True, named=True,
        provisional=False,
    )  # fmt: skip
