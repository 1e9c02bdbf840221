"""What the cells of a row say: days, numbers, degrees, each error by line and column."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from vaglio.export._sheet import SheetCell, SheetRow, wrong
from vaglio.model.errors import TableInvalid

_MOST = 1_000_000_000
_WHOLE = re.compile(r"\d+(?:\.0+)?")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")


@dataclass(slots=True, kw_only=True)
class Readings:
    """Read the cells of one row, and keep what is wrong with them."""

    row: SheetRow
    """The row."""
    input: str
    """The file, for errors."""
    dates: tuple[str, ...]
    """How days may be written, besides as 2031-05-03."""
    errors: list[TableInvalid] = field(default_factory=list)
    """What is wrong so far."""

    def cell(self, column: str | None) -> SheetCell | None:
        """Give a cell; None where it is empty or the table has no such column."""
        return self.row.cells.get(column) if column else None

    def text(self, column: str | None) -> str | None:
        """Give what a cell says."""
        cell = self.cell(column)
        return cell.text if cell else None

    def complain(self, column: str | None, problem: str, next_step: str) -> None:
        """Keep an error with its line and column."""
        place = f"{self.input}:{self.row.line}, column {column}"
        self.errors.append(wrong(place, problem, next_step))

    def day(self, column: str | None) -> dt.date | None:
        """Read a calendar day."""
        said = self.text(column)
        if said is None:
            return None
        iso = _ISO.fullmatch(said)
        for written in self.dates:
            try:
                return dt.datetime.strptime(said, written).date()  # noqa: DTZ007 - a local day
            except ValueError:
                continue
        try:
            return dt.date.fromisoformat(iso[1] if iso else "")
        except ValueError:
            known = " or ".join(["2031-05-03", *(f"in the form {d}" for d in self.dates)])
            self.complain(column, f"“{said[:40]}” is no day", f"write it as {known}")
            return None

    def people(self, column: str | None) -> int | None:
        """Read a number of people."""
        said = self.text(column)
        if said is None:
            return None
        number = int(float(said)) if _WHOLE.fullmatch(said) and len(said) < 16 else -1
        if not 0 <= number <= _MOST:
            self.complain(
                column, f"“{said[:40]}” is no number of people", "write a whole number, or nothing"
            )
            return None
        return number

    def degrees(self, column: str | None, *, most: float) -> float | None:
        """Read an angle."""
        said = self.text(column)
        if said is None:
            return None
        try:
            angle = float(said)
        except ValueError:
            angle = most + 1
        if not abs(angle) <= most:
            self.complain(column, f"“{said[:40]}” is no angle up to {most:.0f}", "write degrees")
            return None
        return angle
