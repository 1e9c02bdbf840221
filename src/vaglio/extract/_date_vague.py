"""Read words of time that tell no day: "now", "recently", "in the past"."""

from __future__ import annotations

from vaglio.extract._date_clock import Clock
from vaglio.extract._date_line import Line
from vaglio.extract._date_types import DatePrecision, Found
from vaglio.model.mention import DateUnit

_UNITS = {-1: DateUnit.PAST, 0: DateUnit.PRESENT, 1: DateUnit.FUTURE}
_DEGREES = frozenset({"as", "so", "how", "too"})


def vague(line: Line, i: int, clock: Clock) -> Found | None:
    """Read "now", "soon", "recently", "in recent weeks", "the future": no day is told."""
    hit = line.at("vague", i)
    if hit is None or hit[1] is None:
        return None
    last, side = hit[0], hit[1]
    unit = line.at("unit", last)
    if unit is not None and unit[1] and line.key(unit[0] - 1).endswith("s"):
        last = unit[0]
    elif line.at("adjective", i) and not _is_noun(line, i):
        return None
    # "as soon as", "soon after the blast": they lean on something else.
    if line.key(i - 1) in _DEGREES or line.at("later", last) or line.at("after", last):
        return None
    return Found(
        first=i,
        last=last,
        start=clock.published if side > 0 else None,
        end=clock.published if side < 0 else None,
        precision=DatePrecision.NONE,
        rule="date.vague",
        unit=_UNITS[side],
        why="no day is told",
    )


def _is_noun(line: Line, i: int) -> bool:
    """Tell whether "past" or "future" is the noun here, and no adjective."""
    if line.at("noun", i) is None or not line.before("article", i):
        return False
    follower = i + 1
    if not line.word(follower) and line.figure(follower, 4) is None:
        return not line.dash(follower) > follower
    return line.at("stop", follower) is not None or line.at("edge", follower) is not None
